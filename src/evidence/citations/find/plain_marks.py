"""Marks in plain text that may lead to notes: [12], ^12, superscript figures, (12), word.12."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.citations.find.plain_runs import value

_FIGURES = "⁰¹²³⁴-⁹"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "bracket": re.compile(r"\[(\d{1,4}(?:[ \t]*[,;–-][ \t]*\d{1,4}){0,20})\](?![(:])"),  # noqa: RUF001
    "caret": re.compile(r"\^\{?(\d{1,4})[}^]?"),
    "super": re.compile(rf"(?<![\d{_FIGURES}])([{_FIGURES}]{{1,4}})"),
    "paren": re.compile(r"\((\d{1,4})\)"),
    "glued": re.compile(
        r"(?<=[^\W\d_]|[.,;:!?\"”’'»)\]])(?<!\d[.,:])(?<!\bp\.)(?<!\bpp\.)(?<![Nn]o\.)"  # noqa: RUF001
        r"(\d{1,4})(?![\w%]|[.,:]\d|[-–/]\d)"  # noqa: RUF001
    ),
}
_PART = re.compile(r"(\d+)(?:[ \t]*([–-])[ \t]*(\d+))?")  # noqa: RUF001
MOST_OF_A_NUMBER = 200
"""Marks of one number, in as many chapters, that are looked at for one run of notes."""

_LONGEST_RANGE = 30
_SURE = frozenset({"bracket"})
"""Styles that hardly anything but a mark looks like: their numbers need not ascend."""


@dataclass(frozen=True, slots=True)
class Found:
    """What looks like a mark: where it begins and ends, and its number."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Matched:
    """Marks of one style, and the share of the wanted numbers that they lead to."""

    style: str = ""
    marks: tuple[Found, ...] = ()
    share: float = 0.0


class Candidates:
    """Everything in a text that looks like a mark, by style."""

    def __init__(self, text: str, is_label: Callable[[int], bool]) -> None:
        self._by_style: dict[str, list[Found]] = {
            style: [one for one in _all(pattern, text) if not is_label(one.start)]
            for style, pattern in _PATTERNS.items()
        }
        self._by_number: dict[str, dict[int, list[Found]]] = {}
        for style, found in self._by_style.items():
            numbers = self._by_number[style] = {}
            for one in found:
                numbers.setdefault(one.number, []).append(one)

    def within(self, style: str, start: int, end: int) -> list[Found]:
        """Return those of a style between two offsets."""
        found = self._by_style[style]
        first = bisect_left(found, start, key=_start)
        return found[first : bisect_left(found, end, key=_start)]

    def match(
        self, numbers: Collection[int], start: int, end: int, *, ascends: bool = True
    ) -> Matched:
        """Return the marks of the style that leads to most of some numbers, between two offsets.

        Unless they come surely or need not, those marks count whose numbers ascend; of one number,
        the last MOST_OF_A_NUMBER.
        """
        wanted, best = frozenset(numbers), Matched()
        for style in _PATTERNS:
            found = self._of_numbers(style, wanted, start, end)
            marks = ascending(found) if ascends and style not in _SURE else found
            share = len({one.number for one in marks}) / len(wanted)
            if style == "glued" and (share < 0.8 or len(wanted) < 3):
                continue
            if share > best.share + 0.1:
                best = Matched(style, tuple(marks), share)
        return best

    def _of_numbers(
        self, style: str, numbers: Collection[int], start: int, end: int
    ) -> list[Found]:
        chosen: list[Found] = []
        for number in numbers:
            found = self._by_number[style].get(number, [])
            last = bisect_left(found, end, key=_start)
            first = max(bisect_left(found, start, key=_start), last - MOST_OF_A_NUMBER)
            chosen += found[first:last]
        return sorted(chosen, key=_start)


def _start(one: Found) -> int:
    return one.start


def ascending(found: Sequence[Found]) -> list[Found]:
    """Return the longest part of a sequence whose numbers ascend (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, one in enumerate(found):
        place = bisect_left(tails, one.number)
        before.append(tops[place - 1] if place else -1)
        if place == len(tails):
            tails.append(one.number)
            tops.append(index)
        else:
            tails[place], tops[place] = one.number, index
    chain: list[Found] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        for number in _numbers(match[1]):
            yield Found(match.start(), match.end(), number)


def _numbers(figures: str) -> Iterator[int]:
    """Yield the numbers of '3', '3, 5' or '3-5'."""
    if not figures.isascii():
        yield value(figures)
        return
    for part in _PART.finditer(figures):
        first = int(part[1])
        last = int(part[3]) if part[3] else first
        yield from range(first, last + 1) if last - first <= _LONGEST_RANGE else (first,)
