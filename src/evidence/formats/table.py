"""Comma-separated tables with a header line, as spreadsheets and git both keep them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.formats.lines import FormatError
from evidence.model.errors import did_you_mean

FORMULA_SIGNS = frozenset("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as dictionaries with the line each starts on, and what was wrong with the others."""

    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[FormatError] = field(default_factory=list)


def load(
    text: str, columns: Sequence[str], optional: Sequence[str] = (), delimiter: str = ","
) -> Table:
    """Parse a table whose header must name `columns`; those in `optional` may be missing.

    Raises FormatError where the header is unusable. A row that does not fit becomes a fault and the
    others still load. Cells are stripped of white space at both ends.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise FormatError(f"not a table: {error}", 1) from None
    _check_header(header, columns, optional)
    table = Table(tuple(header))
    _warn_of_others(table, header, columns)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return table
        except csv.Error as error:
            hint = "Look for a quotation mark that is not closed, from this line on"
            table.faults.append(FormatError(f"not a table row: {error}", line, hint))
            return table
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}"
            hint = "Put quotation marks around a cell that holds a comma"
            table.faults.append(FormatError(message, line, hint))
            continue
        table.rows.append((line, dict(zip(header, map(str.strip, cells), strict=True))))


def dump(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write a table: comma, LF, quotation marks only where needed, None as an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put_row(text: str, columns: Sequence[str], row: Mapping[str, str], at: int | None) -> str:
    """Replace the row that starts on line `at`, or append one; all else stays as it is.

    Lines end as the others do. Where the header lacks a column that the row fills, the table is
    written anew with it. FormatError where the text is no table, or would lose a row by that.
    """
    table = load(text, columns, columns)
    missing = [name for name in columns if row.get(name) and name not in table.columns]
    if missing:
        broken = next((fault for fault in table.faults if fault.line != 1), None)
        if broken:
            raise broken
        rows = [row if line == at else cells for line, cells in table.rows]
        return dump([*table.columns, *missing], rows if at else [*rows, row])
    end = "\r\n" if "\r\n" in text else "\n"
    new = dump(table.columns, [row]).split("\n", 1)[1].replace("\n", end)
    if at is None:
        glue = "" if text.endswith(("\n", "\r")) else end
        return f"{text}{glue}{new}"
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines[at - 1 :])
    next(reader)
    return "".join([*lines[: at - 1], new, *lines[at - 1 + reader.line_num :]])


def plain_cell(value: object) -> object:
    """Return a cell for spreadsheets: a list joined by semicolons, None empty.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    if isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str) and value[:1] in FORMULA_SIGNS:
        return f"'{value}"
    return "" if value is None else value


def _check_header(header: list[str], columns: Sequence[str], optional: Sequence[str]) -> None:
    if not header or not any(header):
        raise FormatError("no header line", 1, f"The first line is: {','.join(columns)}")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise FormatError("columns are not separated by commas", 1, "Save it as CSV with commas")
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise FormatError(f"column '{twice}' stands here twice", 1, "Rename one of the two")
    missing = [name for name in columns if name not in header and name not in optional]
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        raise FormatError(
            f"{word} {', '.join(missing)} missing", 1, f"The header is: {','.join(columns)}"
        )


def _warn_of_others(table: Table, header: list[str], columns: Sequence[str]) -> None:
    table.faults.extend(
        FormatError(f"unknown column '{name}'", 1, did_you_mean(name, columns))
        for name in header
        if name not in columns
    )
