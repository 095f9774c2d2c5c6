"""Signs of a note: quotation marks and brackets that are not closed, commas that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting
from evidence.citations.audit.running import id_of, paragraphs
from evidence.model import Note

_ROLE = re.compile(r"\((?:eds?|hrsg|hg),\)|\(eds?[.]?(?=\s+[A-Z])|\beds?\.?,\)", re.IGNORECASE)
_QUOTE = re.compile(r"[\u2018\u201c]|[\u2019\u201d](?!\w)")
_STRAY = re.compile(
    r"\((?:[^()]{0,60}\s)?(?:1[5-9]|20)\d\d[a-z]?:\s?\d+(?:[-\u2013]\d+)?\)[.,;]?\s*$"
)
_LOW = re.compile(r"[\u201a\u201e]")
"""Low quotation marks, which are closed by what opens others."""
_PAIRS = {"(": ")", "[": "]"}


def check(material: Material) -> Iterator[Finding]:
    """Yield what is not closed, in notes and around their marks, and missing commas."""
    for one in material.cited:
        yield from _note(one.note)
    yield from _commas(material)
    yield from _body(material)


def _at(note: Note, code: str, message: str, cited: str) -> Finding:
    return Finding(note.note, note.section, note.kind, code, message, cited)


def _note(note: Note) -> Iterator[Finding]:
    for what, place in _open(note.text):
        said = note.text[place : place + 40]
        yield _at(note, "not-closed", f"{what} that is not closed", said)
    if role := _ROLE.search(note.text):
        yield _at(note, "misprint", "misprint in the mark of editors", role[0])


def _open(text: str) -> Iterator[tuple[str, int]]:
    """Yield the brackets and curly double quotation marks that nothing closes."""
    stack: list[int] = []
    for place, char in enumerate(text):
        if char in _PAIRS:
            stack.append(place)
        elif char in _PAIRS.values() and stack and _PAIRS[text[stack[-1]]] == char:
            stack.pop()
    for place in stack:
        yield "a bracket", place
    for place in unclosed(text):
        yield "a quotation mark", place


def unclosed(text: str) -> list[int]:
    """Return the opening curly quotation marks that nothing closes.

    The apostrophe after a word looks like a closing mark and counts as one: a doubtful case is
    never reported.
    """
    found: list[int] = []
    if _LOW.search(text):
        return found
    for opening, closing in ("\u2018\u2019", "\u201c\u201d"):
        stack: list[int] = []
        for mark in _QUOTE.finditer(text):
            if mark[0] == opening:
                stack.append(mark.start())
            elif mark[0] == closing and stack:
                stack.pop()
        found += stack
    return sorted(found)


def _commas(material: Material) -> Iterator[Finding]:
    """Names or a quoted title that run into what follows, where other notes have a comma."""

    def names(one: Sighting) -> bool:
        return bool(one.reference.names) and bool(one.head.strip())

    def closed(one: Sighting) -> bool:
        before = one.head.rstrip("\u2018\u201c\"' ")
        return not before[-1:].isalnum() or before.endswith((" and", " in"))

    def journal(one: Sighting) -> bool:
        ref = one.reference
        return ref.quoted and bool(ref.container) and not ref.editors and bool(one.tail)

    def parted(one: Sighting) -> bool:
        return not re.match(r"[\u2019\u201d\"']?\s*[A-Z]", one.tail) or _ends(one)

    for among, has, what in (
        (names, closed, "between names and title"),
        (journal, parted, "between title and journal"),
    ):
        if not material.habit(has, among):
            continue
        for one in material.sightings:
            if one.full and among(one) and not has(one):
                end = one.title_span[0] if one.title_span else 0
                near = one.reference.raw
                said = near[max(0, end - 20) : end + 12] if among is names else one.tail[:24]
                yield one.finding("comma-missing", f"no comma {what}", said.strip())


def _ends(one: Sighting) -> bool:
    """Whether the comma stands inside the quotation: 'Title,' Journal."""
    return one.reference.raw[: one.title_span[1] if one.title_span else 0][-1:] in {
        ",",
        "?",
        "!",
    } or (one.tail[:1] in {",", "."})


def _body(material: Material) -> Iterator[Finding]:
    """Yield marks in a quotation that is not closed, and author-year references beside marks."""
    notes = {one.note.id: one.note for one in material.cited}
    for paragraph in paragraphs(material.article):
        opened = unclosed(paragraph.text)
        for place in opened:
            mark = next(
                (mark for mark in paragraph.marks if mark.offset - paragraph.start > place), None
            )
            if mark and (note := notes.get(id_of(mark))):
                said = paragraph.text[place : place + 40]
                message = "the mark follows a quotation of the text that is not closed"
                yield _at(note, "not-closed", message, said)
        for mark in paragraph.marks:
            stray = _STRAY.search(paragraph.text[: mark.offset - paragraph.start])
            if stray and (note := notes.get(id_of(mark))):
                message = "author-year reference in the text beside the mark"
                yield _at(note, "author-year-form", message, stray[0].strip())
