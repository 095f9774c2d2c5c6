"""Articles in markup (JATS, TEI, HTML): elements that are notes, elements that lead to them.

A format says which elements are which; what is done with them is the same for all. A note's number
is the one it shows, else that of its mark, else its place among the notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from evidence.citations.find.clean import one_line, with_address
from evidence.citations.find.draft import Draft, Fault
from evidence.citations.find.running import Running
from evidence.citations.find.xml import local, tree
from evidence.model import NoteKind

_AROUND = re.compile(r"\A[\s\[({^]+|[\s\])}.:,^]+\Z")
_QUOTES = "\"'“‘„‚«‹»›"  # noqa: RUF001
_LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class Rules:
    """What the elements of a format are, by local name.

    `quoted` stand in quotation marks unless they bring their own.
    `link` returns the address of an element, `chapter` the name of a chapter that begins with it;
    both return an empty string for all others.
    """

    blocks: Collection[str]
    left_out: Collection[str]
    cells: Collection[str]
    breaks: Collection[str]
    quoted: Collection[str]
    link: Callable[[Element], str]
    chapter: Callable[[Element], str]


@dataclass(eq=False, slots=True)
class NoteElement:
    """An element that is a note; `in_place` stands where its mark would.

    `inside` are elements in it that are no part of its text: its number, links back to its mark.
    """

    element: Element
    kind: NoteKind
    label: str = ""
    in_place: bool = False
    inside: set[Element] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class MarkElement:
    """An element that leads to notes; None stands for a note that is not there."""

    notes: Sequence[NoteElement | None]
    kind: NoteKind
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    note: NoteElement | None
    kind: NoteKind
    label: str
    offset: int
    chapter: str


def label_of(text: str) -> str:
    """Return the number or sign in what shows it, '[12]' or '12.'; empty where it is too long."""
    label = _AROUND.sub("", one_line(text))
    return label if len(label) <= _LONGEST_LABEL else ""


def words_in(element: Element) -> str:
    """Return all the words in an element, on one line."""
    return one_line("".join(element.itertext()))


def whole_tree(data: bytes, draft: Draft) -> Element:
    """Return the root of an XML document, as far as it can be read; why not further is a problem.

    Raises Fault where there is no root.
    """
    root, fault = tree(data)
    if root is None:
        raise fault or Fault("empty", "the file is empty", "Save the article again")
    if fault:
        draft.fault(fault)
    return root


def space_parts(root: Element, structured: Collection[str]) -> None:
    """Put blanks between the parts of these elements, which may stand without any sign between."""
    for element in root.iter():
        if local(element.tag) in structured:
            for part in element.iter():
                part.tail = part.tail or (" " if part is not element else part.tail)


def with_parents(root: Element) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield every element with those that it stands in, from the root down."""
    stack: list[tuple[Element, tuple[Element, ...]]] = [(root, ())]
    while stack:
        element, above = stack.pop()
        yield element, above
        inside = (*above, element)
        stack.extend((child, inside) for child in reversed(element))


class Markup:
    """Reads the tree of an article whose notes and marks are known."""

    def __init__(
        self,
        draft: Draft,
        rules: Rules,
        notes: Sequence[NoteElement],
        marks: Mapping[Element, MarkElement],
    ) -> None:
        self._draft, self._rules = draft, rules
        self._notes = {note.element: note for note in notes}
        self._marks = marks
        self._places: list[_Place] = []
        self._chapter = ""

    def read(self, root: Element) -> None:
        """Write body, notes and marks into the draft."""
        self._write(self._draft.body, root)
        named: dict[NoteElement, tuple[str, str]] = {}
        seen: set[tuple[str, NoteKind]] = set()
        several = self._restarts()
        section, sections = "", set[str]()
        counts: dict[NoteKind, int] = {"footnote": 0, "endnote": 0}
        for place in self._places:
            if place.note is None or place.note not in named:
                counts[place.kind] += 1
                label = self._label(place) or str(counts[place.kind])
                if several and (not sections or (label, place.kind) in seen):
                    section = _new_name(place.chapter, sections)
                    seen.clear()
                seen.add((label, place.kind))
                if place.note is not None:
                    label = self._add(place.note, label, section)
                    named[place.note] = (label, section)
            else:
                label = named[place.note][0]
            where = named[place.note][1] if place.note else section
            self._draft.mark(label, place.kind, where, offset=place.offset)
        for note in self._notes.values():
            if note not in named:
                counts[note.kind] += 1
                self._add(note, note.label or str(counts[note.kind]), "")

    def _label(self, place: _Place) -> str:
        return (place.note.label if place.note else "") or place.label

    def _restarts(self) -> bool:
        """Whether the same number stands for several notes."""
        first: dict[tuple[str, NoteKind], NoteElement | None] = {}
        for place in self._places:
            label = self._label(place)
            if label.isalnum() and first.setdefault((label, place.kind), place.note) != place.note:
                return True
        return False

    def _add(self, note: NoteElement, label: str, section: str) -> str:
        text = Running()
        self._write_inside(text, note.element, note)
        words = str(text)
        if note.label or label.isdecimal():
            shown = rf"\A[\[(^]{{0,2}}{re.escape(label)}(?!\w)[\].):]*\s*(?=\S)"
            words = re.sub(shown, "", words) if _shows(words, label) else words
        repeats = not label.isalnum()
        return self._draft.note(label, note.kind, section, words, repeats=repeats)

    def _write(self, text: Running, element: Element, note: NoteElement | None = None) -> None:
        """Write the words of an element; `note` is the note that they are in."""
        name = local(element.tag)
        if not name or name in self._rules.left_out or (note and element in note.inside):
            return
        if element in self._notes and note is None:
            found = self._notes[element]
            if found.in_place:
                self._place(found, found.kind, found.label)
            return
        if element in self._marks and note is None:
            mark = self._marks[element]
            for target in mark.notes:
                self._place(target, target.kind if target else mark.kind, mark.label)
            return
        self._chapter = (note is None and self._rules.chapter(element)) or self._chapter
        if name in self._rules.blocks:
            text.end_paragraph()
        quoted = name in self._rules.quoted and _lacks_quotes(element)
        text.add("“" if quoted else "")
        self._write_inside(text, element, note)
        text.add("”" if quoted else "")
        address = self._rules.link(element) if note else ""
        if address:
            text.add(with_address(words_in(element), address))
        if name in self._rules.cells or name in self._rules.breaks:
            text.add(" ")
        elif name in self._rules.blocks:
            text.end_paragraph()

    def _write_inside(self, text: Running, element: Element, note: NoteElement | None) -> None:
        text.add(element.text or "")
        for child in element:
            self._write(text, child, note)
            text.add(child.tail or "")

    def _place(self, note: NoteElement | None, kind: NoteKind, label: str) -> None:
        offset = self._draft.body.length
        self._places.append(_Place(note, kind, label, offset, self._chapter))


def _lacks_quotes(element: Element) -> bool:
    """Whether a quotation within a line has no marks of its own."""
    words = words_in(element)
    return (
        bool(words)
        and words[0] not in _QUOTES
        and not any(local(one.tag) in {"p", "l", "lg"} for one in element)
    )


def _shows(words: str, label: str) -> bool:
    """Whether a text begins with the number of its note, and not with a date or the like."""
    head = words.lstrip("[(^")
    rest = head.removeprefix(label)
    return rest != head and (
        len(head) < len(words) or not label[-1:].isalnum() or rest[:1] in " .):]"
    )


def _new_name(chapter: str, taken: set[str]) -> str:
    """Return a name for a section that none has yet: its chapter's, else its place."""
    number = len(taken) + 1
    name = chapter or str(number)
    if name in taken:
        name = f"{name} ({number})"
    taken.add(name)
    return name
