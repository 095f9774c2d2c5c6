"""The framework: a table of factors in dimensions and sides, and the words to code with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Side:
    """A column of the table. `whole` is the link target for the side as a whole, never rated."""

    id: str
    label: str
    heading: str = ""
    whole: str = ""
    whole_label: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A horizontal band of the table."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension on one side."""

    dimension: str
    side: str
    label: str

    @property
    def id(self) -> str:
        """Name of the row in addresses and on the command line: 'social-risk'."""
        return f"{self.dimension}-{self.side}"


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that claims are coded with: an outcome, a question or an actor."""

    id: str
    label: str
    question: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Factor:
    """One cell of the table: what is rated. `proposition` is its testable sentence."""

    id: str
    dimension: str
    side: str
    label: str
    proposition: str
    definition: str = ""
    mirror: str = ""
    concepts: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    line: int | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def row(self) -> str:
        """Id of the row that the factor stands in."""
        return f"{self.dimension}-{self.side}"


@dataclass(frozen=True)
class Framework:
    """Everything that `annotations/framework.yaml` says, in the order of the file."""

    title: str = ""
    source: str = ""
    sides: tuple[Side, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    rows: tuple[Row, ...] = ()
    factors: tuple[Factor, ...] = ()
    outcomes: tuple[Facet, ...] = ()
    questions: tuple[Facet, ...] = ()
    actors: tuple[Facet, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Factor]:
        """The factors by id."""
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def wholes(self) -> dict[str, Side]:
        """The link targets for a side as a whole (`R*`, `M*`), shown but never rated."""
        return {side.whole: side for side in self.sides if side.whole}

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Every id that a claim may be linked to: factors first, then the wholes."""
        return (*self.by_id, *self.wholes)

    @property
    def primary_outcome(self) -> str:
        """Id of the outcome that the propositions are about, or the empty string."""
        return next((outcome.id for outcome in self.outcomes if outcome.primary), "")

    def in_row(self, row: Row) -> tuple[Factor, ...]:
        """Return the factors of one dimension on one side, in the order of the table."""
        return tuple(factor for factor in self.factors if factor.row == row.id)

    def label_of(self, target: str) -> str:
        """Return the label of a factor or of a side as a whole; the id itself where unknown."""
        if target in self.by_id:
            return self.by_id[target].label
        side = self.wholes.get(target)
        return side.whole_label or side.label if side else target
