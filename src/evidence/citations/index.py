"""The works that citations may mean, found by title, name, symbol or address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from evidence.citations import titles
from evidence.citations.entry import Entry, identifier
from evidence.model import Name, Work
from evidence.texts.words import Token, words

MOST_SHARED = 60
"""Works that may share a word of their titles for it to be searched by."""
MOST_BY_WORDS = 12
"""Works that are looked at because their titles share rare words."""
SHORTEST_MISSPELT = 5
"""Letters of a name that may have a slip of the pen."""
_SYMBOL = re.compile(r"[A-Z]\w*/")
_JOINED = re.compile(r"(?<=\d)-(?=[A-Z])|;\s*")
"""What parts two symbols of one document: 'A/55/985-S/2001/574'."""


Phrases = defaultdict[str, dict[tuple[str, ...], None]]
"""Rows of folded words, by the first."""


class TitleFound(NamedTuple):
    """A known title in a text, `text[start:end]`: `whole`, or its first words."""

    work: str
    start: int
    end: int
    whole: bool


class Index:
    """Works by what they are recognised by; works can be added as an article cites them."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self.entries: dict[str, Entry] = {}
        self._openings: defaultdict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = (
            defaultdict(list)
        )
        self._second: defaultdict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
        self._names: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._dated: defaultdict[tuple[str, int | None], dict[str, None]] = defaultdict(dict)
        self._title_words: defaultdict[str, list[str]] = defaultdict(list)
        self._identifiers: defaultdict[str, list[str]] = defaultdict(list)
        self._bodies: Phrases = defaultdict(dict)
        self._containers: Phrases = defaultdict(dict)
        for work in works:
            self.add(work)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def add(self, work: Work, letter: str = "") -> None:
        """Add a work under its key, with the letter behind its year; one here stays as it is."""
        if work.key in self.entries:
            return
        entry = self.entries[work.key] = Entry(work, letter=letter)
        for form in entry.forms:
            self._open(work.key, form)
        for word in {word for form in entry.forms[:1] for word in form if word not in titles.SMALL}:
            self._title_words[word].append(work.key)
        for surname in (*entry.surnames, *entry.helpers):
            self._name(surname[-1], entry)
        for short in entry.shorthand:
            self._name(short, entry)
        for body in map(titles.plain, entry.bodies):
            self._bodies[body[0]][body] = None
        if container := tuple(entry.container.split()):
            self._containers[container[0]][container] = None
        for value in _identifiers_of(work):
            self._identifiers[value].append(work.key)

    def _name(self, name: str, entry: Entry) -> None:
        self._names[name][entry.key] = None
        self._dated[name, entry.year][entry.key] = None

    def alias(self, key: str, title: str) -> None:
        """Let a work be found by a title that an article gave it."""
        entry = self.entries[key]
        known = entry.forms
        if title in entry.aliases or titles.plain(titles.tokens_of(title)) in known:
            return
        entry.aliases.append(title)
        for form in entry.forms[len(known) :]:
            self._open(key, form)

    def _open(self, key: str, form: tuple[str, ...]) -> None:
        self._openings[form[:2]].append((key, form))
        if len(form) > 1:
            self._second[form[0]][form[:2]] = None

    def by_identifier(self, text: str) -> list[str]:
        """Return the works with this symbol, DOI or address."""
        return self._identifiers.get(identifier(text), [])

    def by_name(self, surname: str) -> list[str]:
        """Return the works by or edited by somebody of this folded family name."""
        return list(self._names.get(surname, ()))

    def has_person(self, name: Name) -> bool:
        """Whether somebody of this name, whose given name begins alike, wrote or edited a work."""
        said = words(name.surname)
        works = (self.entries[key].work for key in (self.by_name(said[-1]) if said else ()))
        return any(
            one.given[:1] == name.given[:1] and words(one.surname) == said
            for work in works
            for one in (*work.authors, *work.editors)
        )

    def by_name_and_year(self, surname: str, year: int) -> list[str]:
        """Return those of these works that are of a year."""
        return list(self._dated.get((surname, year), ()))

    def like_name(self, surname: str) -> list[str]:
        """Return the works of somebody whose name is spelt nearly so."""
        if len(surname) < SHORTEST_MISSPELT:
            return []
        return [
            key
            for name, keys in self._names.items()
            if name[0] == surname[0]
            and abs(len(name) - len(surname)) <= 2
            and fuzz.ratio(name, surname, score_cutoff=80)
            for key in keys
        ]

    def by_words(self, title: Sequence[str]) -> list[str]:
        """Return the works that share the rarest words of a title, those that share most first."""
        counts: defaultdict[str, float] = defaultdict(float)
        for word in set(title):
            shared = self._title_words.get(word, ())
            if len(shared) <= MOST_SHARED:
                for key in shared:
                    counts[key] += 1 / (1 + len(shared) ** 0.5)
        return sorted(counts, key=lambda key: (-counts[key], key))[:MOST_BY_WORDS]

    def by_opening(self, title: tuple[str, ...]) -> list[str]:
        """Return the works whose title, or a form of it, begins as this one does."""
        found = [
            key
            for key, form in self._openings.get(title[:2], ())
            if form[2:3] == title[2:3] or len(form) < 3 or len(title) < 3
        ]
        if len(title) == 1:
            return found + self._by_first_word(title[0])
        return found + [key for key, _ in self._openings.get(title[:1], ())]

    def _by_first_word(self, word: str) -> list[str]:
        """Return the works whose title begins with a word and goes on."""
        return [key for opening in self._second.get(word, ()) for key, _ in self._openings[opening]]

    def bodies_in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield where authors stand in a text whose names have several words."""
        return _phrases_in(tokens, self._bodies)

    def containers_in(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield where journals and volumes stand in a text that works are in."""
        return _phrases_in(tokens, self._containers)

    def titles_in(self, tokens: Sequence[Token]) -> Iterator[TitleFound]:
        """Yield the known titles in a text, and beginnings of them of two words or more."""
        plain = [token.plain for token in tokens]
        for place, token in enumerate(tokens):
            last = place + 1 == len(plain)
            found = self._openings.get(tuple(plain[place : place + 2]), ())
            if not last:
                found = (*found, *self._openings.get((token.plain,), ()))
            for key, form in found:
                size = _common(plain, place, form)
                whole = size == len(form)
                if size >= 2 or whole:
                    yield TitleFound(key, token.start, tokens[place + size - 1].end, whole)


def _phrases_in(tokens: Sequence[Token], phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Yield where one of some phrases begins and ends in a text."""
    plain = tuple(token.plain for token in tokens)
    for place, token in enumerate(tokens):
        for phrase in phrases.get(token.plain, ()):
            stop = place + len(phrase)
            if plain[place:stop] == phrase:
                yield token.start, tokens[stop - 1].end


def _common(plain: list[str], place: int, form: tuple[str, ...]) -> int:
    """Count the words that stand alike from a place on; a long word may have a slip of the pen."""
    size = 0
    for word, other in zip(plain[place : place + len(form)], form, strict=False):
        if word != other and not (
            len(word) > 5 and word[0] == other[0] and fuzz.ratio(word, other) >= 84
        ):
            break
        size += 1
    return size


def _identifiers_of(work: Work) -> Iterator[str]:
    """Yield what names a document by itself; a number does where it has a slash."""
    for name in ("doi", "url", "eprint"):
        if value := work.get(name):
            yield identifier(value)
    number = work.get("number")
    if _SYMBOL.search(number):
        yield identifier(number)
        yield from map(identifier, _JOINED.split(number))
