"""The works in an article's own list of references, and the letters behind their years.

A bibliography is often larger than what an article cites: of several works of Lee of 1988 the one
in the article's list is meant, and '1988b' is the one that has this letter there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evidence.citations import entries, letters, locators, titles
from evidence.citations.entry import Entry
from evidence.citations.fit import Fit
from evidence.citations.index import Index
from evidence.citations.note_text import NoteText
from evidence.citations.patterns import YEAR
from evidence.model.citation import Reference
from evidence.texts.words import tokens, words

LONGEST = 1_000_000
"""Characters of a list that are read."""
_HEAD = re.compile(
    r"""
    ^ \W* (?: \d+[.)]? \s+ )?
    (?: references | reference\ list | list\ of\ references | (?: select(?:ed)?\ )? bibliography
      | (?: works | literature | sources )\ cited | sources (?:\ and\ literature )? | literature
      | literatur (?: verzeichnis | angaben )? | quellen-?\ und\ literatur (?: verzeichnis )?
      | bibliogra(?: f[i\u00ed]a | fie | phie ) | r\u00e9f\u00e9rences | referencias )
    \W* $
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_FARTHEST = 300
"""Characters before and after a title in which the rest of its entry stands."""
_FIRST_WORDS = 4
"""Words at the head of an entry among which its first author's family name is."""
_ALIKE = 90
"""Likeness from which on a title is there with slips, of 100."""
_APART = 5
"""How much less alike all others must be."""
_FEWEST_WORDS = 3
"""Meaning words of such a title."""
_SAME_AUTHOR = re.compile(
    rf"(?:^|[\n.])\s*(?:[-\u2013\u2014]{{2,}}|\u2015|_{{3,}})|^\s*(?=\(?{YEAR}[a-z]?\b)"
)
"""A dash in place of the author of the entry before, or the year at once."""


class Listed:
    """The works of a bibliography that an article lists, with the letters of their years."""

    def __init__(self, body: str = "", index: Index | None = None) -> None:
        self.letters = dict(_works(_list_in(body), index)) if index is not None else {}

    def __contains__(self, key: str) -> bool:
        return key in self.letters

    def among(self, reference: Reference, tied: Sequence[Fit]) -> list[Fit]:
        """Return those of works that fit equally well which are listed; all where none is.

        A letter behind the year must be that of the list.
        """
        letter = letters.of(reference.year)
        found = [one for one in tied if one.key in self.letters]
        if letter:
            found = [one for one in found if self.letters[one.key] == letter]
        return found or list(tied)


def described(body: str) -> Iterator[Reference]:
    """Yield what the entries of an article's list say, of those with the year behind the names."""
    before = ""
    for line in _list_in(body).split("\n"):
        dash = _SAME_AUTHOR.match(line) if before else None
        text = f"{before}. {line[dash.end() :].lstrip(' ,.')}" if dash else line
        before = entries.authors(text) or before
        if entries.authors(text):
            yield from entries.references(NoteText.of(text), entries.places(text))


def _list_in(body: str) -> str:
    """Return the list of references at the end of an article, empty where it has none."""
    head = _HEAD.search(body)
    return body[head.end() : head.end() + LONGEST] if head else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a title stands in a list, its entry beginning behind `low`.

    `before` are the words of the authors that a dash stands for.
    """

    text: str
    low: int
    start: int
    end: int
    before: Sequence[str]

    def letter(self, entry: Entry) -> str | None:
        """Return the letter behind the year of a work; None where its year does not stand here."""
        year = re.compile(rf"(?<!\d){entry.year}([a-z]?)\b")
        found = list(year.finditer(self.text, self.low, self.start))[-1:]
        found += list(year.finditer(self.text, self.end, self.end + _FARTHEST))[:1]
        return found[0][1] if found else None

    def has_author(self, entry: Entry) -> bool:
        """Whether the first author stands before the title, or a dash instead."""
        first = entry.surnames[:1]
        said = self.text[self.low : self.start]
        if not first or first[0][-1] in words(said):
            return True
        return first[0][-1] in self.before and bool(_SAME_AUTHOR.search(said))

    def has_pages(self, entry: Entry) -> bool | None:
        """Whether the first page of the work stands behind its title; None where it has none."""
        pages = locators.pages(entry.figures[2])
        behind = self.text[self.end : self.end + _FARTHEST]
        return str(pages[0]) in words(behind) if pages else None

    def fits(self, entry: Entry) -> bool:
        """Whether an entry may be that of a work: year, first author, pages of an article."""
        if self.letter(entry) is None or not self.has_author(entry):
            return False
        return entry.work.type != "article" or self.has_pages(entry) is not False


def _works(text: str, index: Index) -> Iterator[tuple[str, str]]:
    """Yield the works whose entries stand in a list, with the letters behind their years."""
    before: list[str] = []
    for paragraph in text.split("\n"):
        if not _SAME_AUTHOR.match(paragraph):
            before = words(paragraph)[:_FIRST_WORDS]
        yield from list(_titled(paragraph, index, before)) or _misspelt(paragraph, index, before)


def _titled(text: str, index: Index, before: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the works whose title stands in a paragraph, which may hold several entries.

    Of works with one title those count whose pages stand there too; their letters are not told.
    """
    reach = 0
    for start, (end, keys) in sorted(_titles(text, index).items()):
        if start < reach:
            continue
        here = _Place(text, max(reach, start - _FARTHEST), start, end, before)
        found = [entry for entry in map(index.entries.__getitem__, keys) if here.fits(entry)]
        if len(found) > 1:
            found = [one for one in found if one.surnames] or found
            found = [one for one in found if here.has_pages(one)] or found
        for entry in found:
            before, reach = entry.surnames[0] if entry.surnames else (), end
            yield entry.key, (here.letter(entry) or "") if len(found) == 1 else ""


def _titles(text: str, index: Index) -> dict[int, tuple[int, list[str]]]:
    """Return the longest whole titles at each place of a text: their ends, and whose they are."""
    stream = [token._replace(plain=titles.figured(token.plain)) for token in tokens(text)]
    found: dict[int, tuple[int, list[str]]] = {}
    for one in index.titles_in(stream):
        end, keys = found.get(one.start, (0, []))
        if one.whole and one.end >= end:
            found[one.start] = (one.end, [*(keys if one.end == end else ()), one.work])
    return found


def _misspelt(text: str, index: Index, before: Sequence[str]) -> list[tuple[str, str]]:
    """Return the work of an author and a year in an entry whose title is nearly there."""
    said = words(text)
    heads = {*said[:_FIRST_WORDS], *before}
    years = {int(year) for year in re.findall(YEAR, text)}
    keys = {key for name in heads for year in years for key in index.by_name_and_year(name, year)}
    here = _Place(text, 0, len(text), len(text), before)
    fitting = (entry for key in keys if here.has_author(entry := index.entries[key]))
    ranked = sorted(((_likeness(said, one), one.key) for one in fitting), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE or (ranked[1:] and ranked[0][0] - ranked[1][0] < _APART):
        return []
    entry = index.entries[ranked[0][1]]
    return [(entry.key, here.letter(entry) or "")]


def _likeness(said: list[str], entry: Entry) -> float:
    """Return how surely the title of a work stands among words, of 100."""
    title = entry.forms[0] if entry.forms else ()
    if titles.content(title) < _FEWEST_WORDS:
        return 0.0
    return fuzz.partial_ratio(" ".join(title), " ".join(map(titles.figured, said)))
