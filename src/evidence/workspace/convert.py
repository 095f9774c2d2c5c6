"""From validated entries to the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from evidence.model import (
    Claim,
    Dimension,
    Facet,
    Factor,
    Framework,
    Link,
    Locator,
    Method,
    Row,
    Rubric,
    SeenIn,
    Side,
)
from evidence.model.rubric import Threshold
from evidence.workspace import schema


def plain(entry: BaseModel) -> dict[str, Any]:
    """Return an entry's fields as they are named in the model."""
    return entry.model_dump()


def to_claim(entry: schema.ClaimEntry, work: str) -> Claim:
    """Turn a validated entry into a claim."""
    seen = entry.seen_in
    return Claim(
        id=entry.id,
        work=work,
        statement=entry.statement,
        kind=entry.kind,
        method=entry.method,
        outcome=entry.outcome,
        links=tuple(Link(one.factor, one.stance) for one in entry.links),
        seen_in=SeenIn(seen.kind, seen.work, tuple(seen.note), seen.attribution, seen.source),
        status=entry.status,
        concept=entry.concept,
        scope=entry.scope,
        locator=Locator(entry.locator.label, entry.locator.value) if entry.locator else None,
        supersedes=tuple(entry.supersedes),
        also_listed=tuple(entry.also_listed),
        question=tuple(entry.question),
        actors=tuple(entry.actors),
        anchor=entry.anchor.model_dump() if entry.anchor else None,
        coder=entry.coder,
        date=entry.date,
        remark=entry.remark,
    )


def to_rubric(entry: schema.RubricFile, name: str) -> Rubric:
    """Turn a validated rubric file into a rubric."""
    return Rubric(
        name=name,
        version=entry.version,
        methods=tuple(Method(**plain(one)) for one in entry.methods),
        outcome_weights=entry.outcomes,
        voting_kinds=tuple(entry.votes.kinds),
        voting_attributions=tuple(entry.votes.attributions),
        checked_in=tuple(entry.checked.seen_in),
        without_negative_cases=entry.design.without_negative_cases,
        medium=Threshold(**plain(entry.levels.medium)),
        robust=Threshold(**plain(entry.levels.robust)),
        agreement_medium=entry.agreement.medium,
        agreement_high=entry.agreement.high,
        scale=tuple(entry.strength.scale),
        strength={
            "medium": entry.strength.medium.model_dump(),
            "robust": entry.strength.robust.model_dump(),
        },
        indirect_cap=entry.strength.indirect_cap,
        contradicted_lines=entry.state.contradicted_lines,
        contradicted_share=entry.state.contradicted_share,
    )


def to_framework(entry: schema.FrameworkFile, line: Callable[[int], int | None]) -> Framework:
    """Turn a validated framework file into a framework; `line` finds the line of a factor."""
    return Framework(
        title=entry.title,
        source=entry.source,
        sides=tuple(Side(**plain(one)) for one in entry.sides),
        dimensions=tuple(Dimension(**plain(one)) for one in entry.dimensions),
        rows=tuple(Row(**plain(one)) for one in entry.rows) or _rows(entry),
        factors=tuple(
            Factor(**{**plain(one), "terms": tuple(one.terms)}, line=line(place))
            for place, one in enumerate(entry.factors)
        ),
        outcomes=tuple(Facet(**plain(one)) for one in entry.outcomes),
        questions=tuple(Facet(**plain(one)) for one in entry.questions),
        actors=tuple(Facet(**plain(one)) for one in entry.actors),
    )


def _rows(entry: schema.FrameworkFile) -> tuple[Row, ...]:
    """Name the rows after dimension and side where the file does not."""
    return tuple(
        Row(dimension.id, side.id, f"{dimension.label}: {side.label}")
        for dimension in entry.dimensions
        for side in entry.sides
    )
