"""A table as CSV: UTF-8, commas, LF; a spreadsheet takes no cell for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from evidence.exchange.describe import JOINED
from evidence.formats.table import FORMULA_SIGNS
from evidence.synthesis.dictionary import Table
from evidence.synthesis.rows import Row

_TRUTH = {True: "true", False: "false", None: None}


def to_csv(table: Table, rows: Sequence[Row]) -> bytes:
    """Return the bytes of a CSV file; true and false in lower case."""
    return head_of(table) + rows_of(table, rows)


def head_of(table: Table) -> bytes:
    """Return the first line of a CSV file: the names of the columns."""
    return f"{','.join(column.name for column in table.columns)}\n".encode()


def rows_of(table: Table, rows: Sequence[Row]) -> bytes:
    """Return the lines of a CSV file that come after the first one."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    columns = [_cells(one.type, [row[one.name] for row in rows]) for one in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8", "replace")


def _cells(type_: str, values: list[Any]) -> list[Any]:
    """Return the cells of a column as they are written: a million of them should be quick."""
    if type_ in ("integer", "number"):
        return values
    if type_ == "boolean":
        return [_TRUTH[value] for value in values]
    if type_ == "list":
        values = [JOINED.join(value) for value in values]
    return [f"'{text}" if text and text[0] in FORMULA_SIGNS else text for text in values]
