"""annotations/history.yaml: read the editions of a map, and append one. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml as pyyaml

from evidence.formats import yaml
from evidence.formats.lines import FormatError, Json
from evidence.model import EvidenceError, Problem
from evidence.model.history import (
    Edition,
    RecordedCause,
    RecordedMove,
    RecordedVerdict,
    StateName,
    Tally,
)
from evidence.workspace.files import locked, read_source, write_atomically
from evidence.workspace.validate import validate

if TYPE_CHECKING:
    from evidence.workspace import history_shape as shape

HISTORY = "annotations/history.yaml"
WIDTH = 100
HEAD = """\
# The history of this map, written by `evidence diff OLD --record`: each entry is appended, none is
# changed. Titles and summaries may be edited.
entries:
"""


def load_history(root: Path) -> tuple[tuple[Edition, ...], list[Problem]]:
    """Read the editions, oldest first; a file that cannot be used is a problem."""
    source = read_source(root / HISTORY, HISTORY)
    if source is None:
        return (), []
    try:
        document = yaml.load(source.text)
    except FormatError as fault:
        problem = Problem(HISTORY, fault.line, "yaml", fault.message, fault.hint)
        return (), [*source.problems, problem]
    if document.value in (None, {"entries": None}):
        return (), list(source.problems)
    entry, problems = _read(document.value, document.line)
    editions = tuple(_edition(one) for one in entry.entries) if entry else ()
    return editions, [*source.problems, *problems]


def _read(
    value: Json, line: Callable[..., int | None]
) -> tuple[shape.HistoryFile | None, list[Problem]]:
    from evidence.workspace.history_shape import HistoryFile  # noqa: PLC0415 -- slow to load

    return validate(HistoryFile, value, HISTORY, line)


def append(root: Path, edition: Edition) -> str:
    """Append an edition and return the path of the file.

    EvidenceError, and nothing is written, where the file is not sound or would not stay so.
    """
    with locked(root):
        before, problems = load_history(root)
        if problems:
            raise EvidenceError(f"{problems[0].path}: {problems[0].message}", "Mend it first")
        source = read_source(root / HISTORY, HISTORY)
        text = source.text if source and source.text.strip() else HEAD
        text = text.rstrip("\n").removesuffix("entries: []") or HEAD.rstrip("\n")
        text = text if "entries:" in text else f"{text}entries:"
        text = f"{text.rstrip()}\n{_block(edition)}"
        _require(text, (*before, edition))
        write_atomically(root / HISTORY, text)
    return HISTORY


def _require(text: str, editions: tuple[Edition, ...]) -> None:
    """Make sure that a text holds these very editions."""
    try:
        entry, _ = _read(yaml.load(text).value, lambda *_: None)
    except FormatError:
        entry = None
    if entry is None or tuple(_edition(one) for one in entry.entries) != editions:
        raise EvidenceError(
            f"{HISTORY}: its layout is too unusual to add to", "Write its list as 'evidence' does"
        )


def _block(edition: Edition) -> str:
    """Write an edition as an item of the list."""
    text = pyyaml.safe_dump(
        [_entry(edition)], allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=None
    )
    return "\n" + "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def _entry(edition: Edition) -> dict[str, Any]:
    return {
        "date": edition.date,
        "title": edition.title,
        **({"summary": edition.summary} if edition.summary else {}),
        "old": _state(edition.old) if edition.old else None,
        "new": _state(edition.new),
        "counts": dict(edition.counts),
        "changes": {
            kind: {"added": one.added, "removed": one.removed, "changed": one.changed}
            for kind, one in edition.changes.items()
        },
        "ratings": [_move(one) for one in edition.ratings],
    }


def _state(state: StateName) -> dict[str, Any]:
    found: dict[str, Any] = {"name": state.name}
    if state.revision:
        found["revision"] = state.revision
    if state.modified:
        found["modified"] = True
    return found


def _move(move: RecordedMove) -> dict[str, Any]:
    found: dict[str, Any] = {"id": move.id, "label": move.label}
    found["old"] = _verdict(move.old)
    found["new"] = _verdict(move.new)
    if move.by:
        found["by"] = [{"kind": one.kind, "id": one.id, "change": one.change} for one in move.by]
    if move.together:
        found["together"] = True
    if move.more:
        found["more"] = move.more
    return found


def _verdict(verdict: RecordedVerdict | None) -> dict[str, Any] | None:
    return {"state": verdict.state, "strength": verdict.strength} if verdict else None


def _edition(entry: shape.EditionEntry) -> Edition:
    return Edition(
        date=entry.date,
        title=entry.title,
        summary=entry.summary,
        old=StateName(**entry.old.model_dump()) if entry.old else None,
        new=StateName(**entry.new.model_dump()),
        counts=entry.counts,
        changes={kind: Tally(**one.model_dump()) for kind, one in entry.changes.items()},
        ratings=tuple(_recorded(one) for one in entry.ratings),
    )


def _recorded(entry: shape.MoveEntry) -> RecordedMove:
    return RecordedMove(
        id=entry.id,
        label=entry.label,
        old=RecordedVerdict(**entry.old.model_dump()) if entry.old else None,
        new=RecordedVerdict(**entry.new.model_dump()) if entry.new else None,
        by=tuple(RecordedCause(**one.model_dump()) for one in entry.by),
        together=entry.together,
        more=entry.more,
    )
