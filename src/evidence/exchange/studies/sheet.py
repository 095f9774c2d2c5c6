"""Read a table of study rows: CSV with any usual separator, TSV, or a sheet of a workbook."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.exchange.extras import need
from evidence.model import UsageError
from evidence.workspace.files import MOST_BYTES, read_source

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_UNPACKED = 1_000_000_000
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows, each with its line (or row of the sheet), from 1; `faults` likewise."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    faults: tuple[tuple[int, str], ...] = field(default=())

    def values(self, column: str) -> list[str]:
        """Return the different values of a column, in the order of their first use."""
        return list(dict.fromkeys(row[column] for _, row in self.rows if row.get(column)))


def read_sheet(path: Path, sheet: str = "") -> Sheet:
    """Read a .csv, .tsv or .xlsx; `sheet` names one of a workbook, else its first is read.

    UsageError where the file cannot be read as a whole; a row that does not fit is a fault.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _sheet(_workbook(path, sheet), path)
    if suffix not in (".csv", ".tsv", ".txt"):
        raise UsageError(f"{path} is no table", "Save it as .csv, .tsv or .xlsx")
    source = read_source(path, path.name)
    if source is None:
        raise UsageError(f"there is no file {path}", "Name an existing file")
    if source.problems:
        raise UsageError(f"{path}: {source.problems[0].message}", source.problems[0].hint)
    return _sheet(_lines(source.text, "\t" if suffix == ".tsv" else _separator(source.text)), path)


def _separator(text: str) -> str:
    """Return the separator that the header line has most of; a comma where it has none."""
    head = text.partition("\n")[0]
    return max(SEPARATORS, key=lambda sign: (head.count(sign), sign == ","))


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row with its line, or what is wrong with it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not a table row: {error}; look for a quotation mark that is not closed"
            return


def _workbook(path: Path, name: str) -> Iterator[tuple[int, list[str] | str]]:
    openpyxl = need("openpyxl", "xlsx")
    try:
        if path.stat().st_size > MOST_BYTES or _unpacked(path) > MOST_UNPACKED:
            raise UsageError(f"{path} is too large", "Save the sheet as .csv")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}", "Name an existing file") from None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} is no workbook: {error}", "Save it as .xlsx or .csv") from None
    try:
        if name and name not in book.sheetnames:
            known = ", ".join(book.sheetnames)
            raise UsageError(f"{path.name} has no sheet '{name}'", f"It has: {known}")
        chosen = book[name] if name else book.worksheets[0]
        for number, row in enumerate(chosen.iter_rows(values_only=True), 1):
            yield number, [_text(value) for value in row[: MOST_COLUMNS + 1]]
    finally:
        book.close()


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _sheet(lines: Iterator[tuple[int, list[str] | str]], path: Path) -> Sheet:
    header: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] = []
    faults: list[tuple[int, str]] = []
    for line, cells in lines:
        if isinstance(cells, str):
            faults.append((line, cells))
            continue
        words = [" ".join(cell.split()) for cell in cells]
        if not any(words):
            continue
        if not header:
            header = _header(words, path)
        elif any(words[len(header) :]) or (len(words) < len(header) and path.suffix != ".xlsx"):
            faults.append((line, f"{len(words)} cells where the header has {len(header)}"))
        elif len(rows) == MOST_ROWS:
            raise UsageError(f"{path} has more than {MOST_ROWS:,} rows", "Split it")
        else:
            padded = [*words, *[""] * len(header)]
            rows.append((line, dict(zip(header, padded, strict=False))))
    if not header:
        raise UsageError(f"{path} is empty", "Its first line has to name the columns")
    return Sheet(header, tuple(rows), tuple(faults))


def _header(words: Sequence[str], path: Path) -> tuple[str, ...]:
    names = list(words)
    while names and not names[-1]:
        names.pop()
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None or len(names) > MOST_COLUMNS:
        what = f"names the column '{twice}' twice" if twice is not None else "has too many columns"
        raise UsageError(f"{path} {what}", "Mend its first line")
    return tuple(names)
