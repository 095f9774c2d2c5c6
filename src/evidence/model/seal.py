"""Fingerprints of values: equal where the values are, in any process and on any day.

A value is first made flat (tuples of words and numbers), then marshalled in a format that does not
depend on which equal objects are one, then hashed.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from evidence.model.claim import Claim
from evidence.model.coding import Assessment
from evidence.model.framework import Factor
from evidence.model.rating import Override
from evidence.model.records import Appraisal, Check, Erratum, NoteLink
from evidence.model.work import Work

POSITIONS: Mapping[type, frozenset[str]] = {
    Appraisal: frozenset({"at"}),
    Assessment: frozenset({"at"}),
    Check: frozenset({"at"}),
    Claim: frozenset({"line", "lines"}),
    Erratum: frozenset({"at"}),
    Factor: frozenset({"line"}),
    NoteLink: frozenset({"at"}),
    Override: frozenset({"at"}),
    Work: frozenset({"line"}),
}
"""Fields that say where in its file a thing stands: they move when something above it changes."""

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_WITHOUT_REFERENCES = 2
"""The newest format of `marshal` that writes equal values alike, shared or not."""

_first: Callable[[Any], Any] = itemgetter(0)

Parts = Callable[[Any], tuple[object, ...]]


def seal(value: Any) -> bytes:
    """Return the fingerprint of a flat value: 16 bytes."""
    try:
        data = marshal.dumps(value, _WITHOUT_REFERENCES)
    except ValueError:
        data = repr(value).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).digest()


class Flat:
    """Makes values flat: the fields of dataclasses in their order, each without its name.

    Where things stand in files and the order of mappings are left out unless `positions` asks for
    them. Of a class in `without`, the named fields are left out too: their owner seals them in
    another way. A claim or work whose fingerprint was noted is that fingerprint.
    """

    def __init__(
        self, positions: bool = False, without: Mapping[type, frozenset[str]] | None = None
    ) -> None:
        self._positions = positions
        self._without = without or {}
        self._parts: dict[type, Parts] = {}

    def __call__(self, value: object) -> object:
        """Return a value as nested tuples of words and numbers."""
        kind = value.__class__
        if kind in _PLAIN:
            return value
        parts = self._parts.get(kind)
        if parts is None:
            parts = self._parts[kind] = self._parts_of(kind)
        return tuple([v if v.__class__ in _PLAIN or v == () else self(v) for v in parts(value)])

    def _parts_of(self, kind: type) -> Parts:
        """Return what takes values of a class apart."""
        if is_dataclass(kind):
            get = self._fields(kind)
            if self._positions or kind not in (Claim, Work):
                return get
            return lambda value: (value.digest,) if value.digest else get(value)
        if issubclass(kind, tuple | list):
            return tuple
        if issubclass(kind, Mapping):
            if self._positions:
                return lambda value: tuple(chain.from_iterable(value.items()))
            return lambda value: tuple(chain.from_iterable(sorted(value.items(), key=_first)))
        if issubclass(kind, AbstractSet):
            return lambda value: tuple(sorted(map(repr, value)))
        return lambda value: (repr(value),)

    def _fields(self, kind: type) -> Parts:
        left_out = self._without.get(kind, frozenset())
        if not self._positions:
            left_out |= POSITIONS.get(kind, frozenset())
        names = [one.name for one in fields(kind) if one.init and one.name not in left_out]
        if not names:
            return lambda _: ()
        get: Callable[[Any], Any] = attrgetter(*names)
        return get if len(names) > 1 else lambda value: (get(value),)


_flat = Flat()


def digest_of(value: Claim | Work) -> bytes:
    """Return the fingerprint of a claim or work, its place in the file left out: 16 bytes.

    What was loaded has one that was noted when its file was read.
    """
    return value.digest or seal(_flat(value))


def digests_of(claims: Iterable[Claim]) -> list[bytes]:
    """Return the fingerprint of each claim, as `digest_of` does."""
    return [claim.digest or digest_of(claim) for claim in claims]


def basis_of(claim: Claim) -> bytes:
    """Return the fingerprint of what votes follow from in a claim, and of no words: 16 bytes.

    What was loaded has one that was noted when its file was read.
    """
    if claim.basis:
        return claim.basis
    seen = claim.seen_in
    return seal(
        (
            *(claim.id, claim.work, claim.kind, claim.method, claim.outcome, claim.status),
            [(link.factor, link.stance) for link in claim.links],
            (seen.kind, seen.work, seen.notes, seen.attribution),
            claim.supersedes,
        )
    )


def note_seals(value: Claim | Work, digest: bytes, basis: bytes = b"") -> None:
    """Note the fingerprints of a value; whoever calls this vouches for them."""
    object.__setattr__(value, "digest", digest)
    if basis:
        object.__setattr__(value, "basis", basis)


def seals_of(value: Claim | Work) -> tuple[bytes, ...]:
    """Return the fingerprints of a value as `note_seals` takes them."""
    if isinstance(value, Claim):
        return digest_of(value), basis_of(value)
    return (digest_of(value),)
