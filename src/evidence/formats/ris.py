"""RIS: works as the tagged lines that reference managers take in.

One value to a line, CRLF at its end, UTF-8. What RIS has no tag for (doubts, how a record was
verified) is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from evidence.formats import dates
from evidence.model import Name, Work

TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "mvbook": "BOOK",
    "collection": "BOOK",
    "mvcollection": "BOOK",
    "reference": "BOOK",
    "manual": "BOOK",
    "proceedings": "CONF",
    "mvproceedings": "CONF",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inreference": "ENCYC",
    "inproceedings": "CPAPER",
    "conference": "CPAPER",
    "periodical": "JFULL",
    "report": "RPRT",
    "techreport": "RPRT",
    "thesis": "THES",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "online": "ELEC",
    "electronic": "ELEC",
    "www": "ELEC",
    "dataset": "DATA",
    "software": "COMP",
    "unpublished": "UNPB",
    "patent": "PAT",
    "legislation": "STAT",
    "jurisdiction": "CASE",
}
"""biblatex's types of entry; every other one is GEN."""

END = "\r\n"
_PLAIN = {
    "volume": "VL",
    "edition": "ET",
    "version": "ET",
    "type": "M3",
    "isbn": "SN",
    "issn": "SN",
    "doi": "DO",
    "url": "UR",
    "language": "LA",
}


def dump(work: Work) -> str:
    """Return a work as one record, from TY to ER."""
    lines = [f"{tag}  - {text}{END}" for tag, value in _tags(work) if (text := _line(value))]
    return f"TY  - {TYPES.get(work.type, 'GEN')}{END}{''.join(lines)}ER  - {END}"


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "ID", work.key
    yield from (("AU", _name(name)) for name in work.authors)
    yield from (("ED", _name(name)) for name in work.editors)
    yield "TI", work.title
    container = work.container if work.container != work.title else ""
    series = work.get("series")
    yield "T2", container if container != series else ""
    yield "T3", series
    date = dates.parse(work.get("date", "year"))
    if date:
        yield "PY", str(date.begin[0])
        yield "DA", dates.iso(date.begin).replace("-", "/") if len(date.begin) > 1 else ""
    yield "IS", work.get("number", "issue")
    first, _, last = work.pages.partition("-")
    yield "SP", first
    yield "EP", last
    yield "CY", work.get("location", "address")
    yield "PB", work.publisher
    for name, tag in _PLAIN.items():
        yield tag, work.get(name)
    yield "Y2", work.get("urldate").replace("-", "/")


def _name(name: Name) -> str:
    """Return 'Family, Given, Suffix'; a body as it is, since a comma would make it a person."""
    if not (name.given or name.suffix):
        return name.surname.replace(",", ";")
    return ", ".join((name.surname, name.given, *([name.suffix] if name.suffix else [])))


def _line(value: str) -> str:
    """Return a value on one line, without control characters."""
    if value.isprintable():  # as most are: no other space than the plain one
        return " ".join(value.split())
    clean = "".join(" " if unicodedata.category(char) in _BREAKS else char for char in value)
    return re.sub(r"\s+", " ", clean).strip()


_BREAKS = frozenset({"Cc", "Zl", "Zp"})
