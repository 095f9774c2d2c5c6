"""Who votes: which claims count as evidence, and why the others do not.

The rule is DESIGN section 6 of the project, published on the website's method page. A vote belongs
to the claim, not to one of its links: a claim votes on every factor it is linked to, or on none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evidence.model import Appraisal, Check, Claim, NoteLink, Rubric, Silence
from evidence.model.records import REFUTED
from evidence.model.seal import basis_of, seal

KIND_REASONS = {
    "recommendation": "a recommendation: it says what should be done, not what was found",
    "illustration": "an illustration: an example, not a result",
    "about-literature": "about the literature: on what others wrote, or what a model contains",
}
ATTRIBUTION_REASONS = {
    "general": "a general citation: the note does not lay this claim to this work in particular",
    "collective": "a collective citation: one sentence for a whole list of works",
    "own": "the citing work on itself",
}


@dataclass(frozen=True)
class Evidence:
    """Everything that decides votes and weights; `article` is the key of the workspace's own."""

    claims: Sequence[Claim]
    rubric: Rubric
    appraisals: Mapping[str, Appraisal]
    notes: Sequence[NoteLink] = ()
    checks: Sequence[Check] = ()
    article: str = ""
    primary_outcome: str = ""

    def line_of(self, work: str) -> str:
        """Return the line of evidence of a work: its own key unless appraised otherwise."""
        appraisal = self.appraisals.get(work)
        return appraisal.line if appraisal and appraisal.line else work

    @cached_property
    def _refuted(self) -> frozenset[tuple[str, str]]:
        cited = {(link.note, link.work) for link in self.notes}
        return frozenset(
            pair
            for check in self.checks
            if check.verdict == REFUTED and (pair := (check.note, check.work)) in cited
        )

    def _why(self, claim: Claim) -> Silence | None:
        """Return why a claim cannot vote, before asking whether another one replaces it."""
        if claim.id not in self._whys:
            self._whys[claim.id] = self._ineligible(claim)
        return self._whys[claim.id]

    @cached_property
    def _whys(self) -> dict[str, Silence | None]:
        return {}

    @cached_property
    def _superseders(self) -> dict[str, tuple[Claim, ...]]:
        """For each claim, those of the same line that replace it, circles left out."""
        known = {claim.id: claim for claim in self.claims}
        above: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for old in claim.supersedes:
                if old in known and self.line_of(known[old].work) == self.line_of(claim.work):
                    above[old].append(claim)
        return {
            old: tuple(new for new in news if not _reaches(new.id, old, above))
            for old, news in above.items()
        }

    def basis(self, claim: Claim) -> bytes:
        """Return the fingerprint of all that the part of a claim in a rating follows from.

        Beside the rubric, the article and the primary outcome, which all claims share. What a claim
        says in words is no part of it.
        """
        if claim.id not in self._bases:
            self._bases[claim.id] = self._basis(claim)
        return self._bases[claim.id]

    @cached_property
    def _bases(self) -> dict[str, bytes]:
        return {}

    def _basis(self, claim: Claim) -> bytes:
        appraisal = self.appraisals.get(claim.work)
        why = self._why(claim)
        newer = self._superseders.get(claim.id, ())
        return seal(
            (
                basis_of(claim),
                self.line_of(claim.work),
                (appraisal.negative_cases, appraisal.line_reason) if appraisal else None,
                (why.code, why.reason) if why else None,
                tuple(one.id for one in newer if not self._why(one)),
            )
        )

    def _ineligible(self, claim: Claim) -> Silence | None:
        seen = claim.seen_in
        if claim.status == "rejected":
            return Silence(claim, "rejected", "rejected: looked at, and no evidence on this factor")
        if claim.status == "proposed":
            return Silence(claim, "proposed", "proposed: no vote until seen in a better source")
        if claim.work == self.article and self.article:
            return Silence(
                claim, "own-article", "the article itself: no evidence for its own framework"
            )
        if claim.kind not in self.rubric.voting_kinds:
            reason = KIND_REASONS.get(claim.kind, f"of kind {claim.kind}, which has no vote")
            return Silence(claim, "kind", reason)
        if seen.second_hand and seen.attribution not in self.rubric.voting_attributions:
            reason = ATTRIBUTION_REASONS.get(str(seen.attribution), f"cited as {seen.attribution}")
            return Silence(claim, "attribution", reason)
        if self._is_refuted(claim):
            which = "note" if len(seen.notes) == 1 else "notes"
            reason = f"the cited work does not bear out {which} {' and '.join(seen.notes)}"
            return Silence(claim, "refuted", reason)
        if claim.method not in self.rubric.method:
            reason = f"its method '{claim.method}' has no weight in the rubric"
            return Silence(claim, "no-weight", reason)
        if claim.outcome not in self.rubric.outcome_weights:
            reason = f"its outcome '{claim.outcome}' has no weight in the rubric"
            return Silence(claim, "no-weight", reason)
        return None

    def _is_refuted(self, claim: Claim) -> bool:
        seen = claim.seen_in
        return (
            seen.second_hand
            and seen.work == self.article
            and bool(seen.notes)
            and all((note, claim.work) in self._refuted for note in seen.notes)
        )

    def decide(
        self, claims: Iterable[Claim], without: Collection[str] = frozenset()
    ) -> tuple[list[Claim], list[Silence]]:
        """Split claims into those that vote and those that do not.

        `without` holds ids of claims that are to be treated as if they did not exist; what they
        replaced may then vote.
        """
        voting: list[Claim] = []
        silent: list[Silence] = []
        for claim in claims:
            if claim.id in without:
                continue
            why = self.silence(claim, without)
            if why:
                silent.append(why)
            else:
                voting.append(claim)
        return voting, silent

    def silence(self, claim: Claim, without: Collection[str] = frozenset()) -> Silence | None:
        """Return why a claim does not vote, if so; `without` is that of `decide`."""
        return self._why(claim) or self._replaced(claim, without)

    def _replaced(self, claim: Claim, without: Collection[str]) -> Silence | None:
        for newer in self._superseders.get(claim.id, ()):
            if newer.id not in without and not self._why(newer):
                reason = f"replaced by a later estimate of the same line, {newer.id}"
                return Silence(claim, "superseded", reason)
        return None


def _reaches(start: str, goal: str, above: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether `goal` is, through any chain, a later estimate than `start`."""
    seen: set[str] = set()
    stack = [start]
    while stack:
        for newer in above.get(stack.pop(), ()):
            if newer.id == goal:
                return True
            if newer.id not in seen:
                seen.add(newer.id)
                stack.append(newer.id)
    return False
