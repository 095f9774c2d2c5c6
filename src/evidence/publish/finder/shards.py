"""Part the rows of the index into files that are small enough to be loaded for one query.

Rows are sorted, and a file holds those between two beginnings. Where too many begin alike, they are
parted by their next letter, so that a row that grows moves its neighbours at most.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from evidence.publish.finder.segments import Rows

MOST = 64_000
"""Characters of a file, about, at most."""
_OVERHEAD = 6


@dataclass(frozen=True)
class Index:
    """The rows of all segments: the parts of each key's row, and the keys that a key stands for.

    A stem stands for the words with this stem; a fact in folded letters for those that fold to it.
    """

    parts: dict[str, list[str]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, str]:
        """The whole row of each key."""
        return {key: "".join(parts) for key, parts in self.parts.items()}

    def sizes(self) -> dict[str, int]:
        """Return about how many characters each key takes in a file."""
        found = {key: len(key) + min(MOST, len(row)) + _OVERHEAD for key, row in self.rows.items()}
        for key, forms in self.forms.items():
            of_forms = sum(map(len, forms)) + 3 * len(forms)
            found[key] = found.get(key, len(key) + _OVERHEAD) + of_forms
        return found


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of the index: every key from `start` up to the start of the next shard."""

    start: str
    keys: tuple[str, ...]


def joined(segments: Sequence[Rows]) -> Index:
    """Join the rows of segments, and what each stem and folded fact stands for."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    looked_up: dict[str, str] = {}
    for rows in segments:
        looked_up.update(rows.looked_up)
        for key, part in rows.postings.items():
            parts[key].append(part)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for key, under in looked_up.items():
        forms[under].append(key)
    for under, keys in forms.items():
        if under in parts and under not in looked_up:
            keys.append(under)
        keys.sort()
    return Index(dict(parts), dict(forms))


def pieces(parts: Sequence[str]) -> list[str]:
    """Part a row that is too long for one file, between segments."""
    found: list[list[str]] = [[]]
    size = 0
    for one in parts:
        if found[-1] and size + len(one) > MOST:
            found.append([])
            size = 0
        found[-1].append(one)
        size += len(one)
    return ["".join(one) for one in found]


def shards(sizes: Mapping[str, int]) -> list[Shard]:
    """Part keys, given with their sizes, into files."""
    keys = _sorted(sizes)
    sums = [0, *accumulate(map(sizes.__getitem__, keys))]
    parts = _parted(keys, sums, "", 0, len(keys))
    return [Shard(start, tuple(keys[first:end])) for start, first, end in parts]


def as_browsers_sort(key: str) -> bytes:
    """Return what orders keys as a browser compares them: by units of UTF-16."""
    return key.encode("utf-16-be", "surrogatepass")


def _sorted(keys: Collection[str]) -> list[str]:
    """Return keys in the order of browsers.

    Python's own order is the same, at a third of the time, where no character takes two units.
    """
    text = "".join(keys)
    plain = len(as_browsers_sort(text)) == 2 * len(text)
    return sorted(keys, key=None if plain else as_browsers_sort)


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

    def head_of(key: str) -> bytes:
        return as_browsers_sort(key[:depth])

    runs: list[tuple[str, int, int]] = []
    room = 0
    while first < end:
        head = keys[first][:depth]
        after = bisect_right(keys, head_of(head), first, end, key=head_of)
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
