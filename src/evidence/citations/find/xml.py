"""XML that may be hostile: no entity of a file's own, nothing fetched, no bottomless nesting.

The tree is expat's; a first glance at what stands before the root element refuses entity
declarations (the 'billion laughs'), and the events are counted as they come.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLParser, XMLPullParser
from xml.parsers import expat

from evidence.citations.find.draft import Fault

MOST_NESTING = 256
MOST_ELEMENTS = 8_000_000

_CHUNK = 1 << 16
_NAMED = {name.removesuffix(";"): value for name, value in html5.items() if name.endswith(";")}


class _RootReachedError(Exception):
    """The prolog is over."""


def events(data: bytes) -> Iterator[tuple[str, Element]]:
    """Yield 'start' and 'end' of the elements of a document; an element is whole at its end.

    Raises Fault where the document breaks off, breaks the rules of XML or nests too deeply; what
    was yielded before is sound.
    """
    _refuse_entities(data)
    parser = XMLParser()  # noqa: S314
    parser.entity.update(_NAMED)
    source = XMLPullParser(("start", "end"), _parser=parser)
    depth = elements = 0
    try:
        for start in range(0, len(data) + 1, _CHUNK):
            source.feed(data[start : start + _CHUNK])
            for event, element in _seen(source):
                if event == "start":
                    depth += 1
                    elements += 1
                    if depth > MOST_NESTING:
                        raise Fault("too-deep", f"elements nest more than {MOST_NESTING} deep")
                else:
                    depth -= 1
                yield event, element
            if elements > MOST_ELEMENTS:
                raise Fault("too-large", f"more than {MOST_ELEMENTS:,} elements", "Split the file")
        source.close()
        yield from _seen(source)
    except ParseError as error:
        raise _broken(str(error), error.position[0]) from None


def _seen(source: XMLPullParser[Element]) -> Iterator[tuple[str, Element]]:
    return cast("Iterator[tuple[str, Element]]", source.read_events())


def tree(data: bytes) -> tuple[Element | None, Fault | None]:
    """Return the root of a document, and why it is not whole where it is not."""
    root = None
    try:
        for _, element in events(data):
            if root is None:
                root = element
    except Fault as fault:
        # What nests too deeply has come into the tree before it was seen.
        return (None if fault.code == "too-deep" else root), fault
    return root, None


def root_name(data: bytes) -> str:
    """Return the name of the root element, without its namespace; empty where there is none."""
    seen: list[str] = []

    def first(name: str, _: dict[str, str]) -> None:
        seen.append(name)
        raise _RootReachedError

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = first
    with suppress(_RootReachedError, expat.ExpatError):
        parser.Parse(data[: 1 << 20], False)
    return local(seen[0]) if seen else ""


def local(name: object) -> str:
    """Return a tag without its namespace; of a comment or instruction, nothing."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _refuse_entities(data: bytes) -> None:
    def refuse(*_: object) -> None:
        message = "the file declares entities of its own"
        raise Fault("xml-entities", message, "Save it without a DOCTYPE of its own")

    def reached(*_: object) -> None:
        raise _RootReachedError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = reached
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
    except _RootReachedError:
        pass
    except expat.ExpatError as error:
        raise _broken(expat.ErrorString(error.code), error.lineno) from None


def _broken(reason: str, line: int) -> Fault:
    message = f"broken XML ({reason.partition(':')[0]})"
    return Fault("broken-xml", message, "What stands before it is read; save it again", line)
