"""The text of a note, and the questions that all ask who look for citations in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, TypedDict, Unpack

from evidence.citations import details, known, name_runs, names, titles
from evidence.citations.index import Index, TitleFound
from evidence.citations.reader import Details
from evidence.citations.spans import Span, Spans, holding, opening
from evidence.model import Name
from evidence.model.citation import CitationForm, Reference
from evidence.model.claim import Locator
from evidence.texts.words import words

LONGEST_TITLE = 40
"""Words of a title."""
_LONGEST_ROLE = 40
_BEHIND_NAMES = " ,:(["
_JOINT = re.compile(r",\s+(?:and|&)\s+")
_SURE = 0.85
"""Likeness from which on a title is that of a known work."""


class Found(NamedTuple):
    """A citation, and where to go on reading behind it."""

    reference: Reference
    reach: int
    also: tuple[Reference, ...] = ()
    """Further citations that share its names: '2004: 47' in 'Lee (1998: 4; 2004: 47)'."""


def first(found: Iterable[Found | None]) -> Found | None:
    """Return the citation that begins first; of two at one place the longer."""
    there = [one for one in found if one is not None]
    return min(there, key=lambda one: (one.reference.start, -one.reach), default=None)


class Who(NamedTuple):
    """Names in a text: where they begin, and whether 'et al.' stands after them."""

    begin: int
    names: tuple[Name, ...]
    others: bool


class Place(NamedTuple):
    """Where a title stands, with its quotation marks if it has them."""

    start: int
    end: int
    quoted: bool


class Parts(TypedDict, total=False):
    """Parts of a citation, as in `Reference`."""

    names: tuple[Name, ...]
    others: bool
    title: str
    quoted: bool
    container: str
    editors: tuple[Name, ...]
    year: str
    volume: str
    number: str
    pages: str
    place: str
    publisher: str
    symbol: str
    doi: str
    url: str
    locator: Locator | None
    note: str
    same_author: bool
    backward: str
    known: tuple[str, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class NoteText:
    """The text of a note with what stands in it.

    `index` holds the works that are known, `known` the titles of them that stand in the text,
    `titles` the places of these and of quotations, in order, and `authors` those of corporate
    authors and of names with the family name first, `containers` those of journals and volumes.
    """

    text: str
    spans: Spans
    index: Index | None
    known: Mapping[Span, list[TitleFound]]
    titles: tuple[Place, ...]
    authors: tuple[Span, ...]
    containers: tuple[Span, ...] = ()

    @classmethod
    def of(cls, text: str, index: Index | None = None) -> NoteText:
        """Find quotations, brackets, addresses and known titles."""
        spans = Spans.of(text)
        bodies = known.bodies(text, index) if index is not None else ()
        titled = known.find(text, spans, index, bodies) if index is not None else {}
        places = [
            *(Place(start, end, True) for start, end in spans.quotes),
            *(Place(start, end, False) for start, end in titled),
        ]
        authors = sorted((*bodies, *_inverted(text, spans, (*bodies, *titled), index)))
        containers = known.containers(text, index) if index is not None else ()
        return cls(text, spans, index, titled, tuple(sorted(places)), tuple(authors), containers)

    def titles_between(self, left: int, end: int) -> Iterator[Place]:
        """Yield the titles and quotations that begin from one place on, before another."""
        for place in islice(self.titles, bisect_left(self.titles, (left,)), None):
            if place.start >= end:
                return
            yield place

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies in a quotation or an address."""
        return bool(holding(self.spans.quotes, place) or holding(self.spans.urls, place))

    def in_own_bracket(self, place: int, left: int) -> bool:
        """Whether a place lies inside a bracket that opens after `left`."""
        bracket = holding(self.spans.brackets, place)
        return bracket is not None and left <= bracket.start < place

    def names_before(self, place: int, left: int) -> Who:
        """Return the names that end at a place and begin at `left` at the earliest."""
        begin = name_runs.tail(self.text, place, left)
        role = names.ROLE_AT_END.search(self.text, max(left, place - _LONGEST_ROLE), place)
        stop = role.start() if role else place
        while stop > left and self.text[stop - 1] in _BEHIND_NAMES:
            stop -= 1
        author = holding(self.authors, stop - 1)
        if author is not None and left <= author.start <= begin and author.end == stop:
            return self._author(author)
        while joint := self._parts(begin, place):
            begin = joint.end()
        return Who(begin, *names.read(self.text[begin:place]))

    def names_from(self, place: int, end: int) -> tuple[Who, int]:
        """Return the names that begin at a place, and where they end."""
        author = opening(self.authors, place)
        if author is not None and author.end <= end:
            return self._author(author), author.end
        stop = name_runs.head(self.text, place, end, self.is_name if self.index else None)
        if joint := self._parts(place, stop):
            stop = joint.start()
        return Who(place, *names.read(self.text[place:stop])), stop

    def _author(self, place: Span) -> Who:
        """Return the corporate author, or the names with the family name first, at a place."""
        said = self.text[slice(*place)]
        if names.INVERTED.match(self.text, place.start):
            return Who(place.start, *names.read(said))
        return Who(place.start, (names.one(said),), False)

    def _parts(self, start: int, stop: int) -> re.Match[str] | None:
        """Return the ', and' among names that parts two citations: no work is by both sides."""
        joint = _JOINT.search(self.text, start, stop)
        if joint is None or self.index is None:
            return None
        before = self._works_by(self.text[start : joint.start()], last=True)
        after = self._works_by(self.text[joint.end() : stop], last=False)
        return joint if before and not before & after else None

    def _works_by(self, said: str, last: bool) -> set[str]:
        """Return the works by the last or the first of some names."""
        found = names.read(said)[0]
        name = words(found[-last].surname)[-1:] if found else []
        return set(self.index.by_name(name[0])) if name and self.index else set()

    def details(self, start: int, end: int, quoted: bool = False) -> Details:
        """Read the details of a citation from a place on, to `end` at most."""
        return details.read(self.text, start, end, self.spans, quoted, self.containers)

    def is_name(self, said: str) -> bool:
        """Whether the last word is the family name of somebody in the bibliography."""
        last = words(said)[-1:]
        return bool(last and self.index is not None and self.index.by_name(last[0]))

    def works_titled(self, title: str) -> tuple[str, ...]:
        """Return the keys of the known works with a title like this one."""
        cited = titles.plain(titles.tokens_of(title))
        if self.index is None or not cited:
            return ()
        entries = self.index.entries
        near = dict.fromkeys(self.index.by_opening(cited))
        return tuple(key for key in near if titles.likeness(cited, entries[key].forms) >= _SURE)

    def reference(
        self,
        start: int,
        end: int,
        form: CitationForm,
        read: Details | None = None,
        **parts: Unpack[Parts],
    ) -> Reference:
        """Return the citation at a place; `parts` outdo those that were `read` after its title."""
        while end > start and self.text[end - 1] in " ,;:":
            end -= 1
        values = parts if read is None else _parts(read) | parts
        return Reference(start=start, end=end, raw=self.text[start:end], form=form, **values)

    def begun(self, reference: Reference, start: int, **parts: Unpack[Parts]) -> Reference:
        """Return a citation that begins earlier than its title."""
        return replace(reference, start=start, raw=self.text[start : reference.end], **parts)


def _inverted(
    text: str, spans: Spans, apart: Sequence[Span], index: Index | None
) -> Iterator[Span]:
    """Yield where names with the family name first stand, outside of quotations and brackets.

    'Lee, Market; Ek, Hunger: Essays' looks like them: without a role behind it the first must be
    somebody of the bibliography.
    """
    for match in names.INVERTED.finditer(text):
        start, end = match.span()
        shared = any(one.start < end and start < one.end for one in apart)
        if shared or spans.at(start):
            continue
        first = names.read(match[0])[0][0]
        if text[end] != ":" or (index is not None and index.has_person(first)):
            yield Span(start, end)


def _parts(read: Details) -> Parts:
    return {
        "container": read.container,
        "editors": read.editors,
        "year": read.year,
        "volume": read.volume,
        "number": read.number,
        "pages": read.pages,
        "place": read.place,
        "publisher": read.publisher,
        "symbol": read.symbol,
        "doi": read.doi,
        "url": read.url,
        "locator": read.locator,
    }
