"""The JSON of explanations, comparisons and overlaps, field by field; see `synthesis.contract`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from evidence.synthesis.contract import FactorRating, RowRating

if TYPE_CHECKING:
    from evidence.synthesis.comparison import Comparison
    from evidence.synthesis.explain.prose import Explanation, Sentence
    from evidence.synthesis.overlap import LineOverlap


class PieceRow(TypedDict):
    """A part of a sentence; see `evidence.synthesis.explain.prose.Piece`.

    `of` is the list that a `count` counts, what a `figure` is about, or what a `name` or `quote`
    names, and `id` which.
    """

    text: str
    kind: str
    of: str | None
    id: str | None
    number: int | None


class SentenceRow(TypedDict):
    """A sentence, whole and in its pieces."""

    text: str
    pieces: list[PieceRow]


class ParagraphRow(TypedDict):
    """Sentences on one topic."""

    topic: str
    text: str
    sentences: list[SentenceRow]


class ListRow(TypedDict):
    """What a count counts: the ids of lines, claims, works, overlaps, changes or notes."""

    name: str
    title: str
    of: str
    ids: list[str]


class ExplanationRow(TypedDict):
    """A rating in paragraphs, and the list behind every count."""

    paragraphs: list[ParagraphRow]
    lists: list[ListRow]


class VoteCountRow(TypedDict):
    """Works with one vote each, earlier estimates included."""

    supports: int
    contradicts: int
    mixed: int


class CriteriaRow(TypedDict):
    """DFID's four criteria as counts of works, lines and claims; regions with their works."""

    works: int
    lines: int
    peer_reviewed: int
    not_peer_reviewed: int
    review_unknown: int
    empirical: int
    negative_cases: int
    supports: int
    contradicts: int
    qualifies: int
    world: int
    regions: dict[str, int]
    region_unknown: int
    on_primary: int
    on_others: int


class ComparisonRow(TypedDict):
    """Other ways to count the same evidence: no second score."""

    vote_count: VoteCountRow
    criteria: CriteriaRow


class OverlapRow(TypedDict):
    """Two lines that share something; `factors` are those on which both vote."""

    lines: list[str]
    names: list[str]
    kind: str
    declared: bool
    reasons: list[str]
    factors: list[str]


class Explained(TypedDict):
    """What a rating has beside its numbers; no `explanation` where none was asked for."""

    explanation: ExplanationRow | None
    comparison: ComparisonRow
    overlap: list[OverlapRow]


class ExplainedFactor(FactorRating, Explained):
    """The rating of one factor, explained."""


class ExplainedRow(RowRating, Explained):
    """The rating of a row, explained."""


def explanation_row(explanation: Explanation) -> ExplanationRow:
    """Return an explanation as JSON."""
    return {
        "paragraphs": [
            {
                "topic": one.topic,
                "text": one.text,
                "sentences": [_sentence(said) for said in one.sentences],
            }
            for one in explanation.paragraphs
        ],
        "lists": [
            {"name": one.name, "title": one.title, "of": one.of, "ids": list(one.ids)}
            for one in explanation.lists.values()
        ],
    }


def _sentence(said: Sentence) -> SentenceRow:
    return {
        "text": "".join(piece.text for piece in said),
        "pieces": [
            {
                "text": piece.text,
                "kind": piece.kind,
                "of": piece.of or None,
                "id": piece.id or None,
                "number": piece.number,
            }
            for piece in said
        ],
    }


def comparison_row(comparison: Comparison, rating: FactorRating | RowRating) -> ComparisonRow:
    """Return a comparison as JSON; `rating` has the counts of lines."""
    votes, found, lines = comparison.votes, comparison.criteria, rating["lines"]
    return {
        "vote_count": {
            "supports": len(votes.supports),
            "contradicts": len(votes.contradicts),
            "mixed": len(votes.mixed),
        },
        "criteria": {
            "works": len(found.works),
            "lines": lines["total"],
            "peer_reviewed": len(found.peer_reviewed),
            "not_peer_reviewed": len(found.not_peer_reviewed),
            "review_unknown": len(found.review_unknown),
            "empirical": len(found.empirical),
            "negative_cases": len(found.negative_cases),
            "supports": lines["supports"],
            "contradicts": lines["contradicts"],
            "qualifies": lines["qualifies"],
            "world": len(found.world),
            "regions": {name: len(keys) for name, keys in found.regions.items()},
            "region_unknown": len(found.region_unknown),
            "on_primary": len(found.on_primary),
            "on_others": len(found.on_others),
        },
    }


def overlap_row(overlap: LineOverlap, names: tuple[str, str]) -> OverlapRow:
    """Return an overlap as JSON; `names` are those of its lines."""
    return {
        "lines": list(overlap.lines),
        "names": list(names),
        "kind": overlap.kind,
        "declared": overlap.declared,
        "reasons": list(overlap.reasons),
        "factors": list(overlap.factors),
    }
