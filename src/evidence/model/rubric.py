"""The rating rule as data: every weight, threshold and word of `annotations/rubric.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Level = Literal["none", "limited", "medium", "robust"]
Agreement = Literal["low", "medium", "high"]
State = Literal["none", "contradicted", "thin", "contested", "mixed", "consistent"]

MAIN_RUBRIC = "rubric"
"""Name of the file that holds the rule of a workspace; others are called rubric-NAME."""

LEVELS: tuple[Level, ...] = ("none", "limited", "medium", "robust")
AGREEMENTS: tuple[Agreement, ...] = ("low", "medium", "high")
STATES: tuple[State, ...] = ("none", "contradicted", "thin", "contested", "mixed", "consistent")


@dataclass(frozen=True, slots=True)
class Method:
    """How a claim came about, with its weight (0 to 1) and what it counts as."""

    id: str
    label: str
    weight: float
    empirical: bool
    case_study: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least that a level of evidence asks for, in lines of evidence.

    `methods` counts different methods; `primary` the empirical lines on the primary outcome.
    """

    lines: int
    empirical: int
    methods: int = 0
    primary: int = 0


@dataclass(frozen=True)
class Rubric:
    """The rule by which claims become a rating.

    The display is that of the IPCC (Mastrandrea et al. 2010: evidence and agreement); the cap on
    indirect evidence follows GRADE. `strength[support][agreement]` is a word of `scale`, which runs
    from the weakest to the strongest.
    """

    version: int
    methods: tuple[Method, ...]
    outcome_weights: Mapping[str, float]
    voting_kinds: tuple[str, ...]
    voting_attributions: tuple[str, ...]
    checked_in: tuple[str, ...]
    without_negative_cases: float
    medium: Threshold
    robust: Threshold
    agreement_medium: float
    agreement_high: float
    scale: tuple[str, ...]
    strength: Mapping[str, Mapping[str, str]]
    indirect_cap: str
    contradicted_lines: int
    contradicted_share: float
    name: str = MAIN_RUBRIC

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    @property
    def short_name(self) -> str:
        """What `--rubric` calls it: 'equal' for rubric-equal.toml, 'rubric' for the first."""
        return self.name.removeprefix(f"{MAIN_RUBRIC}-")

    @cached_property
    def method(self) -> dict[str, Method]:
        """The methods by id."""
        return {method.id: method for method in self.methods}

    @property
    def reference_method(self) -> Method:
        """The heaviest empirical method: what one more good study would use."""
        return max((m for m in self.methods if m.empirical), key=lambda m: m.weight)

    def rank(self, strength: str | None) -> int:
        """Place of a strength on the scale; 0 for none."""
        return 0 if strength is None else self.scale.index(strength) + 1
