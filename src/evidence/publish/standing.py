"""What of a finished build still stands on the disk as it was written.

To look at every file takes long where there are many, and needs nothing but the record of that
build: it is begun in a process of its own, before anything else is loaded.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from evidence.publish.kept import KeptFiles
from evidence.publish.record import Record, record_file, shelf_of
from evidence.publish.write import is_left_over
from evidence.workspace.processes import beside

MUCH = 1_000_000
"""Bytes of a record from which on looking is worth a process: some 4,000 files."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the files of a build.

    `lost` are not there, or have other bytes; `times` holds new times of change, in nanoseconds, of
    those whose bytes are the same; `left` are temporary files of a build that was killed.
    """

    lost: frozenset[str] = frozenset()
    times: Mapping[str, int] = field(default_factory=dict)
    left: tuple[str, ...] = ()


def begin_look(root: Path, out: Path) -> Callable[[], Standing]:
    """Begin to look at what the last build of a workspace wrote; what is returned waits for it."""
    size = 0
    with suppress(OSError):
        size = record_file(root, out).stat().st_size
    return beside(lambda: look(out, Record.load(shelf_of(root, out)).files), size >= MUCH)


def look(out: Path, files: KeptFiles) -> Standing:
    """Look at the files of a build below a folder, and for what else lies beside them."""
    folders: dict[str, dict[str, tuple[int, int]]] = {"": {}}
    for path, stamp in files.stamps():
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, {})[name] = stamp
    lost: list[str] = []
    times: dict[str, int] = {}
    left: list[str] = []
    for folder, missing in folders.items():
        base = f"{folder}/" if folder else ""
        for name, found in _files(out / folder):
            old = missing.get(name)
            if old is None:
                left += [base + name] if is_left_over(name) else []
            elif found == old:
                del missing[name]
            elif found[0] == old[0] and _hash(out / folder / name) == files[base + name].hash:
                times[base + name] = found[1]
                del missing[name]
        lost += [base + name for name in missing]
    return Standing(frozenset(lost), times, tuple(left))


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield names and stamps of the files in a folder, which is read at once."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                found = entry.stat()
                if stat.S_ISREG(found.st_mode):
                    yield entry.name, (found.st_size, found.st_mtime_ns)


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
