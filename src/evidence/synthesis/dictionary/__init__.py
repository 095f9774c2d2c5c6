"""The data dictionary: every table of a map, column by column.

What a column is called, its type, unit, meaning and allowed values is said here and nowhere else:
the frames of `evidence.open`, the exported files, their datapackage.json and docs/tables.md are all
made from it, and a test holds it against the rows of `evidence.synthesis.rows`.
"""

from __future__ import annotations

from evidence.model.errors import UnknownIdError
from evidence.synthesis.dictionary.columns import Column, Table, Type, Vocabulary
from evidence.synthesis.dictionary.results import CELLS, FACTORS, LINES, RATINGS
from evidence.synthesis.dictionary.sources import (
    APPRAISALS,
    CHECKS,
    CLAIMS,
    ERRATA,
    LINKS,
    NOTES,
    WORKS,
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


__all__ = ["TABLES", "Column", "Table", "Type", "Vocabulary", "named"]
