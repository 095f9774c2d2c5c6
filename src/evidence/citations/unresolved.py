"""Citations without a work: why, and what they may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.citations.fit import Fit
from evidence.model.citation import Candidate, Citation, Reference

MOST_CANDIDATES = 5


def unresolved(
    reference: Reference, reason: str, candidates: tuple[Candidate, ...] = ()
) -> Citation:
    """Return a citation without a work of the bibliography."""
    return Citation(reference, None, reference.locator, reason=reason, candidates=candidates)


def best_of(fits: Iterable[Fit]) -> tuple[Candidate, ...]:
    """Return the works that fit best, of works in this order."""
    found = (Candidate(one.key, round(one.score, 3)) for one in fits)
    return tuple(found)[:MOST_CANDIDATES]


def equally(keys: Sequence[str]) -> tuple[Candidate, ...]:
    """Return works of which each may as well be meant; an empty key is one that is not known."""
    share = round(1 / len(keys), 3)
    return tuple(Candidate(key, share) for key in keys if key)[:MOST_CANDIDATES]
