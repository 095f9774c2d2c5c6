"""Other ways to look at the same evidence, as plain counts and never as a second score.

The vote count takes publications one by one, each with one vote, as the review behind the USHMM's
online tools counts findings for and against. DFID's How to Note 'Assessing the Strength of
Evidence' (2014) looks at the quality of the studies, the size of the body, its consistency and its
context. docs/workspace.md says how far either method could be verified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.model import Claim, Rating
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.reach import is_world, studied_regions

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoteCount:
    """Works that find for, against, and both ways or with reservations.

    Every publication counts, earlier estimates that a later one of their line replaces included.
    """

    supports: Keys
    contradicts: Keys
    mixed: Keys


@dataclass(frozen=True, slots=True)
class FourCriteria:
    """Works, lines and claims by what DFID's four criteria ask for.

    quality: works by peer review, with an empirical method, with cases without the outcome. size:
    works and lines. consistency: lines by stance. context: works by region, claims by outcome.
    """

    works: Keys
    peer_reviewed: Keys
    not_peer_reviewed: Keys
    review_unknown: Keys
    empirical: Keys
    negative_cases: Keys
    regions: dict[str, Keys]
    world: Keys
    region_unknown: Keys
    on_primary: Keys
    on_others: Keys


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands beside a rating."""

    votes: VoteCount
    criteria: FourCriteria


def compare(map_: EvidenceMap, rating: Rating) -> Comparison:
    """Count the evidence on a factor or row in the other ways."""
    return Comparison(_votes(rating), _criteria(map_, rating))


def _votes(rating: Rating) -> VoteCount:
    targets = frozenset(rating.factors)
    earlier = [one.claim for one in rating.silent if one.code == "superseded"]
    stances: dict[str, set[str]] = {}
    for claim in (*rating.voting, *earlier):
        stances.setdefault(claim.work, set()).update(claim.stances_on(targets))
    works = sorted(stances)
    return VoteCount(
        supports=tuple(key for key in works if stances[key] == {"supports"}),
        contradicts=tuple(key for key in works if stances[key] == {"contradicts"}),
        mixed=tuple(key for key in works if stances[key] not in ({"supports"}, {"contradicts"})),
    )


def _criteria(map_: EvidenceMap, rating: Rating) -> FourCriteria:
    appraisals, rubric = map_.workspace.appraisals, map_.evidence.rubric
    works = rating.works
    review = {
        key: one.peer_reviewed if (one := appraisals.get(key)) else "unknown" for key in works
    }
    found, unknown = studied_regions(works, appraisals)
    world = {key for name, keys in found.items() if is_world(name) for key in keys}
    primary = map_.workspace.framework.primary_outcome

    def having(holds: set[str]) -> Keys:
        return tuple(key for key in works if key in holds)

    return FourCriteria(
        works=works,
        peer_reviewed=tuple(key for key in works if review[key] == "yes"),
        not_peer_reviewed=tuple(key for key in works if review[key] == "no"),
        review_unknown=tuple(key for key in works if review[key] == "unknown"),
        empirical=having({c.work for c in rating.voting if rubric.method[c.method].empirical}),
        negative_cases=tuple(
            key for key in works if (one := appraisals.get(key)) and one.negative_cases == "yes"
        ),
        regions={name: tuple(keys) for name, keys in sorted(found.items()) if not is_world(name)},
        world=having(world),
        region_unknown=tuple(unknown),
        on_primary=_ids(claim for claim in rating.voting if claim.outcome == primary),
        on_others=_ids(claim for claim in rating.voting if claim.outcome != primary),
    )


def _ids(claims: Iterable[Claim]) -> Keys:
    return tuple(claim.id for claim in claims)
