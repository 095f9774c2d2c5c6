"""Evidence over time: a square for each work and stance above the years in which works appeared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.model import Claim
from evidence.model.claim import Stance
from evidence.publish.site import Site
from evidence.publish.text import Ref
from evidence.publish.views import ORDER, PITCH, SIDE, WORDS, square_paths

MOST_SPANS = 12
SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
ACROSS = 2
MOST_DOWN = 24
COLUMN = ACROSS * PITCH + 14


@dataclass(frozen=True, slots=True)
class Dated:
    """A work with a vote: when it appeared, and which stances its claims take."""

    year: int | None
    work: Ref
    stances: tuple[Stance, ...]
    checked: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Span:
    """Some years: the number of works, and of works by stance; `x` is where they stand."""

    first: int
    years: str
    x: int
    works: int
    by_stance: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Works by year; `per` is the number of works to a square, `undated` have no year."""

    width: int
    height: int
    paths: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]
    label: str
    per: int
    undated: int


def dated(site: Site, claims: Iterable[Claim], targets: frozenset[str]) -> list[Dated]:
    """Return the works of voting claims on some factors by year, those without a year last."""
    of_work: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_work[claim.work].append(claim)
    found = []
    for key, made in of_work.items():
        work = site.workspace.works.get(key)
        taken = frozenset[Stance]().union(*(claim.stances_on(targets) for claim in made))
        found.append(
            Dated(
                year=work.year if work else None,
                work=site.work_ref(key),
                stances=tuple(stance for stance in ORDER if stance in taken),
                checked=any(claim.seen_in.kind in site.rubric.checked_in for claim in made),
                claims=len(made),
            )
        )
    return sorted(found, key=lambda one: (one.year is None, one.year or 0, one.work.text))


def timeline(works: Sequence[Dated]) -> Timeline | None:
    """Draw works over time; None where no work has a year."""
    years = [one.year for one in works if one.year is not None]
    if not years:
        return None
    step = next((s for s in SPANS if max(years) // s - min(years) // s < MOST_SPANS), SPANS[-1])
    first, last = min(years) // step, max(years) // step
    columns: dict[int, list[Dated]] = {place: [] for place in range(first, last + 1)}
    for one in works:
        if one.year is not None:
            columns[one.year // step].append(one)
    tallest = max(sum(len(one.stances) for one in column) for column in columns.values())
    per = max(1, -(-tallest // (ACROSS * MOST_DOWN)))
    down = min(MOST_DOWN, -(-tallest // (ACROSS * per)) + (per > 1) * len(ORDER))
    paths: list[tuple[str, str]] = []
    spans = []
    for place, (begin, column) in enumerate(columns.items()):
        paths += _column(column, place * COLUMN, down, per)
        by_stance = tuple(sum(stance in one.stances for one in column) for stance in ORDER)
        spans.append(
            Span(begin * step, _words(begin * step, step), place * COLUMN, len(column), by_stance)
        )
    totals = [f"{sum(span.by_stance[n] for span in spans)} {WORDS[one]}"
              for n, one in enumerate(ORDER)]  # fmt: skip
    return Timeline(
        width=len(columns) * COLUMN,
        height=down * PITCH,
        paths=tuple(paths),
        spans=tuple(spans),
        label=f"Works with a vote by year, {min(years)} to {max(years)}: {', '.join(totals)}",
        per=per,
        undated=len(works) - len(years),
    )


def _words(first: int, step: int) -> str:
    return str(first) if step == 1 else f"{first}-{(first + step - 1) % 100:02d}"


def _column(column: Sequence[Dated], left: int, down: int, per: int) -> list[tuple[str, str]]:
    """Stack the squares of some years from the bottom, two abreast."""
    paths = []
    place = 0
    for stance in ORDER:
        for hollow in (False, True):
            works = sum(stance in one.stances and one.checked != hollow for one in column)
            drawn = -(-works // per)
            corners = [
                (left + n % ACROSS * PITCH, (down - n // ACROSS) * PITCH - SIDE)
                for n in range(place, place + drawn)
            ]
            if corners:
                paths += square_paths(stance, hollow, corners)
            place += drawn
    return paths
