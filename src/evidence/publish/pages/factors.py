"""A page for each factor: what it says, how it is rated, and every claim for and against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model import Factor, Rating, Silence
from evidence.model.claim import Stance
from evidence.model.rating import WithoutLine, WithoutNote
from evidence.publish import addresses as at
from evidence.publish.challenge import challenge, own_gaps
from evidence.publish.keys import Keys
from evidence.publish.parts import Items, Parts
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.telling import overlap_view, telling
from evidence.publish.text import Ref, short
from evidence.publish.timeline import dated, timeline
from evidence.publish.views import ORDER, Further, Group, LineView, Listing, Page, RatingView
from evidence.synthesis.coding_words import on_targets

CLAIMS_SHOWN = 40
SET_ASIDE_SHOWN = 20
LINES_SHOWN = 40
OVERLAPS_SHOWN = 20
WORKS_SHOWN = 24

CODES = (
    "superseded",
    "refuted",
    "proposed",
    "attribution",
    "kind",
    "own-article",
    "no-weight",
    "rejected",
)
COMMON_REASONS = {
    "superseded": "replaced by a later estimate of the same line",
    "refuted": "the cited work does not bear out the note",
    "no-weight": "their method or outcome has no weight in the rule",
}
"""What heads claims whose own reasons name another claim, note or word each."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What would remain without a line or note; `moves` where it differs from what is."""

    what: str
    evidence: str
    state: str
    strength: str
    moves: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A factor in the small plot of evidence and agreement."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a factor lies among the others: lines of evidence across, agreement upward."""

    here: Point
    others: tuple[Point, ...]
    levels: tuple[int, ...]
    label: str


def factors(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield a page for each factor, and the further pages of its long lists."""
    order = site.framework.factors
    refs = [None, *(site.factor_ref(factor) for factor in order), None]
    ratings = site.map.ratings.factors
    spread = keys.of([(one.counts.total, one.judgement.agreement_value) for one in ratings])
    for place, factor in enumerate(order):
        rating = site.map.ratings[factor.id]
        coding = coding_of(site, keys, rating)
        key = keys.of(keys.on(rating, partial(_key, site, keys, factor, spread)), coding)
        make = partial(_factor, site, factor, coding, refs[place], refs[place + 2])
        yield Plan(site.addresses.factor(factor), key, make)


def coding_of(site: Site, keys: Keys, rating: Rating) -> str:
    """Say by how many people the links to the factors of a rating were coded, and how well."""
    return keys.coding(rating, lambda: on_targets(site.map, rating.factors))


def _key(site: Site, keys: Keys, factor: Factor, spread: bytes) -> bytes:
    rating = site.map.ratings[factor.id]
    mirror = site.mirrors.get(factor.id)

    def without_words() -> bytes:
        return keys.of(
            keys.view(rating),
            keys.view(site.map.ratings[mirror.id]) if mirror else b"",
            told_of(site, keys, rating),
            own_gaps(site, rating),
            [keys.record(work) for work in rating.works],
        )

    around = keys.on_ground(f"around {rating.id}", without_words)
    return keys.of(keys.rating(rating), around, spread)


def _factor(
    site: Site, factor: Factor, coding: str, before: Ref | None, after: Ref | None
) -> Iterator[Page | Further]:
    rating = site.map.ratings[factor.id]
    row = site.row_of(factor)
    crumbs = (site.row_ref(row),) if row else ()
    title = f"{factor.id} {factor.label}"
    path = site.addresses.factor(factor)
    parts = site.parts(path, title, "front", crumbs)
    mirror = site.mirrors.get(factor.id)
    works = dated(site, rating.voting, frozenset(rating.factors))
    yield Page(
        path=path,
        template="factor.html",
        title=title,
        description=short(f"{site.summary(rating)} {factor.proposition}"),
        nav="front",
        crumbs=crumbs,
        context={
            "factor": factor,
            "rating": site.rating(rating),
            "judgement": rating.judgement,
            "counts": rating.counts,
            "coding": coding,
            **rating_context(site, rating, parts),
            "stances": [_stance(site, rating, stance, parts) for stance in ORDER],
            "set_aside": set_aside(site, rating, parts),
            "mirror": _mirror_view(site, mirror),
            "row": site.row_ref(row) if row else None,
            "override": rating.override,
            "assessments": rating.assessments,
            "before": before,
            "after": after,
            "plot": plot(site, rating),
            "time": timeline(works),
            "works": parts.split("timeline", "Works by year", "dated", Items(works), WORKS_SHOWN),
            "gaps": own_gaps(site, rating),
            "challenge": challenge(site, factor, rating),
            "on_map": Ref("By type of evidence", at.href(site.addresses.on_map(factor))),
        },
    )
    yield from parts.pages


def told_of(site: Site, keys: Keys, rating: Rating) -> bytes:
    """Return the fingerprint of what a rating in words shows beyond the claims it rests on.

    Whether a work has one author or several decides the verb, and what lines share may come from
    works that have no vote here.
    """
    works = site.workspace.works
    _ = site.map.overlaps  # where one rating is asked for, all are
    return keys.of(
        [(key, len(works[key].creators) > 1) for key in rating.works],
        [line.id in works for line in rating.lines],
        site.map.overlaps_of(rating),
    )


def rating_context(site: Site, rating: Rating, parts: Parts) -> dict[str, object]:
    """Return what the pages of factors and rows share: words, lines and sensitivity."""
    lines: Listing[LineView] = parts.split(
        "lines", "Lines of evidence", "lines", site.lines(rating), LINES_SHOWN
    )
    without_lines = parts.split(
        "without-lines", "Without each line", "without_lines", _without_lines(site, rating), 80
    )
    without_notes = parts.split(
        "without-notes", "Without each note", "without_notes", _without_notes(rating), 80
    )
    return {
        "told": telling(site, rating, parts),
        "overlaps": parts.split(
            "overlap",
            "What the lines share",
            "overlaps",
            Items(site.map.overlaps_of(rating), partial(overlap_view, site)),
            OVERLAPS_SHOWN,
        ),
        "line_list": lines,
        "without_lines": without_lines,
        "without_notes": without_notes,
    }


def set_aside(site: Site, rating: Rating, parts: Parts) -> list[Group]:
    """Return the claims without a vote under their reasons."""
    by_reason: defaultdict[tuple[int, str], list[Silence]] = defaultdict(list)
    for silence in rating.silent:
        reason = COMMON_REASONS.get(silence.code, silence.reason)
        by_reason[CODES.index(silence.code), reason].append(silence)
    groups = []
    for place, (key, silences) in enumerate(sorted(by_reason.items(), key=lambda item: item[0]), 1):
        claims = site.claims([silence.claim for silence in silences])
        title = key[1][:1].upper() + key[1][1:]
        part = f"set-aside-{place}"
        listing = parts.split(part, title, "claims", claims, SET_ASIDE_SHOWN)
        groups.append(Group(title, listing, key[1] in COMMON_REASONS.values()))
    return groups


def _stance(site: Site, rating: Rating, stance: Stance, parts: Parts) -> Group:
    claims = site.claims(site.voting(rating, stance))
    title = f"{stance.capitalize()} it"
    return Group(stance, parts.split(stance, title, "claims", claims, CLAIMS_SHOWN))


def _mirror_view(site: Site, mirror: Factor | None) -> RatingView | None:
    return site.rating(site.map.ratings[mirror.id]) if mirror else None


def _without_lines(site: Site, rating: Rating) -> Items[Rest]:
    now = rating.judgement

    def view(one: WithoutLine) -> Rest:
        return Rest(
            what=site.map.line_name(one.line),
            evidence=one.evidence,
            state=one.state,
            strength=one.strength or "not called",
            moves=(one.state, one.strength) != (now.state, now.strength),
        )

    return Items(rating.without_lines, view)


def _without_notes(rating: Rating) -> Items[Rest]:
    def view(one: WithoutNote) -> Rest:
        return Rest(
            what=f"note {one.note}" if one.note.isdecimal() else one.note,
            evidence="",
            state="",
            strength=one.strength or "not called",
            moves=one.strength != rating.strength,
        )

    return Items(rating.without_notes, view)


WIDE, HIGH = 250, 110


def plot(site: Site, rating: Rating) -> Plot | None:
    """Place a factor among the others; None where it has no agreement to show."""
    now = rating.judgement.agreement_value
    if now is None:
        return None
    most = max(one.counts.total for one in site.map.ratings.factors)

    def point(lines: int, agreement: float) -> Point:
        return Point(round(lines / max(most, 1) * WIDE), round((1 - agreement) * HIGH))

    others = {
        point(one.counts.total, one.judgement.agreement_value)
        for one in site.map.ratings.factors
        if one is not rating and one.judgement.agreement_value is not None
    }
    levels = (site.rubric.agreement_high, site.rubric.agreement_medium)
    return Plot(
        here=point(rating.counts.total, now),
        others=tuple(sorted(others, key=lambda p: (p.x, p.y))),
        levels=tuple(round((1 - level) * HIGH) for level in levels),
        label=f"{rating.factor} among the factors: lines of evidence {rating.counts.total}, "
        f"agreement {now:.2f}",
    )
