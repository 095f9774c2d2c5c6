"""HTML: links that lead to notes in the same page, however the program that wrote it calls them.

A link is a mark where it says so (`epub:type`, `role`), where its target leads back to it, or where
it shows a number and leads to what is called a note: pandoc, GitHub, WordPress, Word, EPUB.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from evidence.citations.find.decode import decoded
from evidence.citations.find.draft import Draft
from evidence.citations.find.html_tree import tree
from evidence.citations.find.markup import (
    MarkElement,
    Markup,
    NoteElement,
    Rules,
    label_of,
    with_parents,
    words_in,
)
from evidence.model import NoteKind

_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul".split()
)
_HOLDERS = frozenset("li p div aside dd td section article blockquote body html".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPS = frozenset({"sup", "span", "small", "b", "i", "em", "strong"})
_NOTE_ID = re.compile(
    r"(?:user-content-)?_?(?:(?:fn|ftn|edn|footnote|endnote|note|cite[-_]note)[-_:.]?[\w.:-]+"
    r"|(?:en|n|f)[-_:.]?\d+)",
    re.IGNORECASE,
)
_BACK_ID = re.compile(r"ref|back|return|anchor", re.IGNORECASE)
_END = re.compile(r"_?edn|endnote|en[-_:.]?\d", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§¶#]{1,4}", re.IGNORECASE)
_ARROWS = r"[\s↩↑⤴⏎←^\[\]():\ufe0e\ufe0f]*"
_BACK = re.compile(rf"{_ARROWS}(?:back(?: to \w+)?|return|jump up)?{_ARROWS}", re.IGNORECASE)
_SAYS_MARK = frozenset({"noteref", "doc-noteref", "footnote-ref", "footnoteref", "fnanchor"})
_SAYS_BACK = frozenset(
    "backlink doc-backlink footnote-back footnote-backref mw-cite-backlink reversefootnote".split()
)
_SAYING = ("epub:type", "role", "class", "rel", "rev")


def read(data: bytes, draft: Draft) -> None:
    """Read a page."""
    page = _Page(tree(decoded(data, draft)))
    notes, marks = page.notes(), page.marks()
    rules = Rules(_BLOCKS, frozenset(), {"td", "th"}, {"br"}, {"q"}, _link, _chapter)
    Markup(draft, rules, notes, marks).read(page.root)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link within the page, the element that it leads to, and what is around both."""

    element: Element
    above: tuple[Element, ...]
    target: Element | None
    id: str

    @property
    def ids(self) -> set[str]:
        """The ids by which one gets back to it."""
        around = [self.element, *self.above[-2:]]
        return {value for one in around for value in _ids(one)}


class _Page:
    """A page and the links in it that lead to notes."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._above = dict(with_parents(root))
        self._place = {element: place for place, element in enumerate(self._above)}
        self._targets: dict[str, Element] = {}
        for element in self._above:
            for name in _ids(element):
                self._targets.setdefault(name, element)
        self._links = [link for link in self._local_links() if self._is_mark(link)]
        self._holders = self._held()

    def notes(self) -> list[NoteElement]:
        """Return the notes that links lead to, and their like that none leads to, in order."""
        notes = [*self._holders.values(), *self._orphans()]
        back = {name for link in self._links for name in link.ids}
        for note in notes:
            note.inside.update(_leading_back(note.element, back))
        return sorted(notes, key=lambda note: self._place[note.element])

    def marks(self) -> dict[Element, MarkElement]:
        """Return the marks; a superscript or brackets around a link belong to it."""
        marks: dict[Element, MarkElement] = {}
        for link in self._links:
            if any(one in self._holders for one in link.above):
                continue
            words = words_in(link.element)
            element = link.element
            for around in reversed(link.above):
                if around.tag not in _WRAPS or label_of(words_in(around)) != label_of(words):
                    break
                element = around
            note = None if link.target is None else self._holders[self._holder(link.target)]
            kind: NoteKind = "endnote" if _END.match(link.id) else "footnote"
            marks[element] = MarkElement([note], kind, label_of(words))
        return marks

    def _local_links(self) -> Iterator[_Link]:
        for element, above in self._above.items():
            name = _local_address(element)
            if name:
                yield _Link(element, above, self._targets.get(name), name)

    def _is_mark(self, link: _Link) -> bool:
        """Whether a link leads to a note."""
        words = words_in(link.element)
        if _BACK.fullmatch(words) or _said(link.element) & _SAYS_BACK:
            return False
        if link.target is not None and self._place[link.target] < self._place[link.element]:
            return False
        if _said(link.element) & _SAYS_MARK or _said(link.above[-1]) & _SAYS_MARK:
            return True
        if not _NUMBER.fullmatch(label_of(words)) or _BACK_ID.search(link.id):
            return False
        return bool(_NOTE_ID.fullmatch(link.id)) or self._leads_back(link)

    def _leads_back(self, link: _Link) -> bool:
        """Whether the paragraph that a link leads to has a link back."""
        if link.target is None:
            return False
        around = [*self._above[link.target], link.target]
        block = next((one for one in reversed(around) if one.tag in _HOLDERS), link.target)
        return block.tag != "body" and any(
            _local_address(one) in link.ids for one in block.iter("a")
        )

    def _held(self) -> dict[Element, NoteElement]:
        """Return the notes by the elements that hold them."""
        self._inside: Counter[Element] = Counter()
        for target in {link.target for link in self._links if link.target is not None}:
            self._inside.update((*self._above[target], target))
        for link in self._links:
            self._inside.update(dict.fromkeys(link.above, 2))
        held: dict[Element, NoteElement] = {}
        for link in self._links:
            if link.target is not None:
                kind: NoteKind = "endnote" if _END.match(link.id) else "footnote"
                holder = self._holder(link.target)
                held.setdefault(holder, NoteElement(holder, kind))
        return held

    def _holder(self, target: Element) -> Element:
        """Return the element that holds a note whole: its block, and a `div` around only it."""
        around = [*self._above[target], target]
        while len(around) > 1 and around[-1].tag not in _HOLDERS:
            around.pop()
        if around[-1].tag == "td":
            around.pop()
        while around[-1].tag in {"p", "div"} and len(around) > 1:
            outer = around[-2]
            if outer.tag not in {"div", "aside", "li", "dd"} or self._inside[outer] != 1:
                break
            if any(one.tag in _HEADINGS for one in outer):
                break
            around.pop()
        return around[-1]

    def _orphans(self) -> list[NoteElement]:
        """Return what stands among notes and is called one, though no link leads to it."""
        parents = {self._above[holder][-1] for holder in self._holders if self._above[holder]}
        tags = {holder.tag for holder in self._holders}
        return [
            NoteElement(element, "footnote")
            for parent in parents
            for element in parent
            if element.tag in tags and element not in self._holders and _is_named_note(element)
        ]


def _is_named_note(element: Element) -> bool:
    names = [name for one in element.iter() for name in _ids(one)]
    return any(_NOTE_ID.fullmatch(name) and not _BACK_ID.search(name) for name in names)


def _leading_back(note: Element, back: set[str]) -> Iterator[Element]:
    """Yield what in a note leads back to its mark."""
    for element in note.iter():
        name = _local_address(element)
        leads = name in back or _BACK_ID.search(name) or _BACK.fullmatch(words_in(element))
        if (name and leads) or _said(element) & _SAYS_BACK:
            yield element


def _ids(element: Element) -> list[str]:
    names = [element.get("id", "")]
    if element.tag == "a":
        names.append(element.get("name", ""))
    return [name for name in names if name]


def _local_address(element: Element) -> str:
    """Return the id that a link within the page leads to."""
    address = element.get("href", "") if element.tag == "a" else ""
    return unquote(address[1:]) if address.startswith("#") else ""


def _said(element: Element) -> set[str]:
    """Return the words by which an element says what it is."""
    return {word.casefold() for name in _SAYING for word in element.get(name, "").split()}


def _link(element: Element) -> str:
    return element.get("href", "") if element.tag == "a" else ""


def _chapter(element: Element) -> str:
    return words_in(element) if element.tag in {"h1", "h2"} else ""
