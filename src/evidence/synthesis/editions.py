"""Make an entry of the map's history from the differences between two states."""

from __future__ import annotations

from collections import Counter, defaultdict

from evidence.model.history import (
    Edition,
    RecordedCause,
    RecordedMove,
    RecordedVerdict,
    StateName,
    Tally,
)
from evidence.synthesis.changes import KINDS
from evidence.synthesis.diff import Diff, Move
from evidence.synthesis.inputs import Standing
from evidence.workspace import Workspace

MOST_CAUSES = 20
"""Causes that an entry names for one rating; of the others it tells how many there are."""


def edition(
    found: Diff,
    workspace: Workspace,
    old: StateName | None,
    new: StateName,
    date: str,
    title: str,
    summary: str = "",
) -> Edition:
    """Return an entry: counts of the new state, of the changes, and the ratings that moved."""
    tallies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for change in found.changes:
        tallies[change.kind][change.what] += 1
    labels = {row.id: row.label for row in workspace.framework.rows}
    return Edition(
        date=date,
        title=title,
        summary=summary,
        old=old,
        new=new,
        counts={
            "works": len(workspace.works),
            "claims": len(workspace.sound_claims),
            "factors": len(workspace.framework.factors),
        },
        changes={kind: Tally(**tallies[kind]) for kind in KINDS if kind in tallies},
        ratings=tuple(
            _recorded(move, labels.get(move.id) or workspace.framework.label_of(move.id))
            for move in found.moves
            if move.moved
        ),
    )


def _recorded(move: Move, label: str) -> RecordedMove:
    causes = [
        RecordedCause(one.change.kind, one.change.id, one.change.what)
        for one in move.causes[:MOST_CAUSES]
    ]
    more = len(move.causes) - len(causes) + move.untried
    return RecordedMove(
        move.id, label, _verdict(move.old), _verdict(move.new), tuple(causes), move.together, more
    )


def _verdict(standing: Standing | None) -> RecordedVerdict | None:
    return RecordedVerdict(*standing.verdict) if standing else None
