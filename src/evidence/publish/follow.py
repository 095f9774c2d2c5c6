"""Check the links of a site made in part, and note what the next build has to know."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from evidence.model import Problem
from evidence.publish.links import Checker, Marks, is_page, marks_of_lost, touches
from evidence.publish.record import Kept, Record
from evidence.publish.write import Put, read_file
from evidence.workspace.processes import shared

PART = 2_000
"""Pages that are checked in one go."""

Checked: TypeAlias = tuple[dict[str, tuple[list[Problem], Marks]], set[str]]
"""Faults and marks of pages, and the files of others that they lead to."""

_NONE = Marks(0, b"")


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the links: faults by page, marks of the pages that were checked."""

    faults: Mapping[str, list[Problem]]
    marks: Mapping[str, Marks]
    outside: tuple[str, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every broken link, in the order of pages."""
        return tuple(problem for found in self.faults.values() for problem in found)


def follow(files: Mapping[str, Put], before: Record, out: Path, shown: str, ours: bool) -> Followed:
    """Check every page that is new, and every other one that leads to something lost.

    `files` holds the site in its order, as it stands on the disk; `ours` is as in `Checker`.
    """
    blocked = frozenset(path for path, put in files.items() if put.state == "blocked")
    root = os.path.join(out, "")  # noqa: PTH118 -- plain words: many pages are read here
    checker = Checker(files, lambda path: read_file(root + path), out, shown, blocked, ours)

    def check(paths: Sequence[str]) -> Checked:
        return {path: checker.check(path) for path in paths}, checker.outside

    new = [path for path, put in files.items() if is_page(path) and _is_new(put, before)]
    found, outside = _checked(check, new)
    gone = [path for path in before.pages if path not in files]
    gone += [path for path in before.outside if path in files or not (out / path).is_file()]
    moved = [
        path
        for path, (_, marks) in found.items()
        if path in before.pages and before.pages[path].anchors != marks.anchors
    ]
    lost = marks_of_lost(gone, moved)
    faulty = frozenset(before.faulty)
    again = [
        path
        for path in files
        if is_page(path) and path not in found and path not in blocked
        if path in faulty or (lost and touches(before.pages[path].links, lost))
    ]
    more, elsewhere = _checked(check, again)
    found |= more
    return Followed(
        faults={path: found[path][0] for path in files if path in found and found[path][0]},
        marks={path: marks for path, (_, marks) in found.items()},
        outside=tuple(sorted({*before.outside, *outside, *elsewhere} - {*gone})),
    )


def _is_new(put: Put, before: Record) -> bool:
    """Whether a page was made by this build, and with other bytes than by the last one."""
    old = before.pages.get(put.path)
    return put.state in ("same", "written") and (not old or old.hash != put.hash)


def _checked(check: Callable[[Sequence[str]], Checked], paths: Sequence[str]) -> Checked:
    """Check pages, many of them in several processes."""
    parts = [paths[start : start + PART] for start in range(0, len(paths), PART)]
    found: dict[str, tuple[list[Problem], Marks]] = {}
    outside: set[str] = set()
    for _, (marks, others) in shared(check, parts):
        found |= marks
        outside |= others
    return found, outside


def noted(
    files: Mapping[str, Put], contents: Mapping[str, bytes], followed: Followed, before: Record
) -> dict[str, Kept]:
    """Return what to remember of each file that a build has written or left as it was."""
    pages: dict[str, Kept] = {}
    for path, put in files.items():
        old = before.pages.get(path)
        if put.state == "kept" and old and put.stamp:
            size, time = put.stamp
            pages[path] = old if time == old.time else old._replace(size=size, time=time)
        elif put.stamp:
            marks = followed.marks.get(path) or (Marks(old.anchors, old.links) if old else _NONE)
            content = contents.get(path, b"")
            pages[path] = Kept(*put.stamp, put.hash, content, marks.anchors, marks.links)
    return pages
