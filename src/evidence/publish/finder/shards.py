"""Part the rows of the index into files that are small enough to be loaded for one query.

Rows are sorted, and a file holds those between two beginnings. Where too many begin alike, they are
parted by their next letter, so that a row that grows moves its neighbours at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from evidence.publish.finder.code import code
from evidence.publish.finder.segments import FACT
from evidence.search import tokens

MOST = 64_000
"""Characters of a file, about, at most."""
_OVERHEAD = 6


@dataclass(slots=True)
class Entry:
    """What the index says of a key: the parts of its row by segment, and the keys it stands for.

    A stem stands for the words with this stem; a fact in folded letters for those that fold to it.
    `length` counts the characters of the row.
    """

    parts: list[tuple[int, str]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, segment: int, part: str) -> None:
        """Add the part of the row that a segment has."""
        self.parts.append((segment, part))
        self.length += len(part)

    def size(self, key: str) -> int:
        """Return about how many characters the entry takes in a file."""
        forms = sum(len(one) + 3 for one in self.forms)
        return len(key) + min(MOST, self.length) + forms + _OVERHEAD


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of the index: every key from `start` up to the start of the next shard."""

    start: str
    keys: tuple[str, ...]


def entries(segments: Sequence[Mapping[str, str]]) -> dict[str, Entry]:
    """Join the rows of segments and add what each stem and folded fact stands for."""
    found: dict[str, Entry] = {}
    for number, rows in enumerate(segments):
        for key, row_ in rows.items():
            entry = found.get(key)
            if entry is None:
                entry = found[key] = Entry()
            entry.add(number, row_)
    forms: dict[str, list[str]] = {}
    for key in sorted(found):
        forms.setdefault(_common(key), []).append(key)
    for common, keys in forms.items():
        if keys != [common]:
            found.setdefault(common, Entry()).forms = keys
    return found


def _common(key: str) -> str:
    """Return the key under which a reader's word or value is looked up."""
    name, mark, value = key.partition(FACT)
    return f"{name}{FACT}{tokens.fold(value)}" if mark else tokens.stem(key)


def row(parts: Iterable[tuple[int, str]]) -> str:
    """Return the parts of a row as one text: segment, length, part, and so on."""
    return "".join(f"{code(number)}{code(len(part))}{part}" for number, part in parts)


def pieces(parts: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Part a row that is too long for one file, between segments."""
    found: list[list[tuple[int, str]]] = [[]]
    size = 0
    for one in parts:
        if found[-1] and size + len(one[1]) > MOST:
            found.append([])
            size = 0
        found[-1].append(one)
        size += len(one[1])
    return found


def shards(sizes: Mapping[str, int]) -> list[Shard]:
    """Part keys, given with their sizes, into files."""
    keys = sorted(sizes, key=as_browsers_sort)
    sums = [0, *accumulate(sizes[key] for key in keys)]
    parts = _parted(keys, sums, "", 0, len(keys))
    return [Shard(start, tuple(keys[first:end])) for start, first, end in parts]


def as_browsers_sort(key: str) -> bytes:
    """Return what orders keys as a browser compares them: by units of UTF-16."""
    return key.encode("utf-16-be", "surrogatepass")


def _parted(
    keys: Sequence[str], sums: Sequence[int], start: str, first: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """Yield beginning, first and last place of the files for some keys that begin with `start`.

    `sums` are the sizes of all keys before each place.
    """
    if end - first <= 1 or sums[end] - sums[first] <= MOST:
        yield start, first, end
        return
    depth = len(start) + 1
    runs: list[tuple[str, int, int]] = []
    room = 0
    while first < end:
        head = keys[first][:depth]
        after = first + 1
        while after < end and keys[after][:depth] == head:
            after += 1
        size = sums[after] - sums[first]
        begin = head if runs else start
        if size > MOST and head != start:
            inner = _parted(keys, sums, head, first, after)
            runs += [(one if place else begin, a, b) for place, (one, a, b) in enumerate(inner)]
            room = 0
        elif runs and size <= room:
            runs[-1] = (*runs[-1][:2], after)
            room -= size
        else:
            runs.append((begin, first, after))
            room = MOST - size
        first = after
    yield from runs
