"""JATS and BITS (journal articles and books in XML): `fn` elements and the `xref`s to them.

Notes of the author and of a table are no notes of the text, and stay out. The list of references
is part of the body.
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

ROOTS = frozenset({"article", "book", "book-part", "book-part-wrapper"})

_BLOCKS = frozenset(
    "p sec title article-title subtitle abstract list-item disp-quote disp-formula fig caption "
    "table-wrap tr boxed-text verse-line attrib app fn def-item ref".split()
)
_LEFT_OUT = frozenset(
    "journal-meta book-meta article-id article-categories contrib-group aff author-notes pub-date "
    "volume issue fpage lpage elocation-id history permissions self-uri related-article kwd-group "
    "funding-group counts custom-meta-group fn-group table-wrap-foot object-id tex-math "
    "processing-meta supplementary-material collection-meta".split()
)
_CHAPTERS = frozenset({"book-part", "sub-article", "response"})
_APART = frozenset({"author-notes", "table-wrap", "table-wrap-group", "table-wrap-foot", "ack"})


def read(data: bytes, draft: Draft) -> None:
    """Read an article or book in JATS."""
    root = whole_tree(data, draft)
    space_parts(root, {"element-citation"})
    notes, ids = _notes(root)
    marks = _marks(root, ids)
    marked = {note for mark in marks.values() for note in mark.notes}
    for note in notes:
        note.in_place = note.in_place and note not in marked
    rules = Rules(_BLOCKS, _LEFT_OUT, {"td", "th"}, {"break"}, frozenset(), _link, _chapter)
    Markup(draft, rules, notes, marks).read(root)


def _notes(root: Element) -> tuple[list[NoteElement], dict[str, NoteElement]]:
    """Return the notes of the text in order, and by their ids."""
    notes: list[NoteElement] = []
    ids: dict[str, NoteElement] = {}
    for element, above in with_parents(root):
        names = {local(one.tag) for one in above}
        if local(element.tag) != "fn" or names & _APART:
            continue
        group = next((one for one in above if local(one.tag) == "fn-group"), None)
        note = NoteElement(element, _kind(element, group), in_place=group is None)
        label = next((child for child in element if local(child.tag) == "label"), None)
        if label is not None:
            note.label = label_of(words_in(label))
            note.inside.add(label)
        notes.append(note)
        if element.get("id"):
            ids.setdefault(element.get("id", ""), note)
    return notes, ids


def _kind(element: Element, group: Element | None) -> NoteKind:
    """Return whether a note is called an endnote; all others are footnotes."""
    said = [element.get("fn-type", "")]
    if group is not None:
        said += [group.get("content-type", ""), group.get("specific-use", "")]
        said += [words_in(child) for child in group if local(child.tag) == "title"]
    return "endnote" if any("endnote" in one.casefold() for one in said) else "footnote"


def _marks(root: Element, ids: dict[str, NoteElement]) -> dict[Element, MarkElement]:
    """Return the references to notes; one to nothing counts if it says that it is to a note."""
    marks: dict[Element, MarkElement] = {}
    for element, above in with_parents(root):
        if local(element.tag) != "xref" or {local(one.tag) for one in above} & {"fn", *_APART}:
            continue
        targets = [ids.get(rid) for rid in element.get("rid", "").split()]
        if any(targets) or element.get("ref-type") == "fn":
            label = label_of(words_in(element)) if len(targets) == 1 else ""
            marks[element] = MarkElement(targets or [None], "footnote", label)
    return marks


def _link(element: Element) -> str:
    if local(element.tag) not in {"ext-link", "uri"}:
        return ""
    return next((value for key, value in element.attrib.items() if local(key) == "href"), "")


def _chapter(element: Element) -> str:
    if local(element.tag) not in _CHAPTERS:
        return ""
    titles = (one for one in element.iter() if local(one.tag) in {"title", "article-title"})
    title = next(titles, None)
    return words_in(title) if title is not None else ""
