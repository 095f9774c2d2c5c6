"""The source files of a workspace, and what a derived thing was last made from.

A file is known by the SHA-256 of its bytes. It is read again only where its size, times or number
on the disk are not what they were, or where it was changed so shortly before the last look that
the times might not tell: then they are no proof (git calls such an entry racy).

The record of a step, `.evidence/<step>.json`, is written when the step is complete, so one that was
killed leaves none that fits.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any, Literal

from evidence.model import Problem, Severity
from evidence.workspace.cache import FOLDER, Shelf
from evidence.workspace.files import write_atomically

Step = Literal["build", "index"]
Stamp = tuple[int, int, int, int]
"""Size, time of change, time of the change of that (both in nanoseconds) and number of a file."""

SETTINGS = "evidence.toml"
SINGLE = (SETTINGS, "site/style.css")
FOLDERS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("annotations", (".yaml", ".csv", ".toml"), False),
    ("annotations/claims", (".yaml", ".yml"), False),
    ("annotations/coding", (".csv",), False),
    ("annotations/searches", (".yaml",), False),
    ("bib", (".bib",), True),
    ("corpus", (".csv",), False),
    ("corpus/notes", ("",), False),
    ("corpus/texts", ("",), False),
    ("site/pages", (".md",), False),
    ("site/templates", ("",), True),
)
"""Folders of sources: how the names of files end, and whether folders below count."""

RACY = 2_000_000_000
"""Nanoseconds; the coarsest file system in use counts two seconds."""


class Sources:
    """The source files of a workspace by content, each as it is when first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._shelf = Shelf(root, "sources")
        self._kept: Mapping[str, tuple[Stamp, str]] = self._shelf.find("files") or {}
        self._found: dict[str, tuple[Stamp, str]] = {}

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every source file by its path, in order of paths; noted for the next run.

        The empty string for a file that cannot be read.
        """
        state = sorted(source_state(self.root).items())
        found = {path: self._hash(path, stamp) for path, stamp in state}
        noted = {path: self._found[path] for path in found if self._is_sure(path)}
        if noted != self._kept:
            self._shelf.put("files", noted)
            self._shelf.save()
        return found

    def hash(self, path: str) -> str:
        """Return the SHA-256 of a source file; the empty string where there is none to read."""
        if path in self._found:
            return self._found[path][1]
        try:
            return self._hash(path, _stamp(os.stat(f"{self.root}/{path}")))  # noqa: PTH116
        except OSError:
            return ""

    def _hash(self, path: str, stamp: Stamp) -> str:
        if path not in self._found:
            kept = self._kept.get(path)
            sha256 = kept[1] if kept and kept[0] == stamp else self._read(path)
            self._found[path] = (stamp, sha256)
        return self._found[path][1]

    def _read(self, path: str) -> str:
        _ = self._now
        try:
            with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123 -- asked for every file
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def _is_sure(self, path: str) -> bool:
        """Whether a file was read, and so long after its last change that its times will tell."""
        stamp, sha256 = self._found[path]
        if path in self._kept and self._kept[path][0] == stamp:
            return True
        return sha256 != "" and max(stamp[1], stamp[2]) < self._now - RACY

    @cached_property
    def _now(self) -> int:
        """The time by the file system's own clock, before the first file is read; 0 if unknown."""
        try:
            with tempfile.TemporaryFile(dir=self.root / FOLDER) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Built:
    """A complete step: what it read, by which program, and where its output went.

    `warnings` are what is to be said of these sources.
    """

    made_by: str
    out: str
    sources: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()

    def save(self, root: Path, step: Step) -> None:
        """Write the record; without it the next run only does more than it needs to."""
        text = json.dumps(
            {
                "made_by": self.made_by,
                "out": self.out,
                "sources": dict(self.sources),
                "warnings": [astuple(one) for one in self.warnings],
            }
        )
        with contextlib.suppress(OSError):
            write_atomically(_record(root, step), text)


def last_built(root: Path, step: Step) -> Built | None:
    """Return the record of the last time that a step was completed, or None."""
    try:
        found = json.loads(_record(root, step).read_text(encoding="utf-8"))
        made_by, out, sources = found["made_by"], found["out"], found["sources"]
        return Built(str(made_by), str(out), dict(sources), tuple(map(_said, found["warnings"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _said(fields: list[Any]) -> Problem:
    path, line, code, message, hint, severity = fields
    place = None if line is None else int(line)
    return Problem(str(path), place, str(code), str(message), str(hint), Severity(severity))


def forget(root: Path, step: Step) -> None:
    """Remove the record of a step: from here on its output may be half new."""
    with contextlib.suppress(OSError):
        _record(root, step).unlink(missing_ok=True)


def _record(root: Path, step: Step) -> Path:
    return root / FOLDER / f"{step}.json"


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return the paths that were added, removed or have another content, in order."""
    return sorted({path for path, _ in old.items() ^ new.items()})


def source_state(root: Path) -> dict[str, Stamp]:
    """Return the stamp of every source file by its path: a quick look, for watching too."""
    found = {}
    for path in SINGLE:
        with contextlib.suppress(OSError):
            found[path] = _stamp(os.stat(f"{root}/{path}"))  # noqa: PTH116
    for folder, ends, deep in FOLDERS:
        for path, state in _files(root, folder, deep):
            if path.endswith(ends):
                found[path] = _stamp(state)
    return found


def _files(root: Path, folder: str, deep: bool) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = list(os.scandir(f"{root}/{folder}"))
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        with contextlib.suppress(OSError):
            if entry.is_file():
                yield path, entry.stat()
            elif deep and entry.is_dir(follow_symlinks=False):
                yield from _files(root, path, deep)


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
