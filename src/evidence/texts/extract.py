"""What every reader returns, and what all of them do to characters and to long paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from evidence.model import Problem

LONG = 1200
"""Characters from which on a paragraph is split."""
MOST = 1500
"""Characters that no passage exceeds."""

_TO_BLANK = [
    *(code for code in range(0x20) if chr(code) not in "\t\n\f"),
    *range(0x7F, 0xA0),  # DEL and C1
    *range(0x202A, 0x202F),  # bidirectional embeddings and overrides: they show text in another
    *range(0x2066, 0x206A),  # order than it is read in
    0xFEFF,
]
_CONTROLS = {
    **dict.fromkeys(_TO_BLANK, " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # surrogates: no text encoding has them
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_NOT_PLAIN = re.compile(
    "[\\x00-\\x08\\x0b\\x0d-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ud800-\\udfff]"
)
"""Any of them: written as ranges, since two thousand single ones take long to compile."""
_SENTENCE_LIKE = re.compile(
    r"[.!?\u2026][\"')\]\u2019\u201d]{0,3}\s+(?=[\"'(\[\u2018\u201c]?[^\W_a-z])|[\u3002\uff01\uff1f]"
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A passage before it has a number: offsets in the content, the end exclusive."""

    start: int
    end: int
    paragraph: int
    heading: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader makes of a file.

    `front` is the YAML between the fences at its head, as it stands; its first line is the second
    of the file.
    """

    content: str
    spans: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    front: str = ""


class TextReader(Protocol):
    """Reads decoded characters, lines ending in LF."""

    def __call__(self, text: str, path: str, page_offset: int | None) -> Extract:
        """Return content and spans; faults become problems of `path`."""


class BinaryReader(Protocol):
    """Reads the bytes of a file."""

    def __call__(self, data: bytes, path: str, page_offset: int | None) -> Extract:
        """Return content and spans; faults become problems of `path`."""


def without_controls(text: str) -> str:
    """Replace control characters one for one; tabs, line feeds and form feeds stay."""
    return text.translate(_CONTROLS) if _NOT_PLAIN.search(text) else text


def spans_of(
    content: str, start: int, end: int, paragraph: int, heading: str = "", page: str = ""
) -> Iterator[Span]:
    """Yield the passages of one paragraph, without white space at their ends.

    A paragraph longer than `LONG` is split near equal parts, at what looks like the end of a
    sentence, else at white space, else, where there is none for `MOST` characters, anywhere.
    """
    for first, last in _pieces(content, start, end):
        part = content[first:last]
        left = len(part) - len(part.lstrip())
        if left < len(part):
            yield Span(first + left, first + len(part.rstrip()), paragraph, heading, page)


def _pieces(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONG:
        wanted = (end - start) / -(-(end - start) // LONG)
        low, high = start + int(wanted / 2), min(end, start + MOST)
        cut = _nearest(_SENTENCE_LIKE, content, low, high, start + wanted)
        cut = cut or _nearest(_SPACE, content, low, high, start + wanted) or high
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _nearest(
    pattern: re.Pattern[str], content: str, low: int, high: int, wanted: float
) -> int | None:
    ends = [found.end() for found in pattern.finditer(content, low, high)]
    return min(ends, key=lambda place: (abs(place - wanted), place), default=None)
