"""List the pairs of note and work by what depends on them, and record whether they hold.

Does the work bear out the sentence that the note rests on it? Unread pairs that carry a rating come
first: those whose ratings would move if the work did not bear the sentence out. Then unread pairs
that carry a vote, other unread ones, those that were checked, and verdicts on pairs that no note
cites (context). NOTE and WORK choose a pair; --verdict filters the list.

A verdict is recorded for one pair with --record, or for one pair after the other with --next, and
the ratings that it moves are shown at once. It goes to annotations/checks.csv.

\b
Examples:
  evidence check-notes --limit 10
  evidence check-notes --verdict unread --format csv > pairs.csv
  evidence check-notes 79 harff2003
  evidence check-notes 79 harff2003 --record "not borne out" --page 65 \\
    --reason "The model leaves trade openness out." --by ann
  evidence check-notes --next --by ann
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session
from evidence.model import UsageError
from evidence.model.records import UNREAD, VERDICTS, Verdict
from evidence.synthesis.contract_people import MoveRow, move_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.moves import Move, Pair


class PairRow(TypedDict):
    """One note and one work; `context` marks a pair that no note of the article cites.

    `carries` names the factors and rows whose ratings would move if the work did not bear out the
    note, `claims` the voting claims that would fall silent.
    """

    note: str
    work: str
    verdict: Verdict
    reason: str | None
    basis: str | None
    page: str | None
    checked_by: str | None
    date: str | None
    context: bool
    carries: list[str]
    claims: list[str]


class CheckNotesOutput(TypedDict):
    """What `check-notes` prints; `moved` are the ratings that a recorded verdict moved."""

    pairs: list[PairRow]
    moved: list[MoveRow]


COLUMNS = ("note", "work", "verdict", "carries", "claims", "reason", "page", "basis",
           "checked_by", "date", "context")  # fmt: skip


def run(map_: EvidenceMap, verdict: str | None = None) -> list[PairRow]:
    """Return every pair of note and work, what carries most and is unread first."""
    from evidence.synthesis.moves import Stakes

    checks, stakes = map_.check_of, Stakes(map_)
    pairs = list(
        dict.fromkeys((link.note, link.work) for link in map_.workspace.notes if link.work)
    )
    cited = set(pairs)
    rows: list[PairRow] = []
    for pair in (*pairs, *(pair for pair in checks if pair not in cited)):
        check = checks.get(pair)
        rows.append(
            {
                "note": pair[0],
                "work": pair[1],
                "verdict": check.verdict if check else UNREAD,
                "reason": (check.reason or None) if check else None,
                "basis": (check.basis or None) if check else None,
                "page": (check.page or None) if check else None,
                "checked_by": (check.checked_by or None) if check else None,
                "date": (check.date or None) if check else None,
                "context": pair not in cited,
                "carries": [move.id for move in stakes.moves(pair)],
                "claims": [claim.id for claim in stakes.claims(pair)],
            }
        )
    factors = map_.workspace.framework.by_id
    rows.sort(key=lambda row: _rank(row, sum(name in factors for name in row["carries"])))
    return [row for row in rows if verdict in (None, row["verdict"])]


def _rank(row: PairRow, factors: int) -> tuple[bool, bool, int, int, int]:
    """Order by what depends on a pair; equal ones stay in the order of the article."""
    moved, votes = len(row["carries"]), len(row["claims"])
    read = row["verdict"] != UNREAD
    return (row["context"], read, *((0, 0, 0) if read else (-factors, -moved, -votes)))


def chosen(map_: EvidenceMap, rows: Sequence[PairRow], note: str, work: str) -> list[PairRow]:
    """Return the pairs of a note, or the one of a note and a work; UsageError where it has none."""
    found = [row for row in rows if row["note"] == note]
    if not found:
        raise UsageError(f"no pair of note '{note}'", "evidence check-notes lists all of them")
    if not work:
        return found
    pair = [row for row in found if row["work"] == work]
    if not pair:
        map_.workspace.work(work)
        works = ", ".join(row["work"] for row in found)
        hint = f"It cites {works}; mend annotations/notes.csv if that is not all"
        raise UsageError(f"note {note} does not cite '{work}'", hint)
    return pair


def show_moves(session: Session, moves: Sequence[Move], then: str = "") -> None:
    """Say which ratings moved, from what to what."""
    for move in moves:
        session.say(f"  {move}")
    if not moves:
        session.say("  No rating moves.")
    elif then:
        session.say(f"Next: {then}")


@click.command(help=__doc__)
@click.argument("note", required=False)
@click.argument("work", required=False, shell_complete=complete.keys)
@click.option("--verdict", type=click.Choice(VERDICTS), help="List only pairs with this verdict.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="List only the first N.")
@click.option("--next", "ask", is_flag=True, help="Ask for the verdict of one after the other.")
@click.option("--record", type=click.Choice(VERDICTS), help="Record this verdict on NOTE WORK.")
@click.option("--reason", default="", help="Why, in your own words.")
@click.option("--page", default="", help="Where in the work: 65, 'pp. 3-11' or 'chapter 7'.")
@click.option("--basis", default="", help="What was read: the full text, an address, ...")
@click.option("--by", default="", envvar="EVIDENCE_CODER", help="Your name [env: EVIDENCE_CODER].")
@format_option
@pass_session
def cli(  # noqa: D103
    session: Session,
    note: str | None,
    work: str | None,
    verdict: str | None,
    limit: int | None,
    ask: bool,
    record: Verdict | None,
    reason: str,
    page: str,
    basis: str,
    by: str,
    form: str,
) -> None:
    from evidence.cli import record_check

    _refuse_mixtures(note, work, verdict, ask, record, reason or page or basis)
    map_ = session.map
    every = run(map_)
    rows = chosen(map_, every, note, work or "") if note else every
    moves: tuple[Move, ...] = ()
    if record:
        pair: Pair = (rows[0]["note"], rows[0]["work"])
        map_, moves = record_check.record(map_, pair, record, reason, page, basis, by)
        every = run(map_)
        rows = chosen(map_, every, *pair)
    if ask:
        unread = [row for row in rows if row["verdict"] == (verdict or UNREAD)]
        record_check.ask(session, map_, unread[:limit], by)
        return
    rows = [row for row in rows if verdict in (None, row["verdict"])][:limit]
    data: CheckNotesOutput = {"pairs": rows, "moved": [move_row(move) for move in moves]}

    def show(out: Console) -> None:
        if note and work:
            record_check.show_pair(out, map_, rows[0])
        else:
            _table(out, map_, rows)

    emit(form, data, COLUMNS, rows, show)
    if record:
        show_moves(session, moves, f"evidence rate {moves[0].id} --explain" if moves else "")
        return
    counts = ", ".join(
        f"{sum(row['verdict'] == word for row in every)} {word}" for word in VERDICTS
    )
    carrying = sum(bool(row["carries"]) and row["verdict"] == UNREAD for row in every)
    session.tell(f"{len(every)} pairs of note and work: {counts}.")
    if carrying:
        what = "1 of them carries" if carrying == 1 else f"{carrying} of them carry"
        session.say(f"Unread, {what} a rating. Next: evidence check-notes --next")


def _refuse_mixtures(
    note: str | None,
    work: str | None,
    verdict: str | None,
    ask: bool,
    record: str | None,
    details: str,
) -> None:
    """Say what goes together before anything is read or written."""
    if record and not (note and work):
        raise click.UsageError("--record needs a pair: evidence check-notes NOTE WORK --record ...")
    if record and (verdict or ask):
        raise click.UsageError("--record writes a verdict; --verdict and --next choose from a list")
    if details and not record:
        raise click.UsageError("--reason, --page and --basis go with --record VERDICT")


def _table(out: Console, map_: EvidenceMap, rows: Sequence[PairRow]) -> None:
    grid(
        out,
        ("Note", "Work", "Verdict", "Carries", "Reason"),
        [
            (
                row["note"],
                map_.label(row["work"]),
                f"{row['verdict']}{' (context)' if row['context'] else ''}",
                _carries(map_, row),
                row["reason"],
            )
            for row in rows
        ],
    )


def _carries(map_: EvidenceMap, row: PairRow) -> str:
    """Name the factors that would move, else how many votes hang on a pair."""
    factors = [name for name in row["carries"] if name in map_.workspace.framework.by_id]
    if row["carries"]:
        return " ".join(factors or row["carries"])
    votes = len(row["claims"])
    return f"{votes} vote{'' if votes == 1 else 's'}" if votes else ""
