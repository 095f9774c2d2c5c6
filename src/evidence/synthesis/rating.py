"""Rate the factors and rows of a framework by the rubric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from evidence.model import Claim, Factor, Framework, LineOfEvidence, Rating, Row
from evidence.model.rating import Body, Later
from evidence.model.seal import Flat, basis_of, seal
from evidence.synthesis.lines import count, group
from evidence.synthesis.sensitivity import (
    smallest_changes,
    without_each_line,
    without_each_note,
)
from evidence.synthesis.tally import Tally, profile
from evidence.synthesis.votes import Evidence
from evidence.workspace.cache import Shelf
from evidence.workspace.load_people import Judgements
from evidence.workspace.program import code
from evidence.workspace.settled import Settled

_HEAD = ("judgement", "counts", "without_notes", "changes", "works", "methods")
"""What of a rating is read at once."""


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
    shelf: Shelf | None = None,
    settled: Settled | None = None,
) -> Ratings:
    """Rate every factor, and every row over the pooled lines of its factors.

    What people judge stands beside the computed ratings and changes none of them.
    `shelf` keeps ratings by all that they follow from; `settled` knows keys of before.
    """
    rater = Rater(evidence, shelf, settled)
    judgements = judgements or Judgements()
    factors = {factor.id: rater.factor(factor, judgements) for factor in framework.factors}
    rows = tuple(
        rater.row(row, [factors[one.id] for one in framework.in_row(row)]) for row in framework.rows
    )
    return Ratings(tuple(factors.values()), rows)


class Rater:
    """Rates factors and rows from the same claims; see `rate_all`."""

    def __init__(
        self, evidence: Evidence, shelf: Shelf | None = None, settled: Settled | None = None
    ) -> None:
        self._evidence = evidence
        self._settled = settled or Settled()
        self._shelf = shelf
        shared = (evidence.rubric, evidence.article, evidence.primary_outcome)
        self._shared = seal((code("model", "synthesis"), Flat()(shared)))

    @cached_property
    def _by_target(self) -> dict[str, list[Claim]]:
        return _by_target(self._evidence.claims)

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
        rate = Later(lambda: _rate(targets, self._linked_to(targets), self._evidence))
        return _kept(self._shelf, self._key(targets), rate) if self._shelf else rate.value

    def _linked_to(self, targets: frozenset[str]) -> list[Claim]:
        linked = (self._by_target.get(target, ()) for target in sorted(targets))
        return list({claim.id: claim for some in linked for claim in some}.values())

    def _key(self, targets: frozenset[str]) -> str:
        """Return the fingerprint of everything that a rating follows from."""
        names = sorted(targets)

        def exact() -> bytes:
            basis = [self._evidence.basis(claim) for claim in self._linked_to(targets)]
            return seal((self._shared, names, basis))

        def finer() -> bytes:
            return seal([basis_of(claim) for claim in self._linked_to(targets)])

        return self._settled.of(" ".join(names), [self._shared], exact, finer).hex()


def _kept(shelf: Shelf, key: str, rate: Later[Rating]) -> Rating:
    """Return the rating with a key from a shelf; its body is read when it is asked for."""
    name = f"{key} body"
    head = shelf.find(key) if shelf.keep(name) else None
    if not isinstance(head, tuple) or len(head) != len(_HEAD):
        rating = rate.value
        shelf.put(key, tuple(getattr(rating, part) for part in _HEAD))
        shelf.put(name, rating.body.value)
        return rating
    body = Later(lambda: shelf.find(name) or rate.value.body.value)
    return Rating(body, **dict(zip(_HEAD, head, strict=True)))


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

    body = Body(lines, tuple(voting), tuple(silent), without_each_line(profiles, tally, rubric))
    return Rating(
        body=Later(lambda: body),
        judgement=judgement,
        counts=count(lines),
        without_notes=without_each_note(voting, profiles, tally, without, evidence),
        changes=smallest_changes(profiles, tally, judgement, rubric),
        works=tuple(sorted({claim.work for claim in voting})),
        methods=tuple(sorted({claim.method for claim in voting})),
    )


def _by_target(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Sort claims by the factors they are linked to, in the order of their ids."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        for target in {link.factor for link in claim.links}:
            found[target].append(claim)
    return dict(found)
