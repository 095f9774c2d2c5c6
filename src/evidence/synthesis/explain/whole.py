"""A rating with everything that stands beside its numbers, as JSON."""

from __future__ import annotations

from evidence.model import Rating
from evidence.synthesis.comparison import compare
from evidence.synthesis.contract import FactorRating, RowRating
from evidence.synthesis.contract_explained import (
    Explained,
    comparison_row,
    explanation_row,
    overlap_row,
)
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain import explain


def explained(
    map_: EvidenceMap, rating: Rating, row: FactorRating | RowRating, words: bool = True
) -> Explained:
    """Return what stands beside a rating; `row` is its JSON, `words` asks for the explanation."""
    return {
        "explanation": explanation_row(explain(map_, rating)) if words else None,
        "comparison": comparison_row(compare(map_, rating), row),
        "overlap": [
            overlap_row(one, (map_.line_name(one.lines[0]), map_.line_name(one.lines[1])))
            for one in map_.overlaps_of(rating)
        ],
    }
