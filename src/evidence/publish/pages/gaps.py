"""The page of gaps: what the evidence does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.pages.works import by_author
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref
from evidence.publish.views import ClaimView, Further, Page, RatingView
from evidence.synthesis.gap_kinds import WORDS
from evidence.synthesis.gaps import WAITING

WORKS_SHOWN = 200
PAIRS_SHOWN = 200
CLAIMS_SHOWN = 80


@dataclass(frozen=True, slots=True)
class FactorList:
    """Factors and rows with one gap in common; `notes` holds a remark on each, or nothing."""

    id: str
    title: str
    meaning: str
    ratings: tuple[RatingView, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingView:
    """A proposed claim and why it waits."""

    claim: ClaimView
    reason: str


@dataclass(frozen=True, slots=True)
class PairView:
    """A note and a work of which nobody has read whether the one bears out the other."""

    note: str
    work: Ref
    locator: str
    status: str


def gaps(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of gaps."""
    claims = (one for one in site.map.evidence.claims if one.status == WAITING)
    yield Plan(
        at.GAPS, keys.settled("gaps", claims, partial(_key, site, keys)), partial(_gaps, site)
    )


def _key(site: Site, keys: Keys) -> bytes:
    found = site.gaps
    return keys.of(
        [keys.view(one) for one in (*site.map.ratings.factors, *site.map.ratings.rows)],
        [(gap.kind, [one.id for one in gap.ratings], gap.notes) for gap in found.factors],
        [(one.covered.id, one.mirror.id) for one in found.one_sided],
        [keys.record(work.key) for work in found.cited_without_claim],
        [(link, keys.known(link.work)) for link in found.unread],
        [(keys.claim(one.claim), one.reason) for one in found.waiting],
    )


def _gaps(site: Site) -> Iterator[Page | Further]:
    found = site.gaps
    title = "Gaps"
    parts = site.parts(at.GAPS, title, "gaps", ())
    works = [site.work_ref(w.key) for w in sorted(found.cited_without_claim, key=by_author)]
    pairs = [
        PairView(
            link.note,
            site.work_ref(link.work),
            str(link.locator) if link.locator else "",
            "" if link.status == "resolved" else link.status,
        )
        for link in found.unread
    ]
    waiting = [WaitingView(site.claim(one.claim), one.reason) for one in found.waiting]
    yield Page(
        path=at.GAPS,
        template="gaps.html",
        title=title,
        description=f"What the evidence of {site.brand} does not reach: factors, works and notes.",
        nav="gaps",
        context={
            "lists": factor_lists(site),
            "words": WORDS,
            "one_sided": [
                (site.rating(one.covered), site.rating(one.mirror)) for one in found.one_sided
            ],
            "without_mirror": [
                site.rating(site.map.ratings[factor.id]) for factor in found.without_mirror
            ],
            "works": parts.split(
                "works", WORDS["cited-without-claim"][0], "refs", works, WORKS_SHOWN
            ),
            "pairs": parts.split("unread", WORDS["unread"][0], "pairs", pairs, PAIRS_SHOWN),
            "waiting": parts.split(
                "waiting", WORDS["waiting"][0], "waiting", waiting, CLAIMS_SHOWN
            ),
        },
    )
    yield from parts.pages


def factor_lists(site: Site) -> list[FactorList]:
    """Return the gaps that concern the evidence behind factors and rows."""
    return [
        FactorList(
            id=gap.kind,
            title=WORDS[gap.kind][0],
            meaning=WORDS[gap.kind][1],
            ratings=tuple(site.rating(rating) for rating in gap.ratings),
            notes=gap.notes if any(gap.notes) else (),
        )
        for gap in site.gaps.factors
    ]
