"""The works that a citation may mean, before they are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.citations import titles
from evidence.citations.index import Index
from evidence.citations.symbols import symbol
from evidence.model.citation import Reference
from evidence.texts.words import words

PLAIN = 0.95
"""Likeness of a title from which on other works are not looked for."""


def candidates(reference: Reference, indexes: Iterable[Index]) -> list[str]:
    """Return the keys of works that share an identifier, a title or a name with a citation."""
    found = dict.fromkeys(reference.known)
    for index in indexes:
        found.update(dict.fromkeys(_in_index(reference, index)))
    return list(found)


def _in_index(reference: Reference, index: Index) -> Iterator[str]:
    for value in (symbol(reference.symbol), reference.doi, reference.url):
        if value:
            yield from index.by_identifier(value)
    cited = titles.plain(titles.tokens_of(reference.title)) if reference.title else ()
    if cited:
        opening = index.by_opening(cited)
        yield from opening
        if any(titles.likeness(cited, index.entries[key].forms) >= PLAIN for key in opening):
            return
        yield from index.by_words(cited)
    for name in reference.names:
        yield from _by_name(words(name.surname), index)


def _by_name(said: list[str], index: Index) -> Iterator[str]:
    """Yield the works of somebody of this name, or of a body by its initials."""
    if said:
        yield from index.by_name(said[-1]) or index.like_name(said[-1])
    if len(said) > 1:
        yield from index.by_name("".join(word[0] for word in said))
