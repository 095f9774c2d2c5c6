"""The interface of a search engine. An index is a cache: it may be deleted at any time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, get_args

from evidence.model import EvidenceError
from evidence.search.documents import Document, Kind
from evidence.search.query import Query

KINDS: tuple[Kind, ...] = get_args(Kind)

Key = tuple[str, str]
"""Kind and id of a document."""


class Batch(NamedTuple):
    """Documents that are made together, such as the passages of a text.

    `name` is unique, and `key` the hash of all that its documents depend on: where it stays they
    need not be made again. No document is in two batches.
    """

    name: str
    key: str
    make: Callable[[], Iterable[Document]]


class IndexUnusableError(EvidenceError):
    """The index is missing, damaged or unfinished; a build makes it anew."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did, in documents; `reason` says why the index was made anew, if it was."""

    written: int
    removed: int
    kept: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document that was found; the higher the score, the better it fits."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found.

    `hits` are the best ones, by falling score, then kind, then id. `facets` counts all that were
    found: by kind and by factor. `absent` are the words, as typed, that stand in no document.
    """

    total: int
    hits: tuple[Ranked, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


class Engine(Protocol):
    """Keeps documents and finds them again."""

    def changed(self, batches: Iterable[Batch]) -> list[Batch]:
        """Return the batches whose documents `update` would make, in order."""

    def update(self, batches: Iterable[Batch]) -> Update:
        """Make the index hold the documents of these batches and no others.

        Only the documents of batches that changed are made, once and one by one, and of these only
        those written that changed; of equal ids the first counts. Killed at any point, the next
        update completes it. The caller holds the lock of the workspace. WorkspaceError where the
        disk cannot be written.
        """

    def search(self, query: Query, kinds: Collection[Kind], limit: int) -> Found:
        """Find the documents of these kinds; at most `limit` hits, but everything is counted.

        IndexUnusableError where there is no sound index.
        """

    def values(self, name: str) -> Sequence[str]:
        """Return the values that a field (factor, work, ...) has in any document, sorted."""

    def close(self) -> None:
        """Let go of the files."""
