"""COinS: a work as an OpenURL context object (ANSI/NISO Z39.88-2004) that stands in a page.

Reference managers read it from the title of an empty element of the class Z3988.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from evidence.formats import dates
from evidence.model import Work

FORMAT = "info:ofi/fmt:kev:mtx:"

GENRES = {
    "article": ("journal", "article"),
    "periodical": ("journal", "issue"),
    "book": ("book", "book"),
    "mvbook": ("book", "book"),
    "collection": ("book", "book"),
    "mvcollection": ("book", "book"),
    "reference": ("book", "book"),
    "manual": ("book", "book"),
    "inbook": ("book", "bookitem"),
    "incollection": ("book", "bookitem"),
    "suppbook": ("book", "bookitem"),
    "suppcollection": ("book", "bookitem"),
    "proceedings": ("book", "conference"),
    "inproceedings": ("book", "proceeding"),
    "conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "techreport": ("book", "report"),
    "thesis": ("dissertation", ""),
    "phdthesis": ("dissertation", ""),
    "mastersthesis": ("dissertation", ""),
    "unpublished": ("book", "document"),
}
"""Format and genre of biblatex's types of entry; every other one is described in Dublin Core."""

_PARTS = frozenset({"bookitem", "proceeding"})


def dump(work: Work) -> str:
    """Return the context object of a work: keys and values joined as in a query of an address."""
    pairs = ((key, quote_plus(value, errors="replace")) for key, value in _pairs(work) if value)
    return "&".join(f"{key}={value}" for key, value in pairs)


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    form, genre = GENRES.get(work.type, ("dc", ""))
    doi, url = work.get("doi"), work.get("url")
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"{FORMAT}{form}"
    yield "rft_id", f"info:doi/{doi}" if doi else ""
    yield "rft_id", url
    date = dates.parse(work.get("date", "year"))
    when = dates.iso(date.begin) if date else ""
    if form == "dc":
        yield "rft.type", work.type
        yield "rft.title", work.title
        yield from (("rft.creator", name.sorted) for name in work.creators)
        yield "rft.publisher", work.publisher
        yield "rft.date", when
        yield "rft.identifier", url
        return
    yield "rft.genre", genre
    yield from _titles(work, form, genre)
    yield from _people(work)
    yield "rft.date", when
    yield "rft.volume", work.get("volume")
    yield "rft.issue" if form == "journal" else "rft.number", work.get("number", "issue")
    first, _, last = work.pages.partition("-")
    yield "rft.pages", work.pages
    yield "rft.spage", first
    yield "rft.epage", last
    yield "rft.edition", work.get("edition")
    yield "rft.series", work.get("series")
    yield "rft.pub", work.publisher
    yield "rft.place", work.get("location", "address")
    yield "rft.isbn", work.get("isbn")
    yield "rft.issn", work.get("issn")


def _titles(work: Work, form: str, genre: str) -> Iterator[tuple[str, str]]:
    container = work.container if work.container != work.title else ""
    if form == "journal":
        yield ("rft.atitle" if genre == "article" else "rft.jtitle"), work.title
        yield "rft.jtitle", container
    elif form == "book":
        yield ("rft.atitle" if genre in _PARTS else "rft.btitle"), work.title
        yield "rft.btitle", container if genre in _PARTS else ""
    else:
        yield "rft.title", work.title


def _people(work: Work) -> Iterator[tuple[str, str]]:
    """Yield the first person apart, as the format asks, then everybody."""
    creators = work.creators
    if creators and not creators[0].corporate:
        yield "rft.aulast", creators[0].surname
        yield "rft.aufirst", creators[0].given
    for name in creators:
        yield ("rft.aucorp" if name.corporate else "rft.au"), name.sorted
