"""Everything in the map as files: tables, their dictionary, the bibliography, and their page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from evidence.exchange import describe
from evidence.exchange.csv_file import to_csv
from evidence.exchange.xlsx import to_xlsx
from evidence.formats import bibtex_write, csl_json, ris
from evidence.formats.lines import FormatError
from evidence.model.seal import basis_of
from evidence.publish import addresses as at
from evidence.publish import linked
from evidence.publish.cite import shown
from evidence.publish.claim_table import ClaimTable
from evidence.publish.edition import licence_ref
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, encode
from evidence.publish.views import Attachment, Page
from evidence.synthesis.dictionary import TABLES
from evidence.synthesis.rows import Row, rows

CLAIMS = "claims"
WORKBOOK = f"{at.DATA}/tables.xlsx"
WHOLE = f"{at.DATA}/tables.json"
PACKAGE = f"{at.DATA}/datapackage.json"
DICTIONARY = f"{at.DATA}/dictionary.md"
MOST_IN_BOOK = 5_000
"""Claims, links and works up to which a build makes the workbook anew after each edit; `evidence
export` makes a larger one when it is wanted."""

MOST_IN_ONE = 50_000
"""Claims, links and works up to which a build makes one JSON file of all tables."""

ROWS_OF_A_PAGE = 50
"""Rows of tables that take as long to write as a page."""

BIBLIOGRAPHIES = {
    f"{at.DATA}/works.bib": ("BibLaTeX", "application/x-bibtex"),
    f"{at.DATA}/works.ris": ("RIS", "application/x-research-info-systems"),
    f"{at.DATA}/works.csl.json": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to fetch."""

    name: Ref
    row: str
    rows: int


def bibliography(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the whole bibliography as files."""
    works = site.workspace.works
    key = keys.settled("bibliography", (), lambda: keys.of([keys.record(one) for one in works]))
    yield Plan(next(iter(BIBLIOGRAPHIES)), key, partial(_bibliography, site))


def _bibliography(site: Site) -> Iterator[Attachment]:
    works = site.workspace.works.values()
    entries = []
    for work in works:
        try:
            entries.append(bibtex_write.dump(shown(work)))
        except FormatError:
            continue  # a key that no .bib file can hold is in the other two
    made = (
        "\n".join(entries),
        "\n".join(ris.dump(work) for work in works).replace(f"{ris.END}\n", ris.END),
        csl_json.dump(works),
    )
    for path, text in zip(BIBLIOGRAPHIES, made, strict=True):
        yield Attachment(path, encode(text))


def downloads(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the tables and the page that leads to them.

    The words of a claim stand in one table, and in the files that hold all of them.
    """
    table = ClaimTable(site, keys)
    yield Plan(f"{at.DATA}/{CLAIMS}.csv", table.key, partial(_claims, table))
    size = _size(site)
    key = keys.of(
        keys.settled("tables", (), partial(_tables, site, keys)),
        site.edition,
        table.key if size <= MOST_IN_ONE else b"",
    )
    worth = size // ROWS_OF_A_PAGE
    yield Plan(at.DOWNLOADS, key, partial(_downloads, site), worth=worth)


def _tables(site: Site, keys: Keys) -> bytes:
    workspace, ratings = site.workspace, site.map.ratings
    return keys.of(
        [basis_of(claim) for claim in site.map.evidence.claims],
        [keys.record(work) for work in workspace.works],
        [*ratings.factors, *ratings.rows],
        [workspace.appraisals, workspace.notes, workspace.checks, workspace.errata],
    )


def _size(site: Site) -> int:
    """Return how many claims, links and works there are: nearly all rows of all tables."""
    claims = site.map.evidence.claims
    return len(claims) + sum([len(one.links) for one in claims]) + len(site.workspace.works)


def _claims(table: ClaimTable) -> Iterator[Attachment]:
    yield Attachment(f"{at.DATA}/{CLAIMS}.csv", table.data())


def _downloads(site: Site) -> Iterator[Page | Attachment]:
    title, edition = "Downloads", site.edition
    tables = {name: rows(site.map, name) for name in TABLES}
    known = describe.vocabularies(site.map)
    paths = {name: f"{name}.csv" for name in TABLES}
    size = _size(site)
    small, book = size <= MOST_IN_ONE, size <= MOST_IN_BOOK
    for name, path in paths.items():
        if name != CLAIMS:
            yield Attachment(f"{at.DATA}/{path}", to_csv(TABLES[name], tables[name]))
    if book:
        data = to_xlsx(list(TABLES.values()), tables, known, site.workspace.title)
        yield Attachment(WORKBOOK, data)
    if small:
        yield Attachment(WHOLE, _whole(site, tables))
    words = describe.page(f"{site.brand}: data dictionary", list(TABLES.values()), known)
    yield Attachment(DICTIONARY, encode(words))
    more = {"version": edition.version, "updated": edition.changed, "homepage": site.url}
    yield Attachment(PACKAGE, encode(describe.package(site.map, paths, tables, more)))
    yield Page(
        path=at.DOWNLOADS,
        template="downloads.html",
        title=title,
        description=f"Claims, works, ratings and notes of {site.brand} as tables and references.",
        nav="downloads",
        data=linked.dataset(site, _kinds(paths, small, book)),
        context={
            "tables": [
                TableFile(
                    Ref(f"{name}.csv", at.href(f"{at.DATA}/{path}")),
                    TABLES[name].row,
                    len(tables[name]),
                )
                for name, path in paths.items()
            ],
            "workbook": at.href(WORKBOOK) if book else "",
            "whole": at.href(WHOLE) if small else "",
            "most": MOST_IN_BOOK,
            "package": at.href(PACKAGE),
            "dictionary": at.href(DICTIONARY),
            "works": len(site.workspace.works),
            "bibliographies": [
                Ref(name, at.href(path)) for path, (name, _) in BIBLIOGRAPHIES.items()
            ],
            "edition": edition,
            "licence": licence_ref(site.licence),
        },
    )


def _whole(site: Site, tables: Mapping[str, list[Row]]) -> bytes:
    """Return every table as one JSON object, each row on a line."""
    json_of = json.JSONEncoder(ensure_ascii=False).encode  # with an indent it is not the one in C
    head = {
        "title": site.workspace.title,
        "version": site.edition.version,
        "updated": site.edition.changed,
        "licence": site.licence,
    }
    said = "".join(f"{json_of(name)}: {json_of(value)},\n" for name, value in head.items())
    rows_of = {name: ",\n".join(map(json_of, found)) for name, found in tables.items()}
    listed = ",\n".join(f"{json_of(name)}: [\n{found}\n]" for name, found in rows_of.items())
    return encode(f'{{\n{said}"tables": {{\n{listed}\n}}\n}}\n')


def _kinds(paths: Mapping[str, str], small: bool, book: bool) -> dict[str, str]:
    """Return the media type of each file."""
    found = {PACKAGE: "application/json"}
    found |= {f"{at.DATA}/{path}": "text/csv" for path in paths.values()}
    if book:
        found[WORKBOOK] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if small:
        found[WHOLE] = "application/json"
    return found | {path: kind for path, (_, kind) in BIBLIOGRAPHIES.items()}
