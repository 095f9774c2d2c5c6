"""Claims about a side of the table as a whole: shown, never rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model import Side
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.views import ORDER, ClaimView, Further, Listing, Page

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Whole:
    """A side as a whole, and the claims on it by stance."""

    side: Side
    label: str
    stances: tuple[tuple[str, Listing[ClaimView]], ...]
    total: int


def wholes(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of the wholes, where the framework has any."""
    if site.framework.wholes:
        on = [site.map.claims_on.get(target, ()) for target in site.framework.wholes]
        key = keys.of([[keys.claim(claim) for claim in claims] for claims in on])
        yield Plan(at.WHOLES, key, partial(_wholes, site))


def _wholes(site: Site) -> Iterator[Page | Further]:
    title = "Claims about a side as a whole"
    parts = site.parts(at.WHOLES, title, "wholes", ())
    shown = []
    for target, side in site.framework.wholes.items():
        claims = site.map.claims_on.get(target, ())
        stances = []
        for stance in ORDER:
            items = [site.claim(c) for c in claims if site.map.stance_of(c, target) == stance]
            if items:
                part = f"{side.id}-{stance}"
                heading = f"{side.label}: {stance}"
                stances.append((stance, parts.split(part, heading, "claims", items, SHOWN)))
        label = site.target_ref(target).text
        shown.append(Whole(side, label, tuple(stances), len(claims)))
    yield Page(
        path=at.WHOLES,
        template="wholes.html",
        title=title,
        description="Claims that speak of a side of the table as a whole: shown, never rated.",
        nav="wholes",
        context={"wholes": shown},
    )
    yield from parts.pages
