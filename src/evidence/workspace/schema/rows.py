"""The rows of the tables below `annotations/`."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from evidence.model.claim import LocatorLabel
from evidence.model.coding import Code
from evidence.model.records import (
    ErratumField,
    ErratumStatus,
    NegativeCases,
    NoteForm,
    NoteStatus,
    Verdict,
)
from evidence.workspace.schema.base import Day, Strict, Word


class AppraisalRow(Strict):
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


class NoteRow(Strict):
    """A row of notes.csv."""

    note: Word
    work: str = ""
    label: LocatorLabel | Literal[""] = ""
    value: str = ""
    form: NoteForm = ""
    status: NoteStatus = "resolved"
    remark: str = ""

    @model_validator(mode="after")
    def _names_a_work(self) -> NoteRow:
        if self.form == "none":
            if self.work:
                raise ValueError("the form 'none' is that of a note that cites no work")
        elif not self.work and self.status != "unresolved":
            raise ValueError(
                "no work: name one, or give the status 'unresolved', or the form 'none'"
            )
        return self


class CheckRow(Strict):
    """A row of checks.csv."""

    note: Word
    work: Word
    verdict: Verdict
    reason: str = ""
    basis: str = ""
    checked_by: str = ""
    page: str = ""
    date: Day = ""


class ErratumRow(Strict):
    """A row of errata.csv."""

    note: Word
    work: Word
    field: ErratumField
    cited: str = ""
    verified: str = ""
    basis: str = ""
    status: ErratumStatus = "error"
    remark: str = ""


class CodingRow(Strict):
    """A row of coding/<coder>.csv."""

    claim: Word
    factor: Word
    stance: Code
    date: Day = ""
    comment: str = ""


class ConsensusRow(Strict):
    """A row of coding/consensus.csv."""

    claim: Word
    factor: Word
    stance: Code
    before: Code
    by: Word
    date: Day = ""
    comment: str = ""
