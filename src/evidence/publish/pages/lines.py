"""The page of lines of evidence: which works count as one, and what separate lines share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.telling import overlap_view
from evidence.publish.text import Ref, count
from evidence.publish.views import Further, Page

LINES_SHOWN = 150
OVERLAPS_SHOWN = 150


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of evidence: its works with a vote, and the factors that it votes on."""

    name: str
    reason: str
    works: tuple[Ref, ...]
    factors: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    id: str
    reason: str
    works: tuple[str, ...]
    factors: tuple[str, ...]


def lines(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of lines of evidence."""
    yield Plan(
        at.LINES, keys.settled("lines", (), partial(_key, site, keys)), partial(_lines, site)
    )


def _key(site: Site, keys: Keys) -> bytes:
    return keys.of(
        [
            (one, keys.line_name(one.id), [keys.known(work) for work in one.works])
            for one in _found(site)
        ],
        [(one, [keys.line_name(line) for line in one.lines]) for one in site.map.overlaps],
    )


def _found(site: Site) -> list[_Found]:
    """Return every line with a vote on some factor, by name."""
    works: defaultdict[str, set[str]] = defaultdict(set)
    factors: defaultdict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for rating in site.map.ratings.factors:
        for line in rating.lines:
            works[line.id].update(line.works)
            factors[line.id].append(rating.factor)
            reasons.setdefault(line.id, line.reason)
    return [
        _Found(name, reasons[name], tuple(sorted(works[name])), tuple(factors[name]))
        for name in sorted(works, key=lambda one: (site.map.line_name(one).casefold(), one))
    ]


def _lines(site: Site) -> Iterator[Page | Further]:
    title = "Lines of evidence"
    parts = site.parts(at.LINES, title, "lines", ())
    rows = [_row(site, one) for one in _found(site)]
    shared = [overlap_view(site, one) for one in site.map.overlaps]
    yield Page(
        path=at.LINES,
        template="lines.html",
        title=title,
        description=f"{count(len(rows), 'line')} of evidence in {site.brand}, and what they share.",
        nav="lines",
        context={
            "lines": parts.split("lines", "By name", "evidence_lines", rows, LINES_SHOWN),
            "overlaps": parts.split(
                "overlap", "What lines share", "overlaps", shared, OVERLAPS_SHOWN
            ),
        },
    )
    yield from parts.pages


def _row(site: Site, one: _Found) -> LineRow:
    name = site.map.line_name(one.id)
    return LineRow(
        name=name,
        reason=one.reason.removeprefix(f"{name}:").strip(),
        works=tuple(site.work_ref(work) for work in one.works),
        factors=tuple(site.target_ref(factor) for factor in one.factors),
    )
