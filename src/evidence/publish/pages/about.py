"""The page about the map: what it is and is not, how to cite it, under which licence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.publish import addresses as at
from evidence.publish import linked
from evidence.publish.cite import Cite, cite, record_file
from evidence.publish.edition import MapEdition, licence_ref, map_reference
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, pieces
from evidence.publish.views import Attachment, Page


def about(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page about the map, with the record that cites it."""
    key = keys.of(site.edition, keys.on_ground("numbers", lambda: keys.of(_numbers(site))))
    yield Plan(at.ABOUT, key, partial(_about, site))


def _numbers(site: Site) -> tuple[int, int, int, int]:
    """Return how many works, claims, voting claims and factors there are."""
    claims = site.map.evidence.claims
    voting = sum(site.map.silence(claim) is None for claim in claims)
    return len(site.workspace.works), len(claims), voting, len(site.framework.factors)


def _about(site: Site) -> Iterator[Page | Attachment]:
    title, edition = "About this map", site.edition
    works, claims, voting, factors = _numbers(site)
    protocol = site.workspace.protocol
    record = record_file(edition.work)
    yield Attachment(at.MAP_RECORD, record)
    yield Page(
        path=at.ABOUT,
        template="about.html",
        title=title,
        description=f"What {site.brand} is and is not, how to cite it, and its licence.",
        nav="about",
        data=linked.dataset(site),
        context={
            "edition": edition,
            "cite": _cite(edition, record),
            "works": works,
            "claims": claims,
            "voting": voting,
            "factors": factors,
            "licence": licence_ref(site.licence),
            "contact": _contact(site),
            "protocol": site.own_ref(protocol) if protocol else None,
            "recorded": bool(site.workspace.history),
        },
    )


def _cite(edition: MapEdition, record: bytes) -> Cite:
    found = cite(edition.work, at.href(at.MAP_RECORD), record)
    return Cite(map_reference(edition), found.forms, found.file)


def _contact(site: Site) -> list[Ref]:
    return pieces(site.workspace.site.contact)
