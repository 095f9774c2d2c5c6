"""Write to a Whoosh index: put documents, drop others, and make it count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from whoosh import writing

from evidence.model import WorkspaceError
from evidence.search.documents import Document
from evidence.search.engine import Key
from evidence.search.held import Held
from evidence.search.whoosh_fields import fact, record
from evidence.search.whoosh_store import BUILD, Store

MOST_DELETED = 0.5
MOST_DELETED_OF = 100
"""Deleted documents are cleared out when they are more than this share of so many or more."""

MEGABYTES = 512
"""What Whoosh may hold before it writes a run that is merged later: 90,000 documents fit, and take
half the time that they take within its own limit of 128."""


@contextmanager
def change(store: Store, anew: bool) -> Iterator[Change]:
    """Change an index, or make it `anew`; nothing counts before `Change.finish`.

    WorkspaceError where the disk cannot be written: then the old index stands, or the next update
    makes it anew.
    """
    one = Change(store, anew)
    try:
        yield one
    except Exception:
        one.abandon()
        raise


class Change:
    """A change to an index; Whoosh is asked to write only once there is something to write."""

    def __init__(self, store: Store, anew: bool) -> None:
        self._store = store
        self._anew = anew
        self._reader: Any = None
        self._writer: Any = None
        if anew:
            with _disk():
                self._begin()

    def put(self, document: Document) -> None:
        """Write a document, in place of its older form where there is one."""
        with _disk():
            self._begin()
            self._delete((document.kind, document.id))
            self._writer.add_document(**record(document))

    def drop(self, key: Key) -> None:
        """Delete a document."""
        with _disk():
            self._begin()
            self._delete(key)

    def finish(self, held: Held) -> None:
        """Make the change count; `held` is all that the index then holds."""
        with _disk():
            if self._writer is not None:
                self._reader.close()
                self._writer.commit(mergetype=self._merging(held.documents))
            self._store.seal(held)

    def abandon(self) -> None:
        """Undo what was written so far, as far as the disk allows."""
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):
                self._reader.close()
            with suppress(Exception):
                self._writer.cancel()

    def _begin(self) -> None:
        if self._writer is None:
            # The caller holds the workspace's lock.
            self._writer = self._store.index(self._anew).writer(_lk=False, limitmb=MEGABYTES)
            self._reader = self._writer.reader()

    def _delete(self, key: Key) -> None:
        term = fact(*key)
        if not self._anew and ("key", term) in self._reader:
            for number in list(self._reader.postings("key", term).all_ids()):
                self._writer.delete_document(number)

    def _merging(self, documents: int) -> Any:
        if self._anew:
            return writing.CLEAR
        many = self._writer.deleted_count() > MOST_DELETED * max(MOST_DELETED_OF, documents)
        return writing.OPTIMIZE if many else None


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"the search index cannot be written: {error.strerror or error}",
            f"Make room on the disk. {BUILD} to go on",
        ) from error
