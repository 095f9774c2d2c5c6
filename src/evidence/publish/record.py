"""What the last build into a folder made, so that the next one makes only what has changed.

The record lies in the workspace's .evidence/ and may be deleted. It is believed of a file only
where size and time of change are what they were, or else its bytes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from evidence.workspace.cache import Shelf, digest

MOST_FOLDERS = 4
"""How many output folders of one workspace are remembered."""

_NAME = "site"

Stamp = tuple[int, int]
"""Size and time of change of a file, the latter in nanoseconds."""


class Kept(NamedTuple):
    """A page as it was written: its stamp, SHA-256, content, anchors and links.

    `content` is the fingerprint of a page of a long list, and empty for others; `anchors` and
    `links` are those of `evidence.publish.links.Marks`.
    """

    size: int
    time: int
    hash: str
    content: bytes
    anchors: int
    links: bytes


@dataclass
class Record:
    """A finished build: its plans, its pages, and the links that depend on more than pages.

    `common` is the fingerprint of what pages share; `faulty` are the pages with a broken link,
    `outside` the files of others that pages lead to, `manifest` the stamp of the manifest.
    `renewed` says that the time of a page was not what it had been.
    """

    common: str = ""
    plans: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    pages: dict[str, Kept] = field(default_factory=dict)
    faulty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    manifest: Stamp | None = None
    renewed: bool = field(default=False, compare=False)

    @classmethod
    def load(cls, shelf: Shelf) -> Record:
        """Return the record on a shelf; an empty one where there is none that can be used."""
        found = shelf.find(_NAME)
        with suppress(TypeError, ValueError, AttributeError):
            common, plans, pages, faulty, outside, manifest = found
            kept = {path: Kept._make(page) for path, page in pages.items()}
            return cls(common, dict(plans), kept, tuple(faulty), tuple(outside), manifest)
        return cls()

    def save(self, shelf: Shelf) -> None:
        """Keep the record, and forget those of folders that were built long ago."""
        pages = {path: tuple(page) for path, page in self.pages.items()}
        value = (self.common, self.plans, pages, self.faulty, self.outside, self.manifest)
        shelf.put(_NAME, value)
        shelf.save()
        with suppress(OSError):
            records = shelf.path.parent.glob(f"{_NAME}-*.cache")
            for old in sorted(records, key=lambda path: -path.stat().st_mtime)[MOST_FOLDERS:]:
                old.unlink()

    @property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each page."""
        return {path: kept.hash for path, kept in self.pages.items()}

    def stands(self, folder: Folder, paths: Sequence[str]) -> bool:
        """Whether pages are on the disk as they were written; renews their times."""
        for path in paths:
            kept = self.pages.get(path)
            now = folder.stamp(path)
            if kept is None or now is None or now[0] != kept.size:
                return False
            if now[1] != kept.time:
                if _hash(folder.out, path) != kept.hash:
                    return False
                self.pages[path] = kept._replace(time=now[1])
                self.renewed = True
        return True


class Folder:
    """The files below a folder as they stand when first asked for, each folder read at once."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._stamps: dict[str, dict[str, Stamp]] = {}

    def stamp(self, path: str) -> Stamp | None:
        """Return size and time of change of a file; None where there is none."""
        folder, _, name = path.rpartition("/")
        if folder not in self._stamps:
            self._stamps[folder] = dict(self._read(folder))
        return self._stamps[folder].get(name)

    def _read(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        with suppress(OSError), os.scandir(self.out / folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    if found := _stamp_of(entry.stat()):
                        yield entry.name, found


def stamp(out: Path, path: str) -> Stamp | None:
    """Return size and time of change of a file as it stands now; None where there is none."""
    try:
        return _stamp_of((out / path).stat())
    except OSError:
        return None


def _stamp_of(found: os.stat_result) -> Stamp | None:
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _hash(out: Path, path: str) -> str:
    try:
        return sha256((out / path).read_bytes()).hexdigest()
    except OSError:
        return ""


def shelf_of(root: Path, out: Path) -> Shelf:
    """Return the shelf of a workspace that keeps the record of one output folder."""
    return Shelf(root, f"{_NAME}-{digest(str(out.resolve()))[:16]}")
