"""One sentence of one work, quoted in two wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting
from evidence.citations.audit.running import quotations
from evidence.citations.spans import Spans
from evidence.texts.words import words

FEWEST_WORDS = 7
LEAST = 0.75
"""Share of words that two wordings of one sentence have in common."""
MOST_QUOTATIONS = 300
"""Quotations of one work that are compared with each other."""
_INSERTED = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_GAP = re.compile(r"\u2026|\.\s?\.\s?\.")


class _Quoted(NamedTuple):
    text: str
    words: tuple[str, ...]
    at: Sighting


def check(material: Material) -> Iterator[Finding]:
    """Yield pairs of quotations of one work that are nearly, and not quite, the same."""
    for quoted in _by_work(material).values():
        for one, other in combinations(quoted[:MOST_QUOTATIONS], 2):
            difference = compare(one.words, other.words)
            if difference:
                message = f"not as note {one.at.note.note} quotes it: {difference}"
                yield other.at.finding("quoted-twice", message, other.text, one.text)


def _by_work(material: Material) -> dict[str, list[_Quoted]]:
    """Return the long quotations before the marks of notes, and in notes, by work cited."""
    before = quotations(material.article)
    found: defaultdict[str, list[_Quoted]] = defaultdict(list)
    told: set[tuple[str, str, object]] = set()
    for one in material.sightings:
        texts = [quote.text for quote in before.get(one.note.id, ())]
        texts += [
            one.note.text[span.start + 1 : span.end - 1]
            for span in Spans.of(one.note.text).quotes
            if not _is_title(material, one, span.start)
        ]
        for text in texts:
            said = tuple(words(_INSERTED.sub(" ", text)))
            known = (one.key, text, one.note.id)
            if (
                one.key
                and len(said) >= FEWEST_WORDS
                and not _GAP.search(text)
                and known not in told
            ):
                told.add(known)
                found[one.key].append(_Quoted(text, said, one))
    return found


def _is_title(material: Material, one: Sighting, start: int) -> bool:
    return any(
        each.reference.start <= start < each.reference.end
        for each in material.cited[one.order].citations
    )


def compare(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Say how the second wording of a sentence differs; empty for one wording or two sentences."""
    if fuzz.partial_ratio(" ".join(one), " ".join(other), score_cutoff=70) == 0:
        return ""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while blocks and blocks[0].size < 2:
        blocks.pop(0)
    while blocks and blocks[-1].size < 2:
        blocks.pop()
    if not blocks:
        return ""
    first, last = blocks[0], blocks[-1]
    ours = one[first.a : last.a + last.size]
    theirs = other[first.b : last.b + last.size]
    shared = sum(block.size for block in blocks)
    if ours == theirs or shared < max(FEWEST_WORDS, LEAST * max(len(ours), len(theirs))):
        return ""
    changes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return ", ".join(
        _change(" ".join(ours[a:b]), " ".join(theirs[c:d]))
        for tag, a, b, c, d in changes
        if tag != "equal"
    )


def _change(before: str, after: str) -> str:
    if not after:
        return f"without '{before}'"
    return f"'{after}' for '{before}'" if before else f"with '{after}'"
