"""A table as CSV: UTF-8, commas, LF; a spreadsheet takes no cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from evidence.formats.table import plain_cell
from evidence.synthesis.dictionary import Table
from evidence.synthesis.rows import Row


def to_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """Return the bytes of a CSV file; true and false in lower case."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else plain_cell(value)
