"""The evidence map: a workspace with its ratings, and the ways from one to the other.

Command line and website both show what this object holds, so that they cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from evidence.model import (
    Check,
    Claim,
    Erratum,
    Factor,
    NoteLink,
    Rating,
    Rubric,
    Silence,
    UnknownIdError,
    Work,
    WorkspaceError,
)
from evidence.model.agreement import Agreement
from evidence.model.claim import Stance
from evidence.synthesis.coding import Codes, codes_of
from evidence.synthesis.overlap import LineOverlap, Votes, find_overlaps
from evidence.synthesis.rating import Ratings, rate_all
from evidence.synthesis.votes import Evidence
from evidence.workspace import Workspace
from evidence.workspace.cache import Shelf
from evidence.workspace.settled import Settled

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class EvidenceMap:
    """A workspace, rated. `ratings` follows the order of the framework's table."""

    workspace: Workspace
    evidence: Evidence
    ratings: Ratings

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        shelf: Shelf | None = None,
        settled: Settled | None = None,
        *,
        rubric: Rubric | None = None,
    ) -> EvidenceMap:
        """Rate the sound claims of a workspace, by its first rubric or by a given one.

        `shelf` and `settled` are those of `rate_all`. WorkspaceError where no rubric is usable.
        """
        rubric = rubric or workspace.rubric
        if rubric is None:
            raise WorkspaceError(
                "there is no usable rating rule",
                "Mend annotations/rubric.toml; see 'evidence check'",
            )
        evidence = Evidence(
            claims=tuple(workspace.sound_claims.values()),
            rubric=rubric,
            appraisals=workspace.appraisals,
            notes=workspace.notes,
            checks=workspace.checks,
            article=workspace.article,
            primary_outcome=workspace.framework.primary_outcome,
        )
        ratings = rate_all(workspace.framework, evidence, workspace.judgements, shelf, settled)
        return cls(workspace, evidence, ratings)

    def factor(self, name: str) -> Factor:
        """Return a factor by its id, in any case; UnknownIdError where there is none."""
        by_id = self.workspace.framework.by_id
        found = by_id.get(name) or by_id.get(name.upper()) or by_id.get(name.lower())
        if found is None:
            raise UnknownIdError("factor", name, by_id)
        return found

    def rating(self, name: str) -> Rating:
        """Return the rating of a factor or row; UnknownIdError where there is none."""
        rows = [row.id for row in self.workspace.framework.rows]
        if name in rows:
            return self.ratings[name]
        known = [*self.workspace.framework.by_id, *rows]
        try:
            return self.ratings[self.factor(name).id]
        except UnknownIdError:
            raise UnknownIdError("factor or row", name, known) from None

    def silence(self, claim: Claim) -> Silence | None:
        """Return why a claim has no vote, or None where it has one."""
        if claim.id not in self._silences:
            self._silences[claim.id] = self.evidence.silence(claim) or self._on_wholes(claim)
        return self._silences[claim.id]

    @cached_property
    def _silences(self) -> dict[str, Silence | None]:
        return {}

    def _on_wholes(self, claim: Claim) -> Silence | None:
        factors = self.workspace.framework.by_id
        if any(link.factor in factors for link in claim.links):
            return None
        return Silence(claim, "whole", "linked to a side as a whole, which is never rated")

    @cached_property
    def codes(self) -> Codes:
        """The codes of independent coders, beside the links of the claims."""
        return codes_of(self.workspace)

    @cached_property
    def agreement(self) -> tuple[Agreement, Mapping[str, Agreement]]:
        """The agreement of the coders over all decisions, and on each factor or whole."""
        from evidence.synthesis.agreement import measure  # noqa: PLC0415 -- numpy is slow to load

        codes = self.codes
        return measure("", codes.units), {one: self.agreement_on(one) for one in codes.targets}

    def agreement_on(self, target: str) -> Agreement:
        """Return the agreement of the coders on one factor or whole."""
        from evidence.synthesis.agreement import measure  # noqa: PLC0415 -- numpy is slow to load

        if target not in self._agreements:
            self._agreements[target] = measure(target, self.codes.units_on(target))
        return self._agreements[target]

    @cached_property
    def _agreements(self) -> dict[str, Agreement]:
        return {}

    @cached_property
    def claims_of_work(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each work, in the order of its file."""
        return _grouped((claim.work, claim) for claim in self.evidence.claims)

    @cached_property
    def claims_on(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims linked to each factor or whole."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.evidence.claims:
            targets = [link.factor for link in claim.links]
            for target in targets if len(targets) == 1 else set(targets):
                found[target].append(claim)
        return {target: tuple(claims) for target, claims in found.items()}

    @cached_property
    def listed_in(self) -> Mapping[str, tuple[Claim, ...]]:
        """The collective claims that name each work in `also_listed`."""
        return _grouped((key, claim) for claim in self.evidence.claims for key in claim.also_listed)

    @cached_property
    def superseded_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """The later claims that replace each claim."""
        return _grouped((old, claim) for claim in self.evidence.claims for old in claim.supersedes)

    @cached_property
    def notes_of_work(self) -> Mapping[str, tuple[NoteLink, ...]]:
        """The notes of the article that cite each work."""
        return _grouped((link.work, link) for link in self.workspace.notes)

    @cached_property
    def works_of_note(self) -> Mapping[str, tuple[NoteLink, ...]]:
        """The works that each note cites, notes in the order of the article."""
        return _grouped((link.note, link) for link in self.workspace.notes)

    @cached_property
    def check_of(self) -> Mapping[tuple[str, str], Check]:
        """The citation check of each note-work pair that has one."""
        return {(check.note, check.work): check for check in self.workspace.checks}

    @cached_property
    def errata_of_work(self) -> Mapping[str, tuple[Erratum, ...]]:
        """The errata of each work."""
        return _grouped((erratum.work, erratum) for erratum in self.workspace.errata)

    @cached_property
    def parts_of(self) -> Mapping[str, tuple[Work, ...]]:
        """The works that stand in each volume, through their crossref."""
        return _grouped((w.crossref, w) for w in self.workspace.works.values() if w.crossref)

    def line_name(self, line: str) -> str:
        """Return the name of a line of evidence for people.

        A line of one work is called by it; a team by the words of its `line_reason` up to the
        colon, or by its works.
        """
        if line not in self._line_names:
            self._line_names[line] = self._line_name(line)
        return self._line_names[line]

    @cached_property
    def _line_names(self) -> dict[str, str]:
        return {}

    def _line_name(self, line: str) -> str:
        work = self.workspace.works.get(line)
        if work:
            return work.label
        members = self.line_members.get(line, ())
        for key in members:
            name, colon, _ = self.workspace.appraisals[key].line_reason.partition(":")
            if colon:
                return name
        return "; ".join(self.label(key) for key in members) or line

    @cached_property
    def line_members(self) -> Mapping[str, tuple[str, ...]]:
        """The works of each line of evidence that has an appraisal."""
        return _grouped((one.line, one.work) for one in self.workspace.appraisals.values())

    @cached_property
    def overlaps(self) -> tuple[LineOverlap, ...]:
        """What lines of evidence share without being one."""
        return self._shared({self.evidence.line_of(work) for work in self.claims_of_work})

    def overlaps_of(self, rating: Rating) -> tuple[LineOverlap, ...]:
        """Return what the lines of one rating share; quicker than `overlaps` where that is new."""
        lines = {line.id for line in rating.lines}
        if rating.id not in self._overlaps_of:
            found = self.overlaps if "overlaps" in vars(self) else self._shared(lines)
            self._overlaps_of[rating.id] = tuple(
                one for one in found if lines.issuperset(one.lines)
            )
        return self._overlaps_of[rating.id]

    @cached_property
    def _overlaps_of(self) -> dict[str, tuple[LineOverlap, ...]]:
        return {}

    def _shared(self, lines: Iterable[str]) -> tuple[LineOverlap, ...]:
        space = self.workspace
        on_lines = {line: self._works_on(line) for line in lines}
        line_of = self.evidence.line_of
        return find_overlaps(space.works, space.appraisals, line_of, on_lines, self._votes_of)

    def _works_on(self, line: str) -> set[str]:
        works = {line, *self.line_members.get(line, ())}
        return {work for work in works if self.evidence.line_of(work) == line}

    def _votes_of(self, line: str) -> Votes:
        """Return the works of a line that vote, and on which factors."""
        if line not in self._votes_by:
            claims = [
                claim
                for work in self._works_on(line)
                for claim in self.claims_of_work.get(work, ())
                if self.silence(claim) is None
            ]
            on = {link.factor for claim in claims for link in claim.links}
            self._votes_by[line] = Votes(
                frozenset(claim.work for claim in claims),
                tuple(factor for factor in self.workspace.framework.by_id if factor in on),
            )
        return self._votes_by[line]

    @cached_property
    def _votes_by(self) -> dict[str, Votes]:
        return {}

    def label(self, key: str) -> str:
        """Return a work's short name for people; the key where the work is unknown."""
        work = self.workspace.works.get(key)
        return work.label if work else key

    def seen_words(self, claim: Claim) -> str:
        """Say where a claim was read: 'reported by the article, note 70', 'seen in the ...'."""
        seen = claim.seen_in
        if not seen.second_hand:
            return FIRST_HAND[seen.kind]
        notes = ("note " if len(seen.notes) == 1 else "notes ") + ", ".join(seen.notes)
        who = "the article" if seen.work == self.workspace.article else self.label(seen.work)
        if claim.work == seen.work:
            return f"said by {who}, {notes}"
        how = "" if seen.attribution == "specific" else f" ({seen.attribution} citation)"
        return f"reported by {who}, {notes}{how}"

    def stance_of(self, claim: Claim, target: str) -> Stance | None:
        """Return the stance of a claim on a factor."""
        return next((link.stance for link in claim.links if link.factor == target), None)


FIRST_HAND = {
    "full-text": "seen in the full text",
    "abstract": "seen in the abstract or the author's summary",
    "replication": "seen in replication material",
    "review": "seen in a review or summary by others",
}


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
