"""What an article cited so far, in the order of its notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.citations import titles
from evidence.citations.entry import Entry
from evidence.citations.index import Index
from evidence.citations.name_fit import names_fit
from evidence.model import Name, Note
from evidence.model.citation import Citation, Reference

MOST_BETWEEN = 2
"""Notes without a citation that 'Ibid.' reaches over."""
BY = 0.6
"""Fit of names from which on a work is by them."""
AS_SURELY = 0.1
"""Difference of two fits that says nothing."""

Wording = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class Memory:
    """The notes read so far, with their citations.

    `index` is the bibliography, `own` holds the works that only the article describes. `here` are
    the citations of the note that is read now.
    """

    index: Index
    own: Index
    notes: list[tuple[Note, list[Citation]]] = field(default_factory=list)
    here: list[Citation] = field(default_factory=list)
    last: dict[str, Citation] = field(default_factory=dict)
    """Every work cited, by its key, the latest last: how it was cited the last time."""
    wordings: dict[Wording, set[str]] = field(default_factory=dict)
    """The works that names and a title meant before."""

    def add(self, citation: Citation) -> None:
        """Remember a citation; a nested one is not what 'Ibid.' means."""
        target = citation.target
        if citation.reference.nested:
            if target:
                self.last.setdefault(target, citation)
            return
        self.here.append(citation)
        if target:
            self.last.pop(target, None)
            self.last[target] = citation

    def end(self, note: Note) -> None:
        """Close a note; what is added from here on belongs to the next."""
        self.notes.append((note, self.here))
        self.here = []

    def entry(self, key: str) -> Entry | None:
        """Return a work of the bibliography or of the article's own."""
        return self.index.entries.get(key) or self.own.entries.get(key)

    def before(self, note: Note) -> list[Citation]:
        """Return what 'Ibid.' may mean: the last citation of this note, else those before it."""
        if self.here:
            return self.here[-1:]
        for count, (other, citations) in enumerate(reversed(self.notes)):
            if count > MOST_BETWEEN or not _together(other, note):
                break
            if citations:
                return citations
        return []

    def in_note(self, number: str, note: Note) -> list[Citation] | None:
        """Return the citations of a note of this number, in the section of another."""
        if number == note.note:
            return self.here
        for other, citations in reversed(self.notes):
            if other.note == number and _together(other, note):
                return citations
        return None

    def is_by(self, citation: Citation, names: tuple[Name, ...]) -> bool:
        """Whether the work of a citation is by these names."""
        return self._names_fit(citation, names) >= BY

    def by(self, citations: Iterable[Citation], names: tuple[Name, ...]) -> list[Citation]:
        """Return the citations whose works are by these names, those that are surely so."""
        fits = [(self._names_fit(one, names), one) for one in citations]
        needed = max(BY, max((score for score, _ in fits), default=0.0) - AS_SURELY)
        return [one for score, one in fits if score >= needed]

    def _names_fit(self, citation: Citation, names: tuple[Name, ...]) -> float:
        entry = self.entry(citation.target)
        return names_fit(names, entry) if entry is not None else 0.0


def _together(one: Note, other: Note) -> bool:
    """Whether two notes are numbered in one row."""
    return one.section == other.section and one.kind == other.kind


def wording(reference: Reference) -> Wording:
    """Return names and title of a citation, as they are compared."""
    return tuple(name.family for name in reference.names), titles.tokens_of(reference.title)
