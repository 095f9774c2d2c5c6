"""What is missing: factors, rows, works and notes that the evidence does not reach.

Pure functions over an evidence map. Every list keeps the order of its source: factors and rows that
of the framework, works that of the bibliography, notes that of the article, claims that of their
files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from evidence.model import Claim, Factor, Framework, NoteLink, Rating, Work
from evidence.model.records import UNREAD
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.reach import decades, is_world, regions, studied_regions

UNCOVERED = frozenset({"none", "thin"})
WAITING = "proposed"
"""The status of a claim that waits, and why it has no vote."""


@dataclass(frozen=True, slots=True)
class FactorGap:
    """Factors and rows with one gap in common; `notes` holds a remark on each, or nothing."""

    kind: str
    ratings: tuple[Rating, ...]
    notes: tuple[str, ...]


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

    factors: tuple[FactorGap, ...]
    without_mirror: tuple[Factor, ...]
    one_sided: tuple[OneSided, ...]
    cited_without_claim: tuple[Work, ...]
    unread: tuple[NoteLink, ...]
    waiting: tuple[Waiting, ...]


def find_gaps(map_: EvidenceMap) -> Gaps:
    """Return what is missing in a map."""
    return Gaps(
        factors=tuple(_factor_gap(map_, kind, remark) for kind, remark in FACTOR_GAPS.items()),
        without_mirror=without_mirror(map_.workspace.framework),
        one_sided=one_sided(map_),
        cited_without_claim=cited_without_claim(map_),
        unread=unread(map_),
        waiting=waiting(map_),
    )


def _factor_gap(map_: EvidenceMap, kind: str, remark: Remark) -> FactorGap:
    """Return the factors and rows on which there is something to remark."""
    ratings = (*map_.ratings.factors, *map_.ratings.rows)
    found = [(rating, said) for rating in ratings if (said := remark(map_, rating)) is not None]
    return FactorGap(kind, tuple(one for one, _ in found), tuple(said for _, said in found))


def remarks(map_: EvidenceMap, rating: Rating) -> Iterator[tuple[str, str]]:
    """Yield the kind of each gap that one factor or row has, and the remark on it, or nothing."""
    for kind, remark in FACTOR_GAPS.items():
        said = remark(map_, rating)
        if said is not None:
            yield kind, said


def _without_evidence(_: EvidenceMap, rating: Rating) -> str | None:
    return None if rating.counts.total else ""


def _not_empirical(_: EvidenceMap, rating: Rating) -> str | None:
    return "" if rating.counts.total and not rating.counts.empirical else None


def _one_line(map_: EvidenceMap, rating: Rating) -> str | None:
    return map_.line_name(rating.lines[0].id) if rating.counts.total == 1 else None


def _one_method(map_: EvidenceMap, rating: Rating) -> str | None:
    if len(rating.methods) != 1:
        return None
    method = map_.evidence.rubric.method[rating.methods[0]]
    return None if method.empirical else f"{method.label} only"


def _one_region(map_: EvidenceMap, rating: Rating) -> str | None:
    appraisals = map_.workspace.appraisals
    names: set[str] = set()
    for key in rating.works:
        names.update(map(str.casefold, regions(appraisals.get(key))))
        if len(names) > 1:
            return None
    found, unknown = studied_regions(rating.works, appraisals)
    if not found or any(map(is_world, found)):
        return None
    return _only(next(iter(found)), len(unknown))


def _one_decade(map_: EvidenceMap, rating: Rating) -> str | None:
    space = map_.workspace
    studied = (decades(space.appraisals.get(key), space.works.get(key)) for key in rating.works)
    return _the_one(studied)


def _published_in_one_decade(map_: EvidenceMap, rating: Rating) -> str | None:
    years = (map_.workspace.works[key].year for key in rating.works)
    return _the_one({year // 10 * 10} if year is not None else set() for year in years)


def _the_one(of_works: Iterable[Set[int]]) -> str | None:
    """Name the decade that all works have in common which have any; None where there are more."""
    known: set[int] = set()
    unknown = 0
    for found in of_works:
        known |= found
        unknown += not found
        if len(known) > 1:
            return None
    return _only(f"{min(known)}s", unknown) if known else None


def _only(what: str, unknown: int) -> str:
    if not unknown:
        return f"{what} only"
    return f"{what} only; unknown of {unknown} {'work' if unknown == 1 else 'works'}"


def _only_reported(_: EvidenceMap, rating: Rating) -> str | None:
    return "" if rating.as_reported else None


Remark = Callable[[EvidenceMap, Rating], str | None]
FACTOR_GAPS: dict[str, Remark] = {
    "without-evidence": _without_evidence,
    "not-empirical": _not_empirical,
    "one-line": _one_line,
    "one-method": _one_method,
    "one-region": _one_region,
    "one-decade": _one_decade,
    "published-in-one-decade": _published_in_one_decade,
    "only-reported": _only_reported,
}
"""What each kind of gap remarks on a factor or row: None where it has no such gap."""


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
        silence = map_.silence(claim) if claim.status == WAITING else None
        if silence and silence.code == WAITING:
            found.append(Waiting(claim, claim.remark or silence.reason))
    return tuple(found)
