"""The shape of `annotations/rubric.toml`."""

from __future__ import annotations

from pydantic import Field, model_validator

from evidence.model.claim import Attribution, Kind, SeenKind
from evidence.workspace.schema.base import Count, Share, Slug, Strict, Word


class MethodEntry(Strict):
    """`[[methods]]` of rubric.toml."""

    id: Slug
    label: Word
    weight: Share
    empirical: bool
    case_study: bool = False


class ThresholdEntry(Strict):
    """The least that a level of evidence asks for."""

    lines: Count
    empirical: Count
    methods: Count = 0
    primary: Count = 0


class VotesEntry(Strict):
    """`[votes]` of rubric.toml: which claims count."""

    kinds: list[Kind]
    attributions: list[Attribution]


class CheckedEntry(Strict):
    """`[checked]` of rubric.toml: what counts as checked at the source."""

    seen_in: list[SeenKind]


class DesignEntry(Strict):
    """`[design]` of rubric.toml."""

    without_negative_cases: Share


class LevelsEntry(Strict):
    """`[levels]` of rubric.toml."""

    medium: ThresholdEntry
    robust: ThresholdEntry


class AgreementEntry(Strict):
    """`[agreement]` of rubric.toml."""

    medium: Share
    high: Share


class ByAgreement(Strict):
    """A strength for each level of agreement."""

    low: str
    medium: str
    high: str


class StrengthEntry(Strict):
    """`[strength]` of rubric.toml."""

    scale: list[Word] = Field(min_length=1)
    medium: ByAgreement
    robust: ByAgreement
    indirect_cap: str

    @model_validator(mode="after")
    def _words_of_the_scale(self) -> StrengthEntry:
        used = [self.indirect_cap]
        for row in (self.medium, self.robust):
            used += [row.low, row.medium, row.high]
        strange = [word for word in used if word not in self.scale]
        if strange:
            raise ValueError(f"'{strange[0]}' is not on the scale {', '.join(self.scale)}")
        return self


class StateEntry(Strict):
    """`[state]` of rubric.toml."""

    contradicted_lines: Count
    contradicted_share: Share


class RubricFile(Strict):
    """`annotations/rubric.toml`."""

    version: Count
    methods: list[MethodEntry] = Field(min_length=1)
    outcomes: dict[Slug, Share] = Field(min_length=1)
    votes: VotesEntry
    checked: CheckedEntry
    design: DesignEntry
    levels: LevelsEntry
    agreement: AgreementEntry
    strength: StrengthEntry
    state: StateEntry

    @model_validator(mode="after")
    def _has_an_empirical_method(self) -> RubricFile:
        if not any(method.empirical for method in self.methods):
            raise ValueError("no method is empirical: mark at least one with 'empirical = true'")
        return self
