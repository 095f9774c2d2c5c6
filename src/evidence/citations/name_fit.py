"""How well the names in a citation fit the authors or editors of a work."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from evidence.citations import titles
from evidence.citations.entry import Entry
from evidence.model import Name
from evidence.texts.words import words

_SLIP = 80
"""Likeness from which on two family names are one with a slip of the pen, of 100."""
_OTHER_GIVEN = 0.9
"""Share of a fit of names that is left where the given names differ."""
_WHOLE_NAME = 1.03
"""The same where two words are the family name, and the last alone was compared."""


def names_fit(cited: tuple[Name, ...], entry: Entry, others: bool = False) -> float:
    """Return how well cited names fit the authors or editors of a work, from 0 to 1."""
    if not entry.surnames:
        return 0.0
    said = [family for name in cited if (family := _family(name))]
    if not said:
        return 0.0
    hits = [_in(name, entry.surnames) for name in said]
    score = sum(hits) / len(hits) * _given(cited[0], entry)
    if score >= 0.75:
        if _in(said[0], entry.surnames[:1]) == 0:
            score *= 0.93
        if len(entry.surnames) > len(said) and not others and len(said) > 1:
            score *= 0.97
        if len(said) == 1 and len(entry.surnames) > 1 and not others:
            score *= 0.92
        if others and len(entry.surnames) < len(said) + 2:
            score *= 0.92
        return score
    helped = [
        max(hit, 0.8 * _in(name, entry.helpers)) for hit, name in zip(hits, said, strict=True)
    ]
    score = max(score, sum(helped) / len(helped))
    return max(score, _bodies(cited, entry))


def _given(name: Name, entry: Entry) -> float:
    """Return 1, less where nobody of this family name has a given name that begins alike.

    Of 'Rabe Thomas' both words may be the family name.
    """
    if not name.given:
        return 1.0
    family = _family(name)
    same = [one for one in entry.work.creators if _family(one)[-1:] == family[-1:]]
    whole = (*words(name.given), *family)
    if not same or any(_family(one)[-len(whole) :] == whole for one in same):
        return _WHOLE_NAME if same else 1.0
    first = " ".join(words(name.given))[:1]
    return 1.0 if any(first in _initials(one) or not one.given for one in same) else _OTHER_GIVEN


@lru_cache(maxsize=10_000)
def _family(name: Name) -> tuple[str, ...]:
    return tuple(words(name.surname))


@lru_cache(maxsize=10_000)
def _initials(name: Name) -> frozenset[str]:
    return frozenset(word[0] for word in words(name.given))


def _in(name: tuple[str, ...], surnames: tuple[tuple[str, ...], ...]) -> float:
    """Return how surely a family name is one of these: 1, less with a slip, 0 if it is not."""
    best = 0.0
    for other in surnames:
        if name == other:
            return 1.0
        if name[-1] == other[-1]:
            best = max(best, 0.97)
        elif name[-len(other) :] == other or other[-len(name) :] == name or other[0] == name[-1]:
            best = max(best, 0.9)
        elif len(name[-1]) > 4 and fuzz.ratio(name[-1], other[-1]) >= _SLIP:
            best = max(best, 0.85)
    return best


def _bodies(cited: tuple[Name, ...], entry: Entry) -> float:
    """Compare corporate bodies by the words they share, or by their acronym."""
    said = {word for name in cited for word in words(str(name)) if word not in titles.SMALL}
    best = 0.0
    for theirs in entry.long_names:
        shared = len(said & theirs)
        if theirs and said and shared >= 2:
            best = max(best, shared / min(len(said), len(theirs)) * 0.95)
    if said & entry.shorthand:
        best = max(best, 0.9)
    return best
