"""List the pairs of note and work with the verdict: does the work bear out the sentence?

A pair without a verdict is unread. Verdicts on pairs that no note cites are context and come last.

\b
Examples:
  evidence check-notes
  evidence check-notes --verdict unread
  evidence check-notes --format csv > pairs.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session
from evidence.model.records import UNREAD, VERDICTS, Verdict

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


class PairRow(TypedDict):
    """One note and one work; `context` marks a pair that no note of the article cites."""

    note: str
    work: str
    verdict: Verdict
    reason: str | None
    basis: str | None
    context: bool


class CheckNotesOutput(TypedDict):
    """What `check-notes` prints."""

    pairs: list[PairRow]


COLUMNS = ("note", "work", "verdict", "reason", "basis", "context")


def run(map_: EvidenceMap, verdict: str | None = None) -> list[PairRow]:
    """Return every pair of note and work with its verdict; pairs outside notes.csv as context."""
    checks = map_.check_of
    pairs = list(dict.fromkeys((link.note, link.work) for link in map_.workspace.notes))
    context = [pair for pair in checks if pair not in set(pairs)]
    cited = set(pairs)
    rows: list[PairRow] = []
    for pair in (*pairs, *context):
        check = checks.get(pair)
        rows.append(
            {
                "note": pair[0],
                "work": pair[1],
                "verdict": check.verdict if check else UNREAD,
                "reason": (check.reason or None) if check else None,
                "basis": (check.basis or None) if check else None,
                "context": pair not in cited,
            }
        )
    return [row for row in rows if verdict in (None, row["verdict"])]


@click.command(help=__doc__)
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only pairs with this verdict.")
@format_option
@pass_session
def cli(session: Session, verdict: str | None, form: str) -> None:  # noqa: D103
    map_ = session.map
    rows = run(map_, verdict)

    def show(out: Console) -> None:
        grid(
            out,
            ("Note", "Work", "Verdict", "Reason"),
            [
                (
                    row["note"],
                    map_.label(row["work"]),
                    f"{row['verdict']}{' (context)' if row['context'] else ''}",
                    row["reason"],
                )
                for row in rows
            ],
        )

    emit(form, {"pairs": rows}, COLUMNS, rows, show)
    every = run(map_)
    counts = ", ".join(
        f"{sum(row['verdict'] == word for row in every)} {word}" for word in VERDICTS
    )
    session.say(f"{len(every)} pairs of note and work: {counts}.")
