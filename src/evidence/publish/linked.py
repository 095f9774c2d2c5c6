"""What pages say of themselves to search engines: schema.org as JSON-LD.

A data block is no script: it is not run, and the policy of the pages does not concern it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from evidence.formats import dates
from evidence.model import Claim, Name, Work
from evidence.publish import addresses as at
from evidence.publish.edition import licence_ref, map_reference
from evidence.publish.records import citation
from evidence.publish.site import Site
from evidence.publish.text import doi_address, web_address

CONTEXT = "https://schema.org"
TYPES = {
    "article": "ScholarlyArticle",
    "inproceedings": "ScholarlyArticle",
    "book": "Book",
    "mvbook": "Book",
    "collection": "Book",
    "mvcollection": "Book",
    "proceedings": "Book",
    "inbook": "Chapter",
    "incollection": "Chapter",
    "report": "Report",
    "techreport": "Report",
    "thesis": "Thesis",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "online": "WebPage",
    "dataset": "Dataset",
    "periodical": "PublicationIssue",
}
"""biblatex's types of entry; every other one is a CreativeWork."""

_SIGN = re.compile("[<>&'=\u2028\u2029]")
"""What would be markup in HTML, or end a line of a script; a sign of equality, an attribute."""

Data = dict[str, Any]

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Full(dict[str, Any]):
    """Data in which nothing is empty."""


def block(data: Data) -> Markup:
    """Return data as JSON that no parser of HTML takes for markup."""
    return Markup(_SIGN.sub(_code, _json(_full(data))))  # noqa: S704 -- all signs of HTML are escaped


def _code(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _full(value: Any) -> Any:
    """Leave out what is empty."""
    if isinstance(value, _Full):
        return value
    if isinstance(value, dict):
        return _Full({name: full for name, one in value.items() if (full := one and _full(one))})
    return [_full(one) for one in value] if isinstance(value, list) else value


def work_page(site: Site, work: Work, path: str) -> Data:
    """Describe the page of a work, and the work."""
    return _page(site, work.label, path) | {"mainEntity": described(work)}


def claim_page(site: Site, claim: Claim, path: str) -> Data:
    """Describe the page of a claim: in which work it is made."""
    work = site.workspace.works.get(claim.work)
    entity: Data = {
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.statement,
        "appearance": described(work) if work else {},
    }
    return _page(site, claim.id, path) | {"mainEntity": entity}


def _page(site: Site, name: str, path: str) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": name,
        "url": f"{site.url}{at.href(path)}" if site.url else "",
        "isPartOf": {"@type": "Dataset", "name": site.title, "url": site.url},
    }


@lru_cache(maxsize=32)
def described(work: Work) -> Data:
    """Describe a work by its record; the pages of its claims follow each other, and all need it."""
    date = dates.parse(work.get("date", "year"))
    doi = doi_address(work.get("doi"))
    container = work.container if work.container != work.title else ""
    data = {
        "@type": TYPES.get(work.type, "CreativeWork"),
        "name": work.title or work.key,
        "author": [_person(name) for name in work.authors],
        "editor": [_person(name) for name in work.editors],
        "datePublished": dates.iso(date.begin) if date else "",
        "isPartOf": {"@type": "CreativeWork", "name": container} if container else {},
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else {},
        "pagination": work.pages,
        "isbn": work.get("isbn"),
        "identifier": doi or work.get("number"),
        "sameAs": [one for one in (doi, web_address(work.get("url"))) if one],
    }
    full: Data = _full(data)
    return full


def _person(name: Name) -> Data:
    if name.corporate:
        return {"@type": "Organization", "name": name.family}
    return {
        "@type": "Person",
        "name": str(name),
        "familyName": name.surname,
        "givenName": name.given,
    }


def dataset(site: Site, files: Mapping[str, str] | None = None) -> Data:
    """Describe the map; `files` are what can be fetched of it, with the media type of each."""
    article, edition = site.article, site.edition
    licence = licence_ref(site.licence)
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": site.title,
        "alternateName": site.brand if site.brand != site.title else "",
        "description": f"{site.brand}: {scope(site)}",
        "url": site.url,
        "version": edition.version,
        "dateModified": edition.changed,
        "inLanguage": site.language,
        "license": licence.href or licence.text,
        "creator": [_person(name) for name in edition.work.authors],
        "creditText": map_reference(edition),
        "isBasedOn": described(article) if article else {},
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": path.rpartition("/")[2],
                "encodingFormat": kind,
                "contentUrl": f"{site.url}{at.href(path)}",
            }
            for path, kind in (files or {}).items()
        ],
    }


def scope(site: Site) -> str:
    """Say what the map covers, in one sentence."""
    if site.article:
        cited = citation(site.article)
        return f"what the works that one article cites hold on its factors; the article: {cited}"
    return "what the works gathered here hold on its factors."
