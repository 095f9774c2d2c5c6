"""Find and rank documents for a query tree, over the plainest postings an engine can give.

Documents are numbers here. A word is looked up by its stem; a phrase or prefix is looked up in the
forward texts (`documents.Ready.forward`), of those documents only that the rest of the query leaves
over. Scanning forward texts costs the same whatever is looked for: 'of the' and a* are no slower
than rare words, which positions and term lists cannot promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evidence.search import ranking, tokens
from evidence.search.query import And, Field, Not, Or, Phrase, Prefix, Query, Text, Word, texts

PREFIX_RARITY = 1.0
"""Weight of a prefix: how rare it is would mean reading every document, also where AND does not."""


class Postings(Protocol):
    """What an engine gives to evaluate a query."""

    @property
    def everything(self) -> frozenset[int]:
        """All documents."""

    @property
    def damping(self) -> Sequence[float]:
        """`ranking.damping` by document."""

    def stem(self, stem: str) -> Mapping[int, float]:
        """Weight of a stem by document."""

    def having(self, name: str, value: str) -> frozenset[int]:
        """Documents with this value in a field, whatever its case."""

    def forward(self, documents: Collection[int]) -> Iterable[tuple[int, bytes]]:
        """Forward texts, in UTF-8."""


@dataclass(frozen=True, slots=True)
class Result:
    """The documents found with their scores, and the words that no document has."""

    scores: dict[int, float]
    absent: tuple[str, ...]


def evaluate(query: Query, postings: Postings, within: Collection[int]) -> Result:
    """Find what a query asks for among some documents, and score it."""
    return _Evaluation(postings).run(query, within)


class _Evaluation:
    """One query on one index; each of its words is read once."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.frequencies: dict[Text, Mapping[int, float]] = {}

    def run(self, query: Query, within: Collection[int]) -> Result:
        found = self._match(query, frozenset(within))
        scores = dict.fromkeys(found, 0.0)
        damping = self.postings.damping
        for leaf in texts(query):
            frequencies = self.frequencies.get(leaf, {})
            weight = self._rarity(leaf) * (ranking.K1 + 1.0)
            for document, frequency in frequencies.items():
                if document in scores:
                    scores[document] += weight * frequency / (frequency + damping[document])
        return Result(
            {document: round(score, ranking.PLACES) for document, score in scores.items()},
            tuple(
                leaf.plain
                for leaf in texts(query)
                if isinstance(leaf, Word) and not self._frequencies_of(leaf)
            ),
        )

    def _match(self, query: Query, within: frozenset[int]) -> frozenset[int]:
        match query:
            case And(parts):
                for part in sorted(parts, key=_cost):
                    within = self._match(part, within)
                return within
            case Or(parts):
                return frozenset().union(*(self._match(part, within) for part in parts))
            case Not(part):
                return within - self._match(part, within)
            case Field(name, value):
                return within & self.postings.having(name, value)
            case Word():
                return within & self._frequencies_of(query).keys()
            case Phrase(words):
                return self._scan(query, self._holding_all(words, within), _needle(words, " "))
            case Prefix(start):
                return self._scan(query, within, _needle((start,), ""))

    def _frequencies_of(self, word: Word) -> Mapping[int, float]:
        if word not in self.frequencies:
            self.frequencies[word] = self.postings.stem(tokens.stem(word.plain))
        return self.frequencies[word]

    def _holding_all(self, words: Iterable[str], within: frozenset[int]) -> frozenset[int]:
        for word in dict.fromkeys(words):
            within = within & self._frequencies_of(Word(word)).keys()
        return within

    def _scan(self, leaf: Text, within: frozenset[int], needle: bytes) -> frozenset[int]:
        hits = {
            document: float(text.count(needle))
            for document, text in self.postings.forward(within)
            if needle in text
        }
        self.frequencies[leaf] = {**self.frequencies.get(leaf, {}), **hits}
        return frozenset(hits)

    def _rarity(self, leaf: Text) -> float:
        match leaf:
            case Prefix():
                return PREFIX_RARITY
            case Word():
                return self._rarity_of(leaf)
            case Phrase(words):
                return sum(self._rarity_of(Word(word)) for word in words)

    def _rarity_of(self, word: Word) -> float:
        holding = len(self._frequencies_of(word))
        return ranking.rarity(holding, len(self.postings.everything))


def _cost(query: Query) -> int:
    """Rank of a part by what it costs to match; the dear ones come when few documents are left."""
    match query:
        case Field():
            return 0
        case Word():
            return 1
        case And(parts) | Or(parts):
            return max(_cost(part) for part in parts)
        case Phrase():
            return 2
        case Prefix():
            return 3
        case Not(part):
            return _cost(part)


def _needle(words: tuple[str, ...], end: str) -> bytes:
    return f" {' '.join(words)}{end}".encode()
