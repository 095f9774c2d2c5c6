"""The embedded engine: Whoosh.

Whoosh keeps postings, segments and files; what a word is, and how hits are ranked, is ours. The
folder holds Whoosh's files, `documents.json` (what `held` notes of them) and, written last,
`manifest.json`, which names every file with its size and SHA-256. Without a manifest that fits, an
index does not count as one: the next update makes it anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from evidence.search.documents import Kind
from evidence.search.engine import Batch, Found, IndexUnusableError, Key, Ranked, Update
from evidence.search.evaluate import evaluate
from evidence.search.held import Held, Noted, noted
from evidence.search.query import Query
from evidence.search.whoosh_change import Change, change
from evidence.search.whoosh_postings import WhooshPostings
from evidence.search.whoosh_store import BUILD, Store

T = TypeVar("T")
_log = logging.getLogger(__name__)


class WhooshEngine:
    """A search engine in a folder, usually `.evidence/index`."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        self._open: WhooshPostings | None = None
        self._loaded: tuple[Held | None, str] | None = None

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

    def changed(self, batches: Iterable[Batch]) -> list[Batch]:
        """Return the batches that are not held as they are; see `engine.Engine`."""
        held, _ = self._load()
        return (held or Held()).compare(batches)[1]

    def _load(self) -> tuple[Held | None, str]:
        """Return what the index holds; looked at once between two updates."""
        if self._loaded is None:
            self._loaded = self._store.load()
        return self._loaded

    def update(self, batches: Iterable[Batch]) -> Update:
        """Make the index hold the documents of these batches; see `engine.Engine`."""
        self.close()
        known, reason = self._load()
        self._loaded = None
        if known is None:
            _log.info("the search index is made anew: %s", reason)
        held = known or Held()
        standing, changed = held.compare(batches)
        before = held.digests(without=standing)
        after: dict[Key, str] = {}
        with change(self._store, known is None) as changes:
            made = {batch.name: _write(batch, changes, before, after) for batch in changed}
            gone = [key for key in before if key not in after]
            for old in gone:
                changes.drop(old)
            now = Held(held.documents - len(before) + len(after), {**standing, **made})
            if now != known:
                changes.finish(now)
        written = sum(before.get(key) != digest for key, digest in after.items())
        return Update(written, len(gone), now.documents - written, reason)

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


def _write(
    batch: Batch, changes: Change, before: Mapping[Key, str], after: dict[Key, str]
) -> Noted:
    """Make the documents of a batch, write those that differ from `before`; add to `after`."""
    digests: dict[Key, str] = {}
    for document in batch.make():
        key: Key = (document.kind, document.id)
        if key in after:
            _log.warning("there are two of %s '%s'; the first is indexed", *key)
            continue
        after[key] = digests[key] = document.digest
        if before.get(key) != digests[key]:
            changes.put(document)
    return noted(batch.key, digests)


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
