"""The embedded engine: Whoosh.

Whoosh keeps postings, segments and files; what a word is, and how hits are ranked, is ours. The
folder holds Whoosh's files, `documents.json` (the digest of each document) and, written last,
`manifest.json`, which names every file with its size and SHA-256. Without a manifest that fits, an
index does not count as one: the next update makes it anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from evidence.search.documents import Document, Kind
from evidence.search.engine import Found, IndexUnusableError, Key, Ranked, Update
from evidence.search.evaluate import evaluate
from evidence.search.query import Query
from evidence.search.whoosh_change import change
from evidence.search.whoosh_postings import WhooshPostings
from evidence.search.whoosh_store import BUILD, Manifest, Store

T = TypeVar("T")
_log = logging.getLogger(__name__)


class WhooshEngine:
    """A search engine in a folder, usually `.evidence/index`."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._open: WhooshPostings | None = None
        self._loaded: tuple[str, Manifest | None, str] | None = None

    def __enter__(self) -> WhooshEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the next search opens them again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def holds(self, fingerprint: str = "") -> Mapping[Key, str]:
        """Return the digest of each document of the index; see `engine.Engine`."""
        state, _ = self._load(fingerprint)
        return state.digests if state else {}

    def _load(self, fingerprint: str) -> tuple[Manifest | None, str]:
        """Return what the index holds; looked at once between two updates."""
        if self._loaded is None or self._loaded[0] != fingerprint:
            self._loaded = (fingerprint, *self._store.load(fingerprint))
        return self._loaded[1:]

    def update(
        self,
        documents: Iterable[Document],
        fingerprint: str = "",
        unchanged: Collection[Key] = (),
    ) -> Update:
        """Make the index hold these documents and no others; see `engine.Engine`."""
        self.close()
        state, reason = self._load(fingerprint)
        self._loaded = None
        if state is None:
            _log.info("the search index is made anew: %s", reason)
        before = state.digests if state else {}
        digests = {key: before[key] for key in unchanged}
        written = 0
        with change(self._store, state is None, fingerprint) as changes:
            for document in documents:
                key: Key = (document.kind, document.id)
                if key in digests:
                    _log.warning("there are two of %s '%s'; the first is indexed", *key)
                    continue
                digests[key] = document.digest
                if before.get(key) != digests[key]:
                    changes.put(document)
                    written += 1
            gone = [key for key in before if key not in digests]
            for old in gone:
                changes.drop(old)
            changes.finish(digests)
        return Update(written, len(gone), len(digests) - written, reason)

    def search(self, query: Query, kinds: Collection[Kind], limit: int) -> Found:
        """Find documents; see `engine.Engine`."""
        return self._guarded(lambda postings: _search(postings, query, kinds, limit))

    def values(self, name: str) -> Sequence[str]:
        """Return the values of a field, sorted."""
        return self._guarded(lambda postings: postings.values(name))

    def _guarded(self, ask: Callable[[WhooshPostings], T]) -> T:
        """Ask the index; where that fails, tell a damaged index from a fault of ours."""
        try:
            if self._open is None:
                self._open = WhooshPostings(self._store.reader())
            return ask(self._open)
        except IndexUnusableError:
            raise
        except Exception as error:
            if self._store.sound():
                raise
            message = "the search index is damaged"
            raise IndexUnusableError(message, f"{BUILD} to make it anew") from error


def _search(postings: WhooshPostings, query: Query, kinds: Collection[Kind], limit: int) -> Found:
    within = frozenset().union(*(postings.exactly("kind", kind) for kind in kinds))
    result = evaluate(query, postings, within)
    hits = tuple(
        Ranked(postings.document(one), result.scores[one])
        for one in postings.best(result.scores, limit)
    )
    return Found(
        total=len(result.scores),
        hits=hits,
        facets={
            "kind": _counts(postings, "kind", sorted(kinds), result.scores.keys()),
            "factor": _counts(postings, "factor", postings.values("factor"), result.scores.keys()),
        },
        absent=result.absent,
    )


def _counts(
    postings: WhooshPostings, name: str, values: Iterable[str], found: Set[int]
) -> dict[str, int]:
    counts = {value: len(postings.exactly(name, value) & found) for value in values}
    return {value: count for value, count in counts.items() if count}
