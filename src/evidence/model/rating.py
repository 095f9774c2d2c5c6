"""A rating and everything that it rests on, down to claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from evidence.model.claim import Claim, Stance
from evidence.model.coding import Assessment
from evidence.model.rubric import Agreement, Level, State

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


@dataclass(frozen=True)
class Rating:
    """The rating of one factor; or of a row, whose `factor` is empty and `factors` its cells."""

    judgement: Judgement
    lines: tuple[LineOfEvidence, ...]
    counts: LineCounts
    voting: tuple[Claim, ...]
    silent: tuple[Silence, ...]
    proposition: str = ""
    factor: str = ""
    dimension: str = ""
    side: str = ""
    factors: tuple[str, ...] = ()
    override: Override | None = None
    assessments: tuple[Assessment, ...] = ()
    without_lines: tuple[WithoutLine, ...] = ()
    without_notes: tuple[WithoutNote, ...] = ()
    changes: tuple[Change, ...] = ()
    range: tuple[str | None, str | None] = (None, None)

    def __hash__(self) -> int:
        return hash((self.factor, self.dimension, self.side))

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

    @cached_property
    def works(self) -> tuple[str, ...]:
        """Keys of the works with a voting claim, in order."""
        return tuple(sorted({claim.work for claim in self.voting}))

    @property
    def as_reported(self) -> bool:
        """Whether there is evidence, but none of it was checked at its source."""
        return bool(self.lines) and self.counts.checked == 0

    @property
    def also_listed(self) -> tuple[Silence, ...]:
        """Confirmed claims that are shown, but are no evidence by their kind or attribution."""
        return tuple(silence for silence in self.silent if silence.code in ALSO_LISTED)
