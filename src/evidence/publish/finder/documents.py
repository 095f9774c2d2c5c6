"""The documents that the website searches, and what it shows of each."""

from __future__ import annotations

from typing import Any

from evidence.publish import addresses as at
from evidence.publish.finder.notes import Tagged
from evidence.publish.site import Site
from evidence.publish.views import KIND_WORDS
from evidence.search.documents import (
    Document,
    claim_documents,
    passage_documents,
    work_documents,
)


def documents_of(site: Site, key: str, note: Tagged | None) -> list[Document]:
    """Return the documents of a work: its claims, the passages of our note on it, itself."""
    workspace = site.workspace
    works = {key: workspace.works[key]}
    claims = site.map.claims_of_work.get(key, ())
    return [
        *claim_documents(claims, works, site.framework),
        *passage_documents([note] if note else [], works),
        *work_documents(works.values(), claims, workspace.appraisals),
    ]


def card(site: Site, document: Document) -> list[Any]:
    """Return what the page of results shows of a document, in the order that its script expects.

    Kind, address, short name of the work, place in it, words for its kind, text, other fields by
    name, and its factors, each with the stance where it has one.
    """
    claim = site.claims_by_id.get(document.id) if document.kind == "claim" else None
    path = site.addresses.claim(claim) if claim else site.addresses.work(document.work)
    stances = {link.factor: link.stance for link in claim.links} if claim else {}
    return [
        document.kind,
        at.href(path or at.WORKS),
        site.map.label(document.work),
        str(claim.locator) if claim and claim.locator else "",
        KIND_WORDS.get(claim.kind, claim.kind) if claim else "",
        document.text,
        dict(sorted(document.fields.items())),
        [[factor, stances.get(factor, "")] for factor in document.factors],
    ]
