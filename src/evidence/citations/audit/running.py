"""The running text around the marks of notes: sentences, quotations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from evidence.citations.spans import Spans
from evidence.model.article import Article, Mark, NoteKind

Id: TypeAlias = tuple[str, str, NoteKind]
_END = re.compile(
    r"(?<=[a-z\u2019\u201d)'\"][.!?])\s+(?=[\"'\u2018\u201c(]?[A-Z])"
    r"|(?<=[.!?][\u2019\u201d])\s+(?=[A-Z])"
)
LONGEST = 20_000
"""Characters of a paragraph that are read for quotations."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, where it begins there, and the marks in it."""

    text: str
    start: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks before the mark of a note; offsets within the paragraph."""

    text: str
    start: int
    end: int
    mark: Mark


def id_of(mark: Mark) -> Id:
    """Return the note that a mark leads to."""
    return (mark.section, mark.note, mark.kind)


def paragraphs(article: Article) -> list[Paragraph]:
    """Return the paragraphs of the body that hold marks."""
    found = []
    marks = sorted(article.marks, key=lambda mark: mark.offset)
    start, place = 0, 0
    for line in article.body.split("\n"):
        end = start + len(line)
        here = []
        while place < len(marks) and marks[place].offset <= end:
            here.append(marks[place])
            place += 1
        if here:
            found.append(Paragraph(line, start, tuple(here)))
        start = end + 1
    return found


def sentences(article: Article) -> dict[Id, str]:
    """Return the sentence before each mark, back to its beginning."""
    found: dict[Id, str] = {}
    for paragraph in paragraphs(article):
        ends = [match.end() for match in _END.finditer(paragraph.text)]
        for mark in paragraph.marks:
            place = mark.offset - paragraph.start
            begin = max((end for end in ends if end < place), default=0)
            found[id_of(mark)] = paragraph.text[begin:place]
    return found


def quotations(article: Article) -> dict[Id, list[Quoted]]:
    """Return what is quoted before each mark, after the mark before it, by note."""
    found: defaultdict[Id, list[Quoted]] = defaultdict(list)
    for paragraph in paragraphs(article):
        spans = Spans.of(paragraph.text[:LONGEST]).quotes
        previous = 0
        for mark in paragraph.marks:
            place = mark.offset - paragraph.start
            for span in spans:
                if previous <= span.start and span.end <= place + 2:
                    words = paragraph.text[span.start + 1 : span.end - 1]
                    found[id_of(mark)].append(Quoted(words, span.start, span.end, mark))
            previous = place
    return dict(found)
