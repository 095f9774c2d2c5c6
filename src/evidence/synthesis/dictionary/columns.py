"""What a table and a column of the data dictionary are, and the columns that several share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["string", "integer", "number", "boolean", "date", "list"]
Vocabulary = Literal["", "methods", "outcomes", "strengths"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. An empty cell means: not known, or nothing to say.

    `values` are the allowed ones; `vocabulary` names those that a workspace allows by its own
    rubric or framework. `refers` is the table and column in which each value is found again.
    """

    name: str
    type: Type
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    vocabulary: Vocabulary = ""
    refers: tuple[str, str] | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `key` names the columns that tell its rows apart, where there are such."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return a column by its name; KeyError where there is none."""
        for one in self.columns:
            if one.name == name:
                return one
        raise KeyError(name)


def text(name: str, meaning: str, **more: object) -> Column:
    """Return a column of text."""
    return Column(name, "string", meaning, **more)  # type: ignore[arg-type]


def count(name: str, unit: str, meaning: str) -> Column:
    """Return a column of counts, which has a value in every row."""
    return Column(name, "integer", meaning, unit, required=True)


def flag(name: str, meaning: str) -> Column:
    """Return a column of yes and no."""
    return Column(name, "boolean", meaning, required=True)


def several(name: str, meaning: str, **more: object) -> Column:
    """Return a column of lists."""
    return Column(name, "list", meaning, **more)  # type: ignore[arg-type]


WORK = text("work", "Citation key of the work", refers=("works", "key"), required=True)
NOTE = text("note", "Number of the note in the article", required=True)
DIMENSION = text("dimension", "Id of the dimension of the framework", required=True)
SIDE = text("side", "Id of the side of the framework", required=True)
