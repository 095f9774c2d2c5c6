"""The files of the index: classic scripts that hand their data to the page of the search.

search/index.js     what every query needs: where each file begins, sums, known values
search/w-*.js       rows of words and facts between two beginnings
search/r-*.js       parts of rows that are too long for that
search/t-*.js       what ranking has to know of the documents of a segment
search/d-*-*.js     documents, as results show them
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from evidence.model.seal import seal
from evidence.publish import addresses as at
from evidence.publish.finder.documents import card, documents_of
from evidence.publish.finder.notes import Notes, Tagged
from evidence.publish.finder.segments import FACT, Rows, Segment, rows, segments, slotted
from evidence.publish.finder.shards import MOST, Index, joined, pieces, shards
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.program import program
from evidence.publish.scripts import literal
from evidence.publish.site import Site
from evidence.publish.views import Script
from evidence.publish.write import GENERATOR
from evidence.search import ranking
from evidence.search.documents import WEIGHTS
from evidence.search.engine import KINDS
from evidence.search.evaluate import PREFIX_RARITY
from evidence.search.grammar import MOST_CHARACTERS, MOST_DEPTH
from evidence.search.query import FIELDS
from evidence.workspace.cache import Shelf, digest, uncollected
from evidence.workspace.program import code

BLOCK = 256
"""Slots, filled or free, whose documents share a file: some 32 documents."""
PASSAGES = 6
"""Passages of a note, about: only to choose how many segments there are."""

_SHELF = "finder"
_TOGETHER = "search"
_LISTED = ("factor", "kind", "method", "stance", "year")
"""Fields whose values the page knows beforehand; there are too many works for that."""

_HEAD = f"/* {GENERATOR}: part of the search */\n"


class Finder:
    """The index of a site in the making: one segment after the other, the kept ones as they are."""

    def __init__(self, site: Site, keys: Keys) -> None:
        self._site = site
        self._notes = site.notes
        self._factors = tuple(site.framework.targets)
        works = site.workspace.works
        documents = len(works) + len(site.map.evidence.claims) + PASSAGES * len(self._notes.keys)
        self._segments = segments(works, documents)
        shared = digest(program(), code("search", "texts"), repr(keys.of(site.framework)))
        self._keys = [_key(shared, keys, self._notes, one) for one in self._segments]
        self._shelf: Shelf | None = None

    def plans(self) -> Iterator[Plan]:
        """Yield the plans of all files, those that others name first."""
        for segment, key in zip(self._segments, self._keys, strict=True):
            path = f"{at.SEARCH_FILES}/d-{segment.number}"
            yield Plan(path, key.encode(), partial(self._blocks, segment), _TOGETHER)
        version = digest(*self._keys)
        make = partial(self._index, version[:12])
        yield Plan(at.SEARCH_INDEX, version.encode(), make, _TOGETHER)

    def _open(self) -> Shelf:
        """Return the shelf with the rows and blocks of every segment, made where they changed."""
        if self._shelf is None:
            shelf = Shelf(self._site.workspace.root, _SHELF)
            pairs = list(zip(self._segments, self._keys, strict=True))
            changed = [
                (segment, key)
                for segment, key in pairs
                if not all([shelf.keep(f"{key} rows"), shelf.keep(f"{key} blocks")])
            ]
            with uncollected():
                notes = self._notes.tagged(key for segment, _ in changed for key in segment.works)
                for segment, key in changed:
                    found, blocks = self._made(segment, notes)
                    shelf.put(f"{key} rows", tuple(found))
                    shelf.put(f"{key} blocks", blocks)
            shelf.save()
            self._shelf = shelf
        return self._shelf

    def _made(
        self, segment: Segment, notes: Mapping[str, Tagged]
    ) -> tuple[Rows, dict[int, list[Any]]]:
        groups = [documents_of(self._site, key, notes.get(key)) for key in segment.works]
        documents = list(slotted(segment, groups))
        blocks: dict[int, list[Any]] = {}
        for slot, document in documents:
            blocks.setdefault(slot // BLOCK, []).append([slot, *card(self._site, document)])
        return rows(segment.number, documents, self._factors), blocks

    def _blocks(self, segment: Segment) -> Iterator[Script]:
        """Yield the documents of a segment, block by block."""
        found: dict[int, list[Any]] = self._find(segment, "blocks")
        for number, block in found.items():
            yield script(f"d-{segment.number}-{number}", block)

    def _find(self, segment: Segment, what: str) -> Any:
        shelf = self._open()
        with uncollected():
            return shelf.find(f"{self._keys[segment.number]} {what}")

    def _index(self, version: str) -> Iterator[Script]:
        """Yield all files but the documents, the one that names the others last."""
        with uncollected():
            found = [Rows(*self._find(segment, "rows")) for segment in self._segments]
            index = joined(found)
            parts = shards(index.sizes())
        for number, one in enumerate(found):
            yield script(f"t-{number}", one.table)
        names: list[str] = []
        for shard in parts:
            name = _hash(shard.start)
            names += (shard.start, name)
            yield from _shard(name, shard.keys, index)
        yield script("index", self._head(version, found, names, index))

    def _head(
        self, version: str, found: Sequence[Rows], names: list[str], index: Index
    ) -> dict[str, Any]:
        kinds = range(len(KINDS))
        return {
            "version": version,
            "stride": 1 << max(one.end for one in found).bit_length(),
            "block": BLOCK,
            "shards": names,
            "kinds": KINDS,
            "counts": [sum(one.counts[kind] for one in found) for kind in kinds],
            "lengths": [sum(one.lengths[kind] for one in found) for kind in kinds],
            "weights": [WEIGHTS.get((kind, "text"), 1) for kind in KINDS],
            "k1": ranking.K1,
            "b": ranking.B,
            "prefix": PREFIX_RARITY,
            "fields": FIELDS,
            "values": self._values(index),
            "factors": [self._factor(one) for one in self._factors],
            "most": [MOST_CHARACTERS, MOST_DEPTH],
        }

    def _values(self, index: Index) -> dict[str, list[str]]:
        """Return the values of fields that some document has, and every factor."""
        values: dict[str, set[str]] = {name: set() for name in _LISTED}
        for name, _, value in (key.partition(FACT) for key in index.parts if FACT in key):
            if name in values:
                values[name].add(value)
        values["factor"].update(self._factors)
        return {name: sorted(found) for name, found in values.items()}

    def _factor(self, target: str) -> list[str]:
        ref = self._site.target_ref(target)
        return [target, ref.text.removeprefix(f"{target} "), ref.href or at.FRONT]


def _key(shared: str, keys: Keys, notes: Notes, segment: Segment) -> str:
    works = [(key, keys.work(key), notes.keys.get(key, "")) for key in segment.works]
    return digest(shared, seal((segment.number, works)))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _shard(name: str, keys: Sequence[str], index: Index) -> Iterator[Script]:
    """Yield a file of rows, after the parts of those that are too long for it."""
    whole: list[Any] = []
    forms: list[Any] = []
    for key in keys:
        if key in index.forms:
            forms += (key, index.forms[key])
        row = index.rows.get(key, "")
        if len(row) > MOST:
            stem, rows_ = f"r-{_hash(key)}", pieces(index.parts[key])
            yield from (script(f"{stem}-{number}", one) for number, one in enumerate(rows_))
            whole += (key, [stem, len(rows_)])
        elif row:
            whole += (key, row)
    yield script(f"w-{name}", [whole, forms])


def script(name: str, value: object) -> Script:
    """Return a value as a script that hands it over; plain ASCII, and harmless inside HTML too."""

    def make() -> bytes:
        return f'{_HEAD}evidenceMap.put("{name}",{literal(value)});\n'.encode()

    return Script(f"{at.SEARCH_FILES}/{name}.js", seal(value), make)
