"""CSL-JSON: works as citation processors take them (CSL 1.0.2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from evidence.formats import dates
from evidence.model import Name, Work

TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "manual": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "periodical": "periodical",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
    "unpublished": "manuscript",
    "patent": "patent",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
}
"""biblatex's types of entry; every other one is a document."""

_FIELDS = {
    "volume": ("volume",),
    "edition": ("edition",),
    "genre": ("type",),
    "publisher-place": ("location", "address"),
    "version": ("version",),
    "language": ("language",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "DOI": ("doi",),
    "URL": ("url",),
}


def dump(works: Iterable[Work]) -> str:
    """Return works as a JSON array, with a line feed at its end."""
    return json.dumps([item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def item(work: Work) -> dict[str, Any]:
    """Return a work as an item; what the record does not say is left out."""
    container = work.container if work.container != work.title else ""
    series = work.get("series")
    numbered = "issue" if work.type in ("article", "periodical") else "number"
    found: dict[str, Any] = {
        "id": work.key,
        "type": TYPES.get(work.type, "document"),
        "author": [_name(name) for name in work.authors],
        "editor": [_name(name) for name in work.editors],
        "title": work.title,
        "container-title": container if container != series else "",
        "collection-title": series,
        "publisher": work.publisher,
        numbered: work.get("number", "issue"),
        "page": work.pages,
        "issued": _date(work.get("date", "year")),
        "accessed": _date(work.get("urldate")),
    }
    found.update({name: work.get(*fields) for name, fields in _FIELDS.items()})
    return {name: value for name, value in found.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.corporate:
        return {"literal": name.family}
    found = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.prefix,
        "suffix": name.suffix,
    }
    return {part: value for part, value in found.items() if value}


def _date(text: str) -> dict[str, Any]:
    date = dates.parse(text)
    if date is None:
        return {}
    found: dict[str, Any] = {"date-parts": [list(part) for part in (date.begin, date.end) if part]}
    if date.circa:
        found["circa"] = True
    return found
