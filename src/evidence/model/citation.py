"""A citation: one reference in a note to one work, and what it was resolved to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from evidence.model.claim import Locator
from evidence.model.records import NoteStatus
from evidence.model.work import Name

CitationForm = Literal["full", "short", "ibid", "author-year", "cross-reference"]

CITATION_FORMS: tuple[CitationForm, ...] = get_args(CitationForm)

TIE = 0.02
"""Scores nearer than this are a tie."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as it stands in a note, parsed and not yet resolved.

    `start` and `end` are its place in the note, `raw` its wording, without lead-in and commentary.
    `names` are the authors as printed, `others` says that 'et al.' stands after them. `title` is
    that of the work itself, `quoted` where it stands in quotation marks; `container` that of the
    journal or volume it stands in, `editors` those of the volume. `year`, `volume`, `number`,
    `place`, `publisher`, `symbol` (of a document), `doi` and `url` are as printed; `pages` is the
    range that the work covers, `locator` the place in it that is pointed at.

    `note` is the note that a cross-reference points at, `backward` a word such as 'ibid' or
    'op. cit'. `same_author` ('Idem, Title') takes the names from the citation before. `nested` says
    that it stands in a bracket after another citation. `known` are the works whose title or symbol
    it has. A `weak` one may be no citation: it counts only where a work fits.
    """

    start: int
    end: int
    raw: str
    form: CitationForm
    names: tuple[Name, ...] = ()
    others: bool = False
    title: str = ""
    quoted: bool = False
    container: str = ""
    editors: tuple[Name, ...] = ()
    year: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    symbol: str = ""
    doi: str = ""
    url: str = ""
    locator: Locator | None = None
    note: str = ""
    nested: bool = False
    same_author: bool = False
    backward: str = ""
    known: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that a citation may mean, and how well it fits, from 0 to 1."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference with the work that it was resolved to.

    `key` is None, with a `reason`, where it stays unresolved or is ambiguous; then `candidates`
    names what it may be, best first. `inherited` says that the locator is that of an earlier
    citation ('Ibid.' alone). `score` is between 0 and 1. A resolved citation has a `reason` too
    where it was not cited as the record has it. `own` is the key made for a work that is not in the
    bibliography, and that only the article describes.
    """

    reference: Reference
    key: str | None
    locator: Locator | None = None
    inherited: bool = False
    score: float = 0.0
    reason: str = ""
    candidates: tuple[Candidate, ...] = field(default=())
    own: str = ""

    @property
    def target(self) -> str:
        """Key of its work, be that in the bibliography or not; empty where it is unresolved."""
        return self.key or self.own

    @property
    def status(self) -> NoteStatus:
        """Resolved with a key; ambiguous where the best candidates are a tie; else unresolved."""
        if self.key is not None:
            return "resolved"
        best = [one.score for one in self.candidates[:2]]
        tied = len(best) > 1 and best[0] - best[1] < TIE
        return "ambiguous" if tied and not self.own else "unresolved"
