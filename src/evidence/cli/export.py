"""Export the tables of the map, with a data dictionary, for a spreadsheet or a statistics program.

Without --tables every table is written: claims, links, works, ratings, lines, factors, cells,
appraisals, notes, checks, errata. A folder gets one file per table (a workbook: one sheet), beside
datapackage.json for programs and dictionary.md for people.

\b
Examples:
  evidence export --to tables
  evidence export --to map.xlsx
  evidence export --to tables --as parquet --tables claims,links
  evidence export --to ratings.csv --tables ratings
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.exchange.export import Form

FORMS = ("csv", "xlsx", "parquet")


class TableRow(TypedDict):
    """One exported table."""

    table: str
    rows: int


class ExportOutput(TypedDict):
    """What `export` prints; files are relative to `folder`."""

    folder: str
    files: list[str]
    tables: list[TableRow]


def form_of(to: Path, given: str | None) -> Form:
    """Return the form that was asked for, by option or suffix; CSV where neither tells."""
    from evidence.exchange.export import FORMS as KNOWN

    suffix = to.suffix.lower().lstrip(".")
    return next((form for form in KNOWN if form == (given or suffix)), "csv")


@click.command(help=__doc__)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER|FILE",
    help="Where to write.",
)
@click.option(
    "--as",
    "given",
    type=click.Choice(FORMS),
    help="Form of the files. Default: by the suffix of FILE, else csv.",
)
@click.option(
    "--tables",
    default="",
    metavar="NAME,...",
    shell_complete=complete.tables,
    help="Which tables, with commas between. Default: all.",
)
@click.option("--force", is_flag=True, help="Replace files that are not from an export.")
@format_option
@pass_session
def cli(  # noqa: D103
    session: Session, to: Path, given: str | None, tables: str, force: bool, form: str
) -> None:
    from evidence.exchange.export import export

    names = [name.strip() for name in tables.split(",") if name.strip()]
    done = export(session.map, to, form_of(to, given), names, force)
    rows: list[TableRow] = [{"table": name, "rows": n} for name, n in done.tables.items()]
    data: ExportOutput = {"folder": str(done.folder), "files": list(done.files), "tables": rows}

    def show(out: Console) -> None:
        grid(out, ("Table", "Rows"), list(done.tables.items()))

    emit(form, data, ("table", "rows"), rows, show)
    session.say(
        f"{len(done.files)} files in {done.folder}; what the columns mean: {done.files[-2]}"
    )
    session.warn_of_problems()
