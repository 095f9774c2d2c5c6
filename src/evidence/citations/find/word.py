"""Word files (.docx): notes, numbered as Word prints them (ECMA-376, part 1, 17.11).

What track changes deleted is left out and what they inserted is read; of a field, such as a
citation manager's, the result is read and never its code.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element

from evidence.citations.find.archive import Archive
from evidence.citations.find.clean import one_line
from evidence.citations.find.draft import Draft, Fault
from evidence.citations.find.running import Running
from evidence.citations.find.word_numbers import DEFAULT, Numbering, Reference, Section, numbered
from evidence.citations.find.word_text import Seen, Words, attribute
from evidence.citations.find.xml import events, local, tree
from evidence.model.article import NOTE_KINDS, NoteKind

MAIN = "word/document.xml"

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_AGAIN = "Save it again in Word, or ask for a fresh copy"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)
_LONGEST_HEADING = 200


@dataclass(slots=True)
class _Parts:
    """The parts of a file by the type of their relationship, and the links out of the main one."""

    archive: Archive
    main: str
    targets: dict[str, str]
    links: dict[str, str]


@dataclass(slots=True)
class _Note:
    """A note; `numbered` where Word sets its number at its head."""

    text: Running = field(default_factory=Running)
    numbered: bool = False


def read(data: bytes, draft: Draft) -> None:
    """Read a Word file; what is broken or missing in it becomes problems of the draft."""
    if data.startswith(_OLD_WORD):
        message = "an old Word file (.doc), or one that is locked with a password"
        raise Fault("not-a-docx", message, "Save it as .docx without a password")
    parts = _parts(Archive(data), draft)
    body = _Body(draft, parts)
    _walk(parts.archive, parts.main, body.words, draft)
    body.sections.append(body.section)
    _number(body, parts, draft)


def _parts(archive: Archive, draft: Draft) -> _Parts:
    if archive.cut:
        message = "the file is cut short"
        draft.problem("truncated", message, f"What is left of it is read. {_AGAIN}")
    main = MAIN
    for kind, target in _relations(archive, "", draft)[0].items():
        if kind == "officeDocument":
            main = target
    if main not in archive:
        main = MAIN
    if main not in archive:
        message = "no text of Word is in this file"
        raise Fault("not-a-docx", message, "Save the article as .docx in Word")
    return _Parts(archive, main, *_relations(archive, main, draft))


def _relations(archive: Archive, part: str, draft: Draft) -> tuple[dict[str, str], dict[str, str]]:
    """Return the parts that a part refers to, by type, and the addresses it links to, by id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    targets: dict[str, str] = {}
    links: dict[str, str] = {}
    root = _small(archive, path, draft)
    for element in root if root is not None else ():
        target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
        if element.get("TargetMode") == "External":
            links[element.get("Id", "")] = target
        else:
            targets[kind] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return targets, links


def _small(archive: Archive, path: str, draft: Draft) -> Element | None:
    """Return the root of a part that the article can be read without."""
    if path not in archive:
        return None
    try:
        root, fault = tree(archive.read(path)[0])
    except Fault as error:
        root, fault = None, error
    if fault and not archive.cut:
        draft.warning("broken-part", f"'{path}': {fault.message}", _AGAIN)
    return root


def _walk(archive: Archive, path: str, words: Words, draft: Draft) -> None:
    """Read a part as far as it goes; why not further is a problem."""
    try:
        data, whole = archive.read(path)
        words.walk(events(data))
    except Fault as fault:
        if not archive.cut or fault.code == "zip-bomb":
            draft.problem(fault.code, f"'{path}': {fault.message}", fault.hint or _AGAIN)
        return
    if not whole and not archive.cut:
        draft.problem("truncated", f"'{path}' is damaged", f"What is left is read. {_AGAIN}")


class _Body:
    """The running text: its references to notes and its sections."""

    def __init__(self, draft: Draft, parts: _Parts) -> None:
        self.references: list[Reference] = []
        self.sections: list[Section] = []
        self.section = Section()
        self._style = ""
        self._ends = False
        self._seen: set[tuple[NoteKind, str]] = set()
        starts: dict[str, Seen] = {f"{kind}Reference": self._finder(kind) for kind in NOTE_KINDS}
        starts |= {"p": self._paragraph, "pStyle": self._styled}
        ends: dict[str, Seen] = {"sectPr": self._section_ends, "p": self._paragraph_ends}
        self.words = Words(draft.body, parts.links, starts, ends, addresses=False)

    def _finder(self, kind: NoteKind) -> Seen:
        def found(element: Element) -> None:
            key = (kind, attribute(element, "id"))
            if key in self._seen:
                return
            self._seen.add(key)
            sign: list[str] = []
            place, section = self.words.text.length, len(self.sections)
            self.references.append(Reference(kind, key[1], place, section, sign))
            if attribute(element, "customMarkFollows") in {"1", "true", "on"}:
                self.words.sign = sign

        return found

    def _paragraph(self, _: Element) -> None:
        self._style = ""

    def _styled(self, element: Element) -> None:
        self._style = attribute(element, "val")

    def _section_ends(self, element: Element) -> None:
        """Keep what a section says on numbering; it stands in the section's last paragraph."""
        for child in element:
            for kind in NOTE_KINDS:
                if local(child.tag) == f"{kind}Pr":
                    self.section.properties[kind] = child
        self._ends = True

    def _paragraph_ends(self, _: Element) -> None:
        words = one_line(self.words.said())
        if self._style and 0 < len(words) <= _LONGEST_HEADING:
            self.section.headings.append((self._style, words))
        if self._ends:
            self.sections.append(self.section)
            self.section, self._ends = Section(), False


class _Notes:
    """The notes of one kind, in the order of their part."""

    def __init__(self, kind: NoteKind, parts: _Parts, draft: Draft) -> None:
        self.found: dict[str, _Note] = {}
        self._note = _Note()
        path = parts.targets.get(f"{kind}s", f"word/{kind}s.xml")
        if path not in parts.archive:
            return
        starts: dict[str, Seen] = {kind: self._begin, f"{kind}Ref": self._shows_number}
        links = _relations(parts.archive, path, draft)[1]
        self._words = Words(Running(), links, starts, {}, addresses=True)
        _walk(parts.archive, path, self._words, draft)

    def _begin(self, element: Element) -> None:
        self._note = _Note()
        self._words.begin(self._note.text)
        if attribute(element, "type") not in _SEPARATORS:
            self.found.setdefault(attribute(element, "id"), self._note)

    def _shows_number(self, _: Element) -> None:
        self._note.numbered = True


def _number(body: _Body, parts: _Parts, draft: Draft) -> None:
    """Give marks and notes the numbers that stand in print."""
    notes = {kind: _Notes(kind, parts, draft).found for kind in NOTE_KINDS}
    defaults = _defaults(parts, draft)
    if any(numbering.restart == "eachPage" for numbering in defaults.values()):
        message = "notes are numbered anew on every page; here they are numbered through"
        draft.warning("numbering", message, "Let Word number them through")
    names = _section_names(body.sections, parts, draft)
    for one in numbered(body.references, body.sections, defaults, names):
        kind, note = one.reference.kind, notes[one.reference.kind].pop(one.reference.id, None)
        name = one.note
        if note is not None:
            text = _without_sign(note, one.note)
            name = draft.note(name, kind, one.section, text, repeats=bool(one.reference.sign))
        draft.mark(name, kind, one.section, offset=one.reference.offset)
    for kind in NOTE_KINDS:
        for id_, note in notes[kind].items():
            if (f"{kind}Reference", id_) not in body.words.deleted and str(note.text):
                draft.note(f"#{id_}", kind, "", _without_sign(note, ""), printed=False)


def _defaults(parts: _Parts, draft: Draft) -> dict[NoteKind, Numbering]:
    """Return how the file as a whole numbers its notes."""
    defaults = dict(DEFAULT)
    root = _small(parts.archive, parts.targets.get("settings", "word/settings.xml"), draft)
    for child in root if root is not None else ():
        for kind in NOTE_KINDS:
            if local(child.tag) == f"{kind}Pr":
                defaults[kind] = defaults[kind].changed_by(child)
    return defaults


def _section_names(
    sections: Sequence[Section], parts: _Parts, draft: Draft
) -> Callable[[int], str]:
    """Return what names a section: its first heading, or its number; no name comes twice."""

    @cache
    def names() -> list[str]:
        headings = _heading_styles(parts, draft)
        done: list[str] = []
        for number, section in enumerate(sections, 1):
            first = next((words for style, words in section.headings if style in headings), "")
            name = first or str(number)
            done.append(name if name not in done else f"{name} ({number})")
        return done

    return lambda section: names()[section]


def _heading_styles(parts: _Parts, draft: Draft) -> set[str]:
    """Return the ids of the heading styles; their names are English in every language of Word."""
    root = _small(parts.archive, parts.targets.get("styles", "word/styles.xml"), draft)
    return {
        attribute(style, "styleId")
        for style in (root if root is not None else ())
        for child in style
        if local(child.tag) == "name" and _HEADING.match(attribute(child, "val"))
    }


def _without_sign(note: _Note, sign: str) -> str:
    """Return the text of a note; where Word does not set its number, one typed at its head goes."""
    text = str(note.text)
    if note.numbered or not sign:
        return text
    return re.sub(rf"\A\W{{0,2}}{re.escape(sign)}(?!\w)[.)\]:]?\s*", "", text)
