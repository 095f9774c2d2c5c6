"""A page for each text of the workspace's own in site/pages: the protocol, and any other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.model.page import PROTOCOL, OwnPage
from evidence.publish.keys import Keys
from evidence.publish.markdown import to_html
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import short
from evidence.publish.views import Page


def own(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield a page for each text."""
    for page in site.workspace.pages:
        key = keys.of(page.title, page.body, page.last_changed)
        yield Plan(site.addresses.own(page.name), key, partial(_own, site, page))


def _own(site: Site, page: OwnPage) -> Iterator[Page]:
    yield Page(
        path=site.addresses.own(page.name),
        template="own.html",
        title=page.title,
        description=short(f"{page.title} of {site.brand}"),
        nav=PROTOCOL if page.name == PROTOCOL else "",
        context={"body": to_html(page.body), "last_changed": page.last_changed},
    )
