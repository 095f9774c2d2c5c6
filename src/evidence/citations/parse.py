"""The citations of one note: what each says of names, title, container, year and place in the work.

A citation is found by what it cannot do without: a quoted or known title, a word that points back
('Ibid.', 'n. 12 above'), names with a year, a document symbol, a case. From there it reaches back
over the names and forward over its details; what is left is lead-in and commentary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from evidence.citations import backward, dated, entries, plain, sources, titled
from evidence.citations.index import Index
from evidence.citations.note_text import Found, NoteText, first
from evidence.citations.patterns import APOSTROPHES, PRINT_YEAR, YEAR
from evidence.citations.pieces import cut
from evidence.citations.spans import Span
from evidence.citations.symbols import symbol
from evidence.model.article import LONGEST_NOTE
from evidence.model.citation import Reference

__all__ = ["references", "symbol"]

_SHORTEST_BRACKET = 8
_DEEPEST_BRACKET = 3
"""Brackets within one another that are read."""
_FARTHEST_IMPRINT = 25
"""Characters between a citation and the bracket with its imprint."""
_MAY_CITE = re.compile(rf"{YEAR}|\bp\.|[Ii]bid|[Ss]ee\b|cit\b")
_IMPRINT = re.compile(rf"[A-Z][\w .,&/-]*:\s*[A-Z][^:;]*?,?\s*{PRINT_YEAR}[a-z]?")
_IMPRINT_WITHOUT_PLACE = re.compile(rf"[A-Z][\w .,&{APOSTROPHES}/-]*[ ,]{YEAR}[a-z]?\)?")
_FIRST_YEAR = re.compile(rf",?\s*{YEAR}")
_SUBORDINATE = re.compile(r"\b(?:citing|quoting|discussing|reviewing)\s+$")
"""What leads from a citation to one that it rests on."""
_JOINED = re.compile(r"[,;]?\s*(?:and|&|see also|see|cf\.)\s+")
Finder = Callable[[NoteText, int, int], Found | None]
_FINDERS: tuple[Finder, ...] = (titled.find, backward.find, sources.find, dated.find)
_NOT_YET = Found(Reference(-1, -1, "", "short"), -1)
"""What stands before every place."""


def references(text: str, index: Index | None = None) -> list[Reference]:
    """Return the citations of a note, in order, with the works of `index` whose title stands there.

    A note that is a list of references is read entry by entry. A citation in a bracket that belongs
    to no other comes after those of its sentence. What stands behind the longest that a note may be
    is not read.
    """
    text = text[:LONGEST_NOTE]
    listed = entries.places(text)
    if len(listed) < entries.FEWEST:
        return list(_read(NoteText.of(text, index)))
    before = _read(NoteText.of(text[: listed[0].start], index))
    return [*before, *entries.references(NoteText.of(text, index), listed)]


def _read(note: NoteText, depth: int = 0) -> Iterator[Reference]:
    unquoted = [span for span in note.known if not note.spans.at(span.start)]
    for piece in cut(note.text, note.spans, (*unquoted, *note.authors, *note.containers)):
        found = list(_in_piece(note, piece))
        yield from found
        if depth < _DEEPEST_BRACKET:
            yield from _in_brackets(note, piece, found, depth + 1)


def _in_piece(note: NoteText, piece: Span) -> Iterator[Reference]:
    """Yield the citations of a piece of a note, in order."""
    ahead = _Ahead(note, piece.end)
    left = piece.start
    while left < piece.end:
        one = _next(note, left, piece, ahead)
        if one is None:
            return
        below = (
            _SUBORDINATE.search(note.text, left, one.reference.start)
            if left > piece.start
            else None
        )
        yield replace(one.reference, nested=True) if below else one.reference
        yield from one.also
        left = max(one.reach, left + 1)


@dataclass(slots=True)
class _Ahead:
    """What each way to look for citations found last, kept until reading has passed it."""

    note: NoteText
    end: int
    last: dict[Finder, Found | None] = field(default_factory=dict)

    def first(self, left: int) -> Found | None:
        """Return the citation from a place on that begins first."""
        return first(self._by(find, left) for find in _FINDERS)

    def _by(self, find: Finder, left: int) -> Found | None:
        last = self.last.get(find, _NOT_YET)
        if last is not None and last.reference.start < left:
            last = self.last[find] = find(self.note, left, self.end)
        return last


def _next(note: NoteText, left: int, piece: Span, ahead: _Ahead) -> Found | None:
    """Return the next citation of a piece.

    Names and a title that only their shape tells are read where nothing else is found, and at the
    head of a piece before what is found.
    """
    best = ahead.first(left)
    if best is None:
        return plain.find(note, left, piece.end)
    if left > piece.start and not _JOINED.match(note.text, left, piece.end):
        return best
    told = best.reference
    start = told.start
    loose = told.form in {"author-year", "full"} and not (told.quoted or told.known)
    shaped = plain.find(note, left, piece.end if loose else max(start, left))
    if shaped is None or shaped.reference.start > start:
        return best
    apart = shaped.reach <= start
    return shaped if apart or (loose and shaped.reference.title) else best


def _in_brackets(
    note: NoteText, piece: Span, found: Sequence[Reference], depth: int
) -> Iterator[Reference]:
    """Read the brackets that no citation took in; after one they are of lesser rank."""
    for bracket in note.spans.brackets:
        if not piece.holds(bracket.start) or not _may_cite(note, bracket, found):
            continue
        nested = any(one.end <= bracket.start for one in found)
        begin = bracket.start + 1
        for one in _read(NoteText.of(note.text[begin : bracket.end - 1], note.index), depth):
            yield replace(one, start=one.start + begin, end=one.end + begin, nested=nested)


def _may_cite(note: NoteText, bracket: Span, found: Sequence[Reference]) -> bool:
    """Whether a bracket may hold citations of its own."""
    if bracket.end - bracket.start < _SHORTEST_BRACKET:
        return False
    if any(one.start <= bracket.start < one.end for one in found):
        return False
    inner = note.text[bracket.start + 1 : bracket.end - 1]
    if not _MAY_CITE.search(inner) or _IMPRINT.fullmatch(inner):
        return False
    follows = any(0 <= bracket.start - one.end <= _FARTHEST_IMPRINT for one in found)
    return not (follows and _is_imprint(note, inner))


def _is_imprint(note: NoteText, inner: str) -> bool:
    """Whether a bracket holds place, publisher and year, and no author."""
    if not _IMPRINT_WITHOUT_PLACE.fullmatch(inner.strip()):
        return False
    return note.index is None or not note.is_name(_FIRST_YEAR.split(inner)[0])
