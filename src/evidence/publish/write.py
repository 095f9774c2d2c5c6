"""Put a site on the disk: only what changed, in an order that never leads into the void.

The output folder holds a manifest of what builds have written, in the format of `sha256sum`. A
file is only replaced or deleted when an earlier build made it; whatever else lies in the folder is
the user's. The manifest names files before they are written, so that a build which is killed leaves
nothing behind that the next one does not know.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple
from weakref import finalize

from evidence.model import Problem
from evidence.workspace.files import put_in_place, write_atomically

GENERATOR = "evidence-map"
MANIFEST = "manifest.sha256"

NO_FILE = b"\0"
"""What `_read` returns for a folder, or for what cannot be read."""

_MARKS = (f'content="{GENERATOR}"', f"/* {GENERATOR}:", f"<!-- {GENERATOR}:")
_HEAD = 1000
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
_ENTRY = re.compile(r"([0-9a-f]{64})  (\S+)")
_LEFT_OVER = re.compile(r"\.[A-Za-z0-9_]{8}\.part")


class Put(NamedTuple):
    """What became of a file: it was the same already, written, or blocked.

    `stamp` are size and time of change, the latter in nanoseconds, where the file is ours.
    """

    path: str
    hash: str
    state: Literal["same", "written", "blocked"]
    stamp: tuple[int, int] | None = None


@dataclass(frozen=True)
class Manifest:
    """The hashes that builds gave each file, sorted; more than one while a build is under way."""

    hashes: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, out: Path) -> Manifest:
        """Read the manifest of a folder; lines that name nothing inside it are ignored."""
        found: dict[str, tuple[str, ...]] = {}
        try:
            text = (out / MANIFEST).read_text("utf-8", errors="replace")
        except OSError:
            return cls({})
        for line in text.splitlines():
            entry = _ENTRY.fullmatch(line)
            if entry and _inside(entry[2]):
                found[entry[2]] = tuple(sorted({*found.get(entry[2], ()), entry[1]}))
        return cls(found)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(data).hexdigest()


class Writer:
    """Writes the files of one build into a folder.

    `known` holds the hashes of all files of the last build; `listed` says that the manifest has not
    changed since.
    """

    def __init__(
        self, out: Path, known: Mapping[str, str] | None = None, listed: bool = False
    ) -> None:
        self.out = out
        self._root = os.path.join(out, "")  # noqa: PTH118 -- plain words: many files are put here
        self._journal = _Journal(out)
        self._known = known or {}
        self._listed = Manifest({}) if listed else Manifest.read(out)
        self._whole = listed
        self._noted = False
        self._made: dict[str, bool] = {}
        self._written: set[str] = set()

    def put(self, path: str, data: bytes) -> Put:
        """Put a file in its place: noted in the manifest first, then written whole."""
        whole = self._root + path
        new = self._is_new(path)
        old = None if new else _read(whole)
        sha256 = digest(data)
        if not self._may_replace(path, old, data):
            return Put(path, sha256, "blocked")
        if old == data:
            now = os.stat(whole)  # noqa: PTH116
            return Put(path, sha256, "same", (now.st_size, now.st_mtime_ns))
        self._note(sha256, path)
        now = put_in_place(whole, data, durable=False, new=new)
        self._written.add(path)
        return Put(path, sha256, "written", (now.st_size, now.st_mtime_ns))

    def _is_new(self, path: str) -> bool:
        """Whether nothing can stand at a path: its folder was made by this build, and not it."""
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            there = Path(self._root + folder)
            self._made[folder] = not there.exists()
            there.mkdir(parents=True, exist_ok=True)
        return self._made[folder] and path not in self._written

    def finish(self, files: Mapping[str, str], left: Iterable[str] = ()) -> list[str]:
        """Delete what earlier builds left and is in no file of this one; return what that was.

        `files` holds the hashes of all files that are ours now, `left` temporary files of a build
        that was killed, as far as they were seen.
        """
        self._journal.close()
        gone = (self._known.keys() | self._listed.hashes.keys()) - files.keys()
        stale = sorted(path for path in gone if _inside(path))
        deleted = [path for path in stale if self._delete(path)]
        for path in left if self._whole else _left_over(self.out, files):
            (self.out / path).unlink(missing_ok=True)
        if not self._whole or files != self._known or self._noted:
            lines = [f"{one}  {path}\n" for path, one in sorted(files.items())]
            write_atomically(self.out / MANIFEST, "".join(lines))
        return deleted

    def _hashes(self, path: str) -> tuple[str, ...]:
        """Return the hashes that builds gave a file."""
        known = self._known.get(path)
        listed = self._listed.hashes.get(path, ())
        return (known, *listed) if known else listed

    def _note(self, sha256: str, path: str) -> None:
        """Add a file to the manifest; on a line of its own, even if the last one is cut short."""
        if sha256 in self._hashes(path):
            return
        self._noted = True
        self._journal.add(f"\n{sha256}  {path}\n".encode())

    def _may_replace(self, path: str, old: bytes | None, new: bytes) -> bool:
        """Whether there is no file, an empty one, the right one, a listed or one with our mark."""
        if not old or old == new:
            return True
        return old != NO_FILE and (bool(self._hashes(path)) or _marked(old))

    def _delete(self, path: str) -> bool:
        """Delete a stale file, unless somebody has made another one of it."""
        old = _read(self._root + path)
        if old is None or (digest(old) not in self._hashes(path) and not _marked(old)):
            return False
        (self.out / path).unlink()
        for folder in PurePosixPath(path).parents:
            if str(folder) == ".":
                break
            try:
                (self.out / folder).rmdir()
            except OSError:
                break
        return True


class _Journal:
    """The manifest of a folder, held open while a build adds to it."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._handle: int | None = None
        self._end: Callable[[], object] = bool

    def add(self, line: bytes) -> None:
        """Add a line; it is on the disk, or on its way there, before this returns."""
        if self._handle is None:
            self._out.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._out / MANIFEST, _APPEND, 0o666)
            self._end = finalize(self, os.close, self._handle)
        os.write(self._handle, line)

    def close(self) -> None:
        """Let go of the manifest; what is added later opens it again."""
        self._end()
        self._handle = None


def read_file(path: str) -> bytes:
    """Return the bytes of a file, as soon as may be."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read()


def _read(path: str) -> bytes | None:
    """Return what stands at a path: None for nothing, NO_FILE for what is no file."""
    try:
        return read_file(path)
    except FileNotFoundError:
        return None
    except OSError:
        return NO_FILE if Path(path).exists() else None


def is_ours(path: Path) -> bool:
    """Whether a file may be replaced: there is none, it is empty, or a build says it made it."""
    old = _read(str(path))
    return not old or (old != NO_FILE and _marked(old))


def is_left_over(name: str) -> bool:
    """Whether a build that was killed may have left a temporary file of this name."""
    return name[:1] == "." and bool(_LEFT_OVER.fullmatch(name))


def _left_over(out: Path, paths: Iterable[str]) -> Iterator[str]:
    """Find the temporary files in the folders of some files."""
    folders = {path.rpartition("/")[0] for path in paths} | {""}
    for folder in sorted(folders):
        if (out / folder).is_dir():
            with os.scandir(out / folder) as found:
                names = [one.name for one in found if is_left_over(one.name)]
            yield from (f"{folder}/{name}" if folder else name for name in names)


def _marked(data: bytes) -> bool:
    """Whether a build says in the head of a file that it made it."""
    return any(mark.encode() in data[:_HEAD] for mark in _MARKS)


def _inside(path: str) -> bool:
    if path in ("", ".") or path[0] == "/" or "\\" in path:
        return False
    return ".." not in path or ".." not in path.split("/")


def foreign(path: str) -> Problem:
    """Return the problem of a file that was blocked."""
    return Problem(
        path,
        None,
        "not-ours",
        "a file that no build has made stands where a page belongs",
        "Move it elsewhere and build again",
    )
