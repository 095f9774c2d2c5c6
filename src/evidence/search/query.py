"""The tree of a query, whoever made it: the query language (`grammar`), or a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence.model import UsageError
from evidence.search import tokens

FIELDS: tuple[str, ...] = ("factor", "kind", "method", "stance", "work", "year")
LINK = "link"
"""A factor and a stance of one and the same link: made by the parser, never typed."""


class QueryError(UsageError):
    """A query that cannot be read; `position` counts characters from 0."""

    def __init__(self, query: str, position: int, message: str, hint: str) -> None:
        super().__init__(f"query, character {position + 1}: {message}", hint)
        self.query = query
        self.position = position


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; `plain` is folded."""

    plain: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that follow each other, as they are written."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `start`, which is folded."""

    start: str


@dataclass(frozen=True, slots=True)
class Field:
    """What is known about a document: its factor, year, work, ... `at` is where it was typed."""

    name: str
    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts, two or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts, two or more."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part."""

    part: Query


Text = Word | Phrase | Prefix
Query = Word | Phrase | Prefix | Field | And | Or | Not


def any_of(text: str) -> Query | None:
    """Return a query for any of the words of a text, or None where it has none."""
    leaves = tuple(Word(word) for word in tokens.words(text))
    return Or(leaves) if len(leaves) > 1 else next(iter(leaves), None)


def texts(query: Query) -> Iterator[Text]:
    """Yield what a hit can be about, each once and as typed: all but what NOT excludes."""
    yield from dict.fromkeys(_texts(query))


def _texts(query: Query) -> Iterator[Text]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _texts(part)
        case Word() | Phrase() | Prefix():
            yield query


def fields(query: Query) -> Iterator[Field]:
    """Yield every condition on a field, those below NOT too."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from fields(part)
        case Not(part):
            yield from fields(part)
        case Field():
            yield query


def shown(leaf: Text) -> str:
    """Return a word, phrase or prefix as one would type it, folded."""
    match leaf:
        case Word(plain):
            return plain
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Prefix(start):
            return f"{start}*"
