"""Exact fingerprints that need not be computed again, found by rough ones.

The exact fingerprint of a page or a rating takes in just what it follows from, and costs as much as
walking through all of that. A rough one takes in more, and is quick: the *ground*, which is all
that a map was read from but the words of its claims, and the fingerprints of a few claims. As long
as the rough one stays, so does the exact one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

from evidence.model.seal import basis_of, seal
from evidence.workspace.cache import Shelf
from evidence.workspace.load_claims import CLAIMS
from evidence.workspace.open import Workspace

_NAME = "settled"


def ground_of(workspace: Workspace, sources: Mapping[str, str]) -> bytes:
    """Return the fingerprint of all that a map was read from but the words of its claims.

    `sources` are the hashes of the files that the workspace was loaded from.
    """
    files = [pair for pair in sources.items() if not pair[0].startswith(f"{CLAIMS}/")]
    claims = workspace.sound_claims.values()
    bases = b"".join([basis_of(claim) for claim in claims])
    return seal((files, bases, [claim.coder for claim in claims]))


class Settled:
    """Exact fingerprints by name, each beside its rough one; without a shelf, none is known."""

    def __init__(self, shelf: Shelf | None = None, ground: bytes = b"") -> None:
        self._shelf = shelf
        self.ground = ground
        self._before: Mapping[str, tuple[bytes, bytes]] = (shelf and shelf.find(_NAME)) or {}
        self._now: dict[str, tuple[bytes, bytes]] = {}

    def of(self, name: str, parts: Iterable[bytes], exact: Callable[[], bytes]) -> bytes:
        """Return the exact fingerprint of a thing, which follows from the ground and some parts."""
        if self._shelf is None:
            return exact()
        rough = blake2b(self.ground + b"".join(parts), digest_size=16).digest()
        found = self._before.get(name)
        if found is None or found[0] != rough:
            found = (rough, exact())
        self._now[name] = found
        return found[1]

    def save(self) -> None:
        """Keep what was asked for; what was not is forgotten."""
        if self._shelf is not None:
            if self._now != self._before:
                self._shelf.put(_NAME, self._now)
            self._shelf.save()
