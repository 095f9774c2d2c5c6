"""What the last build into a folder made, so that the next one makes only what has changed.

The record lies in the workspace's .evidence/ and may be deleted. It is believed of a file only
where size and time of change are what they were, or else its bytes.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evidence.publish.kept import KeptFiles
from evidence.workspace.cache import FOLDER, Shelf, digest

MOST_FOLDERS = 4
"""How many output folders of one workspace are remembered."""

_NAME = "site"
_MADE = "made"

Stamp = tuple[int, int]
"""Size and time of change of a file, the latter in nanoseconds."""

Planned = tuple[bytes, tuple[str, ...]]
"""The key of a plan and the paths of its files."""


@dataclass
class Record:
    """A finished build: its plans, its files, and the links that depend on more than pages.

    `common` is the fingerprint of what pages share; `faulty` are the pages with a broken link,
    `outside` the files of others that pages lead to, `manifest` the stamp of the manifest.
    """

    common: str = ""
    plans: dict[str, Planned] = field(default_factory=dict)
    files: KeptFiles = field(default_factory=KeptFiles)
    faulty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    manifest: Stamp | None = None

    @classmethod
    def load(cls, shelf: Shelf) -> Record:
        """Return the record on a shelf; an empty one where there is none that can be used."""
        found = shelf.find(_MADE)
        with suppress(TypeError, ValueError, AttributeError):
            common, plans, files, faulty, outside, manifest = found
            kept = KeptFiles(files)
            return cls(common, dict(plans), kept, tuple(faulty), tuple(outside), manifest)
        return cls()

    def save(self, shelf: Shelf) -> None:
        """Keep the record, and forget those of folders that were built long ago."""
        about = (self.faulty, self.outside, self.manifest)
        shelf.put(_MADE, (self.common, self.plans, self.files.columns, *about))
        shelf.save()
        with suppress(OSError):
            records = shelf.path.parent.glob(f"{_NAME}-*.cache")
            for old in sorted(records, key=lambda path: -path.stat().st_mtime)[MOST_FOLDERS:]:
                old.unlink()


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
