"""The words in a part of a Word file, with what Word hides, deletes or doubles left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from evidence.citations.find.clean import with_address
from evidence.citations.find.running import Running
from evidence.citations.find.xml import local

_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "Fallback"})
_OLD = frozenset({"pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange"})
_BLANKS = frozenset({"tab", "ptab", "br", "cr"})
_LINK = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)')


Seen = Callable[[Element], None]


class _Names(dict[str, str]):
    """Local names of the elements that are Word's own, worked out once for each tag."""

    def __missing__(self, tag: str) -> str:
        name = local(tag)
        # DrawingML has a `t`, a `p` and an `r` of its own, which belong to pictures.
        self[tag] = "" if "/drawingml/" in tag else name
        return self[tag]


@dataclass(slots=True)
class _Field:
    """A field: its instruction, and whether its result has begun; where that began."""

    instruction: str = ""
    result: bool = False
    start: int = 0


@dataclass(slots=True)
class _Link:
    address: str
    start: int


class Words:
    """Walks over a part and writes its words into `text`.

    What is no text goes to whoever walks, by the name of the element: `at_start` when it begins,
    `at_end` when it is whole. They may put another `text` in place, or a list into `sign`, which
    then takes the words of the run. `links` are addresses by relationship id; with `addresses` one
    that a link's words do not show is added to them.
    """

    def __init__(
        self,
        text: Running,
        links: Mapping[str, str],
        at_start: Mapping[str, Seen],
        at_end: Mapping[str, Seen],
        *,
        addresses: bool,
    ) -> None:
        self.text = text
        self.sign: list[str] | None = None
        self.deleted: set[tuple[str, str]] = set()
        self._links = links
        self._at_start = at_start
        self._at_end = at_end
        self._addresses = addresses
        self._names = _Names()
        self._fields: list[_Field] = []
        self._open_links: list[_Link] = []
        self._boxes: list[Running] = []
        self._finished: list[Running] = []
        self._choices: list[bool] = []
        self._cells = 0
        self._hidden = False
        self._said: list[str] = []

    def walk(self, events: Iterator[tuple[str, Element]]) -> None:
        """Go through a part, as far as its events go."""
        skip, names = 0, self._names
        for event, element in events:
            name = names[element.tag]
            if event == "start":
                if skip:
                    skip += 1
                    if name.endswith("Reference"):
                        self.deleted.add((name, attribute(element, "id")))
                elif self._left_out(name):
                    skip = 1
                else:
                    self._start(name, element)
            elif skip:
                skip -= 1
                if not skip:
                    self._skipped(name, element)
            else:
                if name in self._at_end:
                    self._at_end[name](element)
                self._end(name, element)

    def begin(self, text: Running) -> None:
        """Write what comes into another text; fields that were left open are closed."""
        self.text = text
        self._fields.clear()
        self._said.clear()

    def said(self) -> str:
        """Return the words of the paragraph so far."""
        return "".join(self._said)

    def _skipped(self, name: str, element: Element) -> None:
        if name == "instrText" and self._fields:
            self._fields[-1].instruction += element.text or ""
        element.clear()

    def _left_out(self, name: str) -> bool:
        if name == "Choice":
            taken, self._choices[-1:] = self._choices[-1], [True]
            return taken
        if name == "Fallback":
            return not self._choices or self._choices[-1]
        return name in _LEFT_OUT or name in _OLD

    def _start(self, name: str, element: Element) -> None:
        if name == "r":
            self._hidden = False
        elif name == "AlternateContent":
            self._choices.append(False)
        elif name == "txbxContent":
            self._boxes.append(self.text)
            self.text = Running()
        elif name == "tc":
            self._cells += 1
        elif name == "hyperlink":
            self._open_links.append(
                _Link(self._links.get(attribute(element, "id"), ""), self._at())
            )
        elif name == "vanish":
            self._hidden = attribute(element, "val") not in {"0", "false", "off"}
        if name in self._at_start:
            self._at_start[name](element)

    def _end(self, name: str, element: Element) -> None:
        if name == "t":
            self._add(element.text or "")
        elif name == "r":
            self.sign = None
        elif name in _BLANKS:
            self._add(" ")
        elif name == "noBreakHyphen":
            self._add("-")
        elif name == "sym":
            self._add(_symbol(element))
        elif name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name == "p":
            self._paragraph()
            element.clear()
        elif name == "tc":
            self._cells -= 1
        elif name == "tr":
            self.text.end_paragraph()
        elif name == "hyperlink":
            link = self._open_links.pop()
            self._address(link.address, link.start)
        elif name == "txbxContent":
            self._finished.append(self.text)
            self.text = self._boxes.pop()
        elif name == "AlternateContent":
            self._choices.pop()

    def _add(self, words: str) -> None:
        if self._hidden or not all(field.result for field in self._fields):
            return
        if self.sign is not None:
            self.sign.append(words)
            return
        self.text.add(words)
        self._said.append(words)

    def _at(self) -> int:
        return len(self._said)

    def _paragraph(self) -> None:
        """End a paragraph; boxes that hang on it follow it."""
        if self._cells and not self._boxes:
            self.text.add(" ")
            return
        self.text.end_paragraph()
        if self._boxes:
            return
        for box in self._finished:
            for line in str(box).split("\n"):
                self.text.add(line)
                self.text.end_paragraph()
        self._finished.clear()
        if not self._fields and not self._open_links:
            self._said.clear()

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result, self._fields[-1].start = True, self._at()
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            link = _LINK.match(field.instruction)
            if link and field.result:
                self._address(link[1], field.start)

    def _address(self, address: str, start: int) -> None:
        """Add the address of a link whose words do not show it."""
        if self._addresses and address:
            self._add(with_address("".join(self._said[start:]), address))


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, empty where it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _symbol(element: Element) -> str:
    """Return a character given by its number; those of symbol fonts have no meaning elsewhere."""
    try:
        number = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else ""
