"""Sums over lines of evidence and what the rule makes of them.

A tally can take lines in and out again, so that asking "and without this one?" costs as little for
a factor with two hundred lines as for one with two. All sums are integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from evidence.model import LineOfEvidence, Rubric
from evidence.model.claim import Stance
from evidence.model.rating import Judgement
from evidence.model.rubric import Agreement, Level, State, Threshold
from evidence.synthesis.lines import product

PLACES = 9


class Profile(NamedTuple):
    """What the rule sees of one line; lines with equal profiles are interchangeable."""

    stance: Stance
    supports: int
    contradicts: int
    qualifies: int
    empirical: bool
    primary: bool
    methods: frozenset[str]
    supporting_empirical: bool
    supporting_primary: bool
    supporting_methods: frozenset[str]

    @property
    def total(self) -> int:
        """The line's s + c + q/2, doubled so that it stays whole."""
        return 2 * self.supports + 2 * self.contradicts + self.qualifies


def profile(line: LineOfEvidence) -> Profile:
    """Return what the rule sees of a line."""
    return Profile(
        stance=line.stance,
        supports=line.weights["supports"],
        contradicts=line.weights["contradicts"],
        qualifies=line.weights["qualifies"],
        empirical=line.empirical,
        primary=line.primary,
        methods=line.methods,
        supporting_empirical=line.supporting_empirical,
        supporting_primary=line.supporting_primary,
        supporting_methods=line.supporting_methods,
    )


def another_line(stance: Stance, rubric: Rubric) -> Profile:
    """Return one more first-hand line with the heaviest method on the primary outcome."""
    method = rubric.reference_method
    heaviest = product(method.weight, max(rubric.outcome_weights.values()), 1.0)
    supports = stance == "supports"
    return Profile(
        stance=stance,
        supports=heaviest if supports else 0,
        contradicts=heaviest if stance == "contradicts" else 0,
        qualifies=heaviest if stance == "qualifies" else 0,
        empirical=True,
        primary=True,
        methods=frozenset({method.id}),
        supporting_empirical=supports,
        supporting_primary=supports,
        supporting_methods=frozenset({method.id}) if supports else frozenset(),
    )


class _Body:
    """How many lines, of which kind: what a level of evidence is read from."""

    def __init__(self) -> None:
        self.lines = 0
        self.empirical = 0
        self.primary = 0
        self.methods: Counter[str] = Counter()

    def add(self, sign: int, empirical: bool, primary: bool, methods: Iterable[str]) -> None:
        self.lines += sign
        self.empirical += sign * empirical
        self.primary += sign * primary
        for method in methods:
            self.methods[method] += sign

    def level(self, rubric: Rubric) -> Level:
        if self.lines == 0:
            return "none"
        if not self._reaches(rubric.medium):
            return "limited"
        return "robust" if self._reaches(rubric.robust) else "medium"

    def keeps_its_level(self, rubric: Rubric, fewer: int) -> bool:
        """Whether the level stays the same without any `fewer` lines; False where unsure."""
        return self._reaches(rubric.robust, fewer) and self._reaches(rubric.medium, fewer)

    def _reaches(self, least: Threshold, fewer: int = 0) -> bool:
        return (
            self.lines - fewer >= least.lines
            and self.empirical - fewer >= least.empirical
            and self.primary - fewer >= least.primary
            and sum(number > fewer for number in self.methods.values()) >= least.methods
        )


class Tally:
    """Running sums over lines: S, C and Q, and two bodies: all lines, and the supporting ones."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self.supports = 0
        self.contradicts = 0
        self.qualifies = 0
        self.contradicting_lines = 0
        self.all = _Body()
        self.supporting = _Body()
        for one in profiles:
            self.add(one)

    def add(self, line: Profile, sign: int = 1) -> None:
        """Take a line in (`sign` 1) or out again (-1); or so many lines like it."""
        self.supports += sign * line.supports
        self.contradicts += sign * line.contradicts
        self.qualifies += sign * line.qualifies
        self.contradicting_lines += sign * (line.stance == "contradicts")
        self.all.add(sign, line.empirical, line.primary, line.methods)
        if line.stance == "supports":
            self.supporting.add(
                sign, line.supporting_empirical, line.supporting_primary, line.supporting_methods
            )

    def judge(self, rubric: Rubric) -> Judgement:
        """Apply the rule to the sums."""
        evidence = self.all.level(rubric)
        support = self.supporting.level(rubric)
        value = _share(self.supports, self.total)
        agreement = _agreement(value, rubric)
        strength, indirect = self._strength(support, agreement, rubric)
        return Judgement(
            evidence=evidence,
            support=support,
            agreement=agreement,
            agreement_value=value,
            strength=strength,
            indirect=indirect,
            state=self._state(evidence, agreement, rubric),
        )

    def support_is_safe(self, rubric: Rubric, lines: int) -> bool:
        """Whether taking out so many lines, whichever, leaves the level of support as it is."""
        return self.supporting.keeps_its_level(rubric, lines) and self.supporting.primary > lines

    @property
    def total(self) -> int:
        """S + C + Q/2, doubled so that it stays whole."""
        return 2 * self.supports + 2 * self.contradicts + self.qualifies

    def _strength(
        self, support: Level, agreement: Agreement | None, rubric: Rubric
    ) -> tuple[str | None, bool]:
        """Look the strength up; hold it at the cap where no supporting line is direct."""
        if agreement is None or support not in rubric.strength:
            return None, False
        strength = rubric.strength[support][agreement]
        indirect = self.supporting.primary == 0
        if indirect and rubric.rank(strength) > rubric.rank(rubric.indirect_cap):
            strength = rubric.indirect_cap
        return strength, indirect

    def _state(self, evidence: Level, agreement: Agreement | None, rubric: Rubric) -> State:
        if evidence == "none":
            return "none"
        share = _share(self.contradicts, self.total)
        against = share is not None and share >= rubric.contradicted_share
        if against and self.contradicting_lines >= rubric.contradicted_lines:
            return "contradicted"
        if evidence == "limited" or agreement is None:
            return "thin"
        words: dict[Agreement, State] = {
            "low": "contested",
            "medium": "mixed",
            "high": "consistent",
        }
        return words[agreement]


def _share(part: int, doubled_total: int) -> float | None:
    """Return a share rounded to nine places, or None where there is nothing to divide."""
    return round(2 * part / doubled_total, PLACES) if doubled_total else None


def _agreement(value: float | None, rubric: Rubric) -> Agreement | None:
    if value is None:
        return None
    if value >= rubric.agreement_high:
        return "high"
    return "medium" if value >= rubric.agreement_medium else "low"
