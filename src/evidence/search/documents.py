"""What is indexed: passages, claims and works, each as words with weights and known facts."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal

from evidence.model import Appraisal, Claim, Framework, Tags, TermHit, Text, Work
from evidence.search import tokens
from evidence.search.query import LINK

Kind = Literal["claim", "passage", "work"]

BREAK = "\n"
"""Stands between two fields in `Ready.forward`, so that no phrase runs from one into the next."""
WEIGHTS: dict[tuple[str, str], int] = {
    ("work", "text"): 2,
    ("claim", "text"): 2,
}
"""How often a word of a field counts; 1 where nothing is said. A title is a work's, and a statement
a claim's, own summary (titles at 2 raised recall on Cranfield); a heading stands over many
passages, and so counts like any word of theirs."""

_start: Callable[[TermHit], int] = attrgetter("start")


@dataclass(frozen=True)
class Document:
    """One thing that can be found.

    `text` is its main text, from which snippets are cut; `fields` are further texts by name that
    are searched too; `facts` the values that conditions such as `year:2003` ask for; `factors` the
    ids of the factors that it is about; `locator` is `{label, value}`, or None.
    """

    kind: Kind
    id: str
    work: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    factors: tuple[str, ...] = ()
    locator: Mapping[str, str] | None = None

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    @property
    def digest(self) -> str:
        """Hash of everything that the document says: 32 hexadecimal figures."""
        known = json.dumps([self.as_json(), dict(self.facts)], sort_keys=True)
        return hashlib.sha256(known.encode()).hexdigest()[:32]

    def as_json(self) -> dict[str, Any]:
        """Return what an engine stores of the document: all but its facts."""
        return {
            "kind": self.kind,
            "id": self.id,
            "work": self.work,
            "text": self.text,
            "fields": dict(self.fields),
            "factors": list(self.factors),
            "locator": dict(self.locator) if self.locator else None,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Document:
        """Return a document as it was stored."""
        return cls(**{**stored, "factors": tuple(stored["factors"])})

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The texts by name in the order in which they are indexed, the main one first."""
        return ("text", self.text), *sorted(self.fields.items())

    def weight_of(self, name: str) -> int:
        """Return how often a word of a text counts."""
        return WEIGHTS.get((self.kind, name), 1)

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The values by which the document can be picked, by name of the field."""
        return {"work": (self.work,), "factor": self.factors, **self.facts}


@dataclass(frozen=True, slots=True)
class Ready:
    """The words of a document as an engine indexes them.

    `stems` gives the weight of each stem (BM25F: the field weights of all its places, summed),
    `length` the sum of these weights; `forward` the folded words in order, each between blanks, the
    fields parted by BREAK.
    """

    stems: dict[str, int]
    length: int
    forward: str

    @classmethod
    def of(cls, document: Document) -> Ready:
        """Make the words of a document ready."""
        stems: dict[str, int] = {}
        parts: list[str] = []
        length = 0
        for name, text in document.texts:
            words = tokens.words(text)
            if not words:
                continue
            weight = document.weight_of(name)
            length += weight * len(words)
            for word in words:
                stem = tokens.stem(word)
                stems[stem] = stems.get(stem, 0) + weight
            parts.append(f" {' '.join(words)} ")
        return cls(stems, length, BREAK.join(parts))


def passage_documents(
    texts: Iterable[tuple[Text, Tags]], works: Mapping[str, Work]
) -> Iterator[Document]:
    """Yield the passages of texts with their tags.

    A passage is about the factors whose terms are found in it. Its locator is the printed page or,
    where the text does not tell, the paragraph.
    """
    for text, tags in texts:
        year = _year(works.get(text.work))
        terms = sorted(tags.terms)
        for passage in text.passages:
            first = bisect_left(terms, passage.start, key=_start)
            after = bisect_left(terms, passage.end, first, key=_start)
            factors = {hit.factor for hit in terms[first:after] if hit.end <= passage.end}
            label, value = ("page", passage.page) if passage.page else ("paragraph", "")
            yield Document(
                kind="passage",
                id=passage.id,
                work=passage.work,
                text=text.words_of(passage),
                fields=_filled(heading=passage.heading),
                facts={"kind": ("passage", passage.kind), "year": year},
                factors=tuple(sorted(factors)),
                locator={"label": label, "value": value or str(passage.paragraph)},
            )


def claim_documents(
    claims: Iterable[Claim], works: Mapping[str, Work], framework: Framework
) -> Iterator[Document]:
    """Yield claims: statement, remark, scope, and the labels of concept and factors linked."""
    for claim in claims:
        targets = tuple(dict.fromkeys(link.factor for link in claim.links))
        concepts = (framework.by_id[one].concepts for one in targets if one in framework.by_id)
        label = next((words[claim.concept] for words in concepts if claim.concept in words), "")
        locator = claim.locator
        yield Document(
            kind="claim",
            id=claim.id,
            work=claim.work,
            text=claim.statement,
            fields=_filled(concept=label or claim.concept, remark=claim.remark, scope=claim.scope),
            facts={
                "kind": ("claim", claim.kind),
                "method": _given(claim.method),
                "stance": tuple(dict.fromkeys(link.stance for link in claim.links)),
                LINK: tuple(f"{link.factor} {link.stance}" for link in claim.links),
                "year": _year(works.get(claim.work)),
            },
            factors=targets,
            locator={"label": locator.label, "value": locator.value} if locator else None,
        )


def work_documents(
    works: Iterable[Work],
    claims: Iterable[Claim] = (),
    appraisals: Mapping[str, Appraisal] | None = None,
) -> Iterator[Document]:
    """Yield works: title, creators, container, year and key; about the factors of their claims."""
    factors: dict[str, dict[str, None]] = {}
    for claim in claims:
        factors.setdefault(claim.work, {}).update(dict.fromkeys(one.factor for one in claim.links))
    for work in works:
        appraisal = (appraisals or {}).get(work.key)
        year = _year(work)
        yield Document(
            kind="work",
            id=work.key,
            work=work.key,
            text=work.title or work.key,
            fields=_filled(
                container=work.container,
                creators="; ".join(str(name) for name in (*work.authors, *work.editors)),
                key=work.key,
                year=" ".join(year),
            ),
            facts={
                "kind": ("work", *_given(work.type)),
                "method": _given(appraisal.method if appraisal else ""),
                "year": year,
            },
            factors=tuple(sorted(factors.get(work.key, ()))),
        )


def _filled(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _given(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _year(work: Work | None) -> tuple[str, ...]:
    return (str(work.year),) if work and work.year is not None else ()
