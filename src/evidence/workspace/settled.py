"""Exact fingerprints that need not be computed again, found by rough ones.

The exact fingerprint of a page or a rating takes in just what it follows from, and costs as much as
walking through all of that. A rough one takes in more, and is quick: the *ground*, which is all
that a map was read from but the words of its claims, and the fingerprints of a few claims. As long
as the rough one stays, so does the exact one. Where it does not, a finer one may still stay: it
takes in the files of the ground, and of claims only those that a thing can follow from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from evidence.model.seal import basis_of, seal
from evidence.workspace.cache import Shelf
from evidence.workspace.load_claims import CLAIMS
from evidence.workspace.open import Workspace

_NAME = "settled"


@dataclass(frozen=True, slots=True)
class Ground:
    """Fingerprints of what a map was read from: all but the words of claims, and the files alone.

    `files` are those without claims, and the bases of claims that replace others: what may silence
    a claim from afar.
    """

    whole: bytes = b""
    files: bytes = b""


def ground_of(workspace: Workspace, sources: Mapping[str, str]) -> Ground:
    """Return the ground of a map; `sources` are the hashes of the files it was loaded from."""
    claims = workspace.sound_claims.values()
    files = seal(
        (
            [pair for pair in sources.items() if not pair[0].startswith(f"{CLAIMS}/")],
            [basis_of(claim) for claim in claims if claim.supersedes],
        )
    )
    bases = b"".join([basis_of(claim) for claim in claims])
    return Ground(seal((files, bases, [claim.coder for claim in claims])), files)


class Settled:
    """Exact fingerprints by name, each beside its rougher ones; without a shelf, none is known."""

    def __init__(self, shelf: Shelf | None = None, ground: Ground | None = None) -> None:
        self._shelf = shelf
        self.ground = ground or Ground()
        self._before = _kept(shelf)
        self._now: dict[str, tuple[bytes, ...]] = {}

    def of(
        self,
        name: str,
        parts: Iterable[bytes],
        exact: Callable[[], bytes],
        finer: Callable[[], bytes] | None = None,
    ) -> bytes:
        """Return the exact fingerprint of a thing, which follows from the ground and some parts.

        `finer` returns the fingerprint of all that it follows from beside the files of the ground
        and these parts.
        """
        if self._shelf is None:
            return exact()
        rough, fine, known = self._look_up(name, parts, finer)
        found = exact() if known is None else known
        self._now[name] = (rough, fine, found)
        return found

    def all_of(
        self,
        together: str,
        names: Sequence[str],
        parts: Iterable[bytes],
        finer: Callable[[], bytes],
    ) -> dict[str, bytes]:
        """Return the exact fingerprints of many things at once where none can be another one.

        Each follows from the ground and some of the parts; `finer` is that of `of` for all of them.
        Where things are otherwise, or `names`, none is returned, and each must be asked for by
        itself. `together` is a name for all of them.
        """
        if self._shelf is None:
            return {}
        rough, fine, known = self._look_up(together, (*parts, seal(names)), finer)
        self._now[together] = (rough, fine, b"")
        if known is None or not all(name in self._before for name in names):
            return {}
        found = {name: self._before[name] for name in names}
        self._now.update(found)
        return {name: one[2] for name, one in found.items()}

    def _look_up(
        self, name: str, parts: Iterable[bytes], finer: Callable[[], bytes] | None
    ) -> tuple[bytes, bytes, bytes | None]:
        """Return the rough and finer fingerprint of a thing, and the exact one if it is known."""
        shown = b"".join(parts)
        rough = _mixed(self.ground.whole, shown)
        found = self._before.get(name)
        if found is not None and found[0] == rough:
            return rough, found[1], found[2]
        fine = _mixed(self.ground.files, shown, finer()) if finer else b""
        known = found is not None and fine != b"" and found[1] == fine
        return rough, fine, found[2] if found and known else None

    def save(self) -> None:
        """Keep what was asked for; what was not is forgotten."""
        if self._shelf is not None:
            if self._now != self._before:
                self._shelf.put(_NAME, self._now)
            self._shelf.save()


def _kept(shelf: Shelf | None) -> dict[str, tuple[bytes, ...]]:
    """Return what a shelf knows of each name: a rough fingerprint, a finer one, the exact one."""
    found = shelf.find(_NAME) if shelf else None
    if not isinstance(found, dict):
        return {}
    return {name: one for name, one in found.items() if isinstance(one, tuple) and len(one) == 3}


def _mixed(*parts: bytes) -> bytes:
    return blake2b(b"".join(parts), digest_size=16).digest()
