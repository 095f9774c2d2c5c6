"""Count the works in each cell of the framework: how many support, contradict and qualify it.

A plain count of confirmed findings and arguments, whatever their weight, as gap maps show it; a
work counts once for each stance that it takes. For the rating by the rule: evidence rate.

--across prints a table of two ways: dimensions across and factors down, or sides across and
dimensions down, each cell as works in all (supports/contradicts/qualifies).

\b
Examples:
  evidence cells
  evidence cells --across dimension
  evidence cells --format csv > cells.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.cells import Pivot
    from evidence.synthesis.evidence_map import EvidenceMap

Way = Literal["dimension", "side"]
GAP = 3
MOST_WIDE = 30


class CellRow(TypedDict):
    """A cell: works in all, and works of each stance."""

    factor: str
    dimension: str
    side: str
    label: str
    works: int
    supports: int
    contradicts: int
    qualifies: int
    claims: int


class CellsOutput(TypedDict):
    """What `cells` prints."""

    cells: list[CellRow]


def run(map_: EvidenceMap) -> CellsOutput:
    """Return the counts of every cell."""
    from evidence.synthesis.rows import rows

    return {"cells": [cast(CellRow, row) for row in rows(map_, "cells")]}


@click.command(help=__doc__)
@click.option(
    "--across", type=click.Choice(["dimension", "side"]), help="Print a table of two ways."
)
@format_option
@pass_session
def cli(session: Session, across: Way | None, form: str) -> None:  # noqa: D103
    from evidence.synthesis.cells import pivot

    map_ = session.map
    data = run(map_)
    wide = pivot(map_, across) if across else None

    def show(out: Console) -> None:
        if wide is not None:
            show_pivot(out, wide)
            return
        grid(
            out,
            ("Factor", "Label", "Works", "+", "-", "~", "Claims"),
            [
                (
                    row["factor"],
                    row["label"],
                    row["works"],
                    row["supports"],
                    row["contradicts"],
                    row["qualifies"],
                    row["claims"],
                )
                for row in data["cells"]
            ],
        )

    if wide is not None and form == "csv":
        lines = [dict(zip(("", *wide.across), line, strict=True)) for line in wide.lines]
        emit(form, data, ("", *wide.across), lines, show)
    else:
        emit(form, data, tuple(CellRow.__annotations__), data["cells"], show)
    session.warn_of_problems()
    if form == "table":
        session.say_how_coded()


def show_pivot(out: Console, wide: Pivot) -> None:
    """Print a table of two ways, as many columns at a time as fit; an empty cell is a gap."""
    widths = [max(map(len, column)) for column in zip(("", *wide.across), *wide.lines, strict=True)]
    first, width = min(widths[0], MOST_WIDE), 0
    start = 1
    for place in range(1, len(widths) + 1):
        if place < len(widths) and (place == start or width + widths[place] + GAP <= out.width):
            width = (first if place == start else width) + widths[place] + GAP
            continue
        if start > 1:
            out.print()
        here = range(start, place)
        names = ["", *(wide.across[number - 1] for number in here)]
        grid(out, names, [[line[0], *(line[number] for number in here)] for line in wide.lines])
        start, width = place, first + (widths[place] + GAP if place < len(widths) else 0)
