"""Turn pages into sections of one file: their content, with names of its own and links inside.

A page becomes a section that is called by its path without '.html'; what had a name on the page is
called by both, with a colon between them.
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from evidence.model import Problem
from evidence.publish.addresses import href

REFERENCES = frozenset(
    {"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"}
)
"""Attributes that hold one or more names."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_UNSAFE = re.compile(r"[^A-Za-z0-9.~/-]")


def safe(text: str) -> str:
    """Return text as part of a name that no browser reads in two ways; different texts differ."""
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", text)


def name_of(path: str, anchor: str = "") -> str:
    """Return the name of a page, or of something on it, in the one file."""
    page = safe(path.removesuffix(".html"))
    return f"{page}:{safe(anchor)}" if anchor else page


@dataclass
class Sections:
    """Makes sections of pages.

    `paths` are those of all pages; `assets` other files of the site by path; `url` is where the
    site is published, or the empty string. `files` are those that the site offers to fetch, which
    one file cannot: without `url` their links become plain words. What else leads nowhere becomes a
    problem, under the name of the file that is `shown`.
    """

    paths: Collection[str]
    assets: Mapping[str, bytes]
    url: str
    shown: str
    files: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def section(self, path: str, data: bytes) -> str:
        """Return the content of a page as a section."""
        tree = LexborHTMLParser(data.decode("utf-8"))
        main = tree.css_first("main") or tree.body
        title = tree.css_first("title")
        heading = title.text() if title else path
        content = self.rewritten(main, path) if main else ""
        return (
            f'<section class="page" id="{name_of(path)}" data-title="{escape(heading)}">\n'
            f"{content.strip()}\n</section>\n"
        )

    def part(self, path: str, data: bytes, selector: str) -> str:
        """Return a part of a page, such as its footer, as it is with links and names inside."""
        node = LexborHTMLParser(data.decode("utf-8")).css_first(selector)
        if node is None:
            return ""
        self.rewritten(node, path)
        return f"{node.html}\n"

    def rewritten(self, node: LexborNode, path: str) -> str:
        """Rewrite the names and links inside a node and return its content."""
        for one in list(node.traverse(include_text=False)):
            for name, value in dict(one.attributes).items():
                self._attribute(one, name, value or "", path)
        return node.inner_html or ""

    def _attribute(self, node: LexborNode, name: str, value: str, path: str) -> None:
        if name == "id" or (name == "name" and node.tag == "a"):
            node.attrs[name] = name_of(path, value)
        elif name in REFERENCES:
            node.attrs[name] = " ".join(name_of(path, one) for one in value.split())
        elif name in ("href", "src"):
            link = self._link(value, path, node)
            if link is None:
                del node.attrs[name]
            else:
                node.attrs[name] = link
        elif name == "data-page":
            node.attrs[name] = name_of(path)

    def _link(self, link: str, path: str, node: LexborNode) -> str | None:
        """Return where a link leads in the one file; None where it leads nowhere any more."""
        if _SCHEME.match(link):
            return link
        address, _, anchor = link.partition("#")
        encoded, asks, query = address.partition("?")
        address = unquote(encoded)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        target = target if address else path
        if target in self.paths:
            return f"#{name_of(target, unquote(anchor))}{asks}{query}"
        if node.tag == "img" and target in self.assets:
            return data_address(target, self.assets[target])
        if self.url and not target.startswith(".."):
            return f"{self.url}{href(target)}"
        if target in self.files:
            return None
        message = f"the link '{link}' of {path} leads to no page, and is left out"
        hint = "Set 'url' in the [site] part of evidence.toml, and it leads to the published file"
        self.problems.append(Problem(self.shown, None, "broken-link", message, hint))
        return None


def data_address(path: str, data: bytes) -> str:
    """Return a file as an address that holds it."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(data).decode()}"
