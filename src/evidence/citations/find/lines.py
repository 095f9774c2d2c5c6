"""Which line of a text an offset is in."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """The lines of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def at(self, offset: int) -> int:
        """Return the number of the line that an offset is in."""
        return bisect_right(self._starts, offset)
