"""Read a Whoosh index: postings, facts and stored documents, all segments as one."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from evidence.search import ranking, tokens
from evidence.search.documents import Document
from evidence.search.engine import KINDS
from evidence.search.whoosh_fields import fact


class WhooshPostings:
    """The postings of one state of an index; documents are numbered through its segments."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._leaves: list[tuple[Any, int]] = (
            list(reader.leaf_readers()) if reader.doc_count_all() else []
        )
        self._having: dict[tuple[str, str], frozenset[int]] = {}
        self._values: dict[str, list[str]] = {}
        self._columns: dict[str, list[tuple[Any, int]]] = {}

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    @cached_property
    def everything(self) -> frozenset[int]:
        """All documents."""
        return frozenset().union(*(self.exactly("kind", kind) for kind in KINDS))

    @cached_property
    def damping(self) -> list[float]:
        """`ranking.damping` by document; 0 for numbers that are free."""
        lengths = [length for leaf, _ in self._leaves for length in self._lengths(leaf)]
        damping = [0.0] * len(lengths)
        for kind in KINDS:
            documents = self.exactly("kind", kind)
            mean = sum(lengths[one] for one in documents) / max(1, len(documents))
            by_length = {length: ranking.damping(length, mean) for length in set(lengths)}
            for one in documents:
                damping[one] = by_length[lengths[one]]
        return damping

    @staticmethod
    def _lengths(leaf: Any) -> Iterator[int]:
        column = leaf.column_reader("length")
        return (column[number] for number in range(leaf.doc_count_all()))

    def stem(self, stem: str) -> dict[int, float]:
        """Weight of a stem by document."""
        weights: dict[int, float] = {}
        for leaf, offset in self._leaves:
            if ("stems", stem) in leaf:
                matcher = leaf.postings("stems", stem)
                while matcher.is_active():
                    weights[matcher.id() + offset] = matcher.weight()
                    matcher.next()
        return weights

    def exactly(self, name: str, value: str) -> frozenset[int]:
        """Documents with this very value in a field."""
        key = (name, value)
        if key not in self._having:
            term = fact(name, value)
            self._having[key] = frozenset(
                number + offset
                for leaf, offset in self._leaves
                if ("facts", term) in leaf
                for number in leaf.postings("facts", term).all_ids()
            )
        return self._having[key]

    def having(self, name: str, value: str) -> frozenset[int]:
        """Documents with this value in a field, whatever its case and accents."""
        exact = self.exactly(name, value)
        if exact:
            return exact
        alike = self._by_folded(name).get(tokens.fold(value), ())
        return frozenset().union(*(self.exactly(name, one) for one in alike))

    def values(self, name: str) -> list[str]:
        """Values of a field, sorted."""
        if name not in self._values:
            self._values[name] = self._read_values(name)
        return self._values[name]

    def _read_values(self, name: str) -> list[str]:
        start = fact(name, "")
        found = {
            term.decode()[len(start) :]
            for leaf, _ in self._leaves
            for term in leaf.expand_prefix("facts", start)
            if not leaf.has_deletions() or leaf.postings("facts", term).is_active()
        }
        return sorted(found)

    def _by_folded(self, name: str) -> dict[str, list[str]]:
        alike: dict[str, list[str]] = defaultdict(list)
        for value in self.values(name):
            alike[tokens.fold(value)].append(value)
        return alike

    def forward(self, documents: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """Forward texts, in UTF-8."""
        return self._column("forward", documents)

    def _column(self, name: str, documents: Collection[int]) -> Iterator[tuple[int, bytes]]:
        if name not in self._columns:
            self._columns[name] = [
                (leaf.column_reader(name), offset) for leaf, offset in self._leaves
            ]
        columns = self._columns[name]
        if len(columns) == 1:
            column = columns[0][0]
            for one in documents:
                yield one, column[one]
            return
        for place, (column, offset) in enumerate(columns):
            end = offset + self._leaves[place][0].doc_count_all()
            for one in documents:
                if offset <= one < end:
                    yield one, column[one - offset]

    def best(self, scores: Mapping[int, float], limit: int) -> list[int]:
        """Return the documents to show first: by falling score, then kind, then id."""
        if limit <= 0 or not scores:
            return []
        floor = heapq.nlargest(limit, scores.values())[-1]
        near = [document for document, score in scores.items() if score >= floor]
        names = dict(self._column("name", near))
        near.sort(key=lambda one: (-scores[one], names[one]))
        return near[:limit]

    def document(self, number: int) -> Document:
        """Return a document as it was indexed."""
        for leaf, offset in reversed(self._leaves):
            if number >= offset:
                return Document.from_json(json.loads(leaf.stored_fields(number - offset)["record"]))
        raise KeyError(number)
