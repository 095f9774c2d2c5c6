"""What was read of the files of claims, kept in parts of many files each.

There is a file for each work, and most hold a few claims. To unpickle what was read of each by
itself, and to call the class of claims for each claim, takes several times as long as to read one
column after the other of what many files hold. An edit writes one part anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, repeat
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

from evidence.model import Claim, Problem
from evidence.workspace.cache import Shelf, digest

PARTS = 256
"""How many parts there are; a file belongs to one by a checksum of its path."""

Columns: TypeAlias = tuple[Sequence[Any], ...]
"""The values of one field of many claims after those of another, in the order of `_FIELDS`."""

_FIELDS = tuple(Claim.__slots__)
_SETTERS = tuple(getattr(Claim, name).__set__ for name in _FIELDS)


class ReadFile(NamedTuple):
    """What a file with this SHA-256 was read into, and what is wrong with it."""

    sha256: str
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


class ClaimParts:
    """What was read of files before, by path, and what is to be kept of them now.

    Without a shelf, nothing is known and nothing is kept. `made_by` is the fingerprint of our code.
    """

    def __init__(self, shelf: Shelf | None, made_by: str) -> None:
        self._shelf = shelf
        self._made_by = made_by
        self._before: dict[int, Mapping[str, ReadFile]] = {}
        self._now: dict[int, dict[str, ReadFile]] = {}

    def find(self, path: str, sha256: str) -> ReadFile | None:
        """Return what a file with this content was read into, if that is known."""
        number = _part_of(path)
        if number not in self._before:
            kept = self._shelf.find(self._key(number)) if self._shelf else None
            self._before[number] = _unpacked(kept)
        found = self._before[number].get(path)
        return found if found and found.sha256 == sha256 else None

    def keep(self, path: str, read: ReadFile) -> None:
        """Keep what a file was read into."""
        self._now.setdefault(_part_of(path), {})[path] = read

    def save(self) -> None:
        """Put every part that is another one than before on the shelf, which is not saved yet."""
        for number, part in self._now.items():
            before = self._before.get(number, {})
            if self._shelf and not _are_same(part, before):
                self._shelf.put(self._key(number), _packed(part))

    def _key(self, number: int) -> str:
        return digest(self._made_by, "claims", str(number))


def _part_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogatepass")) % PARTS


def _are_same(now: Mapping[str, ReadFile], before: Mapping[str, ReadFile]) -> bool:
    """Whether all that is kept now was found before: each file is the very one that was read."""
    return len(now) == len(before) and all(before.get(path) is one for path, one in now.items())


def _packed(part: Mapping[str, ReadFile]) -> tuple[Any, ...]:
    known: dict[Any, Any] = {}
    claims = [claim for one in part.values() for claim in one.claims]
    columns = tuple([_one_of(getattr(one, name), known) for one in claims] for name in _FIELDS)
    sizes = [len(one.claims) for one in part.values()]
    hashes = [one.sha256 for one in part.values()]
    return [*part], hashes, sizes, [one.problems for one in part.values()], columns


def _one_of(value: Any, known: dict[Any, Any]) -> Any:
    """Return the first of the equal values, which then are one and are written once."""
    if isinstance(value, tuple):
        value = tuple(_one_of(one, known) for one in value)
    try:
        key = (type(value), tuple(value.items()) if isinstance(value, dict) else value)
        return known.setdefault(key, value)
    except TypeError:  # something in it can change
        return value


def _unpacked(kept: Any) -> Mapping[str, ReadFile]:
    """Return the files of a part that was kept; none where there is none that can be used."""
    try:
        paths, hashes, sizes, problems, columns = kept
        claims = iter(_claims(columns, sum(sizes)))
        return {
            path: ReadFile(sha256, tuple(islice(claims, size)), tuple(found))
            for path, sha256, size, found in zip(paths, hashes, sizes, problems, strict=True)
        }
    except (TypeError, ValueError):
        return {}


def _claims(columns: Columns, count: int) -> list[Claim]:
    """Make claims of their fields; ValueError where a field is missing."""
    if len(columns) != len(_SETTERS) or {len(column) for column in columns} - {count}:
        raise ValueError("a claim has not all of its fields")
    claims = list(map(object.__new__, repeat(Claim, count)))
    for set_field, column in zip(_SETTERS, columns, strict=True):
        _each(map(set_field, claims, column))
    return claims


def _each(done: Iterable[object]) -> None:
    """Let each be done."""
    deque(done, maxlen=0)
