"""Works and factors as a two-sided graph: which work says something of which factor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.model.claim import Stance
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, short
from evidence.publish.views import ORDER, RatingView
from evidence.synthesis.bearings import Bearing

MOST_WORKS = 40
LINE, TOP = 25, 8
WORK_SIDE, FACTOR_SIDE, WIDTH = 178, 318, 392
MOST_LETTERS = 26

Ties = Mapping[str, Mapping[str, tuple[Stance, ...]]]
"""For each work the factors that it bears on, with its stances."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from a work to a factor, as SVG path data."""

    stance: Stance
    data: str


@dataclass(frozen=True, slots=True)
class WorkNode:
    """A work on the left, with its lines."""

    ref: Ref
    name: str
    said: str
    y: int
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class FactorNode:
    """A factor on the right."""

    rating: RatingView
    name: str
    y: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """A work in the table behind the picture: its factors, each with the stances on it."""

    work: Ref
    factors: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture: the `drawn` works with most to say, of all `works`."""

    width: int
    height: int
    works: tuple[WorkNode, ...]
    factors: tuple[FactorNode, ...]
    total: int
    label: str


def ties_of(found: Iterable[Bearing]) -> Ties:
    """Return which work takes which stances on which factor."""
    taken: defaultdict[str, defaultdict[str, set[Stance]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        taken[one.claim.work][one.factor].add(one.stance)
    return {
        work: {
            factor: tuple(stance for stance in ORDER if stance in stances)
            for factor, stances in factors.items()
        }
        for work, factors in taken.items()
    }


def tie_rows(site: Site, ties: Ties) -> list[TieRow]:
    """Return every work with its factors, by name."""
    rows = [
        TieRow(
            site.work_ref(work),
            tuple((site.target_ref(f), ", ".join(stances)) for f, stances in factors.items()),
        )
        for work, factors in ties.items()
    ]
    return sorted(rows, key=lambda row: row.work.text.casefold())


def graph(site: Site, ties: Ties) -> Graph:
    """Draw works left and factors right; works stand at the mean height of their factors."""
    ids = [factor.id for factor in site.framework.factors]
    most = sorted(ties, key=lambda work: (-len(ties[work]), site.map.label(work), work))
    drawn = most[:MOST_WORKS]
    longest = max(len(drawn), len(ids))
    right = {one: _height(n, len(ids), longest) for n, one in enumerate(ids)}
    drawn.sort(
        key=lambda work: (
            sum(right[factor] for factor in ties[work]) / len(ties[work]),
            site.map.label(work),
            work,
        )
    )
    works = []
    for n, work in enumerate(drawn):
        y = _height(n, len(drawn), longest)
        lines = tuple(
            Tie(stance, _curve(y, right[factor], shift))
            for factor, stances in ties[work].items()
            for shift, stance in enumerate(stances)
        )
        ref = site.work_ref(work)
        said = f"{ref.text}: {count(len(ties[work]), 'factor')}"
        works.append(WorkNode(ref, short(ref.text, MOST_LETTERS), said, y, lines))
    pairs = sum(len(factors) for factors in ties.values())
    return Graph(
        width=WIDTH,
        height=2 * TOP + LINE * longest,
        works=tuple(works),
        factors=tuple(
            FactorNode(site.rating(site.map.ratings[one]), short(one, 6), right[one]) for one in ids
        ),
        total=len(ties),
        label=f"{count(len(ties), 'work')} and the factors that they bear on: "
        f"{count(pairs, 'pair')} of work and factor",
    )


def _height(place: int, many: int, longest: int) -> int:
    """Return the middle of a row, the shorter side spread over the height of the longer."""
    return round(TOP + LINE * longest * (place + 0.5) / max(many, 1))


def _curve(left: int, right: int, shift: int) -> str:
    middle = (WORK_SIDE + FACTOR_SIDE) // 2
    return (
        f"M{WORK_SIDE} {left + 3 * shift}C{middle} {left + 3 * shift} "
        f"{middle} {right + 3 * shift} {FACTOR_SIDE} {right + 3 * shift}"
    )
