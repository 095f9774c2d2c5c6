"""Pictures of the whole map, each with its words and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from evidence.publish import addresses as at
from evidence.publish.graph import graph, tie_rows, ties_of
from evidence.publish.keys import Keys
from evidence.publish.placed import placed
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.timeline import dated, timeline
from evidence.publish.views import Page
from evidence.synthesis.bearings import Bearing, bearings

WORKS_SHOWN = 150


def pictures(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of pictures."""
    found = bearings(site.map)
    ratings = site.map.ratings.factors
    key = keys.of(
        [(keys.view(one), one.judgement.evidence, one.judgement.agreement) for one in ratings],
        [(keys.claim(one.claim), one.factor, one.stance) for one in found],
        [(work, keys.record(work)) for work in dict.fromkeys(one.claim.work for one in found)],
    )
    yield Plan(at.PICTURES, key, partial(_pictures, site, found))


def _pictures(site: Site, found: Sequence[Bearing]) -> Iterator[Page]:
    title = "Pictures"
    parts = site.parts(at.PICTURES, title, "pictures", ())
    ties = ties_of(found)
    claims = {one.claim.id: one.claim for one in found}
    works = dated(site, claims.values(), frozenset(site.framework.by_id))
    yield Page(
        path=at.PICTURES,
        template="pictures.html",
        title=title,
        description=f"{site.brand} in pictures: evidence and agreement, works and factors, years.",
        nav="pictures",
        context={
            "placed": placed(site),
            "graph": graph(site, ties),
            "ties": parts.split(
                "works", "Works and factors", "ties", tie_rows(site, ties), WORKS_SHOWN
            ),
            "time": timeline(works),
        },
    )
    yield from parts.pages
