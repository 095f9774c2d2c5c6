"""Recorded searches: what was asked, where, when and by whom, and everything that it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Thing = tuple[str, str]
"""The kind ('passage', 'claim' or 'work') and the id of something that was found."""


@dataclass(frozen=True, slots=True)
class RecordedSearch:
    """A file of annotations/searches/; `name` is that of the file without its suffix.

    `kinds` are where it looked, `searched` how many of each there were at that time.
    """

    name: str
    query: str
    kinds: tuple[str, ...]
    date: str
    by: str = ""
    remark: str = ""
    searched: Mapping[str, int] = field(default_factory=dict)
    hits: tuple[Thing, ...] = ()
    path: str = ""
    line: int | None = None

    def __hash__(self) -> int:
        return hash((self.name, self.query, self.date))


@dataclass(frozen=True, slots=True)
class Rerun:
    """A recorded search and what it finds now; None where it was not asked again.

    `fault` says why it can no longer be asked.
    """

    search: RecordedSearch
    now: tuple[Thing, ...] | None = None
    fault: str = ""

    @property
    def came(self) -> tuple[Thing, ...]:
        """What is found now and was not."""
        before = frozenset(self.search.hits)
        return tuple(one for one in self.now or () if one not in before)

    @property
    def went(self) -> tuple[Thing, ...]:
        """What was found and is not now."""
        if self.now is None:
            return ()
        now = frozenset(self.now)
        return tuple(one for one in self.search.hits if one not in now)
