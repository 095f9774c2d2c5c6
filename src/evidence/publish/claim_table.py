"""The table of all claims as a file, put together from pieces that are kept.

A piece holds the rows of some works in a row; where it ends is told by the hash of a work's key, so
that a work that is added or edited changes one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter
from zlib import crc32

from evidence.exchange.csv_file import head_of, rows_of
from evidence.model import Claim
from evidence.model.seal import basis_of, seal
from evidence.publish.keys import Keys
from evidence.publish.program import program
from evidence.publish.site import Site
from evidence.synthesis.dictionary import TABLES
from evidence.synthesis.rows import claim_rows
from evidence.workspace.cache import Shelf, digest

WORKS = 64
"""Works of a piece, about."""

_TABLE = TABLES["claims"]


class ClaimTable:
    """The table of a map's claims; `key` is the fingerprint of all that it says."""

    def __init__(self, site: Site, keys: Keys) -> None:
        self._site = site
        self._keys = keys
        self._pieces = [(self._key(piece), piece) for piece in _pieces(site.map.evidence.claims)]
        self.key = keys.of([key for key, _ in self._pieces])

    def _key(self, piece: list[Claim]) -> bytes:
        exact, finer = partial(self._exact, piece), partial(self._finer, piece)
        frames = self._keys.on_ground(f"table {piece[0].work}", exact, finer)
        return seal((frames, self._keys.words(piece)))

    def _exact(self, piece: list[Claim]) -> bytes:
        return seal([self._keys.frame(claim) for claim in piece])

    def _finer(self, piece: list[Claim]) -> bytes:
        return seal((self._keys.odd(), [basis_of(claim) for claim in piece]))

    def data(self) -> bytes:
        """Return the file, as CSV."""
        shelf = Shelf(self._site.workspace.root, "table")
        made_by = program()
        rows = [
            shelf.get(digest(made_by, key), partial(self._rows, piece))
            for key, piece in self._pieces
        ]
        shelf.save()
        return b"".join([head_of(_TABLE), *rows])

    def _rows(self, piece: list[Claim]) -> bytes:
        return rows_of(_TABLE, list(claim_rows(self._site.map, piece)))


def _pieces(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Part claims, which stand work by work, into pieces."""
    piece: list[Claim] = []
    for work, found in groupby(claims, attrgetter("work")):
        piece += found
        if crc32(work.encode("utf-8", "surrogatepass")) % WORKS == 0:
            yield piece
            piece = []
    if piece:
        yield piece
