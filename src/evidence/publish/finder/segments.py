"""Numbers for documents, and the rows of the index of some of them.

The works are parted into *segments* by a hash of their keys; each is indexed by itself and kept,
so that an edited claim costs the work of one segment. Inside it a work has a *slot* for each of its
documents. There are several times as many slots as documents: a new document moves few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import sub
from typing import NamedTuple, TypeVar

from evidence.publish.finder.code import code, codes
from evidence.search import tokens
from evidence.search.documents import Document
from evidence.search.engine import KINDS

T = TypeVar("T")

DOCUMENTS = 2048
"""Documents of a segment, about, at most."""
SPARSE = 8
"""Slots for each document."""
FACT = ":"
"""Parts the name of a field from its value in the key of a row; no word contains it."""

_HASH_BITS = 64
_PLACE_BITS = 32
"""Of a number that says where a word stands: the slot of the document, then the place in it."""
_PLACES = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """Some of the works; `hashes` places each of them among the slots."""

    number: int
    works: tuple[str, ...]
    hashes: tuple[int, ...]


class Rows(NamedTuple):
    """What the index says of a segment.

    `postings` holds, for each word, the documents with it and its places in them, and, for each
    fact (`year:2003`), the documents of which it is true, headed by the number of the segment and
    the length; `looked_up` the keys that are looked up under another one; `table` what ranking has
    to know of each document; `counts` and `lengths` are sums by kind; `end` is past the last slot.
    """

    postings: dict[str, str]
    looked_up: dict[str, str]
    table: str
    counts: tuple[int, ...]
    lengths: tuple[int, ...]
    end: int


def segments(works: Iterable[str], documents: int) -> list[Segment]:
    """Part works, which have about so many documents, into segments; at least one."""
    bits = 0
    while documents > DOCUMENTS << bits:
        bits += 1
    parts: list[list[tuple[int, str]]] = [[] for _ in range(1 << bits)]
    for key in works:
        name = key.encode("utf-8", "surrogatepass")
        hashed = int.from_bytes(blake2b(name, digest_size=_HASH_BITS // 8).digest(), "big")
        part, rest = divmod(hashed, 1 << (_HASH_BITS - bits))
        parts[part].append((rest << bits, key))
    found = []
    for number, part_ in enumerate(parts):
        placed = sorted(part_)
        works_ = tuple(key for _, key in placed)
        found.append(Segment(number, works_, tuple(hashed for hashed, _ in placed)))
    return found


def slotted(segment: Segment, groups: Sequence[Sequence[T]]) -> Iterator[tuple[int, T]]:
    """Yield the documents of a segment, given work by work, with their slots in rising order."""
    bits = max(1, SPARSE * sum(map(len, groups))).bit_length()
    free = 0
    for hashed, group in zip(segment.hashes, groups, strict=True):
        first = max(hashed >> (_HASH_BITS - bits), free)
        free = first + len(group)
        yield from enumerate(group, first)


def rows(number: int, documents: Iterable[tuple[int, Document]], factors: Sequence[str]) -> Rows:
    """Index the documents of the segment with a number, given with their slots in rising order.

    `factors` are those that the table can name, by number.
    """
    place_of = {factor: place for place, factor in enumerate(factors)}
    words: defaultdict[str, list[int]] = defaultdict(list)
    facts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    table: list[str] = []
    counts, lengths = [0] * len(KINDS), [0] * len(KINDS)
    before = 0
    for slot, document in documents:
        head, length = _add_words(words, slot << _PLACE_BITS, document)
        for name, values in document.conditions.items():
            with_name = facts[name]
            for value in values:
                with_name[value].append(slot)
        kind = KINDS.index(document.kind)
        about = [place_of[factor] for factor in document.factors if factor in place_of]
        year = max(0, int(next(iter(document.facts.get("year", ())), "0")))
        table.append(codes((slot - before, kind, head, length, year, len(about), *about)))
        before = slot
        counts[kind] += 1
        lengths[kind] += length + head * (document.weight_of("text") - 1)
    joined = {word: _row_of_word(places) for word, places in words.items()}
    for name, by_value in facts.items():
        for value, slots in by_value.items():
            joined[f"{name}{FACT}{value}"] = _row_of_fact(slots)
    postings = {key: f"{code(number)}{code(len(part))}{part}" for key, part in joined.items()}
    looked_up = {key: under for key in joined if (under := _looked_up(key)) != key}
    return Rows(postings, looked_up, "".join(table), tuple(counts), tuple(lengths), before + 1)


def _looked_up(key: str) -> str:
    """Return the key under which a reader's word or value is looked up."""
    name, mark, value = key.partition(FACT)
    return f"{name}{FACT}{tokens.fold(value)}" if mark else tokens.stem(key)


def _add_words(words: Mapping[str, list[int]], first: int, document: Document) -> tuple[int, int]:
    """Add the places of each folded word; return how many words the main text and all texts have.

    Places count from `first` through the texts in their order, and one is left free between two of
    them, so that no phrase runs from one into the next.
    """
    head = length = 0
    for name, text in document.texts:
        found = tokens.words(text)
        for place, word in enumerate(found, first):
            words[word].append(place)
        if found:
            first += len(found) + 1
            length += len(found)
        if name == "text":
            head = len(found)
    return head, length


def _row_of_word(places: Iterable[int]) -> str:
    """Return for each slot how far it is from the last one, how many places it has, and which."""
    numbers: list[int] = []
    last = before = at = 0
    for place in places:
        slot = place >> _PLACE_BITS
        if numbers and slot == last:
            numbers[at] += 1
            numbers.append(place - before)
        else:
            at = len(numbers) + 1
            numbers += (slot - last, 1, place & _PLACES)
            last = slot
        before = place
    return codes(numbers)


def _row_of_fact(slots: Iterable[int]) -> str:
    """Return for each slot how far it is from the last one; a value that is given twice is one."""
    once = list(dict.fromkeys(slots))
    return codes(map(sub, once, (0, *once)))
