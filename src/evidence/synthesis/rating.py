"""Rate the factors and rows of a framework by the rubric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.model import Claim, Factor, Framework, LineOfEvidence, Rating, Row
from evidence.synthesis.lines import count, group
from evidence.synthesis.sensitivity import (
    smallest_changes,
    without_each_line,
    without_each_note,
)
from evidence.synthesis.tally import Tally, profile
from evidence.synthesis.votes import Evidence
from evidence.workspace.load_people import Judgements


@dataclass(frozen=True)
class Ratings:
    """All ratings of a framework, in the order of its table."""

    factors: tuple[Rating, ...]
    rows: tuple[Rating, ...]

    def __getitem__(self, name: str) -> Rating:
        """Return the rating of a factor or row by its id; KeyError where there is none."""
        for rating in (*self.factors, *self.rows):
            if rating.id == name:
                return rating
        raise KeyError(name)


def rate_all(
    framework: Framework, evidence: Evidence, judgements: Judgements | None = None
) -> Ratings:
    """Rate every factor, and every row over the pooled lines of its factors.

    What people judge stands beside the computed ratings and changes none of them.
    """
    by_target = _by_target(evidence.claims)
    factors = {
        factor.id: rate_factor(factor, by_target, evidence, judgements or Judgements())
        for factor in framework.factors
    }
    rows = tuple(
        rate_row(row, tuple(factors[f.id] for f in framework.in_row(row)), by_target, evidence)
        for row in framework.rows
    )
    return Ratings(tuple(factors.values()), rows)


def rate_factor(
    factor: Factor,
    by_target: Mapping[str, Sequence[Claim]],
    evidence: Evidence,
    judgements: Judgements,
) -> Rating:
    """Rate one factor from the claims linked to it."""
    return replace(
        _rate(frozenset({factor.id}), by_target, evidence),
        factor=factor.id,
        dimension=factor.dimension,
        side=factor.side,
        factors=(factor.id,),
        proposition=factor.proposition,
        override=judgements.override_of.get(factor.id),
        assessments=judgements.assessments_of.get(factor.id, ()),
    )


def rate_row(
    row: Row,
    cells: Sequence[Rating],
    by_target: Mapping[str, Sequence[Claim]],
    evidence: Evidence,
) -> Rating:
    """Rate one dimension on one side: the same rule over pooled lines, never an average."""
    names = tuple(cell.factor for cell in cells)
    strengths = sorted((cell.strength for cell in cells), key=evidence.rubric.rank)
    return replace(
        _rate(frozenset(names), by_target, evidence),
        dimension=row.dimension,
        side=row.side,
        factors=names,
        range=(strengths[0], strengths[-1]) if strengths else (None, None),
    )


def _rate(
    targets: frozenset[str], by_target: Mapping[str, Sequence[Claim]], evidence: Evidence
) -> Rating:
    claims = list(
        {c.id: c for target in sorted(targets) for c in by_target.get(target, ())}.values()
    )
    rubric = evidence.rubric
    by_line: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_line[evidence.line_of(claim.work)].append(claim)
    voting, silent = evidence.decide(claims)
    lines = group(voting, targets, evidence)
    judgement = Tally(map(profile, lines)).judge(rubric)

    def without(line: str, ids: frozenset[str]) -> LineOfEvidence | None:
        rest, _ = evidence.decide(by_line[line], without=ids)
        return next(iter(group(rest, targets, evidence)), None)

    return Rating(
        judgement=judgement,
        lines=lines,
        counts=count(lines),
        voting=tuple(voting),
        silent=tuple(silent),
        without_lines=without_each_line(lines, rubric),
        without_notes=without_each_note(voting, lines, evidence.article, without, evidence),
        changes=smallest_changes(lines, judgement, rubric),
    )


def _by_target(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Sort claims by the factors they are linked to, in the order of their ids."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        for target in {link.factor for link in claim.links}:
            found[target].append(claim)
    return dict(found)
