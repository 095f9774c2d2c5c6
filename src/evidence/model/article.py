"""An article as its citations need it: running text, marks in it, and the notes they lead to.

Offsets count Unicode characters, the end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from evidence.model.problem import Problem

NoteKind = Literal["footnote", "endnote"]

NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)

LONGEST_NOTE = 10_000
"""Characters of a note that are searched for citations: some four printed pages."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, as plain text.

    `note` is its number or sign as printed, unique within its `section` and kind. `section` names
    the chapter where numbering restarts, and is empty where it runs through. Paragraphs of a note
    are parted by a line feed; there is no other white space than blanks. `line` is where the note
    stands in a text file, from 1; None where the format has no lines.
    """

    note: str
    kind: NoteKind
    section: str
    text: str
    line: int | None = None

    @property
    def id(self) -> tuple[str, str, NoteKind]:
        """What tells this note from the others of its article."""
        return (self.section, self.note, self.kind)


@dataclass(frozen=True, slots=True)
class Mark:
    """The place in the running text that leads to a note: an offset in `Article.body`."""

    section: str
    note: str
    kind: NoteKind
    offset: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article, read: `body` is its text without notes and marks, paragraphs on their own lines.

    `notes` stand in the order of the article, `marks` in that of the body. What was wrong with the
    file is in `problems`; the rest is here all the same.
    """

    path: str
    body: str = ""
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
