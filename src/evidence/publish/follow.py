"""Check the links of a site made in part, and note what the next build has to know."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from evidence.model import Problem
from evidence.publish.kept import Kept
from evidence.publish.links import Checker, Marks, is_page, marks_of_lost, touches
from evidence.publish.record import Record
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
        """Every broken link, in the order of the paths of pages."""
        return tuple(problem for found in self.faults.values() for problem in found)


def follow(
    paths: Collection[str],
    put: Mapping[str, Put],
    before: Record,
    out: Path,
    shown: str,
    ours: bool,
) -> Followed:
    """Check every page that is new, and every other one that leads to something lost.

    `paths` are all files of the site, which stand on the disk; `put` are those of this build;
    `ours` is as in `Checker`.
    """
    blocked = frozenset(path for path, one in put.items() if one.state == "blocked")
    root = os.path.join(out, "")  # noqa: PTH118 -- plain words: many pages are read here
    checker = Checker(paths, lambda path: read_file(root + path), out, shown, blocked, ours)

    def check(pages: Sequence[str]) -> Checked:
        return {path: checker.check(path) for path in pages}, checker.outside

    new = [path for path, one in put.items() if is_page(path) and _is_new(one, before)]
    found, outside = _checked(check, new)
    gone = [path for path in before.files if path not in paths]
    gone += [path for path in before.outside if path in paths or not (out / path).is_file()]
    moved = [
        path
        for path, (_, marks) in found.items()
        if path in before.files and before.files[path].anchors != marks.anchors
    ]
    lost = marks_of_lost(gone, moved)
    faulty = frozenset(before.faulty)
    again = [
        path
        for path in (sorted(paths) if lost else faulty & set(paths))
        if is_page(path) and path not in found and path not in blocked
        if path in faulty or touches(before.files[path].links, lost)
    ]
    more, elsewhere = _checked(check, again)
    found |= more
    return Followed(
        faults={path: faults for path, (faults, _) in sorted(found.items()) if faults},
        marks={path: marks for path, (_, marks) in found.items()},
        outside=tuple(sorted({*before.outside, *outside, *elsewhere} - {*gone})),
    )


def _is_new(put: Put, before: Record) -> bool:
    """Whether a page was made by this build, and with other bytes than by the last one."""
    old = before.files.get(put.path)
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
    put: Mapping[str, Put], contents: Mapping[str, bytes], followed: Followed, before: Record
) -> dict[str, Kept]:
    """Return what to remember of each file that a build has put in its place."""
    pages: dict[str, Kept] = {}
    for path, one in put.items():
        old = before.files.get(path)
        if one.stamp:
            marks = followed.marks.get(path) or (Marks(old.anchors, old.links) if old else _NONE)
            content = contents.get(path, b"")
            pages[path] = Kept(*one.stamp, one.hash, content, marks.anchors, marks.links)
    return pages
