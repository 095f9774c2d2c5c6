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
from typing import TYPE_CHECKING, Any, Literal

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, heading, paragraph
from evidence.cli.session import Session, pass_session
from evidence.formats.lines import Json
from evidence.model import EvidenceError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model.history import StateName
    from evidence.synthesis.changes import Change
    from evidence.synthesis.diff import Diff, Move
    from evidence.synthesis.inputs import Standing
    from evidence.workspace.revisions import State


class StateRow(TypedDict):
    """A state: its name, its commit, and whether files differ from it."""

    name: str
    revision: str | None
    modified: bool


class FieldRow(TypedDict):
    """A field that changed."""

    field: str
    old: Any
    new: Any


class DiffRow(TypedDict):
    """A thing that came, went or changed; `moved` names the ratings that it moved."""

    kind: str
    id: str
    change: Literal["added", "removed", "changed"]
    fields: list[FieldRow]
    moved: list[str]


class StandingRow(TypedDict):
    """Where a rating stood or stands."""

    state: str
    strength: str | None
    evidence: str
    support: str
    agreement: str | None
    agreement_value: float | None
    indirect: bool
    lines: int
    supports: int
    contradicts: int
    qualifies: int
    empirical: int
    checked: int


class CauseRow(TypedDict):
    """A change that moved a rating.

    `alone`: put into the old state it moves the rating; `needed`: taken out of the new one it does.
    """

    kind: str
    id: str
    change: str
    alone: bool
    needed: bool


class MoveRow(TypedDict):
    """A rating that differs; `moved` is false where only lines and levels do, not the verdict.

    `together`: no single change leads there. `untried` counts changes that were too many to try.
    """

    id: str
    kind: Literal["factor", "row"]
    moved: bool
    old: StandingRow | None
    new: StandingRow | None
    by: list[CauseRow]
    together: bool
    untried: int


class DiffOutput(TypedDict):
    """What `diff` prints; `old` is null where there was nothing, `recorded` the file written."""

    old: StateRow | None
    new: StateRow
    changes: list[DiffRow]
    ratings: list[MoveRow]
    recorded: str | None


COLUMNS = ("kind", "id", "change", "field", "old", "new", "moved")


def run(found: Diff, old: State, new: State, recorded: str | None = None) -> DiffOutput:
    """Return the differences as JSON."""
    return {
        "old": _state(old) if old.workspace else None,
        "new": _state(new),
        "changes": [_change(change, found) for change in found.changes],
        "ratings": [_move(move) for move in found.moves],
        "recorded": recorded,
    }


def _state(state: State) -> StateRow:
    return {
        "name": state.name,
        "revision": state.revision or None,
        "modified": state.modified,
    }


def _change(change: Change, found: Diff) -> DiffRow:
    return {
        "kind": change.kind,
        "id": change.id,
        "change": change.what,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in change.fields],
        "moved": list(found.moved_by(change)),
    }


def _move(move: Move) -> MoveRow:
    return {
        "id": move.id,
        "kind": "factor" if move.kind == "factor" else "row",
        "moved": move.moved,
        "old": _standing(move.old),
        "new": _standing(move.new),
        "by": [
            {
                "kind": one.change.kind,
                "id": one.change.id,
                "change": one.change.what,
                "alone": one.alone,
                "needed": one.needed,
            }
            for one in move.causes
        ],
        "together": move.together,
        "untried": move.untried,
    }


def _standing(standing: Standing | None) -> StandingRow | None:
    if standing is None:
        return None
    judgement, lines = standing.judgement, standing.lines
    return {
        "state": judgement.state,
        "strength": judgement.strength,
        "evidence": judgement.evidence,
        "support": judgement.support,
        "agreement": judgement.agreement,
        "agreement_value": judgement.agreement_value,
        "indirect": judgement.indirect,
        "lines": lines.total,
        "supports": lines.supports,
        "contradicts": lines.contradicts,
        "qualifies": lines.qualifies,
        "empirical": lines.empirical,
        "checked": lines.checked,
    }


def flat(data: DiffOutput) -> list[dict[str, Any]]:
    """Return a row for each field that changed, and one for each thing that came or went."""
    rows: list[dict[str, Any]] = []
    for change in data["changes"]:
        head = {"kind": change["kind"], "id": change["id"], "change": change["change"]}
        none: FieldRow = {"field": "", "old": None, "new": None}
        for one in change["fields"] or [none]:
            words = {"old": in_words(one["old"]), "new": in_words(one["new"])}
            rows.append({**head, "field": one["field"], **words, "moved": change["moved"]})
    return rows


def in_words(value: Json) -> str:
    """Say a value for people: lists with semicolons, mappings as 'name value'."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(in_words(part) for part in value)
    if isinstance(value, dict):
        parts = (f"{key} {in_words(part)}" for key, part in value.items() if part not in (None, []))
        return ", ".join(parts)
    return str(value).lower() if isinstance(value, bool) else str(value)


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
        found = diff(before.workspace, after.workspace)
        recorded = None
        if record:
            words = (day, (title or "").strip(), summary.strip())
            recorded = _record(session.root, found, before, after, words)
        data = run(found, before, after, recorded)
        labels = _labels(before, after)
        emit(form, data, COLUMNS, flat(data), lambda out: _show(out, data, labels))
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


def _show(out: Console, data: DiffOutput, labels: dict[str, str]) -> None:
    if not data["changes"]:
        out.print("Nothing has changed.")
        return
    moved = [one for one in data["ratings"] if one["moved"]]
    shifted = [one for one in data["ratings"] if not one["moved"]]
    heading(out, f"Ratings that moved ({len(moved)})")
    for one in moved:
        _show_move(out, one, labels)
    if shifted:
        out.print()
        heading(out, f"The same verdict on other evidence ({len(shifted)})")
        for one in shifted:
            _show_move(out, one, labels)
    out.print()
    heading(out, f"Changes ({len(data['changes'])})")
    _show_changes(out, data["changes"])


def _show_changes(out: Console, changes: list[DiffRow]) -> None:
    """Print what came and went by kind, then each thing that changed with its fields."""
    names: dict[tuple[str, str], list[str]] = {}
    for one in changes:
        if one["change"] != "changed":
            moved = f" (moved {', '.join(one['moved'])})" if one["moved"] else ""
            names.setdefault((one["kind"], one["change"]), []).append(f"{one['id']}{moved}")
    for (kind, what), ids in names.items():
        paragraph(out, f"{kind}, {what} ({len(ids)}): {'; '.join(ids)}")
    for one in changes:
        if one["change"] == "changed":
            moved = f"; moved {', '.join(one['moved'])}" if one["moved"] else ""
            paragraph(out, f"{_cause(one)}{moved}")
            for field in one["fields"]:
                old, new = in_words(field["old"]), in_words(field["new"])
                paragraph(out, f"{field['field']}: {old or 'empty'} -> {new or 'empty'}", 2)


def _show_move(out: Console, move: MoveRow, labels: dict[str, str]) -> None:
    old, new = move["old"], move["new"]
    paragraph(out, f"{move['id']}  {labels.get(move['id'], '')}")
    paragraph(out, f"{_verdict(old)} -> {_verdict(new)}; lines {_lines(old)} -> {_lines(new)}", 2)
    if move["untried"]:
        paragraph(out, f"{move['untried']} changes bear on it: too many to try one by one", 2)
    elif move["by"]:
        how = "only together: " if move["together"] else ""
        names = (_cause(one) for one in move["by"])
        paragraph(out, f"moved by {how}{'; '.join(names)}", 2)


def _cause(cause: CauseRow | DiffRow) -> str:
    name = cause["kind"] if cause["kind"] == cause["id"] else f"{cause['kind']} {cause['id']}"
    return f"{name} {cause['change']}"


def _verdict(standing: StandingRow | None) -> str:
    if standing is None:
        return "not there"
    strength = f", {standing['strength']}" if standing["strength"] else ""
    return f"{standing['state']}{strength}{' (indirect)' if standing['indirect'] else ''}"


def _lines(standing: StandingRow | None) -> str:
    if standing is None:
        return "none"
    counts = (standing["supports"], standing["qualifies"], standing["contradicts"])
    return f"{standing['lines']} (+{counts[0]} ~{counts[1]} -{counts[2]})"
