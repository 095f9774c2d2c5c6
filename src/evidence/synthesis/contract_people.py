"""The JSON of what people decide: moves of ratings, codes and their agreement, judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from evidence.model.agreement import KappaKind
from evidence.model.coding import Code, CodingStatus, Component, ConcernLevel
from evidence.model.rubric import Agreement as AgreementLevel
from evidence.model.rubric import Level, State

if TYPE_CHECKING:
    from evidence.model import Assessment
    from evidence.model.agreement import Agreement, Coefficient
    from evidence.model.rating import Judgement
    from evidence.synthesis.coding import Unit
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.moves import Move


class JudgedRow(TypedDict):
    """What a rating says, in short."""

    state: State
    strength: str | None
    indirect: bool
    evidence: Level
    agreement: AgreementLevel | None


class MoveRow(TypedDict):
    """A factor or row whose rating moves."""

    id: str
    before: JudgedRow
    after: JudgedRow


class IntervalRow(TypedDict):
    """The 95 % bootstrap interval of a coefficient; null where it has none."""

    low: float | None
    high: float | None


class IntervalsRow(TypedDict):
    """The intervals of all coefficients."""

    alpha: IntervalRow
    ac1: IntervalRow
    kappa: IntervalRow


class AgreementRow(TypedDict):
    """The agreement on one factor or whole, or over all: `low` and `high` are those of alpha.

    `n` counts decisions with two codes or more, `linked` those in which any coder links the claim;
    `observed` is the share of agreeing pairs of codes; `reason` says why a value is null.
    """

    factor: str | None
    n: int
    linked: int
    coders: int
    observed: float | None
    alpha: float | None
    ac1: float | None
    kappa: float | None
    kappa_kind: KappaKind | None
    low: float | None
    high: float | None
    intervals: IntervalsRow
    reason: str | None


class UnitRow(TypedDict):
    """One decision: a claim, a factor, and the code of everybody who took it."""

    claim: str
    factor: str
    codes: dict[str, Code]
    consensus: Code | None
    by: str | None
    date: str | None


class CodingRow(TypedDict):
    """Whether links were coded twice: how many of them, and how far the coders agree."""

    status: CodingStatus
    double: int
    links: int
    agreement: AgreementRow | None


class ConcernRow(TypedDict):
    """A person's concern about one GRADE-CERQual component."""

    component: Component
    level: ConcernLevel
    reason: str


class AssessmentRow(TypedDict):
    """A person's GRADE-CERQual assessment of the evidence on a factor."""

    concerns: list[ConcernRow]
    by: str
    date: str


def move_row(move: Move) -> MoveRow:
    """Return a move as JSON."""
    return {"id": move.id, "before": _judged(move.before), "after": _judged(move.after)}


def _judged(one: Judgement) -> JudgedRow:
    return {
        "state": one.state,
        "strength": one.strength,
        "indirect": one.indirect,
        "evidence": one.evidence,
        "agreement": one.agreement,
    }


def agreement_row(one: Agreement) -> AgreementRow:
    """Return the agreement on a target as JSON."""
    return {
        "factor": one.target or None,
        "n": one.n,
        "linked": one.linked,
        "coders": len(one.coders),
        "observed": one.observed,
        "alpha": one.alpha.value,
        "ac1": one.ac1.value,
        "kappa": one.kappa.value,
        "kappa_kind": one.kappa_kind,
        "low": one.alpha.low,
        "high": one.alpha.high,
        "intervals": {
            "alpha": _interval(one.alpha),
            "ac1": _interval(one.ac1),
            "kappa": _interval(one.kappa),
        },
        "reason": one.reason or None,
    }


def _interval(one: Coefficient) -> IntervalRow:
    return {"low": one.low, "high": one.high}


def unit_row(unit: Unit) -> UnitRow:
    """Return a decision as JSON."""
    agreed = unit.consensus
    return {
        "claim": unit.claim.id,
        "factor": unit.target,
        "codes": dict(unit.codes),
        "consensus": agreed.stance if agreed else None,
        "by": agreed.by if agreed else None,
        "date": agreed.date if agreed else None,
    }


def coding_row(map_: EvidenceMap, *targets: str) -> CodingRow:
    """Return how the links to some targets were coded, or to all; agreement of one, or of all."""
    chosen = targets or tuple(map_.codes.targets)
    double, links = map_.codes.counts_of(*chosen)
    agreement = None
    if double and len(targets) < 2:
        overall, each = map_.agreement
        agreement = agreement_row(each[targets[0]] if targets else overall)
    status = map_.codes.status_of(*chosen)
    return {"status": status, "double": double, "links": links, "agreement": agreement}


def assessment_row(one: Assessment) -> AssessmentRow:
    """Return an assessment as JSON."""
    return {
        "concerns": [
            {"component": c.component, "level": c.level, "reason": c.reason} for c in one.concerns
        ],
        "by": one.by,
        "date": one.date,
    }
