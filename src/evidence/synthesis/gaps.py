"""What is missing: factors, works and notes that the evidence does not reach.

Pure functions over an evidence map. Every list keeps the order of its source: factors that of the
framework, works that of the bibliography, notes that of the article, claims that of their files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.model import Claim, Factor, Framework, NoteLink, Rating, Work
from evidence.model.records import UNREAD
from evidence.synthesis.evidence_map import EvidenceMap

UNCOVERED = frozenset({"none", "thin"})


@dataclass(frozen=True, slots=True)
class OneMethod:
    """A factor whose evidence is all of one kind, and that kind is not empirical."""

    rating: Rating
    method: str


@dataclass(frozen=True, slots=True)
class OneSided:
    """A factor with enough evidence to judge, whose mirror has too little."""

    covered: Rating
    mirror: Rating


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that is only proposed, and why: the coder's remark, else the rule's reason."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that is missing in one map."""

    without_evidence: tuple[Rating, ...]
    one_line: tuple[Rating, ...]
    not_empirical: tuple[Rating, ...]
    only_reported: tuple[Rating, ...]
    one_method: tuple[OneMethod, ...]
    without_mirror: tuple[Factor, ...]
    one_sided: tuple[OneSided, ...]
    cited_without_claim: tuple[Work, ...]
    unread: tuple[NoteLink, ...]
    waiting: tuple[Waiting, ...]


def find_gaps(map_: EvidenceMap) -> Gaps:
    """Return what is missing in a map."""
    ratings = map_.ratings.factors
    return Gaps(
        without_evidence=_where(ratings, lambda rating: not rating.lines),
        one_line=_where(ratings, lambda rating: rating.counts.total == 1),
        not_empirical=_where(ratings, lambda r: bool(r.lines) and not r.counts.empirical),
        only_reported=_where(ratings, lambda rating: rating.as_reported),
        one_method=one_method(map_),
        without_mirror=without_mirror(map_.workspace.framework),
        one_sided=one_sided(map_),
        cited_without_claim=cited_without_claim(map_),
        unread=unread(map_),
        waiting=waiting(map_),
    )


def mirrors(framework: Framework) -> dict[str, Factor]:
    """Return the mirror of each factor that has one, whichever of the two names the other."""
    found: dict[str, Factor] = {}
    by_id = framework.by_id
    for factor in framework.factors:
        other = by_id.get(factor.mirror)
        if other is not None and other.id != factor.id:
            found[factor.id] = other
    for factor in framework.factors:
        if factor.id in found:
            found.setdefault(found[factor.id].id, factor)
    return found


def without_mirror(framework: Framework) -> tuple[Factor, ...]:
    """Return the factors that have no counterpart on another side."""
    have = mirrors(framework)
    return tuple(factor for factor in framework.factors if factor.id not in have)


def one_sided(map_: EvidenceMap) -> tuple[OneSided, ...]:
    """Return the pairs of mirrors of which one is covered and the other is not.

    Covered means that the state of the evidence is more than none or thin.
    """
    have = mirrors(map_.workspace.framework)
    ratings = {rating.factor: rating for rating in map_.ratings.factors}
    return tuple(
        OneSided(rating, ratings[have[name].id])
        for name, rating in ratings.items()
        if name in have
        and rating.state not in UNCOVERED
        and ratings[have[name].id].state in UNCOVERED
    )


def one_method(map_: EvidenceMap) -> tuple[OneMethod, ...]:
    """Return the factors whose voting claims all share one method that is not empirical."""
    known = map_.evidence.rubric.method
    found = []
    for rating in map_.ratings.factors:
        methods = {claim.method for claim in rating.voting}
        if len(methods) == 1:
            (name,) = methods
            if not known[name].empirical:
                found.append(OneMethod(rating, name))
    return tuple(found)


def cited_without_claim(map_: EvidenceMap) -> tuple[Work, ...]:
    """Return the works that a note cites and that have no claim of their own."""
    return tuple(
        work
        for key, work in map_.workspace.works.items()
        if key in map_.notes_of_work
        and key not in map_.claims_of_work
        and key != map_.workspace.article
    )


def unread(map_: EvidenceMap) -> tuple[NoteLink, ...]:
    """Return the notes and works of which nobody has read whether the one bears out the other.

    A pair that a note cites twice stands here once; a citation without a work is no pair.
    """
    pairs = {(link.note, link.work): link for link in reversed(map_.workspace.notes)}
    kept = {id(link) for link in pairs.values()}
    return tuple(
        link
        for link in map_.workspace.notes
        if id(link) in kept
        and link.work
        and (
            (check := map_.check_of.get((link.note, link.work))) is None or check.verdict == UNREAD
        )
    )


def waiting(map_: EvidenceMap) -> tuple[Waiting, ...]:
    """Return the claims that wait as proposed, with the reason."""
    found = []
    for claim in map_.evidence.claims:
        silence = map_.silence(claim)
        if silence and silence.code == "proposed":
            found.append(Waiting(claim, claim.remark or silence.reason))
    return tuple(found)


def _where(ratings: Iterable[Rating], holds: Callable[[Rating], bool]) -> tuple[Rating, ...]:
    return tuple(rating for rating in ratings if holds(rating))
