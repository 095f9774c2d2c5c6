"""A page for each row of the table: one dimension on one side, rated over its pooled lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.model import Row
from evidence.publish.keys import Keys
from evidence.publish.pages.factors import coding_of, rating_context, told_of
from evidence.publish.pages.front import range_words
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import short
from evidence.publish.views import Further, Page


def rows(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield a page for each row, and the further pages of its long lists."""
    for row in site.framework.rows:
        rating = site.map.ratings[row.id]
        coding = coding_of(site, keys, rating)
        key = keys.of(keys.on(rating, partial(_key, site, keys, row)), coding)
        yield Plan(site.addresses.row(row), key, partial(_row, site, row, coding))


def _key(site: Site, keys: Keys, row: Row) -> bytes:
    rating = site.map.ratings[row.id]
    members = [site.map.ratings[factor.id] for factor in site.framework.in_row(row)]

    def without_words() -> bytes:
        views = [keys.view(one) for one in (rating, *members)]
        return keys.of(views, told_of(site, keys, rating))

    return keys.of(keys.rating(rating), keys.on_ground(f"around {rating.id}", without_words))


def _row(site: Site, row: Row, coding: str) -> Iterator[Page | Further]:
    sides = {side.id: side for side in site.framework.sides}
    dimensions = {dimension.id: dimension for dimension in site.framework.dimensions}
    rating = site.map.ratings[row.id]
    path = site.addresses.row(row)
    parts = site.parts(path, row.label, "front", ())
    members = [site.rating(site.map.ratings[f.id]) for f in site.framework.in_row(row)]
    side, dimension = sides.get(row.side), dimensions.get(row.dimension)
    yield Page(
        path=path,
        template="row.html",
        title=row.label,
        description=short(f"{row.label}, pooled over its factors: {site.summary(rating)}"),
        nav="front",
        context={
            "row": row,
            "side": side.label if side else row.side,
            "dimension": dimension.label if dimension else row.dimension,
            "rating": site.rating(rating),
            "judgement": rating.judgement,
            "counts": rating.counts,
            "range": range_words(rating),
            "members": members,
            "coding": coding,
            **rating_context(site, rating, parts),
        },
    )
    yield from parts.pages
