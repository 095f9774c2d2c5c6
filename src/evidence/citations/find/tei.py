"""TEI: `note` elements, where they belong or elsewhere with a `ref` or `ptr` that leads to them.

Notes in the margin, and those of the header, are no notes of the text.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from evidence.citations.find.draft import Draft
from evidence.citations.find.markup import (
    MarkElement,
    Markup,
    NoteElement,
    Rules,
    label_of,
    space_parts,
    whole_tree,
    with_parents,
    words_in,
)
from evidence.citations.find.xml import local
from evidence.model import NoteKind

ROOTS = frozenset({"TEI", "TEI.2", "teiCorpus"})

_BLOCKS = frozenset(
    "p ab l lg head div div1 div2 div3 item row note figure docTitle byline sp biblStruct".split()
)
_LEFT_OUT = frozenset("teiHeader facsimile standOff sourceDoc fw sic orig expan figDesc".split())
_ELSEWHERE = frozenset({"margin", "left", "right", "marg", "inline", "interlinear", "above", "app"})


def read(data: bytes, draft: Draft) -> None:
    """Read an article or book in TEI."""
    root = whole_tree(data, draft)
    space_parts(root, {"biblStruct"})
    notes, ids = _notes(root)
    marks = _marks(root, notes, ids)
    marked = {note for mark in marks.values() for note in mark.notes}
    for note in notes:
        note.in_place = note.in_place and note not in marked
    rules = Rules(
        _BLOCKS, _LEFT_OUT, {"cell"}, {"lb", "pb", "space"}, {"quote", "q"}, _link, _chapter
    )
    Markup(draft, rules, notes, marks).read(root)


def _notes(root: Element) -> tuple[list[NoteElement], dict[str, NoteElement]]:
    """Return the notes of the text in order, and by their ids."""
    notes: list[NoteElement] = []
    ids: dict[str, NoteElement] = {}
    for element, above in with_parents(root):
        names = {local(one.tag) for one in above}
        if local(element.tag) != "note" or names & {"teiHeader", "note", "listBibl"}:
            continue
        place = (element.get("place", "") + " " + element.get("type", "")).casefold().split()
        if not _ELSEWHERE.isdisjoint(place):
            continue
        kind: NoteKind = "endnote" if {"end", "endnote"} & set(place) else "footnote"
        note = NoteElement(element, kind, label_of(element.get("n", "")), "back" not in names)
        label = next((child for child in element if local(child.tag) == "label"), None)
        if label is not None:
            note.label = note.label or label_of(words_in(label))
            note.inside.add(label)
        notes.append(note)
        if _id(element):
            ids.setdefault(_id(element), note)
    return notes, ids


def _marks(
    root: Element, notes: list[NoteElement], ids: dict[str, NoteElement]
) -> dict[Element, MarkElement]:
    """Return what leads to a note: a reference to it, or what the note says it hangs on."""
    anchors = {
        target.removeprefix("#"): note
        for note in notes
        for target in note.element.get("target", "").split()
    }
    marks: dict[Element, MarkElement] = {}
    for element, above in with_parents(root):
        if local(element.tag) not in {"ref", "ptr", "anchor"}:
            continue
        if any(local(one.tag) in {"note", "teiHeader"} for one in above):
            continue
        targets = [ids.get(one[1:]) for one in element.get("target", "").split() if one[0] == "#"]
        anchored = anchors.get(_id(element))
        says = element.get("type", "").casefold() in {"noteanchor", "note", "footnote", "foot"}
        label = label_of(element.get("n", "") or words_in(element))
        if any(targets) or (says and targets):
            marks[element] = MarkElement(targets, "footnote", label)
        elif anchored is not None:
            marks[element] = MarkElement([anchored], anchored.kind, label)
    return marks


def _id(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if local(key) == "id"), "")


def _link(element: Element) -> str:
    return element.get("target", "") if local(element.tag) in {"ref", "ptr"} else ""


def _chapter(element: Element) -> str:
    if local(element.tag) not in {"div", "div1"}:
        return ""
    head = next((child for child in element if local(child.tag) == "head"), None)
    return words_in(head) if head is not None else ""
