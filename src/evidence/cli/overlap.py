"""List what lines of evidence share that are counted apart: covariates, cases, authors, data.

Overlaps are declared in the column 'overlap' of annotations/appraisals.csv. Shared authors are also
found by comparing the names in the bibliography, and marked as computed. An overlap changes no
rating. ID is a factor or row; without one, all are listed.

\b
Examples:
  evidence overlap
  evidence overlap R1
  evidence overlap --format csv > overlap.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract_explained import OverlapRow, overlap_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.overlap import LineOverlap


class OverlapOutput(TypedDict):
    """What `overlap` prints."""

    overlaps: list[OverlapRow]


COLUMNS = ("lines", "names", "kind", "declared", "reasons", "factors")


def chosen(map_: EvidenceMap, name: str | None) -> tuple[LineOverlap, ...]:
    """Return all overlaps, or those between the lines of one factor or row."""
    return map_.overlaps_of(map_.rating(name)) if name else map_.overlaps


def run(map_: EvidenceMap, name: str | None = None) -> OverlapOutput:
    """Return overlaps as JSON."""
    return {
        "overlaps": [
            overlap_row(one, (map_.line_name(one.lines[0]), map_.line_name(one.lines[1])))
            for one in chosen(map_, name)
        ]
    }


@click.command(help=__doc__)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete.factors)
@format_option
@pass_session
def cli(session: Session, name: str | None, form: str) -> None:  # noqa: D103
    map_ = session.map
    found = chosen(map_, name)

    def show(out: Console) -> None:
        from evidence.cli.explain import show_overlaps

        show_overlaps(out, map_, found)

    data = run(map_, name)
    emit(form, data, COLUMNS, data["overlaps"], show)
    session.warn_of_problems()
    if not found:
        session.say("No overlap is declared, and no author is on two lines that vote.")
