"""The tables of what follows from it: ratings, lines, factors and cells."""

from __future__ import annotations

from evidence.model.claim import STANCES
from evidence.model.rubric import AGREEMENTS, LEVELS, STATES
from evidence.synthesis.dictionary.columns import (
    DIMENSION,
    SIDE,
    Column,
    Table,
    count,
    flag,
    several,
    text,
)

_COUNTS = (
    count("claims", "claims", "Claims that vote"),
    count("works", "works", "Works with a claim that votes"),
    count("lines", "lines of evidence", "Lines of evidence"),
    count("supports", "lines of evidence", "Lines that support the proposition"),
    count("contradicts", "lines of evidence", "Lines that contradict it"),
    count("qualifies", "lines of evidence", "Lines that qualify it"),
    count("empirical", "lines of evidence", "Lines with an empirical method"),
    count("checked", "lines of evidence", "Lines checked at the source"),
    count("listed", "claims", "Confirmed claims shown without a vote"),
)

RATINGS = Table(
    "ratings",
    "The rating of a factor, or of a row of the framework over its pooled lines.",
    (
        text("id", "Id of the factor or row", required=True),
        text("kind", "What is rated", values=("factor", "row"), required=True),
        text("label", "Its name for people", required=True),
        DIMENSION,
        SIDE,
        text("proposition", "The sentence that is rated; empty for a row"),
        text("state", "The state of the evidence", values=STATES, required=True),
        text("strength", "Strength in these sources; empty: too little", vocabulary="strengths"),
        text("evidence", "Level of all lines that vote", values=LEVELS, required=True),
        text("support", "Level of the lines that support", values=LEVELS, required=True),
        text("agreement", "Level of agreement", values=AGREEMENTS),
        Column("agreement_value", "number", "Share of the weight that supports", "0 to 1"),
        flag("indirect", "No empirical supporting line is on the primary outcome"),
        flag("as_reported", "There is evidence, but none was checked at its source"),
        *_COUNTS,
        text("lowest", "Lowest strength among the factors of a row", vocabulary="strengths"),
        text("highest", "Highest strength among the factors of a row", vocabulary="strengths"),
        flag("overridden", "Whether a person has set another judgement beside it"),
        text("override", "The strength that this person sets", vocabulary="strengths"),
        text("override_reason", "The reason that this person gives"),
    ),
    ("id",),
)

LINES = Table(
    "lines",
    "A line of evidence on one factor: works by one team on the same data.",
    (
        text("factor", "Id of the factor", refers=("factors", "id"), required=True),
        text("line", "Id of the line", required=True),
        text("name", "Its name for people", required=True),
        text("stance", "What the line as a whole does", values=STANCES, required=True),
        Column("supports", "number", "Weight of its heaviest supporting claim", "0 to 1"),
        Column("contradicts", "number", "Weight of its heaviest contradicting claim", "0 to 1"),
        Column("qualifies", "number", "Weight of its heaviest qualifying claim", "0 to 1"),
        several("works", "Works with a voting claim", refers=("works", "key")),
        several("claims", "Claims that vote", refers=("claims", "id")),
        several("methods", "Methods of its voting claims", vocabulary="methods"),
        flag("empirical", "Whether one of these methods is empirical"),
        flag("primary", "Whether it is empirical and on the primary outcome"),
        flag("checked", "Whether a voting claim was checked at the source"),
        text("reason", "Why these works are one line"),
    ),
    ("factor", "line"),
)

FACTORS = Table(
    "factors",
    "A factor: one cell of the framework's table.",
    (
        text("id", "Id of the factor", required=True),
        DIMENSION,
        text("dimension_label", "Name of the dimension"),
        SIDE,
        text("side_label", "Name of the side"),
        text("label", "Name of the factor", required=True),
        text("proposition", "The testable sentence that is rated", required=True),
        text("definition", "What counts as this factor, and what does not"),
        text("mirror", "Its counterpart on the other side", refers=("factors", "id")),
        several("concepts", "What is kept apart inside it"),
    ),
    ("id",),
)

CELLS = Table(
    "cells",
    "A factor with the plain counts of works on it, whatever their weight: a gap map's cell.",
    (
        text("factor", "Id of the factor", refers=("factors", "id"), required=True),
        DIMENSION,
        SIDE,
        text("label", "Name of the factor", required=True),
        count("works", "works", "Works with a confirmed finding or argument"),
        count("supports", "works", "Works of which such a claim supports"),
        count("contradicts", "works", "Works of which such a claim contradicts"),
        count("qualifies", "works", "Works of which such a claim qualifies"),
        count("claims", "claims", "Confirmed findings and arguments"),
    ),
    ("factor",),
)
