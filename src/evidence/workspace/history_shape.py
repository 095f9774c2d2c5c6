"""The shape of annotations/history.yaml; also the source of its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from evidence.model.rubric import State
from evidence.workspace.schema import Count, OptionalText, Word


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class NamedState(_Strict):
    """A state of the workspace in history.yaml."""

    name: Word
    revision: Annotated[str, Field(pattern=r"^([0-9a-f]{40}([0-9a-f]{24})?)?$")] = ""
    modified: bool = False


class VerdictEntry(_Strict):
    """State and strength of a rating in history.yaml."""

    state: State
    strength: str | None = None


class CauseEntry(_Strict):
    """A change that moved a rating, in history.yaml."""

    kind: Word
    id: Word
    change: Literal["added", "removed", "changed"]


class MoveEntry(_Strict):
    """A rating that moved, in history.yaml."""

    id: Word
    label: OptionalText = ""
    old: VerdictEntry | None = None
    new: VerdictEntry | None = None
    by: list[CauseEntry] = []
    together: bool = False
    more: Count = 0


class TallyEntry(_Strict):
    """How many things of one kind changed, in history.yaml."""

    added: Count = 0
    removed: Count = 0
    changed: Count = 0


class EditionEntry(_Strict):
    """One entry of history.yaml."""

    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: Word
    summary: OptionalText = ""
    old: NamedState | None = None
    new: NamedState
    counts: dict[str, Count] = {}
    changes: dict[str, TallyEntry] = {}
    ratings: list[MoveEntry] = []


class HistoryFile(_Strict):
    """`annotations/history.yaml`."""

    entries: list[EditionEntry] = []
