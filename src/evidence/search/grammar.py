"""The query language: what people type, read into a tree.

    query   = any { "OR" any }
    any     = one { ["AND"] one }
    one     = ["NOT" | "-"] one | "(" query ")" | field | phrase | prefix | word
    field   = name ":" (phrase | word)
    phrase  = '"' words '"'
    prefix  = word "*"

Words beside each other must all occur, in any form ('election' finds 'elections'); a phrase is
found as it is written, and so is one word in quotation marks. AND binds closer than OR. Operators
are in capitals. A word with a mark inside it, as 'large-n', is a phrase. What cannot be read is an
error that names the character; nothing typed is dropped but punctuation that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.model.errors import did_you_mean
from evidence.search import tokens
from evidence.search.query import (
    FIELDS,
    LINK,
    And,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    QueryError,
    Word,
)

MOST_CHARACTERS = 20_000
MOST_DEPTH = 50


def parse(text: str) -> Query:
    """Read a query; QueryError, which names the character, where it cannot be read."""
    if len(text) > MOST_CHARACTERS:
        message = f"longer than {MOST_CHARACTERS} characters"
        raise QueryError(text, MOST_CHARACTERS, message, "Split the query")
    return _Parser(text).read()


_QUOTES = {'"': '"', "\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb"}
_QUOTES["\u201d"] = "\u201d"
_CHUNK = re.compile(r"[^\s()\"\u201c\u201d\u201e\u00ab\u00bb]+")
_NAME = re.compile(r"([^\W\d_]+):")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of what was typed: `what` is one of ( ) AND OR NOT leaf end."""

    what: str
    at: int
    leaf: Query | None = None


class _Lexer:
    """Cuts what was typed into pieces."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def pieces(self) -> Iterator[_Piece]:
        while True:
            while self._here().isspace():
                self.at += 1
            char, start = self._here(), self.at
            if not char:
                yield _Piece("end", start)
                return
            if char in "()":
                self.at += 1
                yield _Piece(char, start)
            elif char in _QUOTES:
                yield _Piece("leaf", start, self._phrase())
            elif char == "\u00bb":
                raise self._wrong(start, "a quotation ends that was not begun", _QUOTE_HINT)
            elif char == "-":
                self.at += 1
                after = self._here()
                if not after or after.isspace() or after == ")":
                    raise self._wrong(start, "'-' excludes nothing", _MINUS_HINT)
                yield _Piece("NOT", start)
            else:
                yield from self._chunk()

    def _here(self) -> str:
        return self.text[self.at : self.at + 1]

    def _wrong(self, at: int, message: str, hint: str) -> QueryError:
        return QueryError(self.text, at, message, hint)

    def _quoted(self) -> str:
        start, ends = self.at, _QUOTES[self._here()]
        for place in range(start + 1, len(self.text)):
            if self.text[place] in ends:
                self.at = place + 1
                return self.text[start + 1 : place]
        raise self._wrong(start, "this quotation mark is never closed", _QUOTE_HINT)

    def _phrase(self) -> Query:
        start = self.at
        words = tuple(tokens.words(self._quoted()))
        if not words:
            hint = "Put the words of a phrase between the quotation marks"
            raise self._wrong(start, "a phrase without a word", hint)
        return Phrase(words)

    def _chunk(self) -> Iterator[_Piece]:
        found = _CHUNK.match(self.text, self.at)
        assert found is not None
        start, chunk = self.at, found[0]
        name = _NAME.match(chunk)
        if name:
            self.at += name.end()
            yield _Piece("leaf", start, self._field(start, name[1]))
            return
        self.at = found.end()
        if chunk in {"AND", "OR", "NOT"}:
            yield _Piece(chunk, start)
            return
        leaf = self._text(start, chunk)
        if leaf is not None:
            yield _Piece("leaf", start, leaf)

    def _text(self, start: int, chunk: str) -> Query | None:
        star = chunk.find("*")
        if star >= 0:
            return self._prefix(start, chunk, star)
        words = tuple(tokens.words(chunk))
        if len(words) > 1:
            return Phrase(words)
        return Word(words[0]) if words else None

    def _prefix(self, start: int, chunk: str, star: int) -> Query:
        if star != len(chunk) - 1 or star == 0:
            hint = "Write the beginning of a word and then '*', as in trad*"
            raise self._wrong(start + star, "'*' stands only at the end of a word", hint)
        words = tokens.words(chunk)
        if len(words) != 1:
            hint = f"Put a space between the words, as in {' '.join(words) or 'trad'}*"
            raise self._wrong(start, "'*' goes with one word", hint)
        return Prefix(words[0])

    def _field(self, start: int, name: str) -> Query:
        known = name.casefold()
        if known not in FIELDS:
            near = did_you_mean(known, [f"{one}:" for one in FIELDS])
            hint = f'{near}. To look for the words, put them between quotation marks: "{name} ..."'
            raise self._wrong(start, f"there is no field '{name}:'", hint.replace("?.", "?"))
        at = self.at
        if self._here() in _QUOTES and self._here():
            value = self._quoted().strip()
        else:
            found = _CHUNK.match(self.text, at)
            value = found[0] if found else ""
            self.at += len(value)
        if not value:
            hint = f"Write the value after the colon without a space, as in {_EXAMPLES[known]}"
            raise self._wrong(at, f"'{known}:' has no value", hint)
        if known == "year" and not _YEAR.fullmatch(value):
            raise self._wrong(at, f"'{value}' is no year", "Write four figures: year:2003")
        return Field(known, value, at)


_QUOTE_HINT = 'A phrase stands between two quotation marks: "rule of law"'
_MINUS_HINT = "Write '-' right before what to exclude, as in -trade, or leave it out"
_EXAMPLES = {
    "factor": "factor:R1",
    "kind": "kind:claim",
    "method": "method:policy-report",
    "stance": "stance:supports",
    "work": "work:doe2001",
    "year": "year:2003",
}


class _Parser:
    """Recursive descent over the pieces, one method for each line of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = list(_Lexer(text).pieces())
        self.place = 0
        self.depth = 0

    def read(self) -> Query:
        if len(self.pieces) == 1:
            message = "nothing to look for" if not self.text.strip() else "no word to look for"
            hint = "Type words, as in: evidence search 'trade openness'"
            raise QueryError(self.text, 0, message, hint)
        query = self._or()
        if self._next.what != "end":
            hint = "Leave it out, or write '(' where the group begins"
            raise self._wrong(self._next, "')' without '('", hint)
        return query

    @property
    def _next(self) -> _Piece:
        return self.pieces[self.place]

    def _wrong(self, piece: _Piece, message: str, hint: str) -> QueryError:
        return QueryError(self.text, piece.at, message, hint)

    def _or(self) -> Query:
        parts = [self._and()]
        while self._next.what == "OR":
            self.place += 1
            parts.append(self._and())
        return _joined(Or, parts)

    def _and(self) -> Query:
        parts = [self._one()]
        while self._next.what not in {"OR", ")", "end"}:
            if self._next.what == "AND":
                self.place += 1
            parts.append(self._one())
        return _joined(And, _with_links(_flat(parts)))

    def _one(self) -> Query:
        piece = self._next
        self.depth += 1
        if self.depth > MOST_DEPTH:
            message = f"nested deeper than {MOST_DEPTH} levels"
            raise self._wrong(piece, message, "Take parentheses out")
        self.place += 1
        query = self._started(piece)
        self.depth -= 1
        return query

    def _started(self, piece: _Piece) -> Query:
        if piece.leaf is not None:
            return piece.leaf
        if piece.what == "NOT":
            return Not(self._one())
        if piece.what == "(":
            query = self._or()
            if self._next.what != ")":
                raise self._wrong(piece, "this '(' is never closed", "Add ')'")
            self.place += 1
            return query
        after = self.pieces[self.place - 2].what if self.place > 1 else ""
        if piece.what in {"AND", "OR"}:
            hint = f"Write '{piece.what.lower()}' for the word itself"
            raise self._wrong(piece, f"nothing to look for before {piece.what}", hint)
        before = self.pieces[self.place - 2]
        if piece.what == "end" and after == "(":
            raise self._wrong(before, "this '(' is never closed", "Add ')'")
        if after in {"AND", "OR", "NOT"}:
            hint = f"Write '{after.lower()}' for the word itself"
            raise self._wrong(before, f"nothing to look for after {after}", hint)
        if piece.what == ")" and after == "(":
            raise self._wrong(piece, "nothing between '(' and ')'", "Leave both out")
        raise self._wrong(piece, "')' without '('", "Leave it out, or write '(' before the group")


def _joined(kind: Callable[[tuple[Query, ...]], Query], parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _flat(parts: list[Query]) -> list[Query]:
    return [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]


def _with_links(parts: list[Query]) -> list[Query]:
    """Add that a factor and the one stance beside it belong to the same link of a claim.

    Without it, factor:R1 stance:supports would find a claim that contradicts R1 and supports R2.
    """
    stances = [part for part in parts if isinstance(part, Field) and part.name == "stance"]
    if len(stances) != 1:
        return parts
    factors = [part for part in parts if isinstance(part, Field) and part.name == "factor"]
    links = [Field(LINK, f"{one.value} {stances[0].value}", one.at) for one in factors]
    return [*(part for part in parts if part not in links), *links]
