"""The text export of a Word file: `[footnoteRef:7]` in the text, `[7: ...]` after its paragraph.

The groups carry no kind: a number may stand for a footnote and an endnote. They follow their marks
in order, so each group goes to the first mark of its number that still waits for one.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from evidence.citations.find.draft import Draft
from evidence.citations.find.lines import Lines
from evidence.model.article import NOTE_KINDS, NoteKind

MARK = re.compile(r"\[(footnote|endnote)Ref:[ \t]*(\w{1,12})\]", re.IGNORECASE)

MOST_BRACKETS = 60
"""Brackets after which the end of a note is not looked for further."""

_TOKEN = re.compile(rf"{MARK.pattern}|\[(\d{{1,7}}):(?=\s)", re.IGNORECASE)
_BRACKET = re.compile(r"[\[\]]")
_CLOSING = re.compile(r"\]")
_ENDS_HERE = re.compile(r"[ \t]*(?:\n|\Z|(?P<next>\[)\d+:\s)")
_MOST_UPCOMING = 20
"""Marks, of those that wait, whose notes may come next."""


@dataclass(slots=True)
class _Chapter:
    """What is read up to where numbers begin anew."""

    waiting: dict[tuple[NoteKind, str], int] = field(default_factory=dict)
    marked: set[tuple[NoteKind, str]] = field(default_factory=set)
    read: set[tuple[NoteKind, str]] = field(default_factory=set)


def read(text: str, draft: Draft) -> None:
    """Read the text export of a Word file."""
    _Reader(text, draft).read()


class _Reader:
    def __init__(self, text: str, draft: Draft) -> None:
        self.text, self.draft, self.lines = text, draft, Lines(text)
        self.tokens = list(_TOKEN.finditer(text))
        self.starts: dict[str, list[int]] = {}
        for token in self.tokens:
            if token[3]:
                self.starts.setdefault(token[3], []).append(token.start())
        self.next_mark = [len(text)] * len(self.tokens)
        for index in range(len(self.tokens) - 2, -1, -1):
            token = self.tokens[index + 1]
            self.next_mark[index] = token.start() if token[1] else self.next_mark[index + 1]
        self.chapter, self.number, self.done = _Chapter(), 1, 0
        self.several = any(self._restarts())

    def read(self) -> None:
        for index, token in enumerate(self.tokens):
            if token.start() < self.done:
                continue
            if token[1]:
                self._mark(token)
            else:
                self._note(index, token)
        self.draft.body.add_lines(self.text[self.done :])

    @property
    def section(self) -> str:
        return str(self.number) if self.several else ""

    def _restarts(self) -> Iterator[bool]:
        """Whether numbers begin anew: a mark comes again, and so does its note."""
        seen: set[tuple[str, str]] = set()
        for token in self.tokens:
            if token[1]:
                key = (token[1].lower(), token[2])
                yield key in seen and self._noted_twice(key[1], token.start())
                seen.add(key)

    def _noted_twice(self, number: str, place: int) -> bool:
        starts = self.starts.get(number, [])
        return 0 < bisect(starts, place) < len(starts)

    def _mark(self, token: re.Match[str]) -> None:
        self.draft.body.add_lines(self.text[self.done : token.start()])
        self.done = token.end()
        kind: NoteKind = "footnote" if token[1].lower() == "footnote" else "endnote"
        key = (kind, token[2])
        if key in self.chapter.marked:
            if not (self.several and key in self.chapter.read):
                return
            self.chapter, self.number = _Chapter(), self.number + 1
        self.chapter.marked.add(key)
        self.chapter.waiting[key] = token.start()
        self.draft.mark(key[1], kind, self.section, line=self.lines.at(token.start()))

    def _note(self, index: int, token: re.Match[str]) -> None:
        """Read a group, if it is one: brackets with a number and a colon may be the text's own."""
        waiting = self.chapter.waiting
        keys = [(kind, token[3]) for kind in NOTE_KINDS if (kind, token[3]) in waiting]
        key = min(keys, key=lambda one: waiting[one], default=None)
        if key is None and not self._stands_alone(token):
            return
        self.draft.body.add_lines(self.text[self.done : token.start()])
        line = self.lines.at(token.start())
        end, closed = self._end(index, token)
        if not closed:
            message, hint = f"note {token[3]} has no closing bracket", "Write ']' at its end"
            self.draft.problem("unclosed-note", message, hint, line)
        words = self.text[token.end() : end - closed]
        kind = key[0] if key else "footnote"
        self.draft.note(token[3], kind, self.section, words, line=line)
        self.chapter.read.add((kind, token[3]))
        if key:
            del waiting[key]
        self.done = end

    def _stands_alone(self, token: re.Match[str]) -> bool:
        """Whether a group that no mark waits for is a note: it follows another, or a line."""
        before = self.text[max(0, token.start() - 20) : token.start()].rstrip(" \t")
        return not before or before.endswith((*"\n]",))

    def _end(self, index: int, token: re.Match[str]) -> tuple[int, bool]:
        """Return where a note ends, its bracket included, and whether it has one.

        That is where its brackets balance and a line ends or another note begins; where they do not
        balance, before the next note that a mark waits for, or at the first place of that kind.
        """
        mark = self.next_mark[index]
        upcoming = self._upcoming(index)
        depth = 0
        brackets = _BRACKET.finditer(self.text, token.start(), mark)
        for bracket in islice(brackets, MOST_BRACKETS):
            depth += 1 if bracket[0] == "[" else -1
            ends = _ENDS_HERE.match(self.text, bracket.end()) if bracket[0] == "]" else None
            if ends and (depth <= 0 or ends.start("next") == upcoming):
                return bracket.end(), True
        return self._end_by_line(token, min(mark, upcoming))

    def _end_by_line(self, token: re.Match[str], limit: int) -> tuple[int, bool]:
        """Return where a note ends whose brackets do not balance."""
        found = _CLOSING.finditer(self.text, token.end(), limit)
        closing = [one.end() for one in islice(found, MOST_BRACKETS)]
        ends = [end for end in closing if _ENDS_HERE.match(self.text, end)]
        if closing:
            return (ends or closing)[0], True
        line_end = self.text.find("\n", token.end(), limit)
        return (limit if line_end < 0 else line_end), False

    def _upcoming(self, index: int) -> int:
        """Return where the next note begins that a mark waits for."""
        places = [len(self.text)]
        here = self.tokens[index].start()
        for _, number in islice(self.chapter.waiting, _MOST_UPCOMING):
            starts = self.starts.get(number, [])
            later = bisect(starts, here)
            places += starts[later : later + 1] if number != self.tokens[index][3] else []
        return min(places)
