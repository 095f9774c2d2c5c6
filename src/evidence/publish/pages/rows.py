"""A page for each row of the table: one dimension on one side, rated over its pooled lines."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.publish.pages.factors import rating_context
from evidence.publish.pages.front import range_words
from evidence.publish.site import Site
from evidence.publish.text import short
from evidence.publish.views import Page


def rows(site: Site) -> Iterator[Page]:
    """Yield a page for each row, and the further pages of its long lists."""
    sides = {side.id: side for side in site.framework.sides}
    dimensions = {dimension.id: dimension for dimension in site.framework.dimensions}
    for row in site.framework.rows:
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
                **rating_context(site, rating, parts),
            },
        )
        yield from parts.pages
