"""Running text put together piece by piece, its white space collapsed as it grows."""

from __future__ import annotations

from evidence.citations.find.clean import visible


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
        seen = visible(text)
        words = " ".join(seen.split())
        if seen[:1].isspace():
            self._gap = self._gap or " "
        if not words:
            return
        if self.length and self._gap:
            self._put(self._gap)
        self._put(words)
        self._gap = " " if seen[-1].isspace() else ""

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
