"""What a derived thing was last made from: the content hash of every source file.

The record of a step, `.evidence/<step>.json`, is written when the step is complete, so one that was
killed leaves none that fits.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from evidence.workspace.cache import FOLDER
from evidence.workspace.files import write_atomically
from evidence.workspace.open import SETTINGS

Step = Literal["build", "index"]
SOURCES = (
    "bib/**/*.bib",
    "annotations/*.yaml",
    "annotations/*.csv",
    "annotations/*.toml",
    "annotations/claims/*.y*ml",
    "annotations/coding/*.csv",
    "corpus/*.csv",
    "corpus/notes/*",
    "corpus/texts/*",
    "site/pages/*.md",
    "site/style.css",
    "site/templates/*",
)


@dataclass(frozen=True, slots=True)
class Built:
    """A complete step: what it read, by which program, and where its output went.

    `warnings` tells whether the sources have any.
    """

    made_by: str
    out: str
    sources: Mapping[str, str]
    warnings: bool = False

    def save(self, root: Path, step: Step) -> None:
        """Write the record; without it the next run only does more than it needs to."""
        text = json.dumps({**asdict(self), "sources": dict(self.sources)})
        with contextlib.suppress(OSError):
            write_atomically(_record(root, step), text)


def last_built(root: Path, step: Step) -> Built | None:
    """Return the record of the last time that a step was completed, or None."""
    try:
        found = json.loads(_record(root, step).read_text(encoding="utf-8"))
        made_by, out, sources = found["made_by"], found["out"], found["sources"]
        return Built(str(made_by), str(out), dict(sources), bool(found.get("warnings")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(root: Path, step: Step) -> None:
    """Remove the record of a step: from here on its output may be half new."""
    with contextlib.suppress(OSError):
        _record(root, step).unlink(missing_ok=True)


def _record(root: Path, step: Step) -> Path:
    return root / FOLDER / f"{step}.json"


def source_hashes(root: Path) -> dict[str, str]:
    """Return the SHA-256 of every source file by its path, in order of paths."""
    paths = sorted({path.relative_to(root).as_posix() for path in _source_files(root)})
    return {path: sha256((root / path).read_bytes()).hexdigest() for path in paths}


def source_state(root: Path) -> dict[str, tuple[int, int]]:
    """Return time of change and size of every source file: a quick look, for watching."""
    found = {}
    for path in _source_files(root):
        with contextlib.suppress(OSError):
            state = path.stat()
            found[path.relative_to(root).as_posix()] = (state.st_mtime_ns, state.st_size)
    return found


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return the paths that were added, removed or have another content, in order."""
    return sorted(path for path in {*old, *new} if old.get(path) != new.get(path))


def _source_files(root: Path) -> Iterator[Path]:
    yield root / SETTINGS
    for pattern in SOURCES:
        yield from (path for path in root.glob(pattern) if path.is_file())
