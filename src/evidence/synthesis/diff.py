"""Which changes moved which rating, from one state of a workspace to another.

Each change is tried alone: put into the old state, and taken out of the new one. What moves a
rating in either trial is a cause of its move. Where that does not explain the whole move, changes
are left out one after the other as long as the rest still lead to the new rating (a plain form of
the reduction of Zeller and Hildebrandt 2002); what remains moves it only together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evidence.model import Claim
from evidence.synthesis.changes import Change, Kind, compare
from evidence.synthesis.inputs import Inputs, Memory, Standing
from evidence.workspace import Workspace

OnProgress = Callable[[int, int], None]

MOST_TRIED = 400_000
"""Claims to go through for the causes of one move: some seconds. Beyond, no change is tried."""

_EVERYWHERE: Mapping[Kind, frozenset[str]] = {
    "rubric": frozenset(),
    "settings": frozenset({"article"}),
    "framework": frozenset({"sides", "dimensions", "rows", "outcomes"}),
}
"""Kinds of changes that may move any rating, and the fields that do; all where none is named."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A change that moves a rating when put alone into the old state, or taken out of the new."""

    change: Change
    alone: bool
    needed: bool


@dataclass(frozen=True)
class Move:
    """A rating that is not what it was; `old` or `new` is None where the factor or row is not.

    `moved` tells whether state or strength changed, or only lines and levels below them. With
    `together` no single change leads there. `untried` counts changes too many to be tried.
    """

    id: str
    kind: str
    old: Standing | None
    new: Standing | None
    causes: tuple[Cause, ...] = ()
    together: bool = False
    untried: int = 0

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def moved(self) -> bool:
        """Whether state or strength changed."""
        return _verdict(self.old) != _verdict(self.new)


@dataclass(frozen=True)
class Diff:
    """All changes and all moves of ratings, in the order of the framework's table."""

    changes: tuple[Change, ...]
    moves: tuple[Move, ...]
    by_change: Mapping[Change, tuple[str, ...]] = field(default_factory=dict)

    def moved_by(self, change: Change) -> tuple[str, ...]:
        """Return the ids of the ratings that a change moved."""
        return self.by_change.get(change, ())


def diff(
    old: Workspace | None, new: Workspace, on_progress: OnProgress = lambda _done, _total: None
) -> Diff:
    """Compare two states of a workspace; without an old one everything is new.

    `on_progress` is called with factors and rows done, and with how many there are.
    """
    changes = compare(old, new)
    trial = _Trial(Inputs.of(old), Inputs.of(new), changes)
    moves = []
    for done, target in enumerate(trial.targets, start=1):
        if move := trial.move(target):
            moves.append(move)
        on_progress(done, len(trial.targets))
    by_change: defaultdict[Change, list[str]] = defaultdict(list)
    for move in moves:
        for cause in move.causes:
            by_change[cause.change].append(move.id)
    return Diff(changes, tuple(moves), {change: tuple(ids) for change, ids in by_change.items()})


def _verdict(standing: Standing | None) -> tuple[str, str | None] | None:
    return standing.verdict if standing else None


class _Trial:
    """Two states, and the changes that lead from one to the other."""

    def __init__(self, old: Inputs, new: Inputs, changes: tuple[Change, ...]) -> None:
        self.old, self.new = old, new
        self.changes = changes
        self.targets = tuple(dict.fromkeys((*new.targets, *old.targets)))

    def move(self, target: str) -> Move | None:
        """Return how a rating moved, and by what; None where it stands as it stood."""
        factors = self.old.factors_of(target) | self.new.factors_of(target)
        claims = self._reach(factors)
        works = {state.claim[name].work for name in claims for state in (self.old, self.new)
                 if name in state.claim}  # fmt: skip
        changes = [one for one in self.changes if self._bears(one, factors, claims, works)]
        if not changes:
            return None
        memory: Memory = {}
        old, new = self.old.narrow(claims, works), self.new.narrow(claims, works)
        before, after = old.stand(target, memory), new.stand(target, memory)
        if before == after:
            return None
        kind = "factor" if target in self.old.factor or target in self.new.factor else "row"
        if before is None or after is None:
            return Move(target, kind, before, after)
        if 3 * len(changes) * (len(claims) + 1) > MOST_TRIED:
            return Move(target, kind, before, after, untried=len(changes))
        return _explain(Move(target, kind, before, after), old, new, changes, memory)

    def _bears(
        self, change: Change, factors: frozenset[str], claims: set[str], works: set[str]
    ) -> bool:
        """Whether a change can have to do with a rating on these factors, claims and works."""
        if change.kind in _EVERYWHERE:
            those = _EVERYWHERE[change.kind]
            return not those or change.what != "changed" or any(
                one.field in those for one in change.fields
            )  # fmt: skip
        if change.kind == "factor":
            return change.id in factors
        if change.kind == "claim":
            return change.id in claims
        if change.kind in ("work", "appraisal"):
            return change.id in works
        if change.kind in ("note", "check"):
            things = (getattr(state, change.kind).get(change.id) for state in (self.old, self.new))
            return any(thing is not None and thing.work in works for thing in things)
        return False

    def _reach(self, factors: frozenset[str]) -> set[str]:
        """Return the claims on factors in either state, and those that replace them."""
        found = {name for factor in factors for name in self._on.get(factor, ())}
        stack = list(found)
        while stack:
            for name in self._replacing.get(stack.pop(), ()):
                if name not in found:
                    found.add(name)
                    stack.append(name)
        return found

    @cached_property
    def _on(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for claim in self._claims():
            for link in claim.links:
                found[link.factor].add(claim.id)
        return found

    @cached_property
    def _replacing(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for claim in self._claims():
            for other in claim.supersedes:
                found[other].add(claim.id)
        return found

    def _claims(self) -> Iterable[Claim]:
        return (*self.old.claim.values(), *self.new.claim.values())


def _explain(move: Move, old: Inputs, new: Inputs, changes: list[Change], memory: Memory) -> Move:
    """Find the causes of a move: of the verdict where that changed, else of what lies below it."""
    target = move.id

    def mark(state: Inputs) -> object:
        standing = state.stand(target, memory)
        return _verdict(standing) if move.moved else standing

    before, after = mark(old), mark(new)
    marks = {change: mark(old.take([change], new)) for change in changes}
    causes = [
        Cause(change, marks[change] != before, mark(new.take([change], old)) != after)
        for change in changes
    ]
    found = {one.change for one in causes if one.alone or one.needed}
    if mark(old.take((one for one in changes if one in found), new)) != after:
        found |= set(_reduced(old, new, changes, mark, after))
    together = bool(found) and all(marks[change] != after for change in found)
    chosen = tuple(one for one in causes if one.change in found)
    return Move(target, move.kind, move.old, move.new, chosen, together)


def _reduced(
    old: Inputs, new: Inputs, changes: list[Change], mark: Callable[[Inputs], object], after: object
) -> list[Change]:
    """Leave changes out as long as the rest still leads to the new rating."""
    kept = list(changes)
    for change in changes:
        rest = [one for one in kept if one is not change]
        if mark(old.take(rest, new)) == after:
            kept = rest
    return kept
