"""Dates of biblatex (ISO 8601-2): the years, months and days that one names, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?")
_LAST_MONTH = 12
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Span:
    """Beginning and, where it is a range, end: year, month and day as far as they are known."""

    begin: tuple[int, ...]
    end: tuple[int, ...] = ()
    circa: bool = False


@lru_cache(maxsize=1 << 10)
def parse(text: str) -> Span | None:
    """Return what a date says; None where it begins with no year.

    What cannot be read after a year (a season, an open end) is left out.
    """
    first, _, second = text.strip().partition("/")
    begin = _DATE.match(first.strip())
    if begin is None:
        return None
    end = _DATE.match(second.strip())
    circa = bool(begin[4] or (end and end[4]))
    return Span(_parts(begin), _parts(end) if end else (), circa)


def _parts(found: re.Match[str]) -> tuple[int, ...]:
    year, month, day = found[1], found[2], found[3]
    parts = [int(year)]
    if month and 1 <= int(month) <= _LAST_MONTH:
        parts.append(int(month))
        if day and 1 <= int(day) <= _LAST_DAY:
            parts.append(int(day))
    return tuple(parts)


def iso(parts: tuple[int, ...]) -> str:
    """Return year, month and day as ISO 8601 writes them: '2003-02'."""
    year, *rest = parts
    return "-".join((f"{year:04d}", *(f"{part:02d}" for part in rest)))
