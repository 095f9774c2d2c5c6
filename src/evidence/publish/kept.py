"""The files of a finished build, in columns: a hundred thousand are read and written at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

Columns: TypeAlias = Sequence[list[Any]]
"""Paths, and what is remembered of each file in the order of `Kept`."""


class Kept(NamedTuple):
    """A file as it was written: its stamp, SHA-256, content, anchors and links.

    `content` is the fingerprint of a page of a long list or of data, and empty for others;
    `anchors` and `links` are those of `evidence.publish.links.Marks`.
    """

    size: int
    time: int
    hash: str
    content: bytes
    anchors: int
    links: bytes


@dataclass
class KeptFiles(Mapping[str, Kept]):
    """What is remembered of files, by path."""

    columns: Columns = field(default_factory=lambda: [[] for _ in range(1 + len(Kept._fields))])

    def __post_init__(self) -> None:
        paths, *others = self.columns
        self._rows = {path: row for row, path in enumerate(paths)}
        if [len(column) for column in others] != [len(self._rows)] * len(Kept._fields):
            raise ValueError("a file has not all that is remembered of files")

    def __getitem__(self, path: str) -> Kept:
        row = self._rows[path]
        return Kept._make(column[row] for column in self.columns[1:])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, path: object) -> bool:
        return path in self._rows

    def keys(self) -> KeysView[str]:
        """Return the paths."""
        return self._rows.keys()

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file."""
        return dict(zip(self._rows, self.columns[3], strict=True))

    def stamps(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield paths, each with size and time of change."""
        paths, sizes, times, *_ = self.columns
        return zip(paths, zip(sizes, times, strict=True), strict=True)

    def note_time(self, path: str, time: int) -> None:
        """Note that a file has another time of change, and the bytes that it had."""
        self.columns[2][self._rows[path]] = time

    def some(self, kept: Collection[str], more: Mapping[str, Kept]) -> KeptFiles:
        """Return the files with some paths, in the order of these, then others."""
        rows = [row for path, row in self._rows.items() if path in kept]
        new = [*zip(*more.values(), strict=True)] or [()] * len(Kept._fields)
        columns = zip(self.columns, [(*more,), *new], strict=True)
        return KeptFiles([[*map(old.__getitem__, rows), *added] for old, added in columns])
