"""Import study rows as works and claims: study, tool or row, factor, direction, outcome, method.

FILE is a .csv, .tsv or .xlsx with one row per study and finding. --propose prints a column map for
it, to be completed and saved; with --map it is shown what would be made, and with --write that is
made. Importing again adds only what is new: nothing that is in the workspace is changed.

\b
Examples:
  evidence import studies rows.csv --propose > rows.toml
  evidence import studies rows.csv --map rows.toml
  evidence import studies rows.csv --map rows.toml --write
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import check
from evidence.cli.check import ProblemRow
from evidence.cli.output import clean, emit, format_option, grid, heading, paragraph
from evidence.cli.progress import progress
from evidence.cli.session import Session, pass_session
from evidence.model import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.exchange.studies import Plan

SHOWN = 12


class StudiesOutput(TypedDict):
    """What `import studies` prints.

    `known` counts rows whose claim is there already, `kept` names claims changed since by a person,
    `ignored` counts rows that the map leaves out; `written` holds the files written.
    """

    file: str
    rows: int
    ignored: int
    known: int
    kept: list[str]
    works: list[str]
    factors: list[str]
    claims: list[str]
    problems: list[ProblemRow]
    written: list[str]


COLUMNS = ("what", "id")


def run(plan: Plan, file: str, written: tuple[str, ...] = ()) -> StudiesOutput:
    """Return a plan as JSON."""
    return {
        "file": file,
        "rows": plan.rows,
        "ignored": plan.ignored,
        "known": plan.known,
        "kept": list(plan.kept),
        "works": list(plan.works),
        "factors": [factor.id for factor in plan.factors],
        "claims": [str(claim["id"]) for claims in plan.claims.values() for claim in claims],
        "problems": check.run(list(plan.problems)),
        "written": list(written),
    }


def flat(data: StudiesOutput) -> list[dict[str, str]]:
    """Return a row for each thing that is added."""
    named = (("work", data["works"]), ("factor", data["factors"]), ("claim", data["claims"]))
    return [{"what": what, "id": one} for what, ids in named for one in ids]


@click.command("studies", help=__doc__)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="MAP",
    help="The column map: a TOML file.",
)
@click.option("--propose", is_flag=True, help="Print a column map to begin with.")
@click.option("--sheet", default="", help="Sheet of a workbook. Default: the map's, or the first.")
@click.option("--write", is_flag=True, help="Write what is shown without it.")
@format_option
@pass_session
def studies(  # noqa: D103
    session: Session,
    file: Path,
    map_file: Path | None,
    propose: bool,
    sheet: str,
    write: bool,
    form: str,
) -> None:
    from evidence.exchange import studies as exchange

    if propose:
        day = datetime.date.today().isoformat()
        rows = exchange.read_sheet(file, sheet)
        click.echo(clean(exchange.propose(rows, file, session.workspace, day)), nl=False)
        session.say(f"Save it, replace every '?', then: evidence import studies {file} --map MAP")
        return
    if map_file is None:
        raise UsageError(
            "which column is what?", f"Type: evidence import studies {file} --propose > map.toml"
        )
    columns = exchange.read_map(map_file)
    rows = exchange.read_sheet(file, sheet or columns.sheet)
    plan = exchange.plan(session.workspace, rows, columns, file.name)
    written: tuple[str, ...] = ()
    if write and not plan.is_empty:
        with progress(session, "Writing claims") as on_progress:
            written = exchange.carry_out(session.workspace, plan, on_progress)
    data = run(plan, file.name, written)
    emit(form, data, COLUMNS, flat(data), lambda out: _show(out, plan, data))
    check.complain(list(plan.problems))
    _say_next(session, plan, file, map_file, write)


def _say_next(session: Session, plan: Plan, file: Path, map_file: Path, write: bool) -> None:
    if plan.is_empty and not plan.known:
        session.say("No row could be taken.")
    elif plan.is_empty:
        session.say("Nothing is new: the workspace has it all.")
    elif write:
        session.say("Written. Next: evidence cells")
    else:
        session.say("Nothing was written yet. To write it:")
        session.say(f"  evidence import studies {file} --map {map_file} --write")


def _show(out: Console, plan: Plan, data: StudiesOutput) -> None:
    grid(
        out,
        ("", "Rows"),
        [
            ("Rows in the file", plan.rows),
            ("New claims", plan.new_claims),
            ("There already", plan.known),
            ("Changed since, kept", len(plan.kept)),
            ("Left out by the map", plan.ignored),
            ("Problems", len(plan.problems)),
        ],
    )
    added = (
        ("New works", list(plan.works)),
        ("New factors", [f"{one.id} ({one.label})" for one in plan.factors]),
        ("New claims", data["claims"]),
    )
    for title, names in added:
        if names:
            out.print()
            heading(out, f"{title} ({len(names)})")
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            paragraph(out, "; ".join(names[:SHOWN]) + more, 2)
    if plan.fresh and plan.factors:
        out.print()
        paragraph(out, "The example framework of 'evidence init' gives way to these factors.")
