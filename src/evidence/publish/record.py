"""What the last build into a folder made, so that the next one makes only what has changed.

The record lies in the workspace's .evidence/ and may be deleted. It is believed of a file only
where size and time of change are what they were, or else its bytes.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evidence.workspace.cache import FOLDER, Shelf, digest

MOST_FOLDERS = 4
"""How many output folders of one workspace are remembered."""

_NAME = "site"
_MADE = "made"

Stamp = tuple[int, int]
"""Size and time of change of a file, the latter in nanoseconds."""

Planned = tuple[bytes, tuple[str, ...]]
"""The key of a plan and the paths of its files."""


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
    """

    common: str = ""
    plans: dict[str, Planned] = field(default_factory=dict)
    pages: dict[str, Kept] = field(default_factory=dict)
    faulty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    manifest: Stamp | None = None

    @classmethod
    def load(cls, shelf: Shelf) -> Record:
        """Return the record on a shelf; an empty one where there is none that can be used."""
        found = shelf.find(_MADE)
        with suppress(TypeError, ValueError, AttributeError):
            common, plans, paths, columns, faulty, outside, manifest = found
            pages = dict(zip(paths, map(Kept._make, zip(*columns, strict=True)), strict=True))
            return cls(common, dict(plans), pages, tuple(faulty), tuple(outside), manifest)
        return cls()

    def save(self, shelf: Shelf) -> None:
        """Keep the record, and forget those of folders that were built long ago."""
        columns = list(zip(*self.pages.values(), strict=True)) or [()] * len(Kept._fields)
        about = (self.faulty, self.outside, self.manifest)
        shelf.put(_MADE, (self.common, self.plans, list(self.pages), columns, *about))
        shelf.save()
        with suppress(OSError):
            records = shelf.path.parent.glob(f"{_NAME}-*.cache")
            for old in sorted(records, key=lambda path: -path.stat().st_mtime)[MOST_FOLDERS:]:
                old.unlink()

    @property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each page."""
        return {path: kept.hash for path, kept in self.pages.items()}


def stamp(out: Path, path: str) -> Stamp | None:
    """Return size and time of change of a file as it stands now; None where there is none."""
    try:
        found = (out / path).stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def shelf_of(root: Path, out: Path) -> Shelf:
    """Return the shelf of a workspace that keeps the record of one output folder."""
    return Shelf(root, _name_of(out))


def record_file(root: Path, out: Path) -> Path:
    """Return where the record of one output folder is kept."""
    return root / FOLDER / f"{_name_of(out)}.cache"


def _name_of(out: Path) -> str:
    return f"{_NAME}-{digest(str(out.resolve()))[:16]}"
