"""Factor by type of evidence: what is counted in each cell, and the choices that narrow it down.

The unit is that of the rating, the line of evidence. A choice selects claims and never rates anew:
what is left is counted, and the state of a factor stays that of all its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.model import Claim
from evidence.model.claim import STANCES, Stance
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.reach import decades, regions

UNKNOWN = "unknown"
"""The value of a facet where the appraisal does not say."""

FACETS = ("method", "outcome", "stance", "seen", "checked", "region", "period", "work")
"""What can be chosen, in the order in which it is shown."""

SEEN = ("first-hand", "reported")
CHECKED = ("checked", "unchecked")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one voting claim says of one factor, and where it comes from.

    `facets` holds its values of every facet; of regions and periods there may be several.
    """

    claim: Claim
    factor: str
    stance: Stance
    line: str
    facets: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Different lines, works and claims; `supports` and the like are lines with such a claim.

    A line with claims of two stances counts in both. `checked` are the lines with a claim that was
    checked at its source.
    """

    lines: int = 0
    works: int = 0
    claims: int = 0
    supports: int = 0
    qualifies: int = 0
    contradicts: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Tallies by factor and method, by factor, and of everything."""

    cells: Mapping[tuple[str, str], Tally]
    factors: Mapping[str, Tally]
    total: Tally


def bearings(map_: EvidenceMap) -> tuple[Bearing, ...]:
    """Return what each voting claim says of each factor: in the order of factors, then of lines."""
    spelt: dict[str, str] = {}
    reach = {
        work: _reach(map_, work, spelt)
        for work in sorted({one for rating in map_.ratings.factors for one in rating.works})
    }
    found = []
    for rating in map_.ratings.factors:
        target = frozenset({rating.factor})
        for line in rating.lines:
            for claim in line.claims:
                stances = claim.stances_on(target)
                facets = {**_facets(map_, claim), **reach[claim.work]}
                found += [
                    Bearing(claim, rating.factor, stance, line.id,
                            {**facets, "stance": frozenset({stance})})
                    for stance in STANCES
                    if stance in stances
                ]  # fmt: skip
    return tuple(found)


def _reach(map_: EvidenceMap, key: str, spelt: dict[str, str]) -> dict[str, frozenset[str]]:
    """Return regions and periods of a work; spellings that differ in case alone are one region."""
    appraisal = map_.workspace.appraisals.get(key)
    years = decades(appraisal, map_.workspace.works.get(key))
    places = frozenset(spelt.setdefault(n.casefold(), n) for n in sorted(regions(appraisal)))
    return {
        "region": places or frozenset({UNKNOWN}),
        "period": frozenset(f"{year}s" for year in years) or frozenset({UNKNOWN}),
    }


def _facets(map_: EvidenceMap, claim: Claim) -> dict[str, frozenset[str]]:
    checked = claim.seen_in.kind in map_.evidence.rubric.checked_in
    return {
        "method": frozenset({claim.method}),
        "outcome": frozenset({claim.outcome}),
        "seen": frozenset({SEEN[claim.seen_in.second_hand]}),
        "checked": frozenset({CHECKED[not checked]}),
        "work": frozenset({claim.work}),
    }


def chosen(found: Iterable[Bearing], choice: Mapping[str, frozenset[str]]) -> tuple[Bearing, ...]:
    """Return what fits a choice: one of the values of each facet that it names.

    A facet without values does not narrow anything down.
    """
    asked = [(facet, values) for facet, values in choice.items() if values]
    return tuple(
        one for one in found if all(not values.isdisjoint(one.facets[f]) for f, values in asked)
    )


def grid(found: Iterable[Bearing]) -> Grid:
    """Count bearings by factor and method, by factor, and all together."""
    cells: defaultdict[tuple[str, str], list[Bearing]] = defaultdict(list)
    factors: defaultdict[str, list[Bearing]] = defaultdict(list)
    everything = tuple(found)
    for one in everything:
        cells[one.factor, one.claim.method].append(one)
        factors[one.factor].append(one)
    return Grid(
        {place: tally(inside) for place, inside in cells.items()},
        {factor: tally(inside) for factor, inside in factors.items()},
        tally(everything),
    )


def tally(found: Iterable[Bearing]) -> Tally:
    """Count the different lines, works and claims of some bearings."""
    everything = tuple(found)
    of = {stance: {one.line for one in everything if one.stance == stance} for stance in STANCES}
    return Tally(
        lines=len({one.line for one in everything}),
        works=len({one.claim.work for one in everything}),
        claims=len({one.claim.id for one in everything}),
        supports=len(of["supports"]),
        qualifies=len(of["qualifies"]),
        contradicts=len(of["contradicts"]),
        checked=len({one.line for one in everything if CHECKED[0] in one.facets["checked"]}),
    )


def values_of(map_: EvidenceMap, found: Iterable[Bearing]) -> dict[str, tuple[str, ...]]:
    """Return the values of every facet that occur, in the order of rubric and framework.

    Regions are sorted, decades by time, works as in the bibliography; what is not known comes last.
    """
    occur: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for one in found:
        for facet, values in one.facets.items():
            occur[facet] |= values
    known: dict[str, Iterable[str]] = {
        "method": (method.id for method in map_.evidence.rubric.methods),
        "outcome": (outcome.id for outcome in map_.workspace.framework.outcomes),
        "stance": ("supports", "qualifies", "contradicts"),
        "seen": SEEN,
        "checked": CHECKED,
        "region": (*sorted(occur["region"] - {UNKNOWN}, key=str.casefold), UNKNOWN),
        "period": (*sorted(occur["period"] - {UNKNOWN}), UNKNOWN),
        "work": map_.workspace.works,
    }
    return {facet: tuple(v for v in known[facet] if v in occur[facet]) for facet in FACETS}
