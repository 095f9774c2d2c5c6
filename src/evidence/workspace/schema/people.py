"""The shape of what people write: judgements in YAML, the heads of pages."""

from __future__ import annotations

from pydantic import model_validator

from evidence.model.coding import COMPONENTS, ConcernLevel
from evidence.workspace.schema.base import Day, OptionalText, Strict, Word


class PageHead(Strict):
    """The head of a page in site/pages."""

    title: OptionalText = ""
    last_changed: OptionalText = ""


class OverrideEntry(Strict):
    """A person's strength for a factor."""

    factor: Word
    strength: str | None
    reason: Word
    by: Word
    date: Day


class ConcernEntry(Strict):
    """How much concern there is about one component, and why."""

    level: ConcernLevel
    reason: Word


class ConcernsEntry(Strict):
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


class AssessmentEntry(Strict):
    """A person's GRADE-CERQual assessment of the evidence on a factor."""

    factor: Word
    concerns: ConcernsEntry
    by: Word
    date: Day


class JudgementsFile(Strict):
    """`annotations/judgements.yaml`: the last entry on a factor counts, earlier ones are history.

    Of assessments the last one by each person counts.
    """

    overrides: list[OverrideEntry] = []
    assessments: list[AssessmentEntry] = []
