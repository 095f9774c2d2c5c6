"""An article while it is being read: what a reader found so far, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evidence.citations.find.clean import one_line, one_paragraph_a_line
from evidence.citations.find.running import Running
from evidence.model import Article, Mark, Note, NoteKind, Problem, Severity
from evidence.model.article import LONGEST_NOTE

_T = TypeVar("_T")

MOST_NOTES = 20_000
MOST_SINGLE_PROBLEMS = 12
"""Marks without notes up to which each is a problem of its own; beyond it they are counted."""


class Fault(Exception):  # noqa: N818 (not an error of the program)
    """A file, or a part of one, that cannot be read further; what was read before it stays."""

    def __init__(self, code: str, message: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line = code, message, hint, line


@dataclass(frozen=True, slots=True)
class _Place:
    id: tuple[str, str, NoteKind]
    line: int | None


class Draft:
    """Collects body, marks, notes and problems, whatever the format."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.body = Running()
        self.problems: list[Problem] = []
        self._marks: list[tuple[Mark, int | None]] = []
        self._notes: dict[tuple[str, str, NoteKind], Note] = {}
        self._unprinted: set[tuple[str, str, NoteKind]] = set()
        self._dropped: set[tuple[str, str, NoteKind]] = set()

    def problem(
        self,
        code: str,
        message: str,
        hint: str = "",
        line: int | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Say what is wrong with the file."""
        self.problems.append(Problem(self.path, line, code, message, hint, severity))

    def warning(self, code: str, message: str, hint: str = "", line: int | None = None) -> None:
        """Say what may be wrong with the file."""
        self.problem(code, message, hint, line, Severity.WARNING)

    def fault(self, fault: Fault) -> None:
        """Take down why a part of the file could not be read."""
        self.problem(fault.code, fault.message, fault.hint, fault.line)

    def mark(
        self,
        note: str,
        kind: NoteKind = "footnote",
        section: str = "",
        *,
        line: int | None = None,
        offset: int | None = None,
    ) -> None:
        """Add a mark, at the end of the body where no offset is given."""
        place = self.body.length if offset is None else offset
        self._marks.append((Mark(section, note, kind, place), line))

    def note(
        self,
        note: str,
        kind: NoteKind,
        section: str,
        text: str,
        *,
        line: int | None = None,
        repeats: bool = False,
        printed: bool = True,
    ) -> str:
        """Add a note and return its name, which is `note` unless that is taken.

        `repeats` says that its sign may well stand for several notes, as an asterisk does;
        `printed` is false for a name of ours that no page shows.
        """
        if len(self._notes) >= MOST_NOTES:
            self._dropped.add((section, note, kind))
            return note
        key, count = (section, note, kind), 1
        while key in self._notes:
            count += 1
            key = (section, f"{note} ({count})", kind)
        if count > 1 and not repeats:
            message = f"there are several {kind}s {_named(section, note)}"
            hint = f"This one is called '{key[1]}' here. Number the notes anew"
            self.warning("duplicate-note", message, hint, line)
        words = one_paragraph_a_line(text)
        if not words:
            message = f"{kind} {_named(section, key[1])} is empty"
            self.warning("empty-note", message, "Fill it in, or delete its mark", line)
        if len(words) > LONGEST_NOTE:
            message = f"{kind} {_named(section, key[1])} has {len(words):,} characters"
            hint = f"Citations are looked for in the first {LONGEST_NOTE:,}; part the note"
            self.problem("note-too-long", message, hint, line)
        self._notes[key] = Note(key[1], kind, section, words, line)
        if not printed:
            self._unprinted.add(key)
        return key[1]

    def article(self) -> Article:
        """Pair marks and notes, and return the article with every problem in the order of lines."""
        marks = sorted((mark for mark, _ in self._marks), key=lambda mark: mark.offset)
        places = [_Place((m.section, m.note, m.kind), line) for m, line in self._marks]
        marked = {place.id for place in places}
        notes = tuple(self._notes.values())
        self._report_marks(
            [one for one in places if one.id not in self._notes and one.id not in self._dropped]
        )
        self._report_notes([note for note in notes if note.id not in marked], bool(marks))
        if self._dropped:
            message = f"more than {MOST_NOTES:,} notes; {len(self._dropped):,} are left out"
            self.problem("too-many-notes", message, "Split the file")
        if not notes and not marks and not self.problems:
            message = "no notes were found"
            hint = "An article without notes needs none; else see how its notes are written"
            self.warning("no-notes", message, hint)
        problems = sorted(self.problems, key=lambda problem: problem.line or 0)
        return Article(self.path, str(self.body), notes, tuple(marks), tuple(problems))

    def _report_marks(self, lost: Sequence[_Place]) -> None:
        def say(place: _Place) -> None:
            section, note, kind = place.id
            message = f"mark {_named(section, note)} leads to no {kind}"
            self.problem("mark-without-note", message, "Add the note, or delete it", place.line)

        if not self._each(lost, say):
            message = f"{len(lost)} marks lead to no note, the first is {lost[0].id[1]}"
            hint = "See whether the notes are in this file"
            self.problem("mark-without-note", message, hint, lost[0].line)

    def _report_notes(self, lost: Sequence[Note], marks: bool) -> None:
        def say(note: Note) -> None:
            named = f"a {note.kind}" if note.id in self._unprinted else ""
            named = named or f"{note.kind} {_named(note.section, note.note)}"
            message = f"{named} has no mark in the text ({_beginning(note.text)})"
            hint = "Put its mark into the text, or delete it"
            self.warning("note-without-mark", message, hint, note.line)

        if lost and not marks:
            message = f"no mark in the text leads to any of the {len(lost)} notes"
            hint = "They are read all the same; the sentences that they belong to are not known"
            self.warning("no-marks", message, hint, lost[0].line)
        elif not self._each(lost, say):
            message = f"{len(lost)} notes have no mark in the text, the first is {lost[0].note}"
            self.warning("note-without-mark", message, "Put their marks in", lost[0].line)

    @staticmethod
    def _each(values: Sequence[_T], say: Callable[[_T], None]) -> bool:
        """Say each, unless they are too many."""
        few = len(values) <= MOST_SINGLE_PROBLEMS
        for value in values if few else ():
            say(value)
        return few


def _named(section: str, note: str) -> str:
    return f"{note} of '{section}'" if section else note


def _beginning(text: str) -> str:
    words = one_line(text).split(" ")
    return " ".join(words[:6]) + (" ..." if len(words) > 6 else "")
