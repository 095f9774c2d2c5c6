"""Letters behind years: 'Lee 1988b' among several works of Lee of 1988.

APA (7th edition), Chicago's author-date style and the Harvard styles give letters by the order of
titles among the works that an article cites. A bibliography that has more of them than the article
cites does not tell which letter is whose; then the letter decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from evidence.citations import titles
from evidence.citations.index import Entry
from evidence.model.citation import Reference
from evidence.texts.words import words

Group = tuple[tuple[str, ...], str]


class Letters:
    """The letters that an article puts behind years, by names and year."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._last: defaultdict[Group, str] = defaultdict(str)
        for reference in references:
            if letter := of(reference.year):
                group = _group(reference)
                self._last[group] = max(self._last[group], letter)

    def choose(self, reference: Reference, entries: Sequence[Entry]) -> Entry | None:
        """Return the one that a letter means of works with the same names and year.

        They must be as many as the letters of the article, with titles that differ, and every usual
        order must be the same: titles with and without their articles, and dates before titles.
        """
        letter = of(reference.year)
        place = _place(letter)
        count = _place(self._last[_group(reference)]) + 1
        if not letter or not len(entries) == len(set(map(_by_plain_title, entries))) == count:
            return None
        first, *others = (sorted(entries, key=order) for order in _ORDERS)
        return first[place] if all(other == first for other in others) else None


def of(year: str) -> str:
    """Return the letter behind a year, empty where there is none."""
    return year[4:5] if year[4:5].isalpha() else ""


def _place(letter: str) -> int:
    return ord(letter) - ord("a") if letter else -1


def _group(reference: Reference) -> Group:
    said = tuple(word for name in reference.names for word in words(name.surname)[-1:])
    return said, reference.year[:4]


def _by_title(entry: Entry) -> tuple[str, ...]:
    return titles.tokens_of(entry.work.title)


def _by_plain_title(entry: Entry) -> tuple[str, ...]:
    return titles.plain(titles.tokens_of(entry.work.title))


def _by_date(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.work.get("date", "year"), _by_title(entry)


_ORDERS: tuple[Callable[[Entry], tuple[object, ...]], ...] = (_by_title, _by_plain_title, _by_date)
