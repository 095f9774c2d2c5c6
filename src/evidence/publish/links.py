"""Check the links of a site: every page and anchor that a page leads to must be there.

A page that was checked before leaves marks behind: as long as nothing is lost that they name, it
need not be read again.
"""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zlib import crc32

from evidence.model import Problem
from evidence.publish import addresses as at

_TAG = re.compile(rb"<[a-zA-Z][^<>\s]*\s[^<>]*>")
"""A tag with attributes."""

_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
"""Every attribute, not only those that count: else a value might be read as one."""

_HREF, _SRC, _ID = (re.compile(rb' %b="([^"]*)"' % name) for name in (b"href", b"src", b"id"))
"""Attributes as our templates write them."""

_NAMES = frozenset({b"href", b"src", b"id", b"name"})
_ODD = re.compile("[%?#]").search
"""Whether an address has more to it than the path of a file."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")

Read = Callable[[str], bytes]
"""Returns the bytes of a page of the site."""


@dataclass(frozen=True, slots=True)
class Found:
    """The links of a page and its anchors, escaped as they stand there."""

    links: tuple[bytes, ...]
    anchors: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page leads to and what may lead to it, as checksums.

    `anchors` is one of all its anchors; `links` holds 4 bytes for each file that it leads to, and 4
    more for each file of which it needs an anchor.
    """

    anchors: int
    links: bytes


def read_links(data: bytes) -> Found:
    """Read links and anchors from a page, whoever wrote it."""
    links: dict[bytes, None] = {}
    anchors: set[bytes] = set()
    for tag in dict.fromkeys(_TAG.findall(data)):
        led, named = _attributes(tag)
        links.update(dict.fromkeys(led))
        anchors.update(named)
    return Found(tuple(links), frozenset(anchors))


def read_our_links(data: bytes) -> Found:
    """Read links and anchors from a page that none but our templates made.

    All their attributes stand in double quotes, which the words of a page are escaped to be free
    of: what looks like an attribute is one. That is found much sooner than tags are.
    """
    links = dict.fromkeys(_HREF.findall(data) + _SRC.findall(data))
    return Found(tuple(links), frozenset(_ID.findall(data)))


def value_of(raw: bytes) -> str:
    """Return what the value of an attribute means."""
    value = raw.decode("utf-8", errors="replace")
    return unescape(value) if "&" in value else value


@lru_cache(maxsize=1 << 13)
def _attributes(tag: bytes) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the links and anchors of one tag; most tags stand on many pages."""
    links = []
    anchors = []
    for attribute in _ATTRIBUTE.finditer(tag):
        name = attribute[1].lower()
        if name not in _NAMES:
            continue
        value = attribute[2] or attribute[3] or attribute[4] or b""
        if name in (b"href", b"src"):
            links.append(value)
        elif name == b"id" or tag[:2].lower() == b"<a":
            anchors.append(value)
    return tuple(links), tuple(anchors)


def broken_links(files: Mapping[str, bytes], out: Path, shown: str = "") -> list[Problem]:
    """Return a problem for each link of a page that leads to no file, or to no anchor in it.

    `files` holds the site by path; other files below `out` may be linked too. `shown` goes before
    paths in problems.
    """
    checker = Checker(files, files.__getitem__, out, shown)
    return [problem for path in files if is_page(path) for problem in checker.check(path)[0]]


def is_page(path: str) -> bool:
    """Whether a file of the site is a page, which has links and anchors."""
    return path.endswith(".html")


def marks_of_lost(gone: Iterable[str], anchors: Iterable[str]) -> frozenset[int]:
    """Return the marks of files that are gone, and of pages whose anchors are other ones."""
    return frozenset((*map(_mark, gone), *(_mark(f"{path}#") for path in anchors)))


def touches(links: bytes, lost: frozenset[int]) -> bool:
    """Whether a page with these marks leads to something lost; now and then, if it does not."""
    marks = array("I")
    marks.frombytes(links)
    return not lost.isdisjoint(marks)


def _mark(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


class Checker:
    """Checks pages one by one; what was asked before is remembered.

    `paths` are all files of the site; `outside` collects the other ones that pages lead to. What
    anchors the pages in `blocked` would have is not known. `ours` says that no template of a
    workspace had a part in the pages.
    """

    def __init__(
        self,
        paths: Collection[str],
        read: Read,
        out: Path,
        shown: str,
        blocked: Collection[str] = (),
        ours: bool = False,
    ) -> None:
        self._paths = paths
        self._blocked = blocked
        self._read = read
        self._out = out
        self._shown = shown
        self._find = read_our_links if ours else read_links
        self._marks: dict[str, int] = {}
        self._leading: dict[str, dict[bytes, int]] = {}
        self._known: dict[tuple[str, str], tuple[str, tuple[int, ...]]] = {}
        self._anchors: dict[str, frozenset[str]] = {}
        self.outside: set[str] = set()

    def check(self, path: str) -> tuple[list[Problem], Marks]:
        """Return the faults of a page, and its marks."""
        data = self._read(path)
        found = self._find(data)
        folder, way = posixpath.dirname(path), at.to_root(path)
        problems = []
        leading = self._leading.setdefault(way, {})
        marks = {mark for link in found.links if (mark := leading.get(link)) is not None}
        for raw in found.links:
            if raw in leading or (raw[:1] == b"#" and raw[1:] in found.anchors):
                continue
            link = value_of(raw)
            mark = self._mark_of(link[len(way) :]) if link.startswith(way) else None
            if mark is not None:
                leading[raw] = mark
                marks.add(mark)
                continue
            fault, needs = self._fault(path, folder, link, found.anchors)
            marks.update(needs)
            if fault:
                line = _line_of(raw, data)
                hint = "Mend the template that it comes from, or tell us if it is one of ours"
                message = f"the link '{link}' leads {fault}"
                problems.append(Problem(f"{self._shown}{path}", line, "broken-link", message, hint))
        anchors = crc32(b"\n".join(sorted(found.anchors)))
        return problems, Marks(anchors, array("I", sorted(marks)).tobytes())

    def _mark_of(self, target: str) -> int | None:
        """Return the mark of a file of the site, if that is what an address from its root says."""
        mark = self._marks.get(target)
        if mark is None and target in self._paths and not _ODD(target):
            mark = self._marks[target] = _mark(target)
        return mark

    def _fault(
        self, path: str, folder: str, link: str, anchors: frozenset[bytes]
    ) -> tuple[str, tuple[int, ...]]:
        """Return what is wrong with a link of a page, or the empty string; and its marks."""
        if not link or link.startswith("#"):
            place = link[1:].partition("?")[0]  # behind it, what the page is asked
            named = {unquote(link[1:]), unquote(place)}
            missing = len(link) > 1 and named.isdisjoint(map(value_of, anchors))
            return _nowhere(path) if missing else "", ()
        known = self._known.get((folder, link))
        if known is None:
            known = self._known[folder, link] = self._look_up(folder, link)
        return known

    def _look_up(self, folder: str, link: str) -> tuple[str, tuple[int, ...]]:
        if _SCHEME.match(link):
            return "", ()
        address, _, anchor = link.partition("#")
        address = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(folder, address))
        if address.startswith("/") or target.startswith("../") or target == "..":
            return "out of the site", ()
        marks = (_mark(target), _mark(f"{target}#")) if anchor else (_mark(target),)
        if target not in self._paths:
            if not (self._out / target).is_file():
                return "to no file", marks
            self.outside.add(target)
            return "", marks
        if not anchor or not is_page(target) or target in self._blocked:
            return "", marks
        if unquote(anchor) not in self._anchors_of(target):
            return _nowhere(target), marks
        return "", marks

    def _anchors_of(self, path: str) -> frozenset[str]:
        if path not in self._anchors:
            self._anchors[path] = frozenset(map(value_of, self._find(self._read(path)).anchors))
        return self._anchors[path]


def _line_of(link: bytes, data: bytes) -> int | None:
    """Return the line of the first tag with a link."""
    with_it = (one.start() for one in _TAG.finditer(data) if link in _attributes(one[0])[0])
    start = next(with_it, None)
    return None if start is None else data.count(b"\n", 0, start) + 1


def _nowhere(target: str) -> str:
    return f"to no place of this name in {target}"
