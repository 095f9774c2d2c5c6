"""Numbers as text: 64 safe characters, five bits each, the lowest first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_FIGURES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The first 32 end a number, the last 32 say that more follows."""


@lru_cache(maxsize=1 << 15)
def code(number: int) -> str:
    """Return a number from 0 upward as text: one character below 32, two below 1,024, ..."""
    found = ""
    while number >= 32:
        found += _FIGURES[32 + (number & 31)]
        number >>= 5
    return found + _FIGURES[number]


def codes(numbers: Iterable[int]) -> str:
    """Return several numbers one after the other."""
    return "".join(map(code, numbers))
