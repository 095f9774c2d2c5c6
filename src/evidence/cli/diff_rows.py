"""What `diff` prints: its JSON field by field, and the rows of its CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from typing_extensions import TypedDict

from evidence.formats.lines import Json

if TYPE_CHECKING:
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


def as_json(found: Diff, old: State, new: State, recorded: str | None = None) -> DiffOutput:
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
