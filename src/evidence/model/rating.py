"""A rating and everything that it rests on, down to claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from evidence.model.claim import Claim, Stance
from evidence.model.coding import Assessment
from evidence.model.rubric import Agreement, Level, State

T = TypeVar("T")

SilenceCode = Literal[
    "rejected",
    "proposed",
    "own-article",
    "kind",
    "attribution",
    "refuted",
    "superseded",
    "no-weight",
    "whole",
]
ALSO_LISTED: frozenset[SilenceCode] = frozenset({"own-article", "kind", "attribution"})


@dataclass(frozen=True, slots=True)
class Silence:
    """A claim that is shown without a vote, and why."""

    claim: Claim
    code: SilenceCode
    reason: str


@dataclass(frozen=True, slots=True)
class LineOfEvidence:
    """The voting claims of one line on one factor (or on the factors of a row).

    `weights` holds the weight of the heaviest voting claim of each stance, as a count of
    billionths: integers keep sums exact and independent of order. `heaviest` names those claims.
    `empirical`, `primary` and `methods` are of all voting claims; the `supporting_*` ones of those
    that support, and empty unless the line as a whole supports.
    """

    id: str
    works: tuple[str, ...]
    claims: tuple[Claim, ...]
    weights: Mapping[Stance, int]
    heaviest: Mapping[Stance, str]
    stance: Stance
    empirical: bool
    primary: bool
    methods: frozenset[str]
    supporting_empirical: bool
    supporting_primary: bool
    supporting_methods: frozenset[str]
    checked: bool
    reason: str = ""

    def __hash__(self) -> int:
        return hash((self.id, self.claims))


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines of evidence there are, of which kind."""

    total: int = 0
    supports: int = 0
    contradicts: int = 0
    qualifies: int = 0
    empirical: int = 0
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rule makes of some lines. `agreement_value` lies between 0 and 1."""

    evidence: Level
    support: Level
    agreement: Agreement | None
    agreement_value: float | None
    strength: str | None
    indirect: bool
    state: State


@dataclass(frozen=True, slots=True)
class WithoutLine:
    """What would remain without one line of evidence."""

    line: str
    evidence: Level
    state: State
    strength: str | None


@dataclass(frozen=True, slots=True)
class WithoutNote:
    """What would remain without what one note of the citing work reports."""

    note: str
    strength: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A smallest change that moves the strength.

    kind `remove`: the named lines gone. kind `add`: `lines` more first-hand lines with the heaviest
    method on the primary outcome that take `stance`.
    """

    kind: Literal["remove", "add"]
    lines: int
    strength: str | None
    stance: Stance | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A person's judgement, shown beside the computed strength and never in its place."""

    factor: str
    strength: str | None
    reason: str
    by: str
    date: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body of evidence: lines, the claims that vote and those that do not.

    `without_lines` says for each line what would remain without it.
    """

    lines: tuple[LineOfEvidence, ...] = ()
    voting: tuple[Claim, ...] = ()
    silent: tuple[Silence, ...] = ()
    without_lines: tuple[WithoutLine, ...] = ()


class Later(Generic[T]):
    """A value that is made or read when it is first asked for."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def value(self) -> T:
        """The value."""
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash(self.value)


@dataclass(frozen=True)
class Rating:
    """The rating of one factor; or of a row, whose `factor` is empty and `factors` its cells.

    `body` is the evidence that it rests on: large, and not asked for by most who show a rating.
    `works` are the keys of the works with a voting claim, `methods` the methods of these claims,
    both in alphabetical order.
    """

    body: Later[Body]
    judgement: Judgement
    counts: LineCounts
    proposition: str = ""
    factor: str = ""
    dimension: str = ""
    side: str = ""
    factors: tuple[str, ...] = ()
    override: Override | None = None
    assessments: tuple[Assessment, ...] = ()
    without_notes: tuple[WithoutNote, ...] = ()
    changes: tuple[Change, ...] = ()
    range: tuple[str | None, str | None] = (None, None)
    works: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash((self.factor, self.dimension, self.side))

    @property
    def lines(self) -> tuple[LineOfEvidence, ...]:
        """The lines of evidence, in order."""
        return self.body.value.lines

    @property
    def voting(self) -> tuple[Claim, ...]:
        """The claims that vote."""
        return self.body.value.voting

    @property
    def silent(self) -> tuple[Silence, ...]:
        """The linked claims that do not vote, and why."""
        return self.body.value.silent

    @property
    def without_lines(self) -> tuple[WithoutLine, ...]:
        """What would remain without each line."""
        return self.body.value.without_lines

    @property
    def id(self) -> str:
        """Factor id, or row id: 'M6', 'economic-resilience'."""
        return self.factor or f"{self.dimension}-{self.side}"

    @property
    def state(self) -> State:
        """The state of the evidence, in one word."""
        return self.judgement.state

    @property
    def strength(self) -> str | None:
        """The computed strength in these sources, or None where there is too little to call."""
        return self.judgement.strength

    @property
    def as_reported(self) -> bool:
        """Whether there is evidence, but none of it was checked at its source."""
        return self.counts.total > 0 and self.counts.checked == 0

    @property
    def also_listed(self) -> tuple[Silence, ...]:
        """Confirmed claims that are shown, but are no evidence by their kind or attribution."""
        return tuple(silence for silence in self.silent if silence.code in ALSO_LISTED)
