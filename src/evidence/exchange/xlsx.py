"""Workbooks: tables as sheets with their dictionary, and the first sheet of a user's own.

The same tables give the same bytes: a workbook's times are fixed. openpyxl is an optional extra.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.exchange.describe import HEAD, JOINED, RULES, Vocabularies, described
from evidence.exchange.extras import need
from evidence.model import UsageError
from evidence.synthesis.dictionary import Table
from evidence.synthesis.rows import Row

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
WIDTHS = {"string": 24, "list": 24, "date": 12, "integer": 10, "number": 10, "boolean": 10}
DICTIONARY = "dictionary"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def to_xlsx(
    tables: Sequence[Table], rows: Mapping[str, list[Row]], known: Vocabularies, title: str
) -> bytes:
    """Return the bytes of a workbook: a sheet for each table, and one that explains them.

    Raises UsageError where openpyxl is missing or a table has more rows than a sheet.
    """
    openpyxl = need("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "evidence-map"
    book.properties.title = _fit(title)
    for table in tables:
        if len(rows[table.name]) > MOST_ROWS:
            raise UsageError(
                f"table '{table.name}' has more rows than a sheet can hold",
                "Export it with --as csv or --as parquet",
            )
        _sheet(
            book,
            table.name,
            [column.name for column in table.columns],
            ([_value(c.type, row[c.name]) for c in table.columns] for row in rows[table.name]),
            [WIDTHS[column.type] for column in table.columns],
        )
    _sheet(
        book,
        DICTIONARY,
        ("Table", *HEAD),
        [
            *(
                (table.name, *described(column, known))
                for table in tables
                for column in table.columns
            ),
            ("", "", "", "", RULES, ""),
        ],
        (14, 18, 24, 18, 60, 60),
    )
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _sheet(
    book: Any,
    name: str,
    head: Sequence[str],
    lines: Iterable[Sequence[object]],
    widths: Sequence[int],
) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- an optional extra
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    heads = []
    for word in head:
        cell = WriteOnlyCell(sheet, value=word)
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    number = 1
    for number, line in enumerate(lines, 2):  # noqa: B007 -- the last one is needed
        sheet.append([_cell(sheet, value, WriteOnlyCell) for value in line])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{number}"


def _cell(sheet: Any, value: object, kind: Any) -> Any:
    """Return a cell; text is marked as text, so that none of it is a formula."""
    if isinstance(value, datetime.date):
        cell = kind(sheet, value=value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return value
    cell = kind(sheet, value=_fit(value)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _value(type_: str, value: object) -> object:
    if isinstance(value, list):
        return JOINED.join(value) or None
    if type_ == "date" and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _timeless(data: bytes) -> bytes:
    """Set every time in a workbook to the same moment, in the archive and in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return out.getvalue()
