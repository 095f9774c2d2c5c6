"""Check the links of a finished site: every page and anchor that a page leads to must be there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from evidence.model import Problem

_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
"""Every attribute, not only those that count: else a value might be read as one."""

_NAMES = frozenset({b"href", b"src", b"id", b"name"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Found:
    """The links of a page, each with the place of its first tag, and its anchors."""

    links: tuple[tuple[str, int], ...]
    anchors: frozenset[str]


def read_links(data: bytes) -> Found:
    """Read links and anchors from a page."""
    links: dict[str, int] = {}
    anchors = set()
    for tag in _TAG.finditer(data):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            name = attribute[1].lower()
            if name not in _NAMES:
                continue
            raw = attribute[2] or attribute[3] or attribute[4] or b""
            value = raw.decode("utf-8", errors="replace")
            if "&" in value:
                value = unescape(value)
            if name in (b"href", b"src"):
                links.setdefault(value, tag.start())
            elif name == b"id" or tag[0][:2].lower() == b"<a":
                anchors.add(value)
    return Found(tuple(links.items()), frozenset(anchors))


def broken_links(files: Mapping[str, bytes], out: Path, shown: str = "") -> list[Problem]:
    """Return a problem for each link of a page that leads to no file, or to no anchor in it.

    `files` holds the site by path; other files below `out` may be linked too. `shown` goes before
    paths in problems.
    """
    pages = {path: read_links(data) for path, data in files.items() if path.endswith(".html")}
    check = _Checker(files, pages, out)
    problems = []
    for path, found in pages.items():
        folder = posixpath.dirname(path)
        for link, place in found.links:
            fault = check.fault(path, folder, link)
            if fault:
                line = files[path].count(b"\n", 0, place) + 1
                hint = "Mend the template that it comes from, or tell us if it is one of ours"
                message = f"the link '{link}' leads {fault}"
                problems.append(Problem(f"{shown}{path}", line, "broken-link", message, hint))
    return problems


class _Checker:
    """Says what is wrong with a link; what was asked before is remembered."""

    def __init__(self, files: Mapping[str, bytes], pages: Mapping[str, Found], out: Path) -> None:
        self._files = files
        self._pages = pages
        self._out = out
        self._known: dict[tuple[str, str], str] = {}

    def fault(self, path: str, folder: str, link: str) -> str:
        """Return what is wrong with a link of a page, or the empty string."""
        if not link or link.startswith("#"):
            return self._place(path, link[1:])
        if (folder, link) not in self._known:
            self._known[folder, link] = self._fault(folder, link)
        return self._known[folder, link]

    def _fault(self, folder: str, link: str) -> str:
        if _SCHEME.match(link):
            return ""
        address, _, anchor = link.partition("#")
        address = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(folder, address))
        if address.startswith("/") or target.startswith("../") or target == "..":
            return "out of the site"
        if target not in self._files and not (self._out / target).is_file():
            return "to no file"
        return self._place(target, anchor)

    def _place(self, target: str, anchor: str) -> str:
        found = self._pages.get(target)
        if not anchor or found is None or unquote(anchor) in found.anchors:
            return ""
        return f"to no place of this name in {target}"
