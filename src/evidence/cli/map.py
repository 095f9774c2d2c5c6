"""Count lines of evidence by factor and type of evidence, as the map of the website shows them.

Only claims with a vote count. An option narrows them down; given twice, either value will do. The
state is that of all the evidence on a factor, whatever is chosen. A line whose claims came about in
two ways stands in two columns, and once under 'lines'.

\b
Examples:
  evidence map
  evidence map --method large-n-statistical --checked checked
  evidence map --region Africa --period 1990s --format csv
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli.complete import keys
from evidence.cli.output import emit, format_option, grid, paragraph
from evidence.cli.session import Session, pass_session
from evidence.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


class CellRow(TypedDict):
    """A cell: lines of evidence, works and claims; lines with a claim of each stance."""

    factor: str
    method: str
    lines: int
    works: int
    claims: int
    supports: int
    qualifies: int
    contradicts: int
    checked: int


class FactorRow(TypedDict):
    """A factor over all methods, with the state of all its evidence."""

    factor: str
    label: str
    state: str
    lines: int
    works: int
    claims: int


class MapOutput(TypedDict):
    """What `map` prints: cells with something in them, every factor, the whole, what was chosen."""

    chosen: dict[str, list[str]]
    lines: int
    works: int
    claims: int
    factors: list[FactorRow]
    cells: list[CellRow]


def run(map_: EvidenceMap, choice: Mapping[str, frozenset[str]]) -> MapOutput:
    """Return the counts of every cell; UsageError for a value that does not occur."""
    from dataclasses import asdict

    from evidence.synthesis.bearings import Tally, bearings, chosen, values_of
    from evidence.synthesis.bearings import grid as count

    found = bearings(map_)
    known = values_of(map_, found)
    for facet, values in choice.items():
        for value in sorted(values - set(known[facet])):
            hint = did_you_mean(value, known[facet])
            raise UsageError(f"no voting claim has the {facet} '{value}'", hint)
    counted = count(chosen(found, choice))
    factors: list[FactorRow] = []
    cells: list[CellRow] = []
    for rating in map_.ratings.factors:
        row = counted.factors.get(rating.factor, Tally())
        factors.append(
            {
                "factor": rating.factor,
                "label": map_.workspace.framework.label_of(rating.factor),
                "state": rating.state,
                "lines": row.lines,
                "works": row.works,
                "claims": row.claims,
            }
        )
        for method in known["method"]:
            cell = counted.cells.get((rating.factor, method))
            if cell:
                cells.append({"factor": rating.factor, "method": method, **asdict(cell)})  # type: ignore[typeddict-item]
    total = counted.total
    return {
        "chosen": {facet: sorted(values) for facet, values in choice.items() if values},
        "lines": total.lines,
        "works": total.works,
        "claims": total.claims,
        "factors": factors,
        "cells": cells,
    }


@click.command(help=__doc__)
@click.option("--method", multiple=True, help="Only claims that came about in this way.")
@click.option("--outcome", multiple=True, help="Only claims on this outcome.")
@click.option("--stance", multiple=True, help="Only claims that support, qualify, contradict.")
@click.option("--seen", multiple=True, help="Only claims seen first-hand, or reported.")
@click.option("--checked", multiple=True, help="Only checked claims, or unchecked.")
@click.option("--region", multiple=True, help="Only works on this region, or unknown.")
@click.option("--period", multiple=True, help="Only works on this decade (1990s), or unknown.")
@click.option("--work", multiple=True, shell_complete=keys, help="Only claims of this work.")
@format_option
@pass_session
def cli(session: Session, /, form: str, **options: Any) -> None:  # noqa: D103
    data = run(session.map, {facet: frozenset(values) for facet, values in options.items()})
    labels = {method.id: method.label for method in session.map.evidence.rubric.methods}

    def show(out: Console) -> None:
        inside: dict[str, list[str]] = {row["factor"]: [] for row in data["factors"]}
        for cell in data["cells"]:
            inside[cell["factor"]].append(f"{cell['lines']} {labels[cell['method']]}")
        grid(
            out,
            ("Factor", "State", "Lines", "By type of evidence"),
            [
                (row["factor"], row["state"], row["lines"], ", ".join(inside[row["factor"]]))
                for row in data["factors"]
            ],
        )
        said = f"{data['lines']} lines of evidence, {data['works']} works, {data['claims']} claims"
        paragraph(out, f"In all: {said}.")

    emit(form, data, tuple(CellRow.__annotations__), data["cells"], show)
    session.warn_of_problems()
