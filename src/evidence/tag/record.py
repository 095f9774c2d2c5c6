"""What the pipeline found in a run of passages, small enough to keep: offsets and lemmas.

A record is made of strings, bytes and tuples alone. Terms are matched on it later, so that a
framework may change without the model being run again.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from evidence.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kept: TypeAlias = tuple[bytes, bytes, tuple[str, ...], bytes, str]

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_BETWEEN_HYPHENS = re.compile(f"[^{re.escape(_HYPHENS)}]+")
BREAK = ""
"""Stands in the words of a record for what no term runs across: punctuation, a passage's end."""


@dataclass(frozen=True)
class Record:
    """Sentences, entities and words of a run of passages; offsets count from its beginning."""

    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    packed_places: bytes
    joined_words: str

    @cached_property
    def places(self) -> array[int]:
        """Start and end of each word, one after the other; 0 and 0 for a `BREAK`."""
        return _unpacked(self.packed_places)

    @cached_property
    def words(self) -> list[str]:
        """The lemmas, folded to small letters, without hyphens and white space."""
        return self.joined_words.split("\n")

    def keep(self) -> Kept:
        """Return the record as plain values."""
        return (
            _packed(place for span in self.sentences for place in span),
            _packed(place for one in self.entities for place in (one.start, one.end)),
            tuple(one.label for one in self.entities),
            self.packed_places,
            self.joined_words,
        )

    @classmethod
    def of(cls, kept: Any) -> Record | None:
        """Return a record that was kept; None where it is missing or damaged."""
        try:
            sentences, spans, labels, places, words = kept
            if len(places) != 2 * array("I").itemsize * (words.count("\n") + 1):
                return None
            entities = tuple(
                Entity(start, end, str(label))
                for (start, end), label in zip(_pairs(spans), labels, strict=True)
            )
            return cls(tuple(_pairs(sentences)), entities, places, words)
        except (TypeError, ValueError, AttributeError):
            return None


def _packed(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _unpacked(data: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    numbers = iter(_unpacked(data))
    return zip(numbers, numbers, strict=True)


def record_of(docs: Sequence[Doc], starts: Sequence[int]) -> Record:
    """Collect what was found in passages that begin at the given offsets."""
    from evidence.tag.components import SYMBOL, document_symbols  # noqa: PLC0415 -- needs spaCy

    sentences: list[tuple[int, int]] = []
    entities: list[Entity] = []
    places = array("I")
    words: list[str] = []
    for doc, base in zip(docs, starts, strict=True):
        text = doc.text
        spans = ((one.start_char, one.end_char) for one in doc.sents)
        sentences += [(base + start, base + end) for start, end in _stripped(text, spans)]
        found = [Entity(start, end, SYMBOL) for start, end in document_symbols(text)]
        for one in doc.ents:
            if one.label_ != SYMBOL:
                ends = _stripped(text, [(one.start_char, one.end_char)])
                found += [Entity(start, end, one.label_) for start, end in ends]
        found.sort(key=lambda one: (one.start, one.end))
        entities += [Entity(base + one.start, base + one.end, one.label) for one in found]
        for start, end, word in words_of(doc):
            places.extend((base + start, base + end) if word else (0, 0))
            words.append(word)
        places.extend((0, 0))
        words.append(BREAK)
    return Record(tuple(sentences), tuple(entities), places.tobytes(), "\n".join(words))


def words_of(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and lemma of the words, and `BREAK` for punctuation.

    The parts of a hyphenated word are words; white space and a possessive 's do not come between.
    """
    for token in doc:
        text = token.text
        if text.isalpha():
            yield token.idx, token.idx + len(text), token.lemma_.casefold() or text.casefold()
        elif text.isspace() or token.tag_ == "POS":
            continue
        elif not any(map(str.isalnum, text)):
            tight = token.i and not token.whitespace_ and not doc[token.i - 1].whitespace_
            if not (text in _HYPHENS and tight):
                yield 0, 0, BREAK
        else:
            parts = list(_BETWEEN_HYPHENS.finditer(text))
            lemmas = _BETWEEN_HYPHENS.findall(token.lemma_)
            if len(lemmas) != len(parts):
                lemmas = [part[0] for part in parts]
            for part, lemma in zip(parts, lemmas, strict=True):
                yield token.idx + part.start(), token.idx + part.end(), lemma.casefold()


def _stripped(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans without the white space at their ends; empty ones vanish."""
    for start, end in spans:
        words = text[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())
