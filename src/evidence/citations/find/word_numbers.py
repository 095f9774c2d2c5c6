"""The numbers of notes as Word prints them: by reference, anew in a section if it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from evidence.citations.find.clean import one_line
from evidence.citations.find.xml import local
from evidence.model import NoteKind

_SIGNS = "*†‡§"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How notes of one kind are numbered: first number, where it restarts, in which figures."""

    start: int = 1
    restart: str = "continuous"
    figures: str = "decimal"

    def changed_by(self, properties: Element) -> Numbering:
        """Return this numbering with what a `footnotePr` or `endnotePr` says instead."""
        said = {
            local(child.tag): value
            for child in properties
            for name, value in child.attrib.items()
            if local(name) == "val"
        }
        start = said.get("numStart", "")
        return Numbering(
            int(start) if start.isdecimal() and len(start) < 7 else self.start,
            said.get("numRestart", self.restart),
            said.get("numFmt", self.figures),
        )


DEFAULT: Mapping[NoteKind, Numbering] = {
    "footnote": Numbering(),
    "endnote": Numbering(figures="lowerRoman"),
}
"""What Word does where a file says nothing."""


@dataclass(slots=True)
class Reference:
    """A reference to a note in the text: its id, and the pieces of a sign that the author set."""

    kind: NoteKind
    id: str
    offset: int
    section: int
    sign: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A section of a document: its first heading, and what it says on numbering."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    properties: dict[NoteKind, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A reference with the number or sign that stands in print, and the section it counts in."""

    reference: Reference
    note: str
    section: str


def numbered(
    references: Sequence[Reference],
    sections: Sequence[Section],
    defaults: Mapping[NoteKind, Numbering],
    name: Callable[[int], str],
) -> list[Numbered]:
    """Return references with their numbers; `name` names a section where these begin anew.

    Numbers that restart on every page run through: a file does not tell its pages.
    """
    done: list[Numbered] = []
    spread = {kind: {one.section for one in references if one.kind == kind} for kind in defaults}
    state: dict[NoteKind, tuple[int, int]] = {}
    for reference in references:
        kind, here = reference.kind, reference.section
        numbering = defaults[kind]
        if kind in sections[here].properties:
            numbering = numbering.changed_by(sections[here].properties[kind])
        restarts = numbering.restart == "eachSect" and len(spread[kind]) > 1
        number, before = state.get(kind, (numbering.start, here))
        if restarts and here != before:
            number = numbering.start
        section = name(here) if restarts else ""
        sign = one_line("".join(reference.sign))
        if sign:
            done.append(Numbered(reference, sign, section))
        else:
            done.append(Numbered(reference, printed(number, numbering.figures), section))
            number += 1
        state[kind] = (number, here)
    return done


def printed(number: int, figures: str) -> str:
    """Return a number in the figures that Word calls `decimal`, `lowerRoman`, `chicago`, ..."""
    if figures in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        text = _roman(number)
        return text.upper() if figures == "upperRoman" else text
    if figures in {"lowerLetter", "upperLetter"} and 0 < number <= 780:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if figures == "upperLetter" else text
    if figures == "chicago" and 0 < number <= 400:
        return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
