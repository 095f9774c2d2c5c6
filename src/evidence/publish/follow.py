"""Check the links of a site made in part, and note what the next build has to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.model import Problem
from evidence.publish.links import Checker, Marks, is_page, marks_of_lost, touches
from evidence.publish.record import Kept, Record, stamp

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


def follow(
    files: Mapping[str, bytes | None],
    hashes: Mapping[str, str],
    before: Record,
    out: Path,
    shown: str,
) -> Followed:
    """Check every page that is new, and every other one that leads to something lost.

    `files` holds the site in its order, None for what stands on the disk as the last build left it;
    `hashes` are those of the files that were made.
    """

    def read(path: str) -> bytes:
        data = files[path]
        return (out / path).read_bytes() if data is None else data

    checker = Checker(files, read, out, shown)
    found: dict[str, tuple[list[Problem], Marks]] = {}
    for path, data in files.items():
        old = before.pages.get(path)
        if is_page(path) and data is not None and (not old or old.hash != hashes.get(path)):
            found[path] = checker.check(path)
    gone = [path for path in before.pages if path not in files]
    gone += [path for path in before.outside if path in files or not (out / path).is_file()]
    moved = [
        path
        for path, (_, marks) in found.items()
        if path in before.pages and before.pages[path].anchors != marks.anchors
    ]
    lost = marks_of_lost(gone, moved)
    faulty = frozenset(before.faulty)
    for path in files:
        if path in found or not is_page(path):
            continue
        if path in faulty or (lost and touches(before.pages[path].links, lost)):
            found[path] = checker.check(path)
    return Followed(
        faults={path: found[path][0] for path in files if path in found and found[path][0]},
        marks={path: marks for path, (_, marks) in found.items()},
        outside=tuple(sorted({*before.outside, *checker.outside} - {*gone})),
    )


def noted(
    files: Mapping[str, bytes | None],
    hashes: Mapping[str, str],
    contents: Mapping[str, bytes],
    followed: Followed,
    before: Record,
    out: Path,
) -> dict[str, Kept]:
    """Return what to remember of each file that a build has written or left as it was."""
    pages: dict[str, Kept] = {}
    for path, data in files.items():
        old = before.pages.get(path)
        if data is None and old:
            pages[path] = old
        elif path in hashes and (now := stamp(out, path)):
            marks = followed.marks.get(path) or (Marks(old.anchors, old.links) if old else _NONE)
            content = contents.get(path, b"")
            pages[path] = Kept(*now, hashes[path], content, marks.anchors, marks.links)
    return pages
