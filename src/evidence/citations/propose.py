"""A work from a full citation: what the article's own first mention says of it."""

from __future__ import annotations

import re
from collections.abc import Container

from evidence.citations import titles
from evidence.model import Work
from evidence.model.citation import Reference
from evidence.texts.words import words

_BODY_REPORT = re.compile(r"\b(?:[Rr]eport|[Bb]rief|[Pp]aper|[Ss]urvey)\b")
_THESIS = re.compile(r"\b(?:thesis|dissertation|diss\.)", re.IGNORECASE)


def key_of(reference: Reference, taken: Container[str]) -> str:
    """Return a key for a work: first family name, year, first word of the title; then a letter."""
    name = "".join(words(reference.names[0].surname)) if reference.names else ""
    heads = [word for word in titles.tokens_of(reference.title) if word not in titles.SMALL]
    word = re.sub(r"\W", "", heads[0]) if heads else ""
    mark = re.sub(r"[^a-z0-9]", "", reference.symbol.casefold()) if not (name or word) else ""
    key = re.sub(r"[^a-z0-9]", "", f"{name[:40]}{reference.year[:4]}{word or mark}") or "work"
    found, letter = key, "a"
    while found in taken:
        found, letter = f"{key}-{letter}", chr(ord(letter) + 1)
    return found


def work_of(reference: Reference, key: str) -> Work:
    """Return the work that a full citation describes; what it does not say stays empty."""
    kind = type_of(reference)
    fields = {
        "title": reference.title,
        "date": reference.year,
        "volume": reference.volume,
        "number": reference.symbol or reference.number,
        "pages": reference.pages.replace("-", "--"),
        "location": reference.place,
        "doi": reference.doi,
        "url": reference.url,
    }
    if reference.container:
        fields["journaltitle" if kind == "article" else "booktitle"] = reference.container
    if reference.publisher:
        fields["institution" if kind == "report" else "publisher"] = reference.publisher
    return Work(
        key=key,
        type=kind,
        authors=reference.names,
        editors=reference.editors,
        fields={name: value for name, value in fields.items() if value},
    )


def type_of(reference: Reference) -> str:
    """Return the biblatex type that fits what a citation says."""
    if _THESIS.search(reference.raw):
        return "thesis"
    if reference.symbol:
        return "report" if reference.names or reference.title else "misc"
    if reference.editors or (
        reference.container and re.search(r"\b[Ii]n:?\s", reference.raw) and not reference.volume
    ):
        return "incollection"
    if reference.quoted and reference.container:
        return "article"
    if reference.url and not reference.publisher:
        return "online"
    if reference.names and reference.names[0].corporate and _BODY_REPORT.search(reference.title):
        return "report"
    return (
        "article"
        if reference.volume and reference.container
        else ("misc" if reference.quoted else "book")
    )
