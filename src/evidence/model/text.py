"""What the corpus holds of a work: texts, their passages, and the tags on them.

All offsets count Unicode characters of a text's `content`, the end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

TextKind = Literal["notes", "text"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A located span of a text: a paragraph or, where that is long, a part of one.

    `number` counts from 1 within the text, `paragraph` within it too; `heading` is the nearest
    heading above; `page` is the printed page, empty where the text does not tell.
    """

    work: str
    kind: TextKind
    number: int
    start: int
    end: int
    paragraph: int
    heading: str = ""
    page: str = ""

    @property
    def id(self) -> str:
        """Name of the passage: 'harff2003/notes#3'."""
        return f"{self.work}/{self.kind}#{self.number}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a work, read: `kind` is 'notes' for our own reading notes, 'text' for a full text.

    `sha256` is that of the file's bytes; `path` is relative to the workspace.
    """

    work: str
    kind: TextKind
    path: str
    sha256: str
    content: str
    passages: tuple[Passage, ...]

    def words_of(self, passage: Passage) -> str:
        """Return the characters of a passage."""
        return self.content[passage.start : passage.end]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity, with its OntoNotes label (GPE, ORG, DATE, ...) or one of the ruler's."""

    start: int
    end: int
    label: str


class TermHit(NamedTuple):
    """A term of a factor, matched by lemma. There are so many that a tuple pays."""

    start: int
    end: int
    factor: str
    term: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What the pipeline found in one text."""

    sentences: tuple[tuple[int, int], ...] = ()
    entities: tuple[Entity, ...] = ()
    terms: tuple[TermHit, ...] = ()
