"""Parsed text that remembers where each value stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Place: TypeAlias = tuple[str | int, ...]


class FormatError(ValueError):
    """Text that is not in its format. `line` counts from 1."""

    def __init__(self, message: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed value and the line of every part of it, by path: `("claims", 0, "links")`."""

    value: Json
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, *place: str | int) -> int | None:
        """Return the line of a part, or of the nearest part around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place)
