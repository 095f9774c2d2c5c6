"""Give an engine documents as a single batch."""

from collections.abc import Iterable

from evidence.search import Batch, Document, Engine, Update
from evidence.workspace.cache import digest


def update(engine: Engine, documents: Iterable[Document]) -> Update:
    """Make the index hold these documents and no others."""
    given = list(documents)
    key = digest(*sorted(one.digest for one in given))
    return engine.update([Batch("all", key, lambda: given)])
