"""Pictures of the whole map, each with its words and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.publish import addresses as at
from evidence.publish.graph import graph, tie_rows, ties_of
from evidence.publish.keys import Keys
from evidence.publish.placed import placed
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.timeline import dated, timeline
from evidence.publish.views import Further, Page

WORKS_SHOWN = 150


def pictures(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of pictures."""
    levels = [
        (keys.view(one), one.judgement.evidence, one.judgement.agreement)
        for one in site.map.ratings.factors
    ]
    yield Plan(at.PICTURES, keys.of(keys.votes, levels), partial(_pictures, site))


def _pictures(site: Site) -> Iterator[Page | Further]:
    title = "Pictures"
    parts = site.parts(at.PICTURES, title, "pictures", ())
    ties = ties_of(site.bearings)
    claims = {one.claim.id: one.claim for one in site.bearings}
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
