"""A bibliographic record for readers: one citation, and its fields with links that are safe."""

from __future__ import annotations

from typing import NamedTuple

from evidence.model import Name, Work
from evidence.publish.text import Ref, doi_address, listed, web_address

MOST_NAMES = 6


class Field(NamedTuple):
    """A labelled fact; `refs` are its words, with addresses where it may be opened."""

    label: str
    refs: tuple[Ref, ...]


def people(names: tuple[Name, ...], most: int = 0) -> str:
    """Return names in the order of the work: 'Barbara Harff and Ted Gurr'."""
    said = [str(name) for name in names]
    if most and len(said) > most:
        said = [*said[: most - 1], "others"]
    return listed(said)


def citation(work: Work) -> str:
    """Return a work in one line: authors (year). Title. Where it stands."""
    who = people(work.creators, MOST_NAMES)
    if who and not work.authors:
        who += " (ed.)" if len(work.editors) == 1 else " (eds)"
    year = f"({work.year})" if work.year else ""
    head = " ".join(part for part in (who, year) if part)
    sentences = [head, work.title or ("" if head else work.key), _stands_in(work)]
    return " ".join(f"{part.rstrip('.')}." for part in sentences if part)


def _stands_in(work: Work) -> str:
    place = work.container if work.container != work.title else ""
    volume, number = work.get("volume"), work.get("number", "issue")
    if place and volume:
        place += f" {volume}"
    if number:
        place = f"{place} ({number})" if place and volume else _joined(place, number)
    return _joined(place, work.publisher, work.pages)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def fields(work: Work) -> list[Field]:
    """Return the facts of a record with their labels; what it does not say is left out."""
    number = "Symbol" if work.get("number").count("/") else "Number"
    plain = [
        ("Authors" if len(work.authors) != 1 else "Author", people(work.authors)),
        ("Title", work.title),
        ("Date", work.get("date", "year")),
        ("Published in", work.container),
        ("Editors" if len(work.editors) != 1 else "Editor", people(work.editors)),
        ("Translators", work.get("translator")),
        ("Edition", work.get("edition")),
        ("Volume", work.get("volume")),
        (number, work.get("number", "issue")),
        ("Pages", work.pages),
        ("Series", work.get("series") if work.get("series") != work.container else ""),
        ("Kind of report", work.get("type")),
        ("Publisher", work.publisher),
        ("Place", work.get("location", "address")),
        ("ISBN", work.get("isbn")),
        ("ISSN", work.get("issn")),
    ]
    found = [Field(label, (Ref(text),)) for label, text in plain if text]
    found += _addresses(work)
    return found


def _addresses(work: Work) -> list[Field]:
    found = []
    doi = work.get("doi")
    if doi:
        address = doi_address(doi)
        found.append(Field("DOI", (Ref(doi, address, outside=address is not None),)))
    url = work.get("url")
    if url:
        address = web_address(url)
        found.append(Field("Address", (Ref(url, address, outside=address is not None),)))
    seen = work.get("urldate")
    if url and seen:
        found.append(Field("Visited", (Ref(seen),)))
    return found
