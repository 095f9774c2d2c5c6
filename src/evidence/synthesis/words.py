"""The few words that a rating is shown with everywhere; `explain` says it in paragraphs."""

from __future__ import annotations

from evidence.model import Rating

STATE_MEANINGS = {
    "none": "no claim in these sources counts as evidence",
    "contradicted": "most of the weight, and at least two lines, speak against it",
    "thin": "too few independent lines, or too few empirical ones, to judge",
    "contested": "the lines disagree: less than half of the weight supports it",
    "mixed": "the lines partly agree",
    "consistent": "the lines largely agree",
}


def verdict(rating: Rating) -> str:
    """Return state and, where there is one, strength: 'mixed, moderate'."""
    return f"{rating.state}, {rating.strength}" if rating.strength else rating.state


def marks(rating: Rating) -> tuple[str, ...]:
    """Return the words that stand beside the verdict: 'indirect', 'as reported'."""
    found = (("indirect", rating.judgement.indirect), ("as reported", rating.as_reported))
    return tuple(word for word, holds in found if holds)
