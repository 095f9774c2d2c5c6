"""The tables of what people wrote down: claims, works, notes and what was checked."""

from __future__ import annotations

from evidence.model.claim import ATTRIBUTIONS, KINDS, LOCATOR_LABELS, SEEN_KINDS, STANCES, STATUSES
from evidence.model.records import NEGATIVE_CASES, NOTE_FORMS, VERDICTS
from evidence.synthesis.dictionary.columns import (
    NOTE,
    SIDE,
    WORK,
    Column,
    Table,
    count,
    flag,
    several,
    text,
)

YES_NO: tuple[str, ...] = NEGATIVE_CASES
NOTE_STATUSES = ("resolved", "ambiguous", "unresolved")
ERRATUM_STATUSES = ("error", "doubt", "unchecked")

CLAIMS = Table(
    "claims",
    "A claim: one statement that a work makes or is reported to make.",
    (
        text("id", "Id of the claim, never used again", required=True),
        WORK,
        text("statement", "What the work says, in the coder's own words", required=True),
        text("kind", "What kind of statement it is", values=KINDS, required=True),
        text("concept", "What is kept apart inside the factor"),
        text("method", "How the claim came about", vocabulary="methods"),
        text("outcome", "What the claim is about", vocabulary="outcomes", required=True),
        text("scope", "Cases, region and period that the claim covers"),
        text("locator_label", "What the locator counts (CSL 1.0.2)", values=LOCATOR_LABELS),
        text("locator_value", "Where in the work, as printed"),
        text("seen_in", "Where the coder read the claim", values=SEEN_KINDS, required=True),
        text("seen_in_work", "Work that reports the claim", refers=("works", "key")),
        several("seen_in_notes", "Notes of that work that report it"),
        text("attribution", "How plainly they lay it to this work", values=ATTRIBUTIONS),
        text("source", "Where it was seen first hand: words or address"),
        several("supersedes", "Earlier claims that it replaces", refers=("claims", "id")),
        several("also_listed", "Works named with it in a collective citation"),
        several("question", "Questions of the framework that it answers"),
        several("actors", "Actors of the framework that it is about"),
        flag("anchored", "Whether it is tied to a passage of a text"),
        text("coder", "Who coded it", required=True),
        Column("date", "date", "When it was coded"),
        text("status", "Whether it is settled", values=STATUSES, required=True),
        text("remark", "Doubts and explanations"),
        flag("votes", "Whether it counts in the rating of the factors it is linked to"),
        text("silence", "Why it has no vote: a stable word"),
        text("silence_reason", "Why it has no vote: a sentence"),
    ),
    ("id",),
)

LINKS = Table(
    "links",
    "A claim's bearing on one factor, or on a side as a whole.",
    (
        text("claim", "Id of the claim", refers=("claims", "id"), required=True),
        WORK,
        text("factor", "Id of the factor, or of a side as a whole", required=True),
        text("dimension", "Id of the factor's dimension; empty for a side as a whole"),
        SIDE,
        text("stance", "What the claim does to the proposition", values=STANCES, required=True),
        text("line", "Line of evidence that the work belongs to", required=True),
        flag("votes", "Whether the claim counts on this factor"),
        Column("weight", "number", "Method x outcome x design of a claim that votes", "0 to 1"),
        flag("heaviest", "Whether it gives its line its weight on this factor and stance"),
    ),
    ("claim", "factor", "stance"),
)

WORKS = Table(
    "works",
    "A work: one bibliographic record.",
    (
        text("key", "Citation key", required=True),
        text("label", "Short name for people", required=True),
        text("type", "Type of the entry (biblatex)", required=True),
        several("authors", "Authors, given name first"),
        several("editors", "Editors, given name first"),
        Column("year", "integer", "Year of publication", "year"),
        text("title", "Title and subtitle"),
        text("container", "Journal, volume or series that it stands in"),
        text("volume", "Volume"),
        text("number", "Number or issue"),
        text("pages", "Pages, with a plain hyphen"),
        text("publisher", "Publisher or institution"),
        text("place", "Place of publication"),
        text("doi", "DOI"),
        text("isbn", "ISBN"),
        text("url", "Address"),
        text("crossref", "Volume that holds the work", refers=("works", "key")),
        text("doubts", "What is doubtful about the record"),
        text("verified_by", "Where the record was checked"),
        text("line", "Line of evidence that it belongs to", required=True),
        count("claims", "claims", "Claims of the work"),
        count("voting", "claims", "Claims of the work that vote"),
        several("notes", "Notes of the article that cite it"),
    ),
    ("key",),
)

APPRAISALS = Table(
    "appraisals",
    "The method, design and limits of a work.",
    (
        WORK,
        text("method", "Method of the work; 'none' where it has none", required=True),
        text("negative_cases", "Whether it has cases without the outcome", values=YES_NO),
        text("line", "Line of evidence", required=True),
        text("line_reason", "Why works are on one line"),
        text("scope", "Cases studied"),
        text("region", "Region studied"),
        text("period", "Period studied"),
        text("peer_reviewed", "Whether it was reviewed by peers", values=YES_NO),
        text("limitations", "What limits it, by a source or its design"),
        text("appraised_from", "What it was appraised from"),
    ),
    ("work",),
)

NOTES = Table(
    "notes",
    "A citation: a work in a note of the article.",
    (
        NOTE,
        text("work", "Citation key; empty where none is known or cited", refers=("works", "key")),
        text("locator_label", "What the locator counts (CSL 1.0.2)", values=LOCATOR_LABELS),
        text("locator_value", "Where in the work, as printed"),
        text("form", "How it is cited; none: the note cites no work", values=NOTE_FORMS),
        text("status", "How sure it is which work is meant", values=NOTE_STATUSES),
        text("verdict", "Whether the work bears out the sentence", values=VERDICTS),
        text("remark", "Doubts and explanations"),
    ),
)

CHECKS = Table(
    "checks",
    "A citation check: does the work bear out the sentence?",
    (
        NOTE,
        WORK,
        text("verdict", "What the check found", values=VERDICTS, required=True),
        text("reason", "Why"),
        text("basis", "What the check rests on"),
        text("checked_by", "Who checked"),
        text("page", "Where in the work that was seen"),
        Column("date", "date", "Day of the check"),
        flag("cited", "Whether the note cites the work; without it the check is context"),
    ),
)

ERRATA = Table(
    "errata",
    "Where a note and the verified record differ, or where that is only suspected.",
    (
        NOTE,
        WORK,
        text("field", "What differs", required=True),
        text("cited", "What the note says"),
        text("verified", "What was verified"),
        text("basis", "Where it was verified"),
        text("status", "How sure it is", values=ERRATUM_STATUSES),
        text("remark", "Doubts and explanations"),
    ),
)
