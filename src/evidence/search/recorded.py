"""Ask recorded searches again: everything that a query finds now, against what it found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from evidence.model import UsageError
from evidence.model.searches import RecordedSearch, Rerun, Thing
from evidence.search.documents import Kind
from evidence.search.engine import KINDS, Engine
from evidence.search.query import Field
from evidence.search.search import read


def everything(
    text: str,
    engine: Engine,
    kinds: Iterable[Kind] = KINDS,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[Thing, ...]:
    """Return all that a query finds, in order of kind and id; errors are those of `run`."""
    tree = read(text, engine, known or {})
    wanted = tuple(dict.fromkeys(kinds))
    total = engine.search(tree, wanted, 0).total
    found = engine.search(tree, wanted, total)
    things = ((one.document.kind, one.document.id) for one in found.hits)
    return tuple(sorted(things, key=lambda one: (KINDS.index(one[0]), one[1])))


def again(
    search: RecordedSearch, engine: Engine, known: Mapping[str, Collection[str]] | None = None
) -> Rerun:
    """Ask a recorded search again; one that can no longer be asked says why."""
    kinds = [kind for kind in KINDS if kind in search.kinds]
    try:
        return Rerun(search, everything(search.query, engine, kinds, known))
    except UsageError as error:
        return Rerun(search, fault=str(error))


def searched(engine: Engine, kinds: Iterable[Kind]) -> dict[str, int]:
    """Return how many documents of each kind there are to be found."""
    return {kind: engine.search(Field("kind", kind), (kind,), 0).total for kind in kinds}
