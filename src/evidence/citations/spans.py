"""Quotation marks, brackets and addresses of a note: what must not be cut through.

Offsets count Unicode characters, the end exclusive; a span includes its marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

_DOUBLE = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    '"': '"',
}
_SINGLE = {"\u2018": "\u2019", "\u201a": "\u2018\u2019", "'": "'", "\u2039": "\u203a"}
_BRACKETS = {"(": ")", "[": "]"}
URL = re.compile(r"<?\b(?:https?://|www\.|doi:\s?)[^\s<>\"\u201d]+>?", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"[,.;:!?)\]]?\s*(?:$|[,.;:()\[<\d]|in\b|ed\b|eds\b|trans\b)")


class Span(NamedTuple):
    """A part of a text."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether a place lies inside."""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Spans:
    """The outermost quotations and brackets of a text, and its addresses."""

    quotes: tuple[Span, ...]
    brackets: tuple[Span, ...]
    urls: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> Spans:
        """Find quotations, brackets outside of them, and addresses."""
        urls = tuple(_trimmed(text, *found.span()) for found in URL.finditer(text))
        quotes = tuple(_quotes(text, urls))
        return cls(quotes, tuple(_brackets(text, (*quotes, *urls))), urls)

    def at(self, place: int) -> Span | None:
        """Return the quotation, bracket or address that holds a place."""
        for group in (self.quotes, self.brackets, self.urls):
            for span in group:
                if span.holds(place):
                    return span
        return None


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out the punctuation that follows an address."""
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    if text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    return Span(start, end)


def _quotes(text: str, urls: tuple[Span, ...]) -> list[Span]:
    found: list[Span] = []
    place = 0
    while place < len(text):
        char = text[place]
        end = None
        if (char in _DOUBLE or char in _SINGLE) and not any(url.holds(place) for url in urls):
            end = _closing_double(text, place) if char in _DOUBLE else _closing_single(text, place)
        if end is None:
            place += 1
            continue
        found.append(Span(place, end))
        place = end
    return found


def _closing_double(text: str, start: int) -> int | None:
    closers = _DOUBLE[text[start]]
    if text[start] == "\u00bb" and (start and text[start - 1].isalnum()):
        return None
    depth = 0
    for place in range(start + 1, len(text)):
        char = text[place]
        if char == "\u201c" and char not in closers:
            depth += 1
        elif char in closers:
            if depth == 0:
                return place + 1
            depth -= 1
    return None


def _closing_single(text: str, start: int) -> int | None:
    """Return where a single quotation ends: apostrophes look the same.

    One before a letter or figure is an apostrophe. One after an s and before a word ('the owners'
    loan') may be, when another follows that ends a title more plainly.
    """
    closers = _SINGLE[text[start]]
    before = text[start - 1] if start else " "
    if before.isalnum() or start + 1 >= len(text) or text[start + 1].isspace():
        return None
    if text[start] == "'" and text[start + 1].isdigit() and re.match(r"'\d0s\b", text[start:]):
        return None
    doubtful = None
    depth = 0
    for place in range(start + 1, len(text)):
        char = text[place]
        after = text[place + 1] if place + 1 < len(text) else " "
        if char == "\u2018" and char not in closers:
            if doubtful is not None:
                return doubtful
            depth += 1
            continue
        if char not in closers or after.isalnum():
            continue
        if depth:
            depth -= 1
            continue
        if text[place - 1] == "s" and not _AFTER_TITLE.match(text, place + 1):
            doubtful = doubtful or place + 1
            continue
        if doubtful is not None and (";" in text[doubtful:place] or place - doubtful > 120):
            return doubtful
        return place + 1
    return doubtful


def _brackets(text: str, skipped: tuple[Span, ...]) -> list[Span]:
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    place = 0
    skips = {span.start: span.end for span in skipped}
    while place < len(text):
        if place in skips and skips[place] > place:
            place = skips[place]
            continue
        char = text[place]
        if char in _BRACKETS:
            stack.append((_BRACKETS[char], place))
        elif stack and char == stack[-1][0]:
            _, start = stack.pop()
            if not stack:
                found.append(Span(start, place + 1))
        place += 1
    return found
