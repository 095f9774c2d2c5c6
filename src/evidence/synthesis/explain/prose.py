"""Sentences whose numbers can be listed: pieces of text that know what they count or name.

A number in plain words would be one that nobody can check. So a sentence is a row of pieces, and a
piece that counts names the list behind it, whose length it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

PieceKind = Literal["words", "count", "figure", "name", "quote"]
Counted = Literal["lines", "claims", "works", "overlaps", "changes", "notes"]

NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    A `count` is the length of the list called `of`. A `figure` is a number that counts nothing
    here: a threshold of the rule, or so many lines that are not there; `of` says of what. A `name`
    is that of a work, line, factor or note, and a `quote` the map's own words (a claim's statement,
    a locator, a label): `of` says what it is and `id` which.
    """

    text: str
    kind: PieceKind = "words"
    of: str = ""
    id: str = ""
    number: int | None = None


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences on one topic; `topic` is a stable word."""

    topic: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return " ".join(map(plain, self.sentences))


@dataclass(frozen=True, slots=True)
class CountedList:
    """What a count counts: lines, claims or works by their ids."""

    name: str
    title: str
    of: Counted
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A rating in paragraphs, and the list behind every count in them, by name."""

    paragraphs: tuple[Paragraph, ...]
    lists: dict[str, CountedList]

    def paragraph(self, topic: str) -> Paragraph:
        """Return the paragraph on a topic; an empty one where nothing was said."""
        empty = Paragraph(topic, ())
        return next((one for one in self.paragraphs if one.topic == topic), empty)


@dataclass
class Writer:
    """Writes sentences and keeps the lists that they count."""

    lists: dict[str, CountedList] = field(default_factory=dict)

    def count(self, name: str, title: str, of: Counted, ids: Iterable[str]) -> Piece:
        """Return the length of a list in words; `title` says what is in it: 'lines that ...'."""
        found = CountedList(name, title, of, tuple(ids))
        self.lists[name] = found
        number = len(found.ids)
        return Piece(number_word(number), "count", name, number=number)


def sentence(template: str, **parts: Piece | Sequence[Piece] | str) -> Sentence:
    """Fill a template with pieces: `sentence("{n} support it.", n=...)`; its start is a capital."""
    found: list[Piece] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            found.append(Piece(words))
        if name:
            part = parts[name]
            if isinstance(part, str):
                found.append(Piece(part))
            else:
                found += [part] if isinstance(part, Piece) else part
    return capital(piece for piece in found if piece.text)


def capital(pieces: Iterable[Piece]) -> Sentence:
    """Return pieces of which the first starts with a capital letter; names stay as they are."""
    found = list(pieces)
    if found and found[0].kind in ("words", "count", "figure"):
        first = found[0]
        text = first.text[:1].upper() + first.text[1:]
        found[0] = Piece(text, first.kind, first.of, first.id, first.number)
    return tuple(found)


def plain(pieces: Iterable[Piece]) -> str:
    """Return pieces as plain text."""
    return "".join(piece.text for piece in pieces)


def figure(number: int, of: str) -> Piece:
    """Return a number that counts nothing here, in words."""
    return Piece(number_word(number), "figure", of, number=number)


def listed(
    parts: Sequence[Piece | Sequence[Piece]], last: str = " and ", between: str = ", "
) -> list[Piece]:
    """Join pieces as a sentence does: 'a, b and c'."""
    found: list[Piece] = []
    for place, part in enumerate(parts):
        if place:
            found.append(Piece(last if place == len(parts) - 1 else between))
        found += [part] if isinstance(part, Piece) else part
    return found


def number_word(number: int) -> str:
    """Return a number as text has it: words up to twenty, then digits."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Return a noun in the number of what it counts; none is one."""
    if number < 2:
        return noun
    if nouns:
        return nouns
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def verb(number: int, stem: str) -> str:
    """Return a verb in the number of its subject: 'supports', 'support'; none is one."""
    if number > 1:
        return IRREGULAR.get(stem, (stem, stem))[1]
    if stem in IRREGULAR:
        return IRREGULAR[stem][0]
    return f"{stem[:-1]}ies" if stem.endswith("y") else f"{stem}s"


IRREGULAR = {"be": ("is", "are"), "was": ("was", "were"), "have": ("has", "have")}
