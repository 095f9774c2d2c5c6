"""Lines of evidence: the unit that is counted, however many publications it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from math import prod

from evidence.model import Claim, LineCounts, LineOfEvidence
from evidence.model.claim import STANCES, Stance
from evidence.synthesis.votes import Evidence

UNIT = 1_000_000_000
"""Weights are whole billionths: nine places, summed exactly in any order."""


def weight(claim: Claim, evidence: Evidence) -> int:
    """Return method x outcome x design of a voting claim, in billionths.

    Design counts against a case study whose work is known to lack cases without the outcome.
    """
    rubric = evidence.rubric
    method = rubric.method[claim.method]
    appraisal = evidence.appraisals.get(claim.work)
    lacking = method.case_study and appraisal is not None and appraisal.negative_cases == "no"
    design = rubric.without_negative_cases if lacking else 1.0
    return product(method.weight, rubric.outcome_weights[claim.outcome], design)


@cache
def product(*weights: float) -> int:
    """Multiply weights as they were written in decimal; the result is in billionths."""
    exact = prod((Decimal(repr(weight)) for weight in weights), start=Decimal(UNIT))
    return int(exact.to_integral_value())


def group(
    claims: Iterable[Claim], targets: frozenset[str], evidence: Evidence
) -> tuple[LineOfEvidence, ...]:
    """Return the lines that voting claims form on the given factors, sorted by id."""
    by_line: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_line[evidence.line_of(claim.work)].append(claim)
    return tuple(
        _line(name, sorted(by_line[name], key=lambda c: c.id), targets, evidence)
        for name in sorted(by_line)
    )


def _line(
    name: str, claims: Sequence[Claim], targets: frozenset[str], evidence: Evidence
) -> LineOfEvidence:
    heaviest: dict[Stance, tuple[int, str]] = {}
    for claim in claims:
        value = weight(claim, evidence)
        for stance in claim.stances_on(targets):
            if stance not in heaviest or value > heaviest[stance][0]:
                heaviest[stance] = (value, claim.id)
    weights: dict[Stance, int] = {stance: heaviest.get(stance, (0, ""))[0] for stance in STANCES}
    stance = _stance(weights["supports"], weights["contradicts"], weights["qualifies"])
    supporting = [claim for claim in claims if "supports" in claim.stances_on(targets)]
    if stance != "supports":
        supporting = []
    empirical, primary, methods = _reach(claims, evidence)
    sup_empirical, sup_primary, sup_methods = _reach(supporting, evidence)
    first = evidence.appraisals.get(claims[0].work)
    return LineOfEvidence(
        id=name,
        works=tuple(sorted({claim.work for claim in claims})),
        claims=tuple(claims),
        weights=weights,
        heaviest={stance: found[1] for stance, found in heaviest.items()},
        stance=stance,
        empirical=empirical,
        primary=primary,
        methods=methods,
        supporting_empirical=sup_empirical,
        supporting_primary=sup_primary,
        supporting_methods=sup_methods,
        checked=any(claim.seen_in.kind in evidence.rubric.checked_in for claim in claims),
        reason=first.line_reason if first else "",
    )


def _stance(supports: int, contradicts: int, qualifies: int) -> Stance:
    """Doubled, so that half of a qualification stays whole."""
    if supports > 0 and 2 * supports >= 2 * contradicts + qualifies:
        return "supports"
    return "contradicts" if 2 * contradicts > 2 * supports + qualifies else "qualifies"


def _reach(claims: Sequence[Claim], evidence: Evidence) -> tuple[bool, bool, frozenset[str]]:
    """Return whether the line is empirical, whether on the primary outcome, and its methods."""
    methods = frozenset(claim.method for claim in claims)
    empirical = any(evidence.rubric.method[method].empirical for method in methods)
    on_primary = any(claim.outcome == evidence.primary_outcome for claim in claims)
    return empirical, empirical and on_primary, methods


def count(lines: Sequence[LineOfEvidence]) -> LineCounts:
    """Count lines by stance, and those that are empirical or were checked at the source."""
    stances = [line.stance for line in lines]
    return LineCounts(
        total=len(lines),
        supports=stances.count("supports"),
        contradicts=stances.count("contradicts"),
        qualifies=stances.count("qualifies"),
        empirical=sum(line.empirical for line in lines),
        checked=sum(line.checked for line in lines),
    )
