"""Export tables as CSV, a workbook or Parquet, with their data dictionary beside them.

Everything is made in memory first; a file that is not from an earlier export stays as it is unless
the user says otherwise. The same map gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from evidence.exchange import describe
from evidence.exchange.csv_file import to_csv
from evidence.exchange.parquet import to_parquet
from evidence.exchange.xlsx import to_xlsx
from evidence.model import UsageError
from evidence.synthesis.dictionary import TABLES, named
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.rows import Row, rows
from evidence.workspace.files import write_atomically

Form = Literal["csv", "xlsx", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
PACKAGE = "datapackage.json"
DICTIONARY = "dictionary.md"
WORKBOOK = "tables.xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: the number of rows of each table, and the files by name."""

    folder: Path
    tables: dict[str, int]
    files: tuple[str, ...]


def export(
    map_: EvidenceMap, to: Path, form: Form, tables: Sequence[str] = (), force: bool = False
) -> Exported:
    """Write tables (all of them where none is named) into a folder, or into the file named.

    A name that ends with the suffix of the form is a file: a workbook holds every table, the other
    forms one. Raises UnknownIdError for an unknown table; UsageError for more tables than a file
    holds, for a file that is not from an export (unless `force`), and for a missing extra.
    """
    chosen = [named(name) for name in dict.fromkeys(tables)] or list(TABLES.values())
    single = to.suffix.lower() == f".{form}"
    if single and form != "xlsx" and len(chosen) != 1:
        raise UsageError(
            f"one {form} file holds one table, not {len(chosen)}",
            f"Name a folder, or one table: --tables {chosen[0].name}",
        )
    folder, prefix = (to.parent, f"{to.stem}.") if single else (to, "")
    found = {table.name: rows(map_, table.name) for table in chosen}
    known = describe.vocabularies(map_)
    files: dict[str, bytes] = {}
    if form == "xlsx":
        book = to.name if single else WORKBOOK
        files[book] = to_xlsx(chosen, found, known, map_.workspace.title)
        paths = {table.name: book for table in chosen}
    else:
        paths = {table.name: to.name if single else f"{table.name}.{form}" for table in chosen}
        for table in chosen:
            make = to_csv if form == "csv" else to_parquet
            files[paths[table.name]] = make(table, found[table.name])
    files[prefix + DICTIONARY] = describe.page(
        f"{map_.workspace.title}: data dictionary", chosen, known
    ).encode("utf-8", "replace")
    files[prefix + PACKAGE] = describe.package(map_, paths, found).encode("utf-8", "replace")
    _write(folder, files, prefix + PACKAGE, force)
    return Exported(folder, _counts(found), tuple(files))


def _counts(found: dict[str, list[Row]]) -> dict[str, int]:
    return {name: len(lines) for name, lines in found.items()}


def _write(folder: Path, files: dict[str, bytes], package: str, force: bool) -> None:
    """Write the files, the data package last; nothing where one of them is somebody else's."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", "Name a folder")
    ours = _exported_before(folder / package)
    for name, data in files.items():
        path = folder / name
        if force or not path.exists() or name in ours:
            continue
        if path.is_dir() or path.read_bytes() != data:
            raise UsageError(
                f"{path} is there already and not from an export; nothing was written",
                "Name another folder, or replace it with --force",
            )
    for name, data in files.items():
        write_atomically(folder / name, data)


def _exported_before(package: Path) -> frozenset[str]:
    """Return the names of the files that an earlier export wrote here."""
    try:
        found = json.loads(package.read_text(encoding="utf-8"))
        if found["generator"] != describe.GENERATOR:
            return frozenset()
        paths = {str(one["path"]) for one in found["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    prefix = package.name.removesuffix(PACKAGE)
    return frozenset({package.name, prefix + DICTIONARY, *paths})
