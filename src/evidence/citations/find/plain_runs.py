"""Runs of numbered paragraphs in plain text: what may be notes, and may be a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LABEL = re.compile(
    r"""(?P<indent>[ \t\f]*)
    (?: \[(?P<bracket>\d{1,4})\][.:]?
      | \((?P<paren>\d{1,4})\)
      | \^(?P<caret>\d{1,4})\^?
      | (?P<super>[⁰¹²³⁴-⁹]{1,4})
      | (?P<dot>\d{1,4})[.):](?!\d)
      | (?P<bare>\d{1,4})(?=[ \t]+[^\W\d]|[ \t]+["'“\u2018«_*(])
    )[ \t]*(?=\S)""",
    re.VERBOSE,
)
_HEADING = re.compile(
    r"\W*(?:(?:foot|end)?notes?(?:\s+(?:and|&)\s+references)?|notes\s+(?:to|on)\s.{1,60}"
    r"|anmerkungen|fu(?:ß|ss)noten|endnoten|notas|note|notes\s+de\s+bas\s+de\s+page)\W*",
    re.IGNORECASE,
)
_STYLES = ("bracket", "paren", "caret", "super", "dot", "bare")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NEAR = 60
"""Lines in which the next number is looked for before one is taken to be missing."""
_LONGEST_GAP = 3
_HEADING_DISTANCE = 12
_MOST_PARAGRAPHS = 3
_SHORT = 80
_WRAPPED = 110
"""Characters that hardly any line exceeds in a text whose lines are broken by hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that begins with a number: its index, where its text begins in it, how it is set."""

    line: int
    number: int
    style: str
    indent: int
    text: int


@dataclass(slots=True)
class Run:
    """Numbered paragraphs in order, and their heading if they are `headed`.

    `top` is the index of the first line of it all, `end` that of the line below.
    """

    entries: list[Entry] = field(default_factory=list)
    top: int = 0
    end: int = 0
    headed: bool = False

    @property
    def start(self) -> int:
        """Index of its first line."""
        return self.entries[0].line

    @property
    def style(self) -> str:
        """How its numbers are set."""
        return self.entries[0].style

    @property
    def first(self) -> int:
        """Its first number."""
        return self.entries[0].number

    @property
    def last(self) -> int:
        """Its last number."""
        return self.entries[-1].number


def value(figures: str) -> int:
    """Return the number that figures, superscript ones too, stand for."""
    return int(figures.translate(_FIGURES))


def runs(lines: Sequence[str]) -> list[Run]:
    """Return the runs of numbered paragraphs of a text, in order."""
    return _Runs(lines).found()


class _Runs:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.wrapped = is_wrapped(lines)
        self.places: dict[tuple[str, int], list[int]] = {}
        self.entries = list(self._entries())
        self.open: dict[str, Run] = {}

    def found(self) -> list[Run]:
        done: list[Run] = []
        for entry in self.entries:
            run = self.open.get(entry.style)
            if run is None or not self._takes(run, entry):
                if run is not None and self._inside(run, entry):
                    continue
                run = self.open[entry.style] = Run()
                done.append(run)
            run.entries.append(entry)
        done.sort(key=lambda one: one.start)
        kept: list[Run] = []
        for run in done:
            run.end = self._end(run)
            if kept and run.end <= kept[-1].end:
                continue
            heading = self._heading(run.start, kept[-1] if kept else None)
            run.top, run.headed = run.start if heading is None else heading, heading is not None
            kept.append(run)
        return kept

    def _entries(self) -> Iterator[Entry]:
        for index, line in enumerate(self.lines):
            match = _LABEL.match(line)
            if match is None:
                continue
            style = next(name for name in _STYLES if match[name])
            number = value(match[style])
            self.places.setdefault((style, number), []).append(index)
            indent = len(match["indent"].expandtabs())
            yield Entry(index, number, style, indent, match.end())

    def _takes(self, run: Run, entry: Entry) -> bool:
        """Whether an entry is the next of a run."""
        step = entry.number - run.last
        if step == 1:
            return self._adjoins(run, entry.line)
        if not 1 < step <= _LONGEST_GAP:
            return False
        return not self._coming(run, entry.line) and self._adjoins(run, entry.line)

    def _inside(self, run: Run, entry: Entry) -> bool:
        """Whether a number that does not fit stands within a note, as the next one follows."""
        return entry.number != 1 and self._coming(run, entry.line)

    def _coming(self, run: Run, line: int) -> bool:
        """Whether the number that a run waits for comes soon after a line."""
        places = self.places.get((run.style, run.last + 1), [])
        index = bisect_right(places, line)
        return index < len(places) and places[index] - line <= _NEAR

    def _adjoins(self, run: Run, line: int) -> bool:
        """Whether nothing but the text of a run's last note stands before a line."""
        last = run.entries[-1]
        paragraphs, blank = 0, not self.wrapped
        for between in self.lines[last.line + 1 : line]:
            if not between.strip():
                blank = True
            elif blank:
                paragraphs += _indent(between) <= last.indent
                blank = not self.wrapped
            if paragraphs > _MOST_PARAGRAPHS:
                return False
        if not paragraphs or self._heading(run.start, None) is not None:
            return True
        return not self.wrapped and all(map(str.strip, self.lines[last.line + 1 : line]))

    def _end(self, run: Run) -> int:
        """Return the line after a run: its last note goes on in indented paragraphs only."""
        last, index = run.entries[-1], run.entries[-1].line + 1
        while self.wrapped and index < len(self.lines) and self.lines[index].strip():
            index += 1
        while index + 1 < len(self.lines) and not self.lines[index].strip():
            below = self.lines[index + 1]
            if _indent(below) <= last.indent or not any(map(str.isalnum, below)):
                break
            index += 1
            while index < len(self.lines) and self.lines[index].strip():
                index += 1
        return index

    def _heading(self, start: int, before: Run | None) -> int | None:
        """Return the line of the heading that a run belongs to, None where it has none.

        That is one such as 'Notes', with at most one short line below it, or a short line after
        other notes that have one.
        """
        headed = before is not None and before.headed
        first = before.end if before and headed else max(0, start - _HEADING_DISTANCE)
        above = [n for n in range(first, start) if self.lines[n].strip()]
        short = [n for n in above[-2:] if len(self.lines[n]) < _SHORT]
        for number in reversed(short):
            if _HEADING.fullmatch(self.lines[number].strip()):
                return number
            if len(self.lines[above[-1]]) >= _SHORT:
                break
        return first if headed and len(above) == len(short) else None


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a text are broken by hand, so that an empty one parts paragraphs."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return bool(lengths) and lengths[int(0.98 * (len(lengths) - 1))] <= _WRAPPED


def _indent(line: str) -> int:
    plain = line.expandtabs()
    return len(plain) - len(plain.lstrip())
