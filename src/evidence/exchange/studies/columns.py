"""Read a column map and hold it against the file that it is for."""

from __future__ import annotations

from pathlib import Path

from evidence.exchange.studies.sheet import Sheet
from evidence.formats import toml
from evidence.formats.lines import FormatError
from evidence.model import UsageError
from evidence.model.errors import did_you_mean
from evidence.workspace.files import read_source
from evidence.workspace.study_map import StudyMapFile
from evidence.workspace.validate import validate

ColumnMap = StudyMapFile
UNDECIDED = "?"
"""What a proposed map has where a person has to decide."""


def read_map(path: Path) -> ColumnMap:
    """Read a column map; UsageError, with the line, where it cannot be used."""
    source = read_source(path, path.name)
    if source is None:
        raise UsageError(
            f"there is no column map {path}", "Write one: evidence import studies FILE --propose"
        )
    try:
        value = toml.load(source.text)
    except FormatError as fault:
        where = f"{path}:{fault.line}" if fault.line else str(path)
        raise UsageError(f"{where}: {fault.message}", fault.hint) from None
    entry, problems = validate(
        StudyMapFile, value, str(path), lambda *place: toml.line_of(source.text, place)
    )
    if entry is None:
        first = problems[0]
        where = f"{path}:{first.line}" if first.line else str(path)
        raise UsageError(f"{where}: {first.message}", first.hint)
    for field in ("words", "coder"):
        if getattr(entry.source, field).startswith(UNDECIDED):
            line = toml.line_of(source.text, ("source", field))
            raise UsageError(
                f"{path}:{line}: {field} is not decided yet", f"Replace the '{UNDECIDED}'"
            )
    if entry.source.seen_in == "citing-work":
        raise UsageError(
            f"{path}: rows of a data file are seen first hand, not in a citing work",
            'Write seen_in = "review" where others read the studies for you',
        )
    return entry


def require_columns(columns: ColumnMap, sheet: Sheet) -> None:
    """Make sure that a file has every column that its map names; UsageError where it has not."""
    named = {role: name for role, name in columns.columns.model_dump().items() if name}
    for role, name in named.items():
        if name not in sheet.header:
            raise UsageError(
                f"the file has no column '{name}' ({role})", did_you_mean(name, sheet.header)
            )
    if not {"dimension", "side", "factor"} & named.keys():
        raise UsageError(
            "the column map names no column for the framework's cells",
            "Name at least one of dimension, side and factor under [columns]",
        )
