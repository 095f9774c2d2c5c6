"""Cut the part of a text that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.search import tokens
from evidence.search.documents import Document
from evidence.search.query import Phrase, Prefix, Text, Word

WIDTH = 240
"""Characters of a snippet, without the dots at its ends."""
LONGEST_WORD = 60
"""Characters of a word, at most, that the end of a snippet makes way for."""
DOTS = "\u2026"
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Part of a text in one line; `spans` are the places in `text` that the query asked for."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """Words `text[start:end]` that match one leaf of the query."""

    start: int
    end: int
    leaf: int


def snippet(document: Document, leaves: Sequence[Text], width: int = WIDTH) -> Snippet:
    """Return the best part of a document's main text or, where only another field matches, of that.

    The best part holds the most different words of the query, then the most matches, and comes
    first. Controls that would disturb a terminal or turn the direction of writing become blanks.
    """
    main = document.text
    for text in (main, *(document.fields[name] for name in sorted(document.fields))):
        matches = list(_matches(text, leaves))
        if matches:
            return _cut(text, matches, width)
    return _cut(main, [], width)


def _matches(text: str, leaves: Sequence[Text]) -> Iterable[_Match]:
    found = list(tokens.tokens(text))
    plain = [token.plain for token in found]
    stems = {
        number: tokens.stem(leaf.plain)
        for number, leaf in enumerate(leaves)
        if isinstance(leaf, Word)
    }
    for place, token in enumerate(found):
        for number, leaf in enumerate(leaves):
            match leaf:
                case Word():
                    last = place if tokens.stem(token.plain) == stems[number] else -1
                case Prefix(start):
                    last = place if token.plain.startswith(start) else -1
                case Phrase(words):
                    end = place + len(words)
                    last = end - 1 if tuple(plain[place:end]) == words else -1
            if last >= 0:
                yield _Match(token.start, found[last].end, number)


def _cut(text: str, matches: list[_Match], width: int) -> Snippet:
    start, end = _window(text, matches, width)
    shown = _SURROGATES.sub("\ufffd", _UNSHOWN.sub(" ", text[start:end])).rstrip()
    before = DOTS if text[:start].strip() else ""
    after = DOTS if text[end:].strip() else ""
    offset = len(before) - start
    spans = sorted(
        {
            (match.start + offset, match.end + offset)
            for match in matches
            if start <= match.start and match.end <= end
        }
    )
    return Snippet(f"{before}{shown}{after}", _merged(spans))


def _window(text: str, matches: list[_Match], width: int) -> tuple[int, int]:
    """Return the best window, its ends moved to the ends of words."""
    if len(text) <= width:
        return _trimmed(text, 0, len(text))
    first, last = 0, 0
    best, score = (0, 0), (0, 0)
    counts: dict[int, int] = {}
    for last, match in enumerate(matches):
        counts[match.leaf] = counts.get(match.leaf, 0) + 1
        while first < last and match.end - matches[first].start > width:
            counts[matches[first].leaf] -= 1
            first += 1
        now = (sum(count > 0 for count in counts.values()), last - first + 1)
        if now > score:
            best, score = (first, last), now
    if not matches:
        return _trimmed(text, 0, _word_end(text, width))
    inner = matches[best[0]].start, matches[best[1]].end
    room = max(0, width - (inner[1] - inner[0])) // 2
    start = max(0, min(inner[0] - room, len(text) - width))
    end = min(len(text), max(start + width, inner[1]))
    start, end = min(start, inner[0]), min(end, inner[0] + max(width, inner[1] - inner[0]))
    return _trimmed(text, _word_start(text, start, inner[0]), max(inner[1], _word_end(text, end)))


def _word_start(text: str, at: int, most: int) -> int:
    """Move forward to the beginning of a word, at most to `most`."""
    if at == 0 or text[at - 1].isspace():
        return at
    blank = next((place for place in range(at, most) if text[place].isspace()), None)
    return at if blank is None else blank + 1


def _word_end(text: str, at: int) -> int:
    """Move back to the end of a word; stay where there is none near."""
    if at >= len(text) or text[at].isspace():
        return at
    blank = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return blank if blank > 0 and at - blank < LONGEST_WORD else at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
