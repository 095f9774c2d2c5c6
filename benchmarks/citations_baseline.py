"""The simple way to resolve citations, to measure ours against.

A note is cut at semicolons. 'Ibid.' is the work of the citation before; else a piece is the work
whose title, family names and year it shares most of, if it has a family name or most of the title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evidence.model import Note, Work
from evidence.texts.words import words

SMALL = frozenset("a an and at by for from in of on the to with der die das und".split())
RARE = 40
"""Works that share a word of the title, up to which the word leads to them."""
MOST_OF_TITLE = 0.6

_IBID = re.compile(r"\W*(?:(?:[Ss]ee|[Cc]f\.)\s+)?[Ii]bid")


@dataclass
class Answer:
    """What was found in one note: keys in order, None where none is certain, and locators."""

    keys: list[str | None]
    locators: list[tuple[str, str] | None] = field(default_factory=list)
    inherited: list[bool] = field(default_factory=list)


def pieces(text: str) -> list[str]:
    """Cut a note at semicolons and leave out what has no figure in it."""
    return [piece for piece in text.split(";") if re.search(r"\d", piece)]


def resolve_simply(notes: Sequence[Note], works: Sequence[Work]) -> list[Answer]:
    """Resolve the citations of notes."""
    shelf = _Shelf(works)
    found, before = [], None
    for note in notes:
        keys: list[str | None] = []
        for piece in note.text.split(";"):
            key = before if _IBID.match(piece) else shelf.nearest(piece)
            if key:
                keys.append(key)
                before = key
        found.append(Answer(keys))
    return found


class _Shelf:
    """Works by family name and by the rarer words of their titles."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.works = {work.key: work for work in works}
        self.titles = {work.key: _content(work.title) for work in works}
        self.names = {work.key: {_last(name.family) for name in work.creators} for work in works}
        self.by_name, self.by_word = _index(self.names), _index(self.titles)

    def nearest(self, piece: str) -> str | None:
        """Return the key that fits a piece of a note best; the first of equals."""
        said = set(words(piece))
        near: set[str] = set()
        for word in said:
            near.update(self.by_name.get(word, ()))
            titled = self.by_word.get(word, ())
            near.update(titled if len(titled) <= RARE else ())
        scores = {key: self._score(key, said) for key in sorted(near)}
        best = max(scores, key=lambda key: scores[key], default=None)
        return best if best is not None and scores[best] > 0 else None

    def _score(self, key: str, said: set[str]) -> float:
        title, names = self.titles[key], self.names[key]
        titled = len(title & said) / max(1, len(title))
        named = len(names & said) / max(1, len(names))
        if (not named and titled < MOST_OF_TITLE) or not titled:
            return 0.0
        return titled + 0.5 * named + 0.25 * (str(self.works[key].year) in said)


def _index(values: dict[str, set[str]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, parts in values.items():
        for part in parts:
            found[part].append(key)
    return found


def _last(name: str) -> str:
    found: Iterable[str] = words(name)
    return ([*found] or [""])[-1]


def _content(title: str) -> set[str]:
    return {word for word in words(title) if word not in SMALL}
