"""Read the pages of the workspace's own words, and what a protocol leaves unanswered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.formats import yaml
from evidence.formats.lines import FormatError
from evidence.model import Problem
from evidence.model.page import POINTS, OwnPage, Point
from evidence.workspace.files import read_source
from evidence.workspace.schema import PageHead
from evidence.workspace.validate import validate

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

FOLDER = "site/pages"
MOST_CHARACTERS = 500_000
LONGEST_BLOCK = 20_000
"""Characters up to which a paragraph is parsed for markup: beyond it crafted ones take minutes."""

_FENCE = re.compile(r"---[ \t]*")
_ANCHOR = re.compile(r"[ \t]*\{#([a-z0-9-]+)\}$")
_TITLE = re.compile(r"\s*#[ \t]+(.*?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading; `anchor` is what is written behind it as `{#anchor}`."""

    heading: str
    anchor: str
    text: str
    line: int

    @property
    def answered(self) -> bool:
        """Whether anything stands here but a quoted question."""
        lines = (line.strip() for line in self.text.splitlines())
        return any(line and not line.startswith(">") for line in lines)


def load_pages(root: Path) -> tuple[tuple[OwnPage, ...], list[Problem]]:
    """Read site/pages/*.md in the order of their names; a page that cannot be read is left out."""
    pages: list[OwnPage] = []
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.md")):
        shown = f"{FOLDER}/{path.name}"
        source = read_source(path, shown)
        if source is None:
            continue
        problems += source.problems
        if source.text:
            page, faults = _page(path.stem, source.text, shown)
            problems += faults
            if page:
                pages.append(page)
    return tuple(pages), problems


def _page(name: str, text: str, shown: str) -> tuple[OwnPage | None, list[Problem]]:
    if len(text) > MOST_CHARACTERS:
        message = f"longer than {MOST_CHARACTERS:,} characters"
        return None, [Problem(shown, None, "too-large", message, "Split the page")]
    head, body, first = _split(text)
    try:
        document = yaml.load(head)
    except FormatError as fault:
        line = (fault.line or 1) + 1
        return None, [Problem(shown, line, "front-matter", fault.message, fault.hint)]
    value = document.value or {}
    entry, problems = validate(PageHead, value, shown, lambda *at: (document.line(*at) or 1) + 1)
    if entry is None:
        return None, problems
    long = next((line for line, block in _blocks(body) if len(block) > LONGEST_BLOCK), None)
    if long is not None:
        message = f"a paragraph of more than {LONGEST_BLOCK:,} characters"
        return None, [Problem(shown, first + long, "too-large", message, "Split it")]
    title = entry.title
    own = _TITLE.match(body)
    if own and own[1] and not title:
        title = own[1]
    if own and own[1] == title:
        first += own[0].count("\n")
        body = body[own.end() :]
    page = OwnPage(name, title or name, body, entry.last_changed, shown, first)
    return page, []


def _split(text: str) -> tuple[str, str, int]:
    """Separate the head from the body; return both and the line on which the body begins."""
    lines = text.split("\n")
    if _FENCE.fullmatch(lines[0]):
        for number, line in enumerate(lines[1:], 1):
            if _FENCE.fullmatch(line):
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", text, 1


def _blocks(body: str) -> Iterator[tuple[int, str]]:
    """Yield the first line, from 0, and the text of what stands between blank lines."""
    line = 0
    for block in re.split(r"(\n[ \t]*\n)", body):
        yield line, block
        line += block.count("\n")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- slow to load

    return MarkdownIt("commonmark").disable("inline")


def sections(page: OwnPage) -> list[Section]:
    """Return what stands under each heading of a page, up to the next heading."""
    lines = page.body.split("\n")
    tokens = _parser().parse(page.body)
    heads: list[tuple[int, int, str]] = [
        (token.map[0], token.map[1], tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.map and token.level == 0
    ]
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    found = []
    for (start, end, words), stop in zip(heads, ends, strict=True):
        anchor = _ANCHOR.search(words)
        heading = words[: anchor.start()] if anchor else words
        text = "\n".join(lines[end:stop])
        found.append(Section(heading, anchor[1] if anchor else "", text, page.line + start))
    return found


def unanswered(page: OwnPage) -> list[tuple[Point, int | None]]:
    """Return the points that a protocol does not answer, each with the line of its heading."""
    missing: list[tuple[Point, int | None]] = []
    found = sections(page)
    for point in POINTS:
        names = {point.heading.casefold(), point.id}
        of_point = [one for one in found if {one.heading.casefold(), one.anchor} & names]
        if not any(section.answered for section in of_point):
            missing.append((point, of_point[0].line if of_point else None))
    return missing


def protocol_text(title: str, answers: Mapping[str, str], day: str) -> str:
    """Return a protocol page: each point with its answer, or with the question still open."""
    parts = [f"---\ntitle: Protocol\nlast_changed: {day}\n---", f"How this map was made: {title}."]
    for point in POINTS:
        answer = " ".join(answers.get(point.id, "").split())
        parts += [f"## {point.heading}", _escaped(answer) if answer else f"> {point.question}"]
    return "\n\n".join(parts) + "\n"


def _escaped(answer: str) -> str:
    """Keep an answer from being read as a heading, a quotation or a list."""
    return f"\\{answer}" if answer[:1] in ">#+*-" else answer
