"""Workbooks: tables as sheets with their dictionary.

The same tables give the same bytes: every time in a workbook is the same moment.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.exchange.describe import HEAD, JOINED, RULES, Vocabularies, described
from evidence.model import UsageError
from evidence.synthesis.dictionary import Table
from evidence.synthesis.rows import Row

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
WIDTHS = {"string": 24, "list": 24, "date": 12, "integer": 10, "number": 10, "boolean": 10}
DICTIONARY = "dictionary"

_OPTIONS = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
_EPOCH = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_FIRST_DAY = datetime.date(1900, 3, 1)
"""From this day on spreadsheets count days rightly: to them 1900 is a leap year."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_xlsx(
    tables: Sequence[Table], rows: Mapping[str, list[Row]], known: Vocabularies, title: str
) -> bytes:
    """Return the bytes of a workbook: a sheet for each table, and one that explains them.

    Raises UsageError where a table has more rows than a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 -- only who wants a workbook waits for it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        told = {"title": _fit(title), "author": "evidence-map", "created": _EPOCH}
        book.set_properties(told)
        bold = book.add_format({"bold": True})
        for table in tables:
            if len(rows[table.name]) > MOST_ROWS:
                raise UsageError(
                    f"table '{table.name}' has more rows than a sheet can hold",
                    "Export it with --as csv or --as parquet",
                )
            _fill(
                book.add_worksheet(table.name),
                bold,
                [column.name for column in table.columns],
                ([_value(c.type, row[c.name]) for c in table.columns] for row in rows[table.name]),
                [WIDTHS[column.type] for column in table.columns],
            )
        explained = [
            *((one.name, *described(column, known)) for one in tables for column in one.columns),
            ("", "", "", "", RULES, ""),
        ]
        widths = (14, 18, 24, 18, 60, 60)
        _fill(book.add_worksheet(DICTIONARY), bold, ("Table", *HEAD), explained, widths)
    return out.getvalue()


def _fill(
    sheet: Any,
    bold: Any,
    head: Sequence[str],
    lines: Iterable[Sequence[object]],
    widths: Sequence[int],
) -> None:
    """Fill a sheet whose head stays in sight and whose columns can be filtered."""
    sheet.freeze_panes(1, 0)
    for column, (word, width) in enumerate(zip(head, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, word, bold)
    number = 0
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            _write(sheet, number, column, value)
    sheet.autofilter(0, 0, number, len(head) - 1)


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    """Write a cell; text is written as text, so that none of it is a formula or a link."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, _fit(str(value)[:LONGEST_CELL]))


def _value(type_: str, value: object) -> object:
    if isinstance(value, list):
        return JOINED.join(value) or None
    if type_ == "date" and isinstance(value, str):
        try:
            found = datetime.date.fromisoformat(value)
        except ValueError:
            return value
        return found if found >= _FIRST_DAY else value
    return value


def _fit(text: str) -> str:
    """Return text with what no XML holds replaced."""
    return _UNFIT.sub("\ufffd", text)
