"""Answer a query: read it, find, rank, and say why each hit was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.model import UsageError
from evidence.model.errors import did_you_mean
from evidence.search import grammar, tokens
from evidence.search import query as trees
from evidence.search.documents import Kind
from evidence.search.engine import KINDS, Engine
from evidence.search.query import LINK, Field, Query, QueryError, shown
from evidence.search.snippet import Snippet, snippet

SCORE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    kind: Kind
    id: str
    work: str
    factors: tuple[str, ...]
    score: float
    snippet: Snippet
    locator: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the hit as `evidence search --format json` prints it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "work": self.work,
            "factors": list(self.factors),
            "score": self.score,
            "snippet": self.snippet.text,
            "locator": dict(self.locator) if self.locator else None,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query.

    `facets` counts everything found, by kind and by factor; `terms` are the words, phrases and
    prefixes looked for, folded; `absent` those words among them that no document has.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    terms: tuple[str, ...]
    absent: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the answer as `evidence search --format json` prints it."""
        return {
            "query": self.query,
            "total": self.total,
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {name: dict(counts) for name, counts in self.facets.items()},
            "terms": list(self.terms),
        }


def run(
    text: str,
    engine: Engine,
    kinds: Iterable[Kind] = KINDS,
    limit: int = 20,
    known: Mapping[str, Collection[str]] | None = None,
) -> SearchResult:
    """Answer a query as it was typed.

    `known` names, by field, values that are right although no document may have them: the factors
    of the framework, the keys of the bibliography. A value that is neither known nor in the index
    is an error and no empty answer. QueryError, UsageError; IndexUnusableError without an index.
    """
    return answer(text, read(text, engine, known or {}), engine, kinds, limit)


def read(text: str, engine: Engine, known: Mapping[str, Collection[str]]) -> Query:
    """Read a query, its values held against `known` and the index; errors are those of `run`."""
    tree = grammar.parse(text)
    _check_values(text, tree, engine, known)
    return tree


def answer(
    text: str, tree: Query, engine: Engine, kinds: Iterable[Kind] = KINDS, limit: int = 20
) -> SearchResult:
    """Answer a query that was read already."""
    wanted = tuple(dict.fromkeys(kinds))
    for kind in wanted:
        if kind not in KINDS:
            raise UsageError(f"unknown kind '{kind}'", did_you_mean(kind, KINDS))
    if limit < 0:
        raise UsageError("the limit is below 0", "Write how many hits to show, as in --limit 20")
    found = engine.search(tree, wanted, limit)
    leaves = tuple(trees.texts(tree))
    hits = tuple(
        Hit(
            kind=one.document.kind,
            id=one.document.id,
            work=one.document.work,
            factors=one.document.factors,
            score=round(one.score, SCORE_PLACES),
            snippet=snippet(one.document, leaves),
            locator=one.document.locator,
        )
        for one in found.hits
    )
    return SearchResult(
        query=text,
        total=found.total,
        hits=hits,
        facets=found.facets,
        terms=tuple(shown(leaf) for leaf in leaves),
        absent=found.absent,
    )


def _check_values(
    text: str, tree: Query, engine: Engine, known: Mapping[str, Collection[str]]
) -> None:
    for one in trees.fields(tree):
        if one.name != LINK and not _is_known(one, known.get(one.name, ())):
            values = [*known.get(one.name, ()), *engine.values(one.name)]
            if not _is_known(one, values):
                message = f"unknown {one.name} '{one.value}'"
                raise QueryError(text, one.at, message, did_you_mean(one.value, sorted(values)))


def _is_known(condition: Field, values: Collection[str]) -> bool:
    if condition.value in values:
        return True
    wanted = tokens.fold(condition.value)
    return any(tokens.fold(value) == wanted for value in values)
