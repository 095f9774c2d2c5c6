"""Quotation marks, brackets and addresses of a note: what must not be cut through.

Offsets count Unicode characters, the end exclusive; a span includes its marks.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
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
_OPENING_MARK = re.compile(f"[{''.join((*_DOUBLE, *_SINGLE))}]")
_ANY_MARK = re.compile(f"[{''.join((*_DOUBLE, *_DOUBLE.values()))}]")
_ANY_SINGLE_MARK = re.compile(f"[{''.join((*_SINGLE, *_SINGLE.values()))}]")
_MAY_CLOSE = re.compile(f"[{''.join(_SINGLE.values())}](?![^\\W_])")
"""A single mark before no letter or figure."""
_BRACKETS = {"(": ")", "[": "]"}
URL = re.compile(r"<?\b(?:https?://|www\.|doi:\s?)[^\s<>\"\u201d]+>?", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"[,.;:!?)\]]?\s*(?:$|[,.;:()\[<\d]|in\b|eds?\b|trans\b)")
_DECADE = re.compile(r"'\d0s\b")
_LONGEST_DOUBT = 120
"""Characters after which a quotation mark that may be an apostrophe is taken for a mark."""
_LONGEST_QUOTATION = 1500
"""Characters after which the end of a quotation is not looked for further."""
_DEEPEST = 3
"""Quotations within one another; deeper marks are those of no quotation."""


def past(text: str, place: int, limit: int, signs: str) -> int:
    """Return the first place from one on, to `limit` at most, that is none of these signs."""
    while place < limit and text[place] in signs:
        place += 1
    return place


class Span(NamedTuple):
    """A part of a text."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether a place lies inside."""
        return self.start <= place < self.end


def opening(spans: Sequence[Span], place: int) -> Span | None:
    """Return the span that begins at a place, of spans in order that do not overlap."""
    span = holding(spans, place)
    return span if span is not None and span.start == place else None


def holding(spans: Sequence[Span], place: int) -> Span | None:
    """Return the span that a place lies in, of spans in order that do not overlap."""
    after = bisect(spans, place, key=_start)
    span = spans[after - 1] if after else None
    return span if span is not None and place < span.end else None


def _start(span: Span) -> int:
    return span.start


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
        groups = (self.quotes, self.brackets, self.urls)
        return next(filter(None, (holding(group, place) for group in groups)), None)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out the punctuation that follows an address."""
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    if text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    return Span(start, end)


def _quotes(text: str, urls: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the outermost quotations outside of addresses."""
    place = 0
    while mark := _OPENING_MARK.search(text, place):
        start = mark.start()
        end = None if holding(urls, start) else _closing(text, start)
        if end is not None:
            yield Span(start, end)
        place = start + 1 if end is None else end


def _closing(text: str, start: int) -> int | None:
    """Return where a quotation ends that a mark at a place opens; None where it opens none."""
    double = text[start] in _DOUBLE
    return _closing_double(text, start) if double else _closing_single(text, start)


def _closing_double(text: str, start: int) -> int | None:
    closers = _DOUBLE[text[start]]
    if text[start] == "\u00bb" and (start and text[start - 1].isalnum()):
        return None
    depth = 0
    for mark in _marks(_ANY_MARK, text, start):
        if mark[0] == "\u201c" and mark[0] not in closers:
            depth += 1
            if depth > _DEEPEST:
                break
        elif mark[0] in closers:
            if depth == 0:
                return mark.end()
            depth -= 1
    return None


def _marks(marks: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """Return the marks in which a quotation may end that begins at a place."""
    return marks.finditer(text, start + 1, start + _LONGEST_QUOTATION)


def _opens_single(text: str, start: int) -> bool:
    """Whether a single mark opens a quotation: before a word, and not in 'the '90s'."""
    before, after = text[start - 1 : start] or " ", text[start + 1 : start + 2] or " "
    return not (before.isalnum() or after.isspace() or _DECADE.match(text, start))


def _closing_single(text: str, start: int) -> int | None:
    """Return where a single quotation ends: apostrophes look the same.

    One before a letter or figure is an apostrophe. One after an s and before a word ('the owners'
    loan') may be, when another follows that ends a title more plainly.
    """
    if not _opens_single(text, start):
        return None
    if not _MAY_CLOSE.search(text, start + 1, start + _LONGEST_QUOTATION):
        return None
    closers = _SINGLE[text[start]]
    doubtful = None
    depth = 0
    for mark in _marks(_ANY_SINGLE_MARK, text, start):
        place, char = mark.start(), mark[0]
        if char == "\u2018" and char not in closers:
            depth += 1
            if doubtful is not None or depth > _DEEPEST:
                break
        elif char not in closers or text[place + 1 : place + 2].isalnum():
            continue
        elif depth:
            depth -= 1
        elif text[place - 1] == "s" and not _AFTER_TITLE.match(text, place + 1):
            doubtful = doubtful or place + 1
        elif doubtful is not None and (
            ";" in text[doubtful:place] or place - doubtful > _LONGEST_DOUBT
        ):
            break
        else:
            return place + 1
    return doubtful


def _brackets(text: str, skipped: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the outermost brackets that are closed, outside of the skipped spans."""
    skips = {span.start: span.end for span in skipped if span.end > span.start}
    open_: list[tuple[str, int]] = []
    place = 0
    while place < len(text):
        if place in skips:
            place = skips[place]
            continue
        char = text[place]
        if char in _BRACKETS:
            open_.append((_BRACKETS[char], place))
        elif open_ and char == open_[-1][0]:
            _, start = open_.pop()
            if not open_:
                yield Span(start, place + 1)
        place += 1
