"""Find the framework's terms in the words of a record: by lemma, hyphens and spaces alike.

A word of a term stands for itself and for its lemma, in the term and as a noun; a word of the text
for itself and for its lemma. So 'ethnic divisions' is the term 'ethnic division', whichever of the
two is the plural, and 'power-sharing' is 'power sharing'.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from evidence.model import Framework
from evidence.tag.marks import masked
from evidence.tag.record import BREAK, Record, words_of
from evidence.workspace.cache import digest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Forms: TypeAlias = tuple[tuple[str, ...], ...]
"""The forms of a term's words, word by word."""

LONGEST_TERM = 200
"""Characters of a term; a longer one is no term but a paragraph, and is not looked for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a factor as the framework has it, and the forms that match it."""

    factor: str
    words: str
    forms: tuple[frozenset[str], ...]


def listed(framework: Framework) -> list[tuple[str, str]]:
    """Return factor and term, in the order of the framework, each pair once."""
    pairs = ((factor.id, term) for factor in framework.factors for term in factor.terms)
    return [pair for pair in dict.fromkeys(pairs) if len(pair[1]) <= LONGEST_TERM]


def forms_of(nlp: Language, terms: Sequence[str]) -> list[Forms]:
    """Return the forms of the words of each term: as written, by lemma, by lemma as a noun."""
    return [_forms(nlp, doc) for doc in nlp.pipe(map(masked, terms))]


def _forms(nlp: Language, doc: Doc) -> Forms:
    from spacy.tokens import Doc  # noqa: PLC0415 -- takes a second, and most runs tag nothing

    found = [(doc.text[start:end], word) for start, end, word in words_of(doc) if word != BREAK]
    if not found:
        return ()
    written = [text for text, _ in found]
    nouns = Doc(nlp.vocab, words=written, pos=["NOUN"] * len(written))
    if nlp.has_pipe("lemmatizer"):
        nouns = nlp.get_pipe("lemmatizer")(nouns)
    return tuple(
        tuple(sorted({text.casefold(), lemma, (noun.lemma_ or text).casefold()}))
        for (text, lemma), noun in zip(found, nouns, strict=True)
    )


def are_forms(value: object) -> bool:
    """Whether a kept value is what `forms_of` returns for a term."""
    return isinstance(value, tuple) and all(
        isinstance(one, tuple) and all(isinstance(form, str) for form in one) for one in value
    )


class _Hit(NamedTuple):
    """A term in a record: characters, number of the term, and the words that it takes up."""

    start: int
    end: int
    number: int
    words: range


class Matcher:
    """Looks for many terms in one pass over the words of a text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = [term for term in terms if term.forms]
        self._starting: dict[str, list[int]] = {}
        for number, term in enumerate(self.terms):
            for form in term.forms[0]:
                self._starting.setdefault(form, []).append(number)

    @cached_property
    def key(self) -> str:
        """Hash of the terms and their forms, in order."""
        return digest(
            *(
                digest(term.factor, term.words, *(digest(*sorted(one)) for one in term.forms))
                for term in self.terms
            )
        )

    def find(self, record: Record, content: str, base: int) -> list[tuple[int, int, int]]:
        """Return start, end and number of the terms in a record that begins at `base` of a text.

        The longest match wins within a factor; offsets count from the record's beginning. In order
        of place, then of the framework.
        """
        words, places = record.words, record.places
        found: dict[str, list[_Hit]] = {}
        for at, word in enumerate(words):
            if word == BREAK:
                continue
            start = places[2 * at]
            written = content[base + start : base + places[2 * at + 1]].casefold()
            numbers = self._starting.get(word, ())
            if written != word:
                numbers = (*numbers, *self._starting.get(written, ()))
            for number in dict.fromkeys(numbers):
                term = self.terms[number]
                last = at + len(term.forms) - 1
                if self._fits(term.forms, at, record, content, base):
                    hit = _Hit(start, places[2 * last + 1], number, range(at, last + 1))
                    found.setdefault(term.factor, []).append(hit)
        longest = (hit for hits in found.values() for hit in _longest(hits))
        return sorted((hit.start, hit.end, hit.number) for hit in longest)

    @staticmethod
    def _fits(
        forms: Sequence[frozenset[str]], at: int, record: Record, content: str, base: int
    ) -> bool:
        words, places = record.words, record.places
        if at + len(forms) > len(words):
            return False
        for offset, allowed in enumerate(forms):
            place = at + offset
            if words[place] == BREAK:
                return False
            if words[place] in allowed:
                continue
            start, end = places[2 * place], places[2 * place + 1]
            if content[base + start : base + end].casefold() not in allowed:
                return False
        return True


def _longest(hits: list[_Hit]) -> Iterator[_Hit]:
    """Yield the hits of one factor that overlap no longer one; of equals, the earlier."""
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.number)):
        if taken.isdisjoint(hit.words):
            taken.update(hit.words)
            yield hit


def packed(hits: Iterable[tuple[int, int, int]]) -> bytes:
    """Return hits as bytes, to be kept."""
    return array("I", [number for hit in hits for number in hit]).tobytes()


def unpacked(data: bytes) -> list[tuple[int, int, int]] | None:
    """Return kept hits; None where they are damaged."""
    numbers = array("I")
    try:
        numbers.frombytes(data)
        triples = iter(numbers)
        return list(zip(triples, triples, triples, strict=True))
    except ValueError:
        return None
