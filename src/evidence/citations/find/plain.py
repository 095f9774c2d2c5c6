"""Plain text: numbered notes below the text, at the end of each chapter or of the whole.

A run of numbered paragraphs is notes where marks in the text before lead to it, where a heading
says so, or where the file is nothing else; any other is a list and stays in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.citations.find.clean import one_line
from evidence.citations.find.draft import Draft
from evidence.citations.find.plain_marks import Candidates, Found, ascending
from evidence.citations.find.plain_runs import Run, is_wrapped, runs

MOST_RUNS = 5_000

_ITALICS = re.compile(r"(?<![^\W\d]|/)_(?=[^\s_])([^_]{1,400})(?<=[^\s_])_(?!\w)")
_CHAPTER = re.compile(
    r"[\W_]*(?:chapter|part|book|kapitel|teil|chapitre|partie|cap[ií]tulo|capitolo)\s+"
    r"(?:[IVXLC]+|\d+|[a-z]{3,12})(?![^\W_])(?:[.:]?|[.:]\s.{1,80})[\W_]*",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n[ \t\f]*\n")
_ENOUGH = 0.5
"""Share of its numbers that marks must lead to before a run without a heading is notes."""
_YEARS = 1000
"""The number from which lines that begin with one may as well begin with years."""
_OTHER_LINES = 2
"""Lines besides notes that a file of nothing but notes may have, such as a title."""


def has_notes(text: str) -> bool:
    """Whether there are notes after the manner of plain text."""
    return bool(_Reader(text, Draft("")).notes())


def read(text: str, draft: Draft) -> None:
    """Read plain text."""
    _Reader(text, draft).read()


@dataclass(slots=True)
class _Section:
    """Notes that count through: their runs, and the marks that lead to them."""

    runs: list[Run]
    marks: list[Found] = field(default_factory=list)
    name: str = ""

    @property
    def numbers(self) -> set[int]:
        return {entry.number for run in self.runs for entry in run.entries}


class _Reader:
    def __init__(self, text: str, draft: Draft) -> None:
        self.text, self.draft = text, draft
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.wrapped = is_wrapped(self.lines)
        self.runs = runs(self.lines)
        if len(self.runs) > MOST_RUNS:
            # No text has so many pages with notes of their own: these are lists.
            self.runs = [run for run in self.runs if len(run.entries) > 1][:MOST_RUNS]
        self.marks = self._candidates(run for run in self.runs if len(run.entries) > 1)

    def read(self) -> None:
        chosen = self.notes()
        sections = _sections(chosen)
        self.marks = self._candidates(chosen)
        for number, section in enumerate(sections):
            before = sections[number - 1].runs[-1].end if number else 0
            section.marks = self._marks(section, self.starts[before])
        self._share_marks(sections)
        if len(sections) > 1:
            self._name(sections)
        if not chosen:
            self._stray_marks()
        self._write_body(sections)
        for section in sections:
            for run in section.runs:
                self._write_notes(section, run)

    def notes(self) -> list[Run]:
        """Return the runs that are notes, in order; where some have a heading, all need one."""
        headed = [run for run in self.runs if run.headed]
        if headed:
            return _of_one_style(self._headed(headed[0]))
        chosen: list[Run] = []
        for run in reversed(self.runs):
            if self._is_notes(run, chosen[-1] if chosen else None):
                chosen.append(run)
        return _of_one_style(chosen[::-1]) or self._nothing_else()

    def _headed(self, first: Run) -> list[Run]:
        """Return the runs below a heading, and those that go on with the numbers of one."""
        chosen = [first]
        for run in self.runs[self.runs.index(first) + 1 :]:
            last = chosen[-1]
            if run.headed or (last.style == run.style and run.first == last.last + 1):
                chosen.append(run)
        return chosen

    def _candidates(self, some: Iterator[Run] | Sequence[Run]) -> Candidates:
        """Return what looks like marks, without the numbers at the head of notes."""
        labels = {self.starts[entry.line]: entry.text for run in some for entry in run.entries}

        def is_label(offset: int) -> bool:
            start = self.starts[bisect_right(self.starts, offset) - 1]
            return offset - start < labels.get(start, 0)

        return Candidates(self.text, is_label)

    def _is_notes(self, run: Run, after: Run | None) -> bool:
        """Whether a run is notes, given the notes that come next."""
        numbers = {entry.number for entry in run.entries}
        match = self.marks.match(numbers, 0, self.starts[run.start])
        if match.share < _ENOUGH or not _covers(run, match.share):
            return False
        if after is None or after.first > run.last:
            return True
        between = self.marks.match(
            {entry.number for entry in after.entries},
            self.starts[run.end],
            self.starts[after.start],
        )
        if between.marks:
            # Were the run a list, the next notes would go on from the marks before it.
            return between.marks[0].number <= after.first + 1
        return self._restarts(match.marks)

    @staticmethod
    def _restarts(marks: Sequence[Found]) -> bool:
        """Whether numbers in the text begin anew, as those of notes by chapter do."""
        return sum(one.number == 1 for one in marks) > 1

    def _nothing_else(self) -> list[Run]:
        """Return the runs of a file that is nothing but notes, such as notes that were pasted."""
        several = [run for run in self.runs if len(run.entries) > 1 and run.first < _YEARS]
        inside = sum(
            bool(line.strip()) for run in several for line in self.lines[run.start : run.end]
        )
        other = sum(bool(line.strip()) for line in self.lines) - inside
        return several if 3 * other <= inside and other <= _OTHER_LINES else []

    def _marks(self, section: _Section, start: int) -> list[Found]:
        """Return the marks that lead to a section, and those that should but find no note."""
        end = self.starts[section.runs[-1].start]
        numbers = section.numbers
        match = self.marks.match(numbers, start, end)
        if not match.marks:
            return []
        gaps = set(range(min(numbers), max(numbers) + 2)) - numbers
        found = [
            one
            for one in self.marks.within(match.style, start, end)
            if one.number in numbers or one.number in gaps
        ]
        chain = ascending(found)
        if match.style != "bracket":
            return chain
        missing = [one for one in chain if one.number in gaps]
        return sorted([*match.marks, *missing], key=lambda one: one.start)

    def _share_marks(self, sections: Sequence[_Section]) -> None:
        """Part marks among sections whose notes stand together below the text."""
        first = 0
        while first < len(sections):
            last = first + 1
            while last < len(sections) and not sections[last].marks:
                last += 1
            if last - first > 1:
                self._part(sections[first:last])
            first = last

    def _part(self, sections: Sequence[_Section]) -> None:
        numbers = set().union(*(section.numbers for section in sections))
        end = self.starts[sections[0].runs[0].start]
        before = sections[0].marks[0].start if sections[0].marks else 0
        marks = self.marks.match(numbers, before, end, ascends=False).marks
        place, last = 0, 0
        for section in sections:
            section.marks = []
        for mark in marks:
            here = sections[place]
            enough = last >= 0.5 * max(here.numbers)
            if mark.number == 1 and enough and here.marks and place + 1 < len(sections):
                place += 1
            if mark.number in sections[place].numbers:
                sections[place].marks.append(mark)
                last = mark.number

    def _name(self, sections: Sequence[_Section]) -> None:
        """Name sections by the heading of their chapter, else by their place."""
        names: set[str] = set()
        start = 0
        for number, section in enumerate(sections, 1):
            top = self._line(section.marks[0].start) if section.marks else section.runs[0].start
            found = [line for line in self.lines[start:top] if _CHAPTER.fullmatch(line)]
            name = one_line(_ITALICS.sub(r"\1", found[-1])) if found else str(number)
            section.name = name if name not in names else f"{name} ({number})"
            names.add(section.name)
            start = section.runs[-1].end

    def _stray_marks(self) -> None:
        """Report marks in brackets that count from 1 where there are no notes at all."""
        chain = ascending(self.marks.within("bracket", 0, len(self.text)))
        if len(chain) > 2 and [one.number for one in chain[:3]] == [1, 2, 3]:
            message = f"the text has marks ([1] to [{chain[-1].number}]) but no notes"
            hint = "Write the notes below the text, each with its number"
            self.draft.problem("mark-without-note", message, hint, self._line(chain[0].start) + 1)

    def _line(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1

    def _write_body(self, sections: Sequence[_Section]) -> None:
        """Write the text without notes and marks; lines broken by hand are joined."""
        skips = [
            (self.starts[run.top], self.starts[run.end])
            for section in sections
            for run in section.runs
        ]
        pairs = [(mark, section) for section in sections for mark in section.marks]
        marks = deque(sorted(pairs, key=lambda pair: (pair[0].start, pair[0].number)))
        done = 0
        for start, end in [*skips, (len(self.text), len(self.text))]:
            while marks and marks[0][0].start < start:
                mark, section = marks.popleft()
                self._write(done, mark.start)
                name, line = str(mark.number), self._line(mark.start) + 1
                self.draft.mark(name, "footnote", section.name, line=line)
                done = max(done, mark.end)
            self._write(done, start)
            self.draft.body.end_paragraph()
            done = end

    def _write(self, start: int, end: int) -> None:
        words = _ITALICS.sub(r"\1", self.text[start:end]) if start < end else ""
        first, *others = _PARAGRAPH.split(words) if self.wrapped else words.split("\n")
        self.draft.body.add(first)
        for paragraph in others:
            self.draft.body.end_paragraph()
            self.draft.body.add(paragraph)

    def _write_notes(self, section: _Section, run: Run) -> None:
        ends = [entry.line for entry in run.entries[1:]] + [run.end]
        for entry, end in zip(run.entries, ends, strict=True):
            head = self.lines[entry.line][entry.text :]
            words = "\n".join([head, *self.lines[entry.line + 1 : end]])
            if self.wrapped:
                words = "\n".join(one.replace("\n", " ") for one in _PARAGRAPH.split(words))
            words = _ITALICS.sub(r"\1", words)
            number, line = str(entry.number), entry.line + 1
            self.draft.note(number, "footnote", section.name, words, line=line)


def _covers(run: Run, share: float) -> bool:
    """Whether marks lead to enough of a short run, where chance could do much."""
    return len(run.entries) > 2 or share == 1.0


def _of_one_style(chosen: Sequence[Run]) -> list[Run]:
    """Return the runs whose numbers are set as those of most notes are."""
    entries: dict[str, int] = {}
    for run in chosen:
        entries[run.style] = entries.get(run.style, 0) + len(run.entries)
    style = max(entries, key=lambda one: entries[one], default="")
    return [run for run in chosen if run.style == style]


def _sections(chosen: Sequence[Run]) -> list[_Section]:
    """Put runs together that count through."""
    sections: list[_Section] = []
    for run in chosen:
        if sections and run.first > sections[-1].runs[-1].last:
            sections[-1].runs.append(run)
        else:
            sections.append(_Section([run]))
    return sections
