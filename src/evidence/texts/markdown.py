"""Markdown (CommonMark 0.31, tables, strikethrough): its rendering without markup is the content.

A paragraph, a list item's paragraph, a code block or a row of a table is a passage; a heading is
none but is named by the passages under it. Raw HTML loses its tags and keeps its words. YAML
between `---` fences at the head of the file is front matter and no part of the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from evidence.model import Problem
from evidence.texts.extract import Extract, Span, spans_of, without_controls

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_CHARACTERS = 16_000_000
MOST_LINES = 300_000
LONGEST_INLINE = 20_000
"""Characters up to which a paragraph is parsed for markup: beyond it crafted ones take minutes."""

_FENCE = "---"
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(r"[\\`*_\[\]<&~!\n]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.I)
_TAG = re.compile(r"<[^<>]*>")
_TABLE_RULE = re.compile(r"(?=.*-)(?=.*\|)[-:| \t]+")
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"(?i)<br\b")


def read(text: str, path: str, page_offset: int | None) -> Extract:
    """Read Markdown. It tells no pages: `page_offset` is not used."""
    del page_offset
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        message = f"Markdown of more than {MOST_CHARACTERS:,} characters or {MOST_LINES:,} lines"
        hint = "Split the file, or save it as plain text (.txt)"
        return Extract("", problems=(Problem(path, None, "too-large", message, hint),))
    front, body, problems = _split(without_controls(text).replace("\f", " "), path)
    builder = _Builder()
    builder.build(_parser().parse(body, builder.env))
    return Extract("".join(builder.parts), tuple(builder.spans), problems, front)


def _split(text: str, path: str) -> tuple[str, str, tuple[Problem, ...]]:
    """Separate front matter from the rest."""
    head, _, rest = text.partition("\n")
    if head.rstrip() != _FENCE:
        return "", text, ()
    end = _FENCE_END.search(rest)
    if end is None:
        message = "the front matter has no end"
        hint = "Write a line '---' after its last field"
        return "", text, (Problem(path, 1, "front-matter", message, hint),)
    return rest[: end.start()], rest[end.end() :], ()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- slow to load

    # The builder parses inline markup itself, paragraph by paragraph and within limits; tables too,
    # since the parser's own fill missing cells until a small file takes gigabytes.
    return MarkdownIt("commonmark").enable("strikethrough").disable("inline")


class _Builder:
    """Lines the blocks of a document up to one content."""

    def __init__(self) -> None:
        self.env: dict[str, object] = {}
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.length = 0
        self.paragraph = 0
        self.heading = ""

    def build(self, tokens: Sequence[Token]) -> None:
        """Add the blocks of a document."""
        in_heading = False
        for token in tokens:
            if token.type == "heading_open":
                in_heading, self.heading = True, ""
            elif token.type == "heading_close":
                in_heading = False
            elif token.type == "inline" and in_heading:
                words = self._plain(token.content)
                self.heading = " ".join(words.split())
                self._append(words)
            elif token.type == "inline":
                for row in _rows(token.content):
                    self._passage("\t".join(map(self._plain, row)))
            elif token.type in {"fence", "code_block"}:
                self._passage(token.content)
            elif token.type == "html_block":
                self._passage(_without_tags(token.content))

    def _passage(self, words: str) -> None:
        if not words.strip():
            return
        self.paragraph += 1
        base = self._append(words)
        for span in spans_of(words, 0, len(words), self.paragraph, self.heading):
            self.spans.append(replace(span, start=base + span.start, end=base + span.end))

    def _append(self, words: str) -> int:
        """Add a block to the content, a blank line before it; return where it begins."""
        if self.parts:
            words = "\n\n" + words
        self.parts.append(words)
        self.length += len(words)
        return self.length - len(words) + 2 * (len(self.parts) > 1)

    def _plain(self, source: str) -> str:
        """Return the words of a paragraph without its markup."""
        if len(source) > LONGEST_INLINE or not _MARKUP.search(source):
            return source
        tokens: list[Token] = []
        parser = _parser()
        parser.inline.parse(source, parser, self.env, tokens)
        return "".join(_words(tokens))


def _rows(source: str) -> list[list[str]]:
    """Return the cells of a table row by row; of any other paragraph, itself."""
    lines = source.split("\n")
    if len(lines) < 2 or not _TABLE_RULE.fullmatch(lines[1]):
        return [[source]]
    del lines[1]
    return [[cell.strip() for cell in _CELL_END.split(line.strip().strip("|"))] for line in lines]


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and _BREAK.match(token.content)
        ):
            yield "\n"
        elif token.type == "image":
            yield from _words(token.children or ())
        elif token.type != "html_inline":
            yield token.content


def _without_tags(html: str) -> str:
    return _TAG.sub("", _COMMENT.sub("", html))
