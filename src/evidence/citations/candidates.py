"""The works that a citation may mean, before they are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.citations import titles
from evidence.citations.index import Index
from evidence.citations.symbols import symbol
from evidence.model.citation import Reference
from evidence.texts.words import words

MANY = 20
"""Works of one name from which on not all of them are weighed."""
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
        said = words(name.surname)
        yield from _by_name(said, reference, cited, index)
        if len(said) > 1:
            yield from index.by_name("".join(word[0] for word in said))


def _by_name(
    said: list[str], reference: Reference, cited: tuple[str, ...], index: Index
) -> Iterable[str]:
    """Return the works of somebody of this name; of many those of the year or like the title."""
    keys = index.by_name(said[-1]) if said else []
    if len(keys) <= MANY or not (cited or reference.year):
        return keys or (index.like_name(said[-1]) if said else ())
    year = reference.year[:4]
    of_year = index.by_name_and_year(said[-1], int(year)) if year.isdigit() else []
    if not cited:
        return of_year or keys
    alike = set(cited) - titles.SMALL
    return [*of_year, *(key for key in keys if alike.intersection(*index.entries[key].forms[:1]))]
