"""Letters behind years: 'Lee 1988b' among several works of Lee of 1988.

APA (7th edition), Chicago's author-date style and the Harvard styles give letters by the order of
titles among the works that an article cites. A bibliography that has more of them than the article
cites does not tell which letter is whose; then the letter decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from evidence.citations import titles
from evidence.citations.entry import Entry
from evidence.model.citation import Reference
from evidence.texts.words import words

Group = tuple[tuple[str, ...], str]
Order = Callable[[Entry], tuple[str, ...]]


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

        They must be as many as the letters of the article, and every order in use must be the same:
        titles with and without articles at their heads, with and without punctuation, titles of
        sets, and dates before titles.
        """
        letter = of(reference.year)
        place, count = _place(letter), _place(self._last[_group(reference)]) + 1
        if not letter or len(entries) != count:
            return None
        found = {_in_order(entries, order) for order in _ORDERS}
        (keys, *others) = found
        return None if others or not keys else next(e for e in entries if e.key == keys[place])


def _in_order(entries: Sequence[Entry], order: Order) -> tuple[str, ...]:
    """Return the keys of works in an order; nothing where it does not tell them apart."""
    if len({order(entry) for entry in entries}) < len(entries):
        return ()
    return tuple(entry.key for entry in sorted(entries, key=order))


def of(year: str) -> str:
    """Return the letter behind a year, empty where there is none."""
    return year[4:5] if year[4:5].isalpha() else ""


def _place(letter: str) -> int:
    return ord(letter) - ord("a") if letter else -1


def _group(reference: Reference) -> Group:
    said = tuple(word for name in reference.names for word in words(name.surname)[-1:])
    return said, reference.year[:4]


_ORDERS: tuple[Order, ...] = (
    lambda entry: titles.tokens_of(entry.work.title),
    lambda entry: titles.plain(titles.tokens_of(entry.work.title)),
    lambda entry: (entry.work.title.casefold(),),
    lambda entry: titles.tokens_of(entry.work.get("maintitle") or entry.work.title),
    lambda entry: (entry.work.get("date", "year"), *titles.tokens_of(entry.work.title)),
)
