"""Rate the factors and rows of a framework by the rubric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from evidence.model import Claim, Factor, Framework, LineOfEvidence, Rating, Row
from evidence.model.seal import Flat, seal
from evidence.synthesis.lines import count, group
from evidence.synthesis.sensitivity import (
    smallest_changes,
    without_each_line,
    without_each_note,
)
from evidence.synthesis.tally import Tally, profile
from evidence.synthesis.votes import Evidence
from evidence.workspace.load_people import Judgements
from evidence.workspace.program import code
from evidence.workspace.settled import Settled

Keep = Callable[[str, Callable[[], Rating]], Rating]


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
    framework: Framework,
    evidence: Evidence,
    judgements: Judgements | None = None,
    keep: Keep | None = None,
    settled: Settled | None = None,
) -> Ratings:
    """Rate every factor, and every row over the pooled lines of its factors.

    What people judge stands beside the computed ratings and changes none of them.
    `keep(key, compute)` may return what it was given under a key before: equal keys, equal ratings.
    `settled` knows keys of before.
    """
    rater = Rater(evidence, keep, settled)
    judgements = judgements or Judgements()
    factors = {factor.id: rater.factor(factor, judgements) for factor in framework.factors}
    rows = tuple(
        rater.row(row, [factors[one.id] for one in framework.in_row(row)]) for row in framework.rows
    )
    return Ratings(tuple(factors.values()), rows)


class Rater:
    """Rates factors and rows from the same claims; see `rate_all`."""

    def __init__(
        self, evidence: Evidence, keep: Keep | None = None, settled: Settled | None = None
    ) -> None:
        self._evidence = evidence
        self._settled = settled or Settled()
        self._by_target = _by_target(evidence.claims)
        self._keep = keep
        shared = (evidence.rubric, evidence.article, evidence.primary_outcome)
        self._shared = seal((code("model", "synthesis"), Flat()(shared)))

    def factor(self, factor: Factor, judgements: Judgements) -> Rating:
        """Rate one factor from the claims linked to it."""
        return replace(
            self._rating(frozenset({factor.id})),
            factor=factor.id,
            dimension=factor.dimension,
            side=factor.side,
            factors=(factor.id,),
            proposition=factor.proposition,
            override=judgements.override_of.get(factor.id),
            assessments=judgements.assessments_of.get(factor.id, ()),
        )

    def row(self, row: Row, cells: Sequence[Rating]) -> Rating:
        """Rate one dimension on one side: the same rule over pooled lines, never an average."""
        names = tuple(cell.factor for cell in cells)
        strengths = sorted((cell.strength for cell in cells), key=self._evidence.rubric.rank)
        return replace(
            self._rating(frozenset(names)),
            dimension=row.dimension,
            side=row.side,
            factors=names,
            range=(strengths[0], strengths[-1]) if strengths else (None, None),
        )

    def _rating(self, targets: frozenset[str]) -> Rating:
        linked = (self._by_target.get(target, ()) for target in sorted(targets))
        claims = list({claim.id: claim for some in linked for claim in some}.values())
        if self._keep is None:
            return _rate(targets, claims, self._evidence)
        key = self._key(targets, claims)
        return self._keep(key, lambda: _rate(targets, claims, self._evidence))

    def _key(self, targets: frozenset[str], claims: Sequence[Claim]) -> str:
        """Return the fingerprint of everything that a rating follows from."""
        names = sorted(targets)

        def exact() -> bytes:
            basis = [self._evidence.basis(claim) for claim in claims]
            return seal((self._shared, names, basis))

        return self._settled.of(" ".join(names), [self._shared], exact).hex()


def _rate(targets: frozenset[str], claims: Sequence[Claim], evidence: Evidence) -> Rating:
    rubric = evidence.rubric
    by_line: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_line[evidence.line_of(claim.work)].append(claim)
    voting, silent = evidence.decide(claims)
    lines = group(voting, targets, evidence)
    profiles = {line.id: profile(line) for line in lines}
    tally = Tally(profiles.values())
    judgement = tally.judge(rubric)

    def without(line: str, ids: frozenset[str]) -> LineOfEvidence | None:
        rest, _ = evidence.decide(by_line[line], without=ids)
        return next(iter(group(rest, targets, evidence)), None)

    return Rating(
        judgement=judgement,
        lines=lines,
        counts=count(lines),
        voting=tuple(voting),
        silent=tuple(silent),
        without_lines=without_each_line(profiles, tally, rubric),
        without_notes=without_each_note(voting, profiles, tally, without, evidence),
        changes=smallest_changes(profiles, tally, judgement, rubric),
    )


def _by_target(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Sort claims by the factors they are linked to, in the order of their ids."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        for target in {link.factor for link in claim.links}:
            found[target].append(claim)
    return dict(found)
