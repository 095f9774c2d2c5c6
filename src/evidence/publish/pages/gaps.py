"""The page of gaps: what the evidence does not reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model import Rating
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.pages.works import by_author
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref
from evidence.publish.views import ClaimView, Page, RatingView

WORKS_SHOWN = 200
PAIRS_SHOWN = 200
CLAIMS_SHOWN = 80


@dataclass(frozen=True, slots=True)
class FactorList:
    """Factors with one gap in common; `notes` holds a remark on each, or nothing."""

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
    found = site.gaps
    lists = (found.without_evidence, found.one_line, found.not_empirical, found.only_reported)
    key = keys.of(
        [keys.view(rating) for rating in site.map.ratings.factors],
        [[rating.id for rating in ratings] for ratings in lists],
        [(one.rating.id, one.method) for one in found.one_method],
        [(one.covered.id, one.mirror.id) for one in found.one_sided],
        [keys.record(work.key) for work in found.cited_without_claim],
        [(link, keys.known(link.work)) for link in found.unread],
        [(keys.claim(one.claim), one.reason) for one in found.waiting],
    )
    yield Plan(at.GAPS, key, partial(_gaps, site))


def _gaps(site: Site) -> Iterator[Page]:
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
            "one_sided": [
                (site.rating(one.covered), site.rating(one.mirror)) for one in found.one_sided
            ],
            "without_mirror": [
                site.rating(site.map.ratings[factor.id]) for factor in found.without_mirror
            ],
            "works": parts.split(
                "works", "Cited works without a claim", "refs", works, WORKS_SHOWN
            ),
            "pairs": parts.split("unread", "Notes nobody has checked", "pairs", pairs, PAIRS_SHOWN),
            "waiting": parts.split("waiting", "Claims that wait", "waiting", waiting, CLAIMS_SHOWN),
        },
    )
    yield from parts.pages


def factor_lists(site: Site) -> list[FactorList]:
    """Return the gaps that concern the evidence behind factors."""
    found = site.gaps

    def views(ratings: Iterable[Rating]) -> tuple[RatingView, ...]:
        return tuple(site.rating(rating) for rating in ratings)

    return [
        FactorList(
            "without-evidence",
            "Without any evidence",
            "No claim in these sources counts as evidence for or against them.",
            views(found.without_evidence),
        ),
        FactorList(
            "one-line",
            "On one line of evidence only",
            "One team, or one set of data, carries everything that is known here.",
            views(found.one_line),
        ),
        FactorList(
            "not-empirical",
            "Without an empirical line",
            "There are claims that count, but none rests on data or cases.",
            views(found.not_empirical),
        ),
        FactorList(
            "one-method",
            "On one kind of source only, and not an empirical one",
            "Every claim that counts comes from the same kind of source.",
            views(one.rating for one in found.one_method),
            tuple(f"{site.method(one.method)} only" for one in found.one_method),
        ),
        FactorList(
            "only-reported",
            "As reported only",
            "No line was checked at its source: the rating rests on what others report.",
            views(found.only_reported),
        ),
    ]
