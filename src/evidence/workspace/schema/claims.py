"""The shape of `annotations/claims/<key>.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from evidence.model.claim import Attribution, Kind, LocatorLabel, SeenKind, Stance, Status
from evidence.workspace.schema.base import (
    ClaimId,
    Count,
    Day,
    OptionalText,
    Strict,
    Text,
    Word,
    Words,
)


class LocatorEntry(Strict):
    """Where in the claim's own work, with a CSL locator label."""

    label: LocatorLabel
    value: Word


class LinkEntry(Strict):
    """A claim's bearing on one factor."""

    factor: Word
    stance: Stance


class SeenEntry(Strict):
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


class AnchorEntry(Strict):
    """A passage without its text: first and last words, length and hash."""

    v: Literal[1] = 1
    text: Word
    start: Text
    end: Text
    chars: Count
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ClaimEntry(Strict):
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


class ClaimsFile(Strict):
    """`annotations/claims/<key>.yaml`."""

    work: Word
    claims: list[ClaimEntry]
