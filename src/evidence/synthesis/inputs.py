"""Everything that decides a rating, as values that can be exchanged one by one.

A state of a workspace is taken apart into claims, works, appraisals, notes, checks, factors, rubric
and the article. A rating can then be computed for a state that never was: the old one with a single
change, or the new one without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from evidence.model import (
    Appraisal,
    Check,
    Claim,
    LineCounts,
    LineOfEvidence,
    NoteLink,
    Row,
    Rubric,
)
from evidence.model.rating import Judgement
from evidence.synthesis.changes import Change, first_claims, numbered, own_method
from evidence.synthesis.lines import count, group
from evidence.synthesis.tally import Tally, profile
from evidence.synthesis.votes import Evidence
from evidence.workspace import Workspace

Memory = dict[tuple[Hashable, ...], LineOfEvidence | None]
"""Lines by what decides on them; the states that they are of have to be kept as long."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rating stands: what the rule makes of the evidence, and the lines counted."""

    judgement: Judgement
    lines: LineCounts

    @property
    def verdict(self) -> tuple[str, str | None]:
        """State and strength: what people read of a rating."""
        return self.judgement.state, self.judgement.strength


@dataclass(frozen=True)
class Table:
    """What ratings need of a framework beside its factors."""

    rows: tuple[Row, ...] = ()
    wholes: frozenset[str] = frozenset()
    primary: str = ""


@dataclass(frozen=True)
class Inputs:
    """One state. `places` are the rows that factors stand in, `claims` have their own method only.

    The fields are named after the kinds of changes that exchange them.
    """

    claim: Mapping[str, Claim]
    work: Mapping[str, bool]
    appraisal: Mapping[str, Appraisal]
    note: Mapping[str, NoteLink]
    check: Mapping[str, Check]
    factor: Mapping[str, str]
    framework: Table
    rubric: Rubric | None
    settings: str

    @classmethod
    def of(cls, workspace: Workspace | None) -> Inputs:
        """Take a workspace apart; None is one that has nothing."""
        if workspace is None:
            return cls({}, {}, {}, {}, {}, {}, Table(), None, "")
        framework = workspace.framework
        return cls(
            claim={
                name: claim if own_method(claim) else replace(claim, method="")
                for name, claim in first_claims(workspace).items()
            },
            work=dict.fromkeys(workspace.works, True),
            appraisal=workspace.appraisals,
            note=dict(numbered((f"{one.note} {one.work}", one) for one in workspace.notes)),
            check=dict(numbered((f"{one.note} {one.work}", one) for one in workspace.checks)),
            factor={factor.id: factor.row for factor in framework.factors},
            framework=Table(framework.rows, frozenset(framework.wholes), framework.primary_outcome),
            rubric=workspace.rubric,
            settings=workspace.article,
        )

    def take(self, changes: Iterable[Change], other: Inputs) -> Inputs:
        """Return this state with the things that changed as they are in another state."""
        taken: dict[str, Any] = {}
        for change in changes:
            mine, theirs = getattr(self, change.kind), getattr(other, change.kind)
            if not isinstance(mine, Mapping):
                taken[change.kind] = theirs
                continue
            kept = taken.setdefault(change.kind, dict(mine))
            if change.id in theirs:
                kept[change.id] = theirs[change.id]
            else:
                kept.pop(change.id, None)
        return replace(self, **taken)

    def factors_of(self, target: str) -> frozenset[str]:
        """Return the factors that a rating is about: the factor itself, or those of a row."""
        if target in self.factor:
            return frozenset({target})
        return frozenset(name for name, row in self.factor.items() if row == target)

    @property
    def targets(self) -> tuple[str, ...]:
        """Everything that is rated: factors, then rows."""
        return (*self.factor, *(row.id for row in self.framework.rows))

    def narrow(self, claims: Collection[str], works: Collection[str]) -> Inputs:
        """Return this state with nothing but the given claims and what is about the given works."""
        return replace(
            self,
            claim={name: self.claim[name] for name in sorted(claims) if name in self.claim},
            work={key: True for key in sorted(works) if key in self.work},
            appraisal={key: self.appraisal[key] for key in sorted(works) if key in self.appraisal},
            note={name: one for name, one in self.note.items() if one.work in works},
            check={name: one for name, one in self.check.items() if one.work in works},
        )

    def stand(self, target: str, memory: Memory | None = None) -> Standing | None:
        """Rate a factor or row; None where this state has none of that id, or no rubric.

        What decides on one line of evidence is of that line, so a `memory` of lines makes a state
        that differs in one of them cheap.
        """
        if self.rubric is None or target not in self.targets:
            return None
        memory = {} if memory is None else memory
        factors = self.factors_of(target)
        found = []
        for name, claims in self._by_line().items():
            key = (name, factors, *self._marks(claims))
            if key not in memory:
                memory[key] = self._line(claims, factors)
            found.append(memory[key])
        lines = [line for line in found if line is not None]
        return Standing(Tally(map(profile, lines)).judge(self.rubric), count(lines))

    def _by_line(self) -> dict[str, list[Claim]]:
        """Sort the claims whose references resolve by their lines of evidence."""
        known = self.factor.keys() | self.framework.wholes
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claim.values():
            if claim.work in self.work and any(link.factor in known for link in claim.links):
                appraisal = self.appraisal.get(claim.work)
                found[appraisal.line if appraisal else claim.work].append(claim)
        return found

    def _marks(self, claims: Sequence[Claim]) -> tuple[Hashable, ...]:
        """Return what tells the inputs of one line from those in another state."""
        works = dict.fromkeys(claim.work for claim in claims)
        return (
            id(self.rubric),
            self.settings,
            self.framework.primary,
            tuple(map(id, claims)),
            tuple(id(self.appraisal.get(work)) for work in works),
            tuple(id(one) for work in works for one in self._about.get(work, ())),
        )

    @cached_property
    def _about(self) -> dict[str, list[NoteLink | Check]]:
        found: defaultdict[str, list[NoteLink | Check]] = defaultdict(list)
        things: list[NoteLink | Check] = [*self.note.values(), *self.check.values()]
        for one in things:
            found[one.work].append(one)
        return found

    def _line(self, claims: Sequence[Claim], factors: frozenset[str]) -> LineOfEvidence | None:
        """Return the line that some claims of one line form on some factors, if any votes."""
        assert self.rubric is not None
        whole = [self._with_method(claim) for claim in claims]
        about = [
            one for work in {claim.work for claim in claims} for one in self._about.get(work, ())
        ]
        evidence = Evidence(
            claims=whole,
            rubric=self.rubric,
            appraisals=self.appraisal,
            notes=[one for one in about if isinstance(one, NoteLink)],
            checks=[one for one in about if isinstance(one, Check)],
            article=self.settings,
            primary_outcome=self.framework.primary,
        )
        voting, _ = evidence.decide(claim for claim in whole if claim.stances_on(factors))
        return next(iter(group(voting, factors, evidence)), None)

    def _with_method(self, claim: Claim) -> Claim:
        appraisal = None if claim.method else self.appraisal.get(claim.work)
        return replace(claim, method=appraisal.method) if appraisal else claim
