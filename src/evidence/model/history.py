"""The history of a map: its editions, each with what changed and which ratings that moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateName:
    """A state of the workspace: how it was asked for, its commit, whether files differed."""

    name: str
    revision: str = ""
    modified: bool = False


@dataclass(frozen=True, slots=True)
class RecordedVerdict:
    """State and strength of a rating."""

    state: str
    strength: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedCause:
    """A change that moved a rating: 'claim', 'kuper1981-r1-1', 'added'."""

    kind: str
    id: str
    change: str


@dataclass(frozen=True, slots=True)
class RecordedMove:
    """A rating whose state or strength moved; `old` or `new` is None where there is no rating.

    With `together` only the causes together led there; `more` counts those that are not listed.
    """

    id: str
    label: str
    old: RecordedVerdict | None
    new: RecordedVerdict | None
    by: tuple[RecordedCause, ...] = ()
    together: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of one kind were added, removed and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One entry of annotations/history.yaml; `old` is None for the first edition."""

    date: str
    title: str
    summary: str
    old: StateName | None
    new: StateName
    counts: Mapping[str, int]
    changes: Mapping[str, Tally]
    ratings: tuple[RecordedMove, ...]

    def __hash__(self) -> int:
        return hash((self.date, self.title))
