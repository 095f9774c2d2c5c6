"""HTML to a tree of elements, by the rules that browsers follow (WHATWG, through lexbor).

Parsing takes time that grows with the square of the nesting, so that is bounded before.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence.citations.find.draft import Fault
from evidence.citations.find.xml import MOST_NESTING

MOST_ELEMENTS = 2_000_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*?(/?)>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.I)
_NO_END = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    "thead tbody tfoot colgroup option optgroup rt rp".split()
)
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "title", "meta", "link"})


def tree(text: str) -> Element:
    """Return a page without what no reader sees. Raises Fault for what is too much."""
    _bound(text)
    root = LexborHTMLParser(text).root
    top = Element("html")
    elements = 0
    stack: list[tuple[LexborNode | None, Element]] = [(root.child if root else None, top)]
    while stack:
        node, parent = stack.pop()
        while node is not None:
            following = node.next
            tag = node.tag or ""
            if tag == "-text":
                _append(parent, node.text_content or "")
            elif tag and tag[0] not in "-!" and tag not in _UNSEEN:
                elements += 1
                if elements > MOST_ELEMENTS:
                    message = f"more than {MOST_ELEMENTS:,} elements"
                    raise Fault("too-large", message, "Split the file")
                values = {key: value or "" for key, value in node.attributes.items()}
                element = Element(tag, values)
                parent.append(element)
                if node.child is not None:
                    stack.append((following, parent))
                    if len(stack) > MOST_NESTING:
                        raise _too_deep()
                    node, parent = node.child, element
                    continue
            node = following
    return top


def _append(parent: Element, words: str) -> None:
    """Add text behind what an element holds so far."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _bound(text: str) -> None:
    """Refuse a page whose elements nest too deeply, judged by its tags alone."""
    depth = 0
    for closing, name, itself in _TAG.findall(_COMMENT.sub("", text)):
        if itself or name.casefold() in _NO_END:
            continue
        depth += -1 if closing else 1
        depth = max(depth, 0)
        if depth > MOST_NESTING:
            raise _too_deep()


def _too_deep() -> Fault:
    message = f"elements nest more than {MOST_NESTING} deep"
    return Fault("too-deep", message, "Save the article as .docx or .md")
