"""Entries of a list of references: 'Lee, Ann/Ek, Bo, 1976: A Title. K\u00f6ln.'.

They stand in the list at the end of an article, and sometimes all in one note. The family name
comes first, then the year, title, and what the work stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evidence.citations import names
from evidence.citations.note_text import NoteText
from evidence.citations.patterns import PRINT_YEAR
from evidence.citations.reader import Details
from evidence.citations.spans import Span, opening
from evidence.model import Name
from evidence.model.citation import Reference

FEWEST = 3
"""Entries in a note from which on it is a list."""
_NAME = (
    rf"{names.LAST_FIRST}|(?:{names.CAPITAL}[\w.'\u2019-]*\s+){{1,3}}{names.CAPITAL}[\w'\u2019-]+"
)
_JOINT = r"\s*[;/]\s*|,?\s+(?:and|und|et|&)\s+|,\s+"
_HEAD = re.compile(
    rf"""
    (?P<names> {names.LAST_FIRST.replace(" ", "[ ]")}
      (?: (?: {_JOINT} ) (?: {_NAME.replace(" ", "[ ]")} ) ){{0,12}} )
    (?: ,? \s* u\.\s?a\. | ,? \s* et\ al\. )?
    (?: \s* \( (?: Hg | Hrsg | eds? ) \.? \) )?
    [,.]? \s+ \(? (?P<year> {PRINT_YEAR} [a-z]? (?: [/\u2013-] \d{{2,4}} )? ) \)? \s* [:.;,] \s+
    (?= ["\u201c\u201e\u2018\u201a\u00bb] | {names.CAPITAL} | \d )
    """,
    re.VERBOSE,
)
_BEGINS = re.compile(r"(?:^|[.:)\]]\s+|\n)$")
"""What stands before an entry."""
_TITLE_ENDS = re.compile(
    r"(?<![ .][A-Z])\.\s+(?=\S)|[,.]\s+(?=[Ii]n:?\s)|(?<=[?!])\s+(?=[A-Z])|\.?\s*$"
)
_PLACE = re.compile(rf"\s*({names.CAPITAL}[^\d:;()]{{1,60}}?)(?::\s*([^\d;()]{{2,80}}?))?[.,]?\s*$")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.+$")
"""A full stop after a word, which is no initial's."""
_SPLIT = re.compile(r"\s*[;/]\s*|,?\s+(?:and|und|et|&)\s+")


def places(text: str) -> list[Span]:
    """Return where the entries of a list stand in a text, each up to the next."""
    starts = [
        match.start()
        for match in _HEAD.finditer(text)
        if _BEGINS.search(text, max(0, match.start() - 3), match.start())
    ]
    return [Span(*both) for both in pairwise([*starts, len(text)])]


def authors(text: str) -> str:
    """Return the authors with whom an entry begins, as printed; empty where none does."""
    head = _HEAD.match(text)
    return head["names"] if head else ""


def references(note: NoteText, entries: list[Span]) -> Iterator[Reference]:
    """Yield the works that the entries of a list describe, as citations in full."""
    for entry in entries:
        head = _HEAD.match(note.text, entry.start, entry.end)
        assert head is not None
        yield _entry(note, head, entry.end)


def _entry(note: NoteText, head: re.Match[str], end: int) -> Reference:
    start = head.end()
    quote = opening(note.spans.quotes, start)
    ends = None if quote else _TITLE_ENDS.search(note.text, start, end)
    stop = quote.end if quote else ends.start() if ends else end
    title = note.text[start + bool(quote) : stop - bool(quote)].strip(" .,;:")
    place = None if quote else _PLACE.fullmatch(note.text, stop + 1, end)
    read = Details(stop) if place else note.details(stop, end, quoted=True)
    place = place or _PLACE.fullmatch(note.text, read.end + 1, end)
    if place is not None and not (read.place or read.publisher):
        read.place, read.publisher = place[1].strip(" ,."), (place[2] or "").strip(" ,.")
    while end > start and note.text[end - 1].isspace():
        end -= 1
    return note.reference(
        head.start(),
        end,
        "full",
        read,
        names=tuple(_names(head["names"])),
        others=bool(re.search(r"u\.\s?a\.|et al", head[0])),
        title=title,
        quoted=bool(quote) or bool(read.container),
        year=head["year"],
        known=note.works_titled(title),
        locator=None,
        pages=read.pages or (read.locator.value if read.locator else ""),
    )


def _names(said: str) -> Iterator[Name]:
    """Read names of which the first, or each, has the family name first."""
    for place, part in enumerate(_SPLIT.split(said)):
        family, comma, given = part.partition(",")
        if place and not comma:
            yield from names.read(part)[0]
        else:
            yield Name(family.strip(), _FULL_STOP.sub("", given.strip()))
