"""Rows of the workspace's tables: appraisals, notes, checks, errata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from evidence.model.claim import Locator

NegativeCases = Literal["yes", "no", "unknown"]
NoteForm = Literal["", "full", "short", "ibid", "author-year", "cross-reference", "volume", "none"]
"""How a note cites a work; `volume` of a chapter that it cites, `none` where it cites no work."""
NoteStatus = Literal["resolved", "ambiguous", "unresolved"]
Verdict = Literal["borne out", "partly", "not borne out", "unread"]
ErratumField = Literal[
    "author",
    "editor",
    "title",
    "year",
    "date",
    "container",
    "volume",
    "number",
    "pages",
    "locator",
    "publisher",
    "place",
    "symbol",
    "short-form",
    "quotation",
    "body-text",
    "other",
]
ErratumStatus = Literal["error", "doubt", "unchecked"]

OverlapKind = Literal["covariates", "cases", "authors", "data"]

NEGATIVE_CASES: tuple[NegativeCases, ...] = get_args(NegativeCases)
OVERLAP_KINDS: tuple[OverlapKind, ...] = get_args(OverlapKind)
NOTE_FORMS: tuple[str, ...] = tuple(form for form in get_args(NoteForm) if form)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
REFUTED: Verdict = "not borne out"
UNREAD: Verdict = "unread"
NO_METHOD = "none"


@dataclass(frozen=True, slots=True)
class Overlap:
    """What an appraised work shares with another `work` that is not on its line of evidence."""

    work: str
    kind: OverlapKind
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.work}: {self.kind}{f' ({self.reason})' if self.reason else ''}"


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The method, design and limits of one work; works of one `line` count once."""

    work: str
    method: str
    negative_cases: NegativeCases
    line: str
    line_reason: str = ""
    scope: str = ""
    region: str = ""
    period: str = ""
    peer_reviewed: NegativeCases = "unknown"
    limitations: str = ""
    appraised_from: str = ""
    overlap: tuple[Overlap, ...] = ()
    at: int | None = None


@dataclass(frozen=True, slots=True)
class NoteLink:
    """One citation in one note of the article: which work, where in it, how sure.

    `work` is empty where the citation is unresolved, or where the note cites no work (form `none`).
    """

    note: str
    work: str
    locator: Locator | None = None
    form: NoteForm = ""
    status: NoteStatus = "resolved"
    remark: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a work bears out the sentence that a note rests on it.

    `page` is where in the work that was seen ('p. 65'), `basis` what was read.
    """

    note: str
    work: str
    verdict: Verdict
    reason: str = ""
    basis: str = ""
    checked_by: str = ""
    page: str = ""
    date: str = ""
    at: int | None = None

    @property
    def grounds(self) -> str:
        """What the verdict rests on, in words: page, what was read, who checked and when."""
        who = ", ".join(part for part in (self.checked_by, self.date) if part)
        parts = (self.page, self.basis, f"checked by {who}" if self.checked_by else who)
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Erratum:
    """Where a note and the verified record differ, or where that is only suspected."""

    note: str
    work: str
    field: ErratumField
    cited: str = ""
    verified: str = ""
    basis: str = ""
    status: ErratumStatus = "error"
    remark: str = ""
    at: int | None = None
