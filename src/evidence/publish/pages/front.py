"""The front page: the framework's table with the rating of every factor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from evidence.model import Dimension, Factor, Rating, Row, Side
from evidence.model.rubric import State
from evidence.publish import addresses as at
from evidence.publish import linked
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, listed, short
from evidence.publish.views import ORDER, ClaimView, Page, RatingView
from evidence.synthesis.words import STATE_MEANINGS, marks, verdict

STATE_ORDER: tuple[State, ...] = (
    "consistent",
    "mixed",
    "contested",
    "contradicted",
    "thin",
    "none",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A factor in the table; `mirror` leads to a counterpart that stands on another line.

    `strongest` are the heaviest claims for and against, each with its heading.
    """

    rating: RatingView
    mirror: Ref | None
    proposition: str
    sentence: str
    strongest: tuple[tuple[str, ClaimView | None], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the table (one dimension on one side), with its pooled rating."""

    side: Side
    row: Ref | None
    state: str
    hollow: bool
    words: str
    range: str


@dataclass(frozen=True, slots=True)
class Band:
    """A dimension: its rows side by side, its factors with mirrors on one line."""

    dimension: Dimension
    heads: tuple[Head, ...]
    slots: tuple[tuple[Cell | None, ...], ...]


def front(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the front page."""
    ratings = (*site.map.ratings.factors, *site.map.ratings.rows)
    on_wholes = [len(site.map.claims_on.get(target, ())) for target in site.framework.wholes]
    votes = [keys.votes_on(rating) for rating in site.map.ratings.factors]
    key = keys.of(
        [keys.view(rating) for rating in ratings],
        _counts(site),
        on_wholes,
        site.edition,
        votes,
    )
    yield Plan(at.FRONT, key, partial(_front, site))


def _front(site: Site) -> Iterator[Page]:
    ratings = site.map.ratings.factors
    states = Counter(rating.state for rating in ratings)
    claims_of = site.map.claims_on
    wholes = [
        (site.target_ref(target), count(len(claims_of.get(target, ())), "claim"))
        for target in site.framework.wholes
    ]
    yield Page(
        path=at.FRONT,
        template="front.html",
        title=site.title,
        description=short(f"{site.title}. {_counts(site)}"),
        nav="front",
        data=linked.dataset(site),
        context={
            "bands": [_band(site, dimension) for dimension in site.framework.dimensions],
            "summary": [(s, states[s]) for s in STATE_ORDER if states[s]],
            "meanings": [(state, STATE_MEANINGS[state]) for state in STATE_ORDER],
            "wholes": wholes,
            "factors": len(ratings),
            "counts": _counts(site),
        },
    )


def range_words(rating: Rating) -> str:
    """Say between which strengths the factors of a row lie."""
    low, high = rating.range
    if low is None and high is None:
        return "too little direct support to call any of its factors"
    if low == high:
        return f"its factors are all {low}"
    return f"its factors range from {low or 'too little to call'} to {high}"


def _counts(site: Site) -> str:
    claims = site.map.evidence.claims
    works = {claim.work for claim in claims}
    parts = (
        count(len(site.framework.factors), "factor"),
        count(len(claims), "claim"),
        count(len(works), "work"),
    )
    return f"{parts[0]}, {parts[1]} from {parts[2]}."


def _band(site: Site, dimension: Dimension) -> Band:
    columns = [
        [f for f in site.framework.factors if (f.dimension, f.side) == (dimension.id, side.id)]
        for side in site.framework.sides
    ]
    return Band(
        dimension=dimension,
        heads=tuple(_head(site, dimension, side) for side in site.framework.sides),
        slots=tuple(_cells(site, line) for line in aligned(columns, site.mirrors)),
    )


def _head(site: Site, dimension: Dimension, side: Side) -> Head:
    row = next(
        (r for r in site.framework.rows if (r.dimension, r.side) == (dimension.id, side.id)), None
    )
    if row is None:
        return Head(side, None, "none", False, "", "")
    rating = site.map.ratings[row.id]
    words = ", ".join((verdict(rating), *marks(rating)))
    hollow, range_ = rating.as_reported, _range(site, row, rating)
    return Head(side, site.row_ref(row), rating.state, hollow, words, range_)


def _range(site: Site, row: Row, rating: Rating) -> str:
    return range_words(rating) if len(site.framework.in_row(row)) > 1 else ""


def aligned(
    columns: Sequence[Sequence[Factor]], mirrors: dict[str, Factor]
) -> list[tuple[Factor | None, ...]]:
    """Put the factors of one dimension on lines, mirrors beside each other, nothing else paired.

    Lines follow the first column; what it has no mirror for follows in the order of the table.
    """
    column_of = {factor.id: place for place, column in enumerate(columns) for factor in column}
    placed: set[str] = set()
    lines: list[tuple[Factor | None, ...]] = []
    for factor in (factor for column in columns for factor in column):
        if factor.id in placed:
            continue
        line: list[Factor | None] = [None] * len(columns)
        line[column_of[factor.id]] = factor
        placed.add(factor.id)
        others = (other for column in columns for other in column if other.id not in placed)
        for other in others:
            place = column_of[other.id]
            if line[place] is None and _mirror(factor, other, mirrors):
                line[place] = other
                placed.add(other.id)
        lines.append(tuple(line))
    return lines


def _mirror(one: Factor, other: Factor, mirrors: dict[str, Factor]) -> bool:
    pairs = ((one, other), (other, one))
    return any(mirrors.get(a.id) is not None and mirrors[a.id].id == b.id for a, b in pairs)


def _cells(site: Site, line: Sequence[Factor | None]) -> tuple[Cell | None, ...]:
    here = {factor.id for factor in line if factor}
    cells: list[Cell | None] = []
    for factor in line:
        if factor is None:
            cells.append(None)
            continue
        mirror = site.mirrors.get(factor.id)
        away = site.factor_ref(mirror) if mirror and mirror.id not in here else None
        cells.append(_cell(site, factor, away))
    return tuple(cells)


def _cell(site: Site, factor: Factor, away: Ref | None) -> Cell:
    rating = site.map.ratings[factor.id]
    return Cell(
        rating=site.rating(rating),
        mirror=away,
        proposition=factor.proposition,
        sentence=sentence(rating),
        strongest=strongest(site, rating),
    )


def sentence(rating: Rating) -> str:
    """Say in one sentence what the evidence on a factor comes to."""
    counts = rating.counts
    if not counts.total:
        return f"{STATE_MEANINGS['none'].capitalize()}."
    parts = (
        (counts.supports, "supports it", "support it"),
        (counts.qualifies, "qualifies it", "qualify it"),
        (counts.contradicts, "contradicts it", "contradict it"),
    )
    words = [f"{n} {one if n == 1 else many}" for n, one, many in parts if n]
    if counts.total == 1:
        said = f"Its only independent line of evidence {words[0].removeprefix('1 ')}"
    elif len(words) == 1:
        said = f"All {counts.total} independent lines of evidence {words[0].split(' ', 1)[1]}"
    else:
        said = f"Of {counts.total} independent lines of evidence {listed(words)}"
    return f"{said}: {STATE_MEANINGS[rating.state]}."


def strongest(site: Site, rating: Rating) -> tuple[tuple[str, ClaimView | None], ...]:
    """Return the heaviest claims for and against; where none contradicts, one that qualifies."""
    supports, qualifies, contradicts = (site.heaviest_on(rating, stance) for stance in ORDER)
    if contradicts is None and qualifies is not None:
        return (("Strongest for", supports), ("Strongest reservation", qualifies))
    return (("Strongest for", supports), ("Strongest against", contradicts))
