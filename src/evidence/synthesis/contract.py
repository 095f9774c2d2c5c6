"""What the program tells other programs: the JSON of ratings and claims, field by field.

These types are the contract; the JSON Schemas in docs/schemas/ are generated from them. Counts are
integers, levels lower-case words or null, and fields are only ever added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import TypedDict

from evidence.model.rubric import Agreement, Level, State
from evidence.synthesis.contract_people import AssessmentRow, assessment_row

if TYPE_CHECKING:
    from evidence.model import Claim, Locator, Rating, Silence


class LocatorRow(TypedDict):
    """Where in a work: a CSL label and the value as printed."""

    label: str
    value: str


class LinkRow(TypedDict):
    """A claim's bearing on one factor."""

    factor: str
    stance: Literal["supports", "contradicts", "qualifies"]


class SeenRow(TypedDict):
    """Where the claim was read."""

    kind: str
    work: str | None
    note: list[str]
    attribution: str | None
    source: str | None


class ClaimRow(TypedDict):
    """A claim: the fields of its file, and its work."""

    work: str
    id: str
    statement: str
    kind: str
    concept: str | None
    method: str | None
    outcome: str
    scope: str | None
    locator: LocatorRow | None
    links: list[LinkRow]
    seen_in: SeenRow
    supersedes: list[str]
    also_listed: list[str]
    question: list[str]
    actors: list[str]
    anchor: dict[str, str | int] | None
    coder: str
    date: str
    status: str
    remark: str | None


class SilentRow(ClaimRow):
    """A claim that has no vote: `code` is a stable word, `reason` a sentence."""

    code: str
    reason: str


class LinesRow(TypedDict):
    """Lines of evidence, counted."""

    total: int
    supports: int
    contradicts: int
    qualifies: int
    empirical: int
    checked: int


class VotesRow(TypedDict):
    """The plain vote count, beside the rating."""

    supports: int
    contradicts: int
    qualifies: int


class OverrideRow(TypedDict):
    """A person's judgement, beside the computed strength."""

    strength: str | None
    reason: str
    by: str
    date: str


class WithoutLineRow(TypedDict):
    """What would remain without one line."""

    line: str
    evidence: Level
    state: State
    strength: str | None


class WithoutNoteRow(TypedDict):
    """What would remain without what one note reports."""

    note: str
    strength: str | None


class SensitivityRow(TypedDict):
    """What the rating hangs on."""

    without: list[WithoutLineRow]
    notes: list[WithoutNoteRow]


class ChangeRow(TypedDict):
    """A smallest change that moves the strength: the named lines gone, or so many new ones."""

    kind: Literal["remove", "add"]
    lines: int
    strength: str | None
    stance: str | None
    names: list[str]


class RatingCore(TypedDict):
    """What factors and rows have in common."""

    dimension: str
    side: str
    proposition: str | None
    evidence: Level
    support: Level
    agreement: Agreement | None
    agreement_value: float | None
    strength: str | None
    indirect: bool
    as_reported: bool
    state: State
    claims: int
    works: int
    lines: LinesRow
    votes: VotesRow
    listed: int
    override: OverrideRow | None
    assessments: list[AssessmentRow]
    sensitivity: SensitivityRow
    changes: list[ChangeRow]


class FactorRating(RatingCore):
    """The rating of one factor."""

    factor: str


class RowRating(RatingCore):
    """The rating of one dimension on one side, with the range of its factors' strengths."""

    factors: list[str]
    range: list[str | None]


def locator_row(locator: Locator | None) -> LocatorRow | None:
    """Return a locator as JSON."""
    return {"label": locator.label, "value": locator.value} if locator else None


def claim_row(claim: Claim) -> ClaimRow:
    """Return a claim as JSON; optional fields that are empty are null."""
    seen = claim.seen_in
    return {
        "work": claim.work,
        "id": claim.id,
        "statement": claim.statement,
        "kind": claim.kind,
        "concept": claim.concept or None,
        "method": claim.method or None,
        "outcome": claim.outcome,
        "scope": claim.scope or None,
        "locator": locator_row(claim.locator),
        "links": [{"factor": link.factor, "stance": link.stance} for link in claim.links],
        "seen_in": {
            "kind": seen.kind,
            "work": seen.work or None,
            "note": list(seen.notes),
            "attribution": seen.attribution,
            "source": seen.source or None,
        },
        "supersedes": list(claim.supersedes),
        "also_listed": list(claim.also_listed),
        "question": list(claim.question),
        "actors": list(claim.actors),
        "anchor": dict(claim.anchor) if claim.anchor else None,  # type: ignore[arg-type]
        "coder": claim.coder,
        "date": claim.date,
        "status": claim.status,
        "remark": claim.remark or None,
    }


def silent_row(silence: Silence) -> SilentRow:
    """Return a claim without a vote as JSON."""
    return {**claim_row(silence.claim), "code": silence.code, "reason": silence.reason}


def factor_rating(rating: Rating) -> FactorRating:
    """Return the rating of a factor as JSON."""
    return {"factor": rating.factor, **_core(rating)}


def row_rating(rating: Rating) -> RowRating:
    """Return the rating of a row as JSON."""
    return {**_core(rating), "factors": list(rating.factors), "range": list(rating.range)}


def _core(rating: Rating) -> RatingCore:
    judgement, counts, override = rating.judgement, rating.counts, rating.override
    targets = frozenset(rating.factors)
    stances = [stance for claim in rating.voting for stance in claim.stances_on(targets)]
    return {
        "dimension": rating.dimension,
        "side": rating.side,
        "proposition": rating.proposition or None,
        "evidence": judgement.evidence,
        "support": judgement.support,
        "agreement": judgement.agreement,
        "agreement_value": judgement.agreement_value,
        "strength": judgement.strength,
        "indirect": judgement.indirect,
        "as_reported": rating.as_reported,
        "state": judgement.state,
        "claims": len(rating.voting),
        "works": len(rating.works),
        "lines": {
            "total": counts.total,
            "supports": counts.supports,
            "contradicts": counts.contradicts,
            "qualifies": counts.qualifies,
            "empirical": counts.empirical,
            "checked": counts.checked,
        },
        "votes": {
            "supports": stances.count("supports"),
            "contradicts": stances.count("contradicts"),
            "qualifies": stances.count("qualifies"),
        },
        "listed": len(rating.also_listed),
        "override": {
            "strength": override.strength,
            "reason": override.reason,
            "by": override.by,
            "date": override.date,
        }
        if override
        else None,
        "assessments": [assessment_row(one) for one in rating.assessments],
        "sensitivity": {
            "without": [
                {
                    "line": one.line,
                    "evidence": one.evidence,
                    "state": one.state,
                    "strength": one.strength,
                }
                for one in rating.without_lines
            ],
            "notes": [{"note": one.note, "strength": one.strength} for one in rating.without_notes],
        },
        "changes": [
            {
                "kind": one.kind,
                "lines": one.lines,
                "strength": one.strength,
                "stance": one.stance,
                "names": list(one.names),
            }
            for one in rating.changes
        ],
    }
