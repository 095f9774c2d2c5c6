"""The data dictionary: every table of a map, column by column.

What a column is called, its type, unit, meaning and allowed values is said here and nowhere else:
the frames of `evidence.open`, the exported files, their datapackage.json and docs/tables.md are all
made from it, and a test holds it against the rows of `evidence.synthesis.rows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence.model.claim import (
    ATTRIBUTIONS,
    KINDS,
    LOCATOR_LABELS,
    SEEN_KINDS,
    STANCES,
    STATUSES,
)
from evidence.model.errors import UnknownIdError
from evidence.model.records import NEGATIVE_CASES, NOTE_FORMS, VERDICTS
from evidence.model.rubric import AGREEMENTS, LEVELS, STATES

Type = Literal["string", "integer", "number", "boolean", "date", "list"]
Vocabulary = Literal["", "methods", "outcomes", "strengths"]

YES_NO: tuple[str, ...] = NEGATIVE_CASES
NOTE_STATUSES = ("resolved", "ambiguous", "unresolved")
ERRATUM_STATUSES = ("error", "doubt", "unchecked")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. An empty cell means: not known, or nothing to say.

    `values` are the allowed ones; `vocabulary` names those that a workspace allows by its own
    rubric or framework. `refers` is the table and column in which each value is found again.
    """

    name: str
    type: Type
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    vocabulary: Vocabulary = ""
    refers: tuple[str, str] | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` names the columns that tell its rows apart, where there are such."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError where there is none."""
        for one in self.columns:
            if one.name == name:
                return one
        raise KeyError(name)


def _text(name: str, meaning: str, **more: object) -> Column:
    return Column(name, "string", meaning, **more)  # type: ignore[arg-type]


def _count(name: str, unit: str, meaning: str) -> Column:
    return Column(name, "integer", meaning, unit, required=True)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "boolean", meaning, required=True)


def _several(name: str, meaning: str, **more: object) -> Column:
    return Column(name, "list", meaning, **more)  # type: ignore[arg-type]


_WORK = _text("work", "Citation key of the work", refers=("works", "key"), required=True)
_NOTE = _text("note", "Number of the note in the article", required=True)
_DIMENSION = _text("dimension", "Id of the dimension of the framework", required=True)
_SIDE = _text("side", "Id of the side of the framework", required=True)

CLAIMS = Table(
    "claims",
    "A claim: one statement that a work makes or is reported to make.",
    (
        _text("id", "Id of the claim, never used again", required=True),
        _WORK,
        _text("statement", "What the work says, in the coder's own words", required=True),
        _text("kind", "What kind of statement it is", values=KINDS, required=True),
        _text("concept", "What is kept apart inside the factor"),
        _text("method", "How the claim came about", vocabulary="methods"),
        _text("outcome", "What the claim is about", vocabulary="outcomes", required=True),
        _text("scope", "Cases, region and period that the claim covers"),
        _text("locator_label", "What the locator counts (CSL 1.0.2)", values=LOCATOR_LABELS),
        _text("locator_value", "Where in the work, as printed"),
        _text("seen_in", "Where the coder read the claim", values=SEEN_KINDS, required=True),
        _text("seen_in_work", "Work that reports the claim", refers=("works", "key")),
        _several("seen_in_notes", "Notes of that work that report it"),
        _text("attribution", "How plainly they lay it to this work", values=ATTRIBUTIONS),
        _text("source", "Where it was seen first hand: words or address"),
        _several("supersedes", "Earlier claims that it replaces", refers=("claims", "id")),
        _several("also_listed", "Works named with it in a collective citation"),
        _several("question", "Questions of the framework that it answers"),
        _several("actors", "Actors of the framework that it is about"),
        _flag("anchored", "Whether it is tied to a passage of a text"),
        _text("coder", "Who coded it", required=True),
        Column("date", "date", "When it was coded"),
        _text("status", "Whether it is settled", values=STATUSES, required=True),
        _text("remark", "Doubts and explanations"),
        _flag("votes", "Whether it counts in the rating of the factors it is linked to"),
        _text("silence", "Why it has no vote: a stable word"),
        _text("silence_reason", "Why it has no vote: a sentence"),
    ),
    ("id",),
)

LINKS = Table(
    "links",
    "A claim's bearing on one factor, or on a side as a whole.",
    (
        _text("claim", "Id of the claim", refers=("claims", "id"), required=True),
        _WORK,
        _text("factor", "Id of the factor, or of a side as a whole", required=True),
        _text("dimension", "Id of the factor's dimension; empty for a side as a whole"),
        _SIDE,
        _text("stance", "What the claim does to the proposition", values=STANCES, required=True),
        _text("line", "Line of evidence that the work belongs to", required=True),
        _flag("votes", "Whether the claim counts on this factor"),
        Column("weight", "number", "Method x outcome x design of a claim that votes", "0 to 1"),
        _flag("heaviest", "Whether it gives its line its weight on this factor and stance"),
    ),
    ("claim", "factor", "stance"),
)

WORKS = Table(
    "works",
    "A work: one bibliographic record.",
    (
        _text("key", "Citation key", required=True),
        _text("label", "Short name for people", required=True),
        _text("type", "Type of the entry (biblatex)", required=True),
        _several("authors", "Authors, given name first"),
        _several("editors", "Editors, given name first"),
        Column("year", "integer", "Year of publication", "year"),
        _text("title", "Title and subtitle"),
        _text("container", "Journal, volume or series that it stands in"),
        _text("volume", "Volume"),
        _text("number", "Number or issue"),
        _text("pages", "Pages, with a plain hyphen"),
        _text("publisher", "Publisher or institution"),
        _text("place", "Place of publication"),
        _text("doi", "DOI"),
        _text("isbn", "ISBN"),
        _text("url", "Address"),
        _text("crossref", "Volume that holds the work", refers=("works", "key")),
        _text("doubts", "What is doubtful about the record"),
        _text("verified_by", "Where the record was checked"),
        _text("line", "Line of evidence that it belongs to", required=True),
        _count("claims", "claims", "Claims of the work"),
        _count("voting", "claims", "Claims of the work that vote"),
        _several("notes", "Notes of the article that cite it"),
    ),
    ("key",),
)

_COUNTS = (
    _count("claims", "claims", "Claims that vote"),
    _count("works", "works", "Works with a claim that votes"),
    _count("lines", "lines of evidence", "Lines of evidence"),
    _count("supports", "lines of evidence", "Lines that support the proposition"),
    _count("contradicts", "lines of evidence", "Lines that contradict it"),
    _count("qualifies", "lines of evidence", "Lines that qualify it"),
    _count("empirical", "lines of evidence", "Lines with an empirical method"),
    _count("checked", "lines of evidence", "Lines checked at the source"),
    _count("listed", "claims", "Confirmed claims shown without a vote"),
)

RATINGS = Table(
    "ratings",
    "The rating of a factor, or of a row of the framework over its pooled lines.",
    (
        _text("id", "Id of the factor or row", required=True),
        _text("kind", "What is rated", values=("factor", "row"), required=True),
        _text("label", "Its name for people", required=True),
        _DIMENSION,
        _SIDE,
        _text("proposition", "The sentence that is rated; empty for a row"),
        _text("state", "The state of the evidence", values=STATES, required=True),
        _text("strength", "Strength in these sources; empty: too little", vocabulary="strengths"),
        _text("evidence", "Level of all lines that vote", values=LEVELS, required=True),
        _text("support", "Level of the lines that support", values=LEVELS, required=True),
        _text("agreement", "Level of agreement", values=AGREEMENTS),
        Column("agreement_value", "number", "Share of the weight that supports", "0 to 1"),
        _flag("indirect", "No empirical supporting line is on the primary outcome"),
        _flag("as_reported", "There is evidence, but none was checked at its source"),
        *_COUNTS,
        _text("lowest", "Lowest strength among the factors of a row", vocabulary="strengths"),
        _text("highest", "Highest strength among the factors of a row", vocabulary="strengths"),
        _flag("overridden", "Whether a person has set another judgement beside it"),
        _text("override", "The strength that this person sets", vocabulary="strengths"),
        _text("override_reason", "The reason that this person gives"),
    ),
    ("id",),
)

LINES = Table(
    "lines",
    "A line of evidence on one factor: works by one team on the same data.",
    (
        _text("factor", "Id of the factor", refers=("factors", "id"), required=True),
        _text("line", "Id of the line", required=True),
        _text("name", "Its name for people", required=True),
        _text("stance", "What the line as a whole does", values=STANCES, required=True),
        Column("supports", "number", "Weight of its heaviest supporting claim", "0 to 1"),
        Column("contradicts", "number", "Weight of its heaviest contradicting claim", "0 to 1"),
        Column("qualifies", "number", "Weight of its heaviest qualifying claim", "0 to 1"),
        _several("works", "Works with a voting claim", refers=("works", "key")),
        _several("claims", "Claims that vote", refers=("claims", "id")),
        _several("methods", "Methods of its voting claims", vocabulary="methods"),
        _flag("empirical", "Whether one of these methods is empirical"),
        _flag("primary", "Whether it is empirical and on the primary outcome"),
        _flag("checked", "Whether a voting claim was checked at the source"),
        _text("reason", "Why these works are one line"),
    ),
    ("factor", "line"),
)

FACTORS = Table(
    "factors",
    "A factor: one cell of the framework's table.",
    (
        _text("id", "Id of the factor", required=True),
        _DIMENSION,
        _text("dimension_label", "Name of the dimension"),
        _SIDE,
        _text("side_label", "Name of the side"),
        _text("label", "Name of the factor", required=True),
        _text("proposition", "The testable sentence that is rated", required=True),
        _text("definition", "What counts as this factor, and what does not"),
        _text("mirror", "Its counterpart on the other side", refers=("factors", "id")),
        _several("concepts", "What is kept apart inside it"),
    ),
    ("id",),
)

CELLS = Table(
    "cells",
    "A factor with the plain counts of works on it, whatever their weight: a gap map's cell.",
    (
        _text("factor", "Id of the factor", refers=("factors", "id"), required=True),
        _DIMENSION,
        _SIDE,
        _text("label", "Name of the factor", required=True),
        _count("works", "works", "Works with a confirmed finding or argument"),
        _count("supports", "works", "Works of which such a claim supports"),
        _count("contradicts", "works", "Works of which such a claim contradicts"),
        _count("qualifies", "works", "Works of which such a claim qualifies"),
        _count("claims", "claims", "Confirmed findings and arguments"),
    ),
    ("factor",),
)

APPRAISALS = Table(
    "appraisals",
    "The method, design and limits of a work.",
    (
        _WORK,
        _text("method", "Method of the work; 'none' where it has none", required=True),
        _text("negative_cases", "Whether it has cases without the outcome", values=YES_NO),
        _text("line", "Line of evidence", required=True),
        _text("line_reason", "Why works are on one line"),
        _text("scope", "Cases studied"),
        _text("region", "Region studied"),
        _text("period", "Period studied"),
        _text("peer_reviewed", "Whether it was reviewed by peers", values=YES_NO),
        _text("limitations", "What limits it, by a source or its design"),
        _text("appraised_from", "What it was appraised from"),
    ),
    ("work",),
)

NOTES = Table(
    "notes",
    "A citation: a work in a note of the article.",
    (
        _NOTE,
        _text("work", "Citation key; empty where none is known or cited", refers=("works", "key")),
        _text("locator_label", "What the locator counts (CSL 1.0.2)", values=LOCATOR_LABELS),
        _text("locator_value", "Where in the work, as printed"),
        _text("form", "How it is cited; none: the note cites no work", values=NOTE_FORMS),
        _text("status", "How sure it is which work is meant", values=NOTE_STATUSES),
        _text("verdict", "Whether the work bears out the sentence", values=VERDICTS),
        _text("remark", "Doubts and explanations"),
    ),
)

CHECKS = Table(
    "checks",
    "A citation check: does the work bear out the sentence?",
    (
        _NOTE,
        _WORK,
        _text("verdict", "What the check found", values=VERDICTS, required=True),
        _text("reason", "Why"),
        _text("basis", "What the check rests on"),
        _text("checked_by", "Who checked"),
        _text("page", "Where in the work that was seen"),
        Column("date", "date", "Day of the check"),
        _flag("cited", "Whether the note cites the work; without it the check is context"),
    ),
)

ERRATA = Table(
    "errata",
    "Where a note and the verified record differ, or where that is only suspected.",
    (
        _NOTE,
        _WORK,
        _text("field", "What differs", required=True),
        _text("cited", "What the note says"),
        _text("verified", "What was verified"),
        _text("basis", "Where it was verified"),
        _text("status", "How sure it is", values=ERRATUM_STATUSES),
        _text("remark", "Doubts and explanations"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CLAIMS,
        LINKS,
        WORKS,
        RATINGS,
        LINES,
        FACTORS,
        CELLS,
        APPRAISALS,
        NOTES,
        CHECKS,
        ERRATA,
    )
}
"""Every table by name, in the order in which they are shown."""


def named(name: str) -> Table:
    """Return a table by its name; UnknownIdError where there is none."""
    if name not in TABLES:
        raise UnknownIdError("table", name, TABLES)
    return TABLES[name]
