"""Markdown with pandoc's footnotes: `[^id]` and `[^id]: ...`, and `^[...]` in place.

CommonMark 0.31 with bracketed spans and attributes; notes are numbered by their first marks, as
pandoc does, unless their ids are numbers already in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from evidence.citations.find.clean import with_address
from evidence.citations.find.draft import Draft, Fault
from evidence.citations.find.running import Running

MOST_CHARACTERS = 16_000_000
LONGEST_INLINE = 20_000
"""Characters up to which a paragraph is parsed for markup: beyond it crafted ones take minutes."""

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,200})\]:", re.MULTILINE)

MARKS = re.compile(r"(?<!\\)(?:\[\^([^\]\s]{1,200})\]|\^\[)")
_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]{1,200})\]")
_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{[#.][^{}\n]*\}[ \t]*\Z")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)", re.DOTALL | re.I)
_TAG = re.compile(r"<[^<>]*>")
_INLINE_NOTE = "\0"


@dataclass(slots=True)
class _Definition:
    """A note as it is written: its id, its line, the tokens of its paragraphs."""

    label: str
    line: int
    tokens: list[Token]


def read(text: str, draft: Draft) -> None:
    """Read Markdown; its lines are those of the file."""
    if len(text) > MOST_CHARACTERS:
        message = f"Markdown of more than {MOST_CHARACTERS:,} characters"
        raise Fault("too-large", message, "Split the file, or save it as plain text (.txt)")
    front = _FRONT.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    _Reader(draft).read(text)


@cache
def _parser() -> MarkdownIt:
    # Paragraphs are parsed one by one and within limits; tables stay lines, as the parser fills
    # missing cells until a small file takes gigabytes.
    parser = MarkdownIt("commonmark").enable("strikethrough").disable("inline")
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    return parser.use(attrs_plugin, spans=True, after=("image", "code_inline", "link_close"))


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.env: dict[str, Any] = {}
        self.marks: dict[str, tuple[int, int]] = {}
        self.inline: dict[str, str] = {}

    def read(self, text: str) -> None:
        blocks, definitions = _split(_parser().parse(text, self.env))
        for token in blocks:
            self._block(token)
        numbers = _numbers(self.marks)
        for label, (offset, line) in self.marks.items():
            self.draft.mark(numbers[label], line=line, offset=offset)
        order = {label: place for place, label in enumerate(self.marks)}
        for label in self.inline:
            definitions.append(_Definition(label, self.marks[label][1], []))
        definitions.sort(key=lambda one: order.get(one.label, len(order)))
        for one in definitions:
            words = self.inline.get(one.label)
            words = self._note(one.tokens) if words is None else words
            name = numbers.get(one.label, one.label)
            self.draft.note(name, "footnote", "", words, line=one.line)

    def _block(self, token: Token) -> None:
        """Add a block of the body, its marks where they stand."""
        line = token.map[0] + 1 if token.map else 1
        if token.type in {"fence", "code_block"}:
            self.draft.body.add_lines(token.content)
        elif token.type == "html_block":
            self.draft.body.add_lines(_TAG.sub("", _COMMENT.sub("", token.content)))
        elif token.type == "inline":
            self._into(self.draft.body, self._parsed(token.content), line, addresses=False)
        else:
            return
        self.draft.body.end_paragraph()

    def _parsed(self, source: str) -> list[Token]:
        """Return the tokens of a paragraph; of one that is too long, only its marks are found."""
        tokens: list[Token] = []
        if len(source) <= LONGEST_INLINE:
            _parser().inline.parse(source, _parser(), self.env, tokens)
            return tokens
        for place, piece in enumerate(_MARK.split(source)):
            token = Token("footnote_ref" if place % 2 else "text", "", 0, content=piece)
            token.meta = {"label": piece}
            tokens.append(token)
        return tokens

    def _note(self, tokens: Iterable[Token]) -> str:
        """Return the text of a note, a paragraph a line."""
        paragraphs = []
        for token in tokens:
            words = Running()
            if token.type == "inline":
                self._into(words, self._parsed(token.content), 0, addresses=True)
            elif token.content:
                words.add(token.content)
            paragraphs.append(str(words))
        return "\n".join(paragraphs)

    def _into(self, text: Running, tokens: Sequence[Token], line: int, *, addresses: bool) -> None:
        """Write the words of inline tokens into a text; in the body, marks too."""
        for token in _flat(tokens):
            if token.type == "softbreak":
                line += 1
            if token.type == "footnote_ref":
                if line:
                    self._mark(token, line)
            elif token.type == "link":
                if addresses:
                    text.add(with_address(token.content, str(token.attrs["href"])))
            else:
                text.add(_words(token))

    def _mark(self, token: Token, line: int) -> None:
        label = token.meta.get("label")
        if label is None:
            number = token.meta["id"]
            label = f"{_INLINE_NOTE}{number}"
            words = Running()
            inline = self.env["footnotes"]["list"][number]["tokens"]
            self._into(words, inline, 0, addresses=True)
            self.inline[label] = str(words)
        self.marks.setdefault(label, (self.draft.body.length, line))


def _split(tokens: Sequence[Token]) -> tuple[list[Token], list[_Definition]]:
    """Part the blocks of the body from those of notes."""
    blocks: list[Token] = []
    notes: list[_Definition] = []
    inside = False
    heading = False
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside = True
            notes.append(_Definition(token.meta["label"], (token.map or [0])[0] + 1, []))
        elif token.type == "footnote_reference_close":
            inside = False
        else:
            heading = token.type == "heading_open" or (heading and token.type == "inline")
            if heading and token.type == "inline":
                token.content = _ATTRIBUTES.sub("", token.content)
            (notes[-1].tokens if inside else blocks).append(token)
    return blocks, notes


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that have words, marks, and for the end of each link a token with both."""
    links: list[tuple[str, list[str]]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), []))
        elif token.type == "link_close" and links:
            address, said = links.pop()
            yield Token("link", "a", 0, attrs={"href": address}, content="".join(said))
        else:
            for _, said in links:
                said.append(_words(token))
            yield token


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return "".join(map(_words, _flat(token.children or ())))
    if token.type in {"text", "text_special", "code_inline"}:
        return token.content.replace("\\ ", " ")
    return ""


def _numbers(labels: Iterable[str]) -> dict[str, str]:
    """Return the printed number of each id, in the order of the marks."""
    known = list(labels)
    if all(label.isdecimal() for label in known):
        values = [int(label) for label in known]
        if values == sorted(values):
            return {label: label for label in known}
    return {label: str(number) for number, label in enumerate(known, 1)}
