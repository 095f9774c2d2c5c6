"""Put a site on the disk: only what changed, in an order that never leads into the void.

The output folder holds a manifest of what builds have written, in the format of `sha256sum`. A
file is only replaced or deleted when an earlier build made it; whatever else lies in the folder is
the user's. The manifest names files before they are written, so that a build which is killed leaves
nothing behind that the next one does not know.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from evidence.model import Problem
from evidence.workspace.files import write_atomically

GENERATOR = "evidence-map"
MANIFEST = "manifest.sha256"

NO_FILE = b"\0"
"""What `_read` returns for a folder, or for what cannot be read."""

_MARKS = (f'content="{GENERATOR}"', f"/* {GENERATOR}:", f"<!-- {GENERATOR}:")
_HEAD = 1000
_ENTRY = re.compile(r"([0-9a-f]{64})  (\S+)")
_LEFT_OVER = re.compile(r"\.[A-Za-z0-9_]{8}\.part")


@dataclass
class Written:
    """What a build changed, in order; `hashes` are those of all files that it made.

    `blocked` are the files that it must not write.
    """

    hashes: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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

    @classmethod
    def of(cls, hashes: Mapping[str, str]) -> Manifest:
        """Return the manifest of files with these hashes."""
        return cls({path: (one,) for path, one in hashes.items()})

    def __or__(self, other: Manifest) -> Manifest:
        both = {**other.hashes, **self.hashes}
        for path, hashes in other.hashes.items():
            if both[path] != hashes:
                both[path] = tuple(sorted({*both[path], *hashes}))
        return Manifest(both)

    def write(self, out: Path) -> None:
        """Write the manifest, sorted."""
        entries = sorted(self.hashes.items())
        lines = [f"{one}  {path}\n" for path, hashes in entries for one in hashes]
        write_atomically(out / MANIFEST, "".join(lines))


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def write_site(
    files: Mapping[str, bytes],
    out: Path,
    shown: str,
    kept: Mapping[str, str] | None = None,
    known: Mapping[str, str] | None = None,
    settled: bool = False,
) -> Written:
    """Write files into a folder in their order and delete what earlier builds left there.

    `files` maps paths relative to `out` to contents; `shown` is the folder as problems print it.
    `kept` holds the hashes of files that are on the disk as they should be, `known` those of all
    files of the last build; `settled` says that the manifest has not changed since.
    """
    done = Written()
    kept = kept or {}
    before = Manifest.of(known or {})
    if not settled:
        before |= Manifest.read(out)
    ours: dict[str, bytes] = {}
    changed = []
    for path, data in files.items():
        old = _read(out / path)
        if not _may_replace(path, old, data, before):
            done.blocked.append(path)
            done.problems.append(_foreign(f"{shown}{path}"))
            continue
        ours[path] = data
        if old != data:
            changed.append(path)
    done.hashes = {path: digest(data) for path, data in ours.items()}
    after = Manifest.of({**kept, **done.hashes})
    stale = sorted(path for path in before.hashes if path not in files and path not in kept)
    stale = [path for path in stale if _inside(path)]
    if changed:
        (before | after).write(out)
    for path in changed:
        write_atomically(out / path, ours[path], durable=False)
        done.written.append(path)
    for path in stale:
        if _delete(out, path, before):
            done.deleted.append(path)
    for left in _left_over(out, (*files, *kept)):
        left.unlink(missing_ok=True)
    if not settled or after.hashes != before.hashes:
        after.write(out)
    return done


def _read(path: Path) -> bytes | None:
    """Return what stands at a path: None for nothing, NO_FILE for what is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return NO_FILE if path.exists() else None


def is_ours(path: Path) -> bool:
    """Whether a file may be replaced: there is none, it is empty, or a build says it made it."""
    old = _read(path)
    return not old or (old != NO_FILE and _marked(old))


def _may_replace(path: str, old: bytes | None, new: bytes, before: Manifest) -> bool:
    """Whether there is no file, an empty one, the right one, a listed one or one with our mark."""
    if not old or old == new:
        return True
    return old != NO_FILE and (path in before.hashes or _marked(old))


def _delete(out: Path, path: str, before: Manifest) -> bool:
    """Delete a stale file, unless somebody has made another one of it."""
    old = _read(out / path)
    if old is None or (digest(old) not in before.hashes[path] and not _marked(old)):
        return False
    (out / path).unlink()
    for folder in PurePosixPath(path).parents:
        if str(folder) == ".":
            break
        try:
            (out / folder).rmdir()
        except OSError:
            break
    return True


def _left_over(out: Path, paths: Iterable[str]) -> Iterator[Path]:
    """Find the temporary files of a build that was killed."""
    folders = {path.rpartition("/")[0] for path in paths} | {""}
    for folder in (out / name for name in sorted(folders)):
        if folder.is_dir():
            with os.scandir(folder) as found:
                names = [one.name for one in found if _LEFT_OVER.fullmatch(one.name)]
            yield from (folder / name for name in names)


def _marked(data: bytes) -> bool:
    """Whether a build says in the head of a file that it made it."""
    return any(mark.encode() in data[:_HEAD] for mark in _MARKS)


def _inside(path: str) -> bool:
    if path in ("", ".") or path[0] == "/" or "\\" in path:
        return False
    return ".." not in path or ".." not in path.split("/")


def _foreign(path: str) -> Problem:
    return Problem(
        path,
        None,
        "not-ours",
        "a file that no build has made stands where a page belongs",
        "Move it elsewhere and build again",
    )
