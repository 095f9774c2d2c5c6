"""Numbers as text: 64 safe characters, five bits each, the lowest first."""

from __future__ import annotations

from collections.abc import Iterable

_FIGURES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The first 32 end a number, the last 32 say that more follows."""


class _Known(dict[int, str]):
    """Numbers as text, each made once; asked for by `map`, half as dear as `functools.cache`."""

    def __missing__(self, number: int) -> str:
        found, left = "", number
        while left >= 32:
            found += _FIGURES[32 + (left & 31)]
            left >>= 5
        self[number] = found = found + _FIGURES[left]
        return found


_known = _Known()


def code(number: int) -> str:
    """Return a number from 0 upward as text: one character below 32, two below 1,024, ..."""
    return _known[number]


def codes(numbers: Iterable[int]) -> str:
    """Return several numbers one after the other."""
    return "".join(map(_known.__getitem__, numbers))
