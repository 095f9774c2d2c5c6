"""Compare two states of the map: what changed, which ratings moved, and which change moved each.

OLD and NEW are revisions of git (a commit, a tag, HEAD~3) or folders with a workspace; '-' is the
state before the first edition, in which there is nothing. Without NEW, OLD is compared with the
files as they are. The work tree is not touched.

A change is tried alone, put into OLD and taken out of NEW; 'together' marks ratings that no single
change leads to. --record appends an entry to annotations/history.yaml, from which the website shows
the history of the map.

\b
Examples:
  evidence diff HEAD
  evidence diff v1.0 v1.1
  evidence diff ../last-year . --format json
  evidence diff v1.0 --record --title "Second edition"
  evidence diff - --record --title "First edition"
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.diff_rows import COLUMNS, as_json, flat
from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session
from evidence.model import EvidenceError, UsageError

if TYPE_CHECKING:
    from evidence.model.history import StateName
    from evidence.synthesis.diff import Diff
    from evidence.workspace.revisions import State


@click.command(help=__doc__)
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option("--record", is_flag=True, help="Append an entry to annotations/history.yaml.")
@click.option("--title", help="Title of the entry: needed with --record.")
@click.option("--summary", default="", help="A few sentences on what is new.")
@click.option("--date", help="Date of the entry, YYYY-MM-DD. Default: today.")
@format_option
@pass_session
def cli(  # noqa: D103
    session: Session,
    old: str,
    new: str,
    record: bool,
    title: str | None,
    summary: str,
    date: str | None,
    form: str,
) -> None:
    from evidence.cli.diff_table import show
    from evidence.cli.progress import progress
    from evidence.synthesis.diff import diff
    from evidence.workspace.revisions import NOTHING, opened

    if new == NOTHING:
        raise UsageError("there is nothing to compare with", "'-' can only stand for OLD")
    if record and not (title or "").strip():
        raise UsageError("an entry has a title", "Type: evidence diff OLD --record --title '...'")
    day = _day(date)
    root = _root(session)
    with opened(root, old) as before, opened(root, new) as after:
        assert after.workspace is not None
        with progress(session, "Rating both states") as on_progress:
            found = diff(before.workspace, after.workspace, on_progress)
        recorded = None
        if record:
            words = (day, (title or "").strip(), summary.strip())
            recorded = _record(session.root, found, before, after, words)
        data = as_json(found, before, after, recorded)
        labels = _labels(before, after)
        emit(form, data, COLUMNS, flat(data), lambda out: show(out, data, labels))
        for state in (before, after):
            _warn(session, state)
    if recorded:
        session.say(f"Recorded in {recorded}. Next: evidence build")


def _day(date: str | None) -> str:
    try:
        return datetime.date.fromisoformat(date).isoformat() if date else _today()
    except ValueError:
        raise UsageError(f"'{date}' is no date", "Write it as YYYY-MM-DD") from None


def _today() -> str:
    return datetime.date.today().isoformat()


def _root(session: Session) -> Path | None:
    """Return the workspace that revisions are of; None outside of one, where folders are named."""
    try:
        return session.root
    except EvidenceError:
        return None


def _record(
    root: Path, found: Diff, before: State, after: State, words: tuple[str, str, str]
) -> str:
    """Append an entry (date, title, summary) to the history of the workspace in `root`."""
    from evidence.synthesis.editions import edition
    from evidence.workspace.history import append

    assert after.workspace is not None
    if not found.changes:
        raise UsageError("nothing has changed: there is nothing to record", "Name an older OLD")
    old = _named(before) if before.workspace else None
    return append(root, edition(found, after.workspace, old, _named(after), *words))


def _named(state: State) -> StateName:
    from evidence.model.history import StateName

    return StateName(state.name, state.revision, state.modified)


def _labels(*states: State) -> dict[str, str]:
    """Return the names of all factors and rows; those of the newer state stand."""
    found: dict[str, str] = {}
    for state in states:
        if state.workspace:
            framework = state.workspace.framework
            found |= {factor.id: factor.label for factor in framework.factors}
            found |= {row.id: row.label for row in framework.rows}
    return found


def _warn(session: Session, state: State) -> None:
    errors = (
        sum(one.severity == "error" for one in state.workspace.problems) if state.workspace else 0
    )
    if errors:
        what = "1 error" if errors == 1 else f"{errors} errors"
        session.say(f"{state.name} has {what}; what is shown leaves them out.")
