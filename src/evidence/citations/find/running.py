"""Running text put together piece by piece, its white space collapsed as it grows."""

from __future__ import annotations

import re

from evidence.citations.find.clean import visible

_SPACE = re.compile(r"\s+")


class Running:
    """Text that grows: one blank between words, one line feed between paragraphs.

    `length` counts the characters so far; white space at the end is not yet among them, so that it
    is the offset just behind the last word.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self.length = 0

    def add(self, text: str) -> None:
        """Append characters as they come out of a file."""
        if not text:
            return
        words = _SPACE.sub(" ", visible(text))
        if words.startswith(" "):
            self._gap = self._gap or " "
            words = words[1:]
        if not words:
            return
        if self.length and self._gap:
            self._put(self._gap)
        self._gap = ""
        if words.endswith(" "):
            words, self._gap = words[:-1], " "
        self._put(words)

    def end_paragraph(self) -> None:
        """Let what follows begin on a line of its own."""
        self._gap = "\n"

    def add_lines(self, text: str) -> None:
        """Append text whose line feeds end paragraphs."""
        first, *others = text.split("\n")
        self.add(first)
        for line in others:
            self.end_paragraph()
            self.add(line)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def __str__(self) -> str:
        return "".join(self._parts)
