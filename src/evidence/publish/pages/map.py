"""The map: factor by type of evidence, the lists behind its cells, and what its filters need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from evidence.model import Factor, Method
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.scripts import literal
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, encode
from evidence.publish.views import Attachment, ClaimView, Further, Listing, Page, RatingView
from evidence.publish.write import GENERATOR
from evidence.synthesis.bearings import (
    FACETS,
    UNKNOWN,
    Bearing,
    Grid,
    Tally,
    grid,
    values_of,
)

CLAIMS_SHOWN = 40
CLAIMS_FURTHER = 1500
MOST_SAID = 3000
"""Up to how many claims the filters know in words; beyond, by work and id."""

LARGEST, SMALLEST, LEAST_SCALE = 60, 18, 11
"""Width of the largest and smallest mark; the lines at which a mark is largest, at the least."""

TITLES = {
    "method": "Type of evidence",
    "outcome": "Outcome",
    "stance": "Stance",
    "seen": "Seen",
    "checked": "Checked",
    "region": "Region studied",
    "period": "Period studied",
    "work": "Work",
}
WORDS = {
    "first-hand": "first hand",
    "reported": "as reported by another work",
    "checked": "at the source",
    "unchecked": "not at the source",
    UNKNOWN: "not known",
}


@dataclass(frozen=True, slots=True)
class MapCell:
    """One cell: what is counted in it, and the width of its mark."""

    method: Method
    href: str
    tally: Tally
    size: int
    stances: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A factor on the map."""

    rating: RatingView
    cells: tuple[MapCell, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class MapBand:
    """The factors of one row of the framework."""

    label: str
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class CellList:
    """The claims behind one cell."""

    anchor: str
    label: str
    tally: Tally
    listing: Listing[ClaimView]


def evidence_map(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the lists behind the cells, what the filters need, then the map itself."""
    for factor in site.framework.factors:
        key = keys.votes_on(site.map.ratings[factor.id])
        yield Plan(site.addresses.on_map(factor), key, partial(_lists, site, factor))
    yield Plan(at.MAP_DATA, keys.votes, partial(_data, site))
    ratings = [keys.view(rating) for rating in site.map.ratings.factors]
    yield Plan(at.MAP, keys.of(keys.votes, ratings), partial(_map, site))


def anchors(site: Site) -> dict[str, str]:
    """Return the anchor of each method: its id where that can stand in an address as it is."""
    methods = site.rubric.methods
    plain = {m.id for m in methods if m.id.replace("-", "").isalnum() and m.id.isascii()}
    return {m.id: m.id if m.id in plain else f"method-{n}" for n, m in enumerate(methods, 1)}


def _map(site: Site) -> Iterator[Page]:
    counted = grid(site.bearings)
    total = counted.total
    scale = scale_of(counted)
    bands: defaultdict[str, list[Factor]] = defaultdict(list)
    for factor in site.framework.factors:
        bands[factor.row].append(factor)
    said = (
        f"{count(total.lines, 'line of evidence', 'lines of evidence')}, "
        f"{count(total.claims, 'claim')} from {count(total.works, 'work')}"
    )
    yield Page(
        path=at.MAP,
        template="map.html",
        title="Map",
        description=f"Where evidence lies, by factor and type of evidence: {said}.",
        nav="map",
        context={
            "methods": site.rubric.methods,
            "bands": [
                MapBand(
                    _label(site, factors[0]),
                    tuple(_row(site, factor, counted, scale) for factor in factors),
                )
                for factors in bands.values()
            ],
            "said": said,
        },
    )


def _label(site: Site, factor: Factor) -> str:
    row = site.row_of(factor)
    side = next((one.label for one in site.framework.sides if one.id == factor.side), factor.side)
    return f"{side}: {row.label if row else factor.dimension}"


def scale_of(counted: Grid) -> int:
    """Return the number of lines at which a mark is largest."""
    return max(LEAST_SCALE, *(cell.lines for cell in counted.cells.values()), 0)


def _row(site: Site, factor: Factor, counted: Grid, scale: int) -> MapRow:
    lists, places = at.href(site.addresses.on_map(factor)), anchors(site)
    cells = []
    for method in site.rubric.methods:
        tally = counted.cells.get((factor.id, method.id), Tally())
        size = max(SMALLEST, round(LARGEST * sqrt(tally.lines / scale)))
        cells.append(MapCell(method, f"{lists}#{places[method.id]}", tally, size, stances(tally)))
    rating = site.rating(site.map.ratings[factor.id])
    return MapRow(rating, tuple(cells), counted.factors.get(factor.id, Tally()))


def stances(tally: Tally) -> str:
    """Say how many lines of a cell do not merely support: '1 qualifies, 2 contradict'."""
    numbers = (
        (tally.qualifies, "qualifies", "qualify"),
        (tally.contradicts, "contradicts", "contradict"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in numbers if n)


def _lists(site: Site, factor: Factor) -> Iterator[Page | Further]:
    inside = [one for one in site.bearings if one.factor == factor.id]
    title = f"{factor.id} {factor.label} by type of evidence"
    path = site.addresses.on_map(factor)
    parts = site.parts(path, title, "map", (Ref("Map", at.MAP),))
    counted, places = grid(inside), anchors(site)
    lists = []
    for method in site.rubric.methods:
        claims = {one.claim.id: one.claim for one in inside if one.claim.method == method.id}
        views = [site.claim(claim) for claim in claims.values()]
        place = places[method.id]
        listing = parts.split(
            place, method.label, "claim_refs", views, CLAIMS_SHOWN, CLAIMS_FURTHER
        )
        tally = counted.cells.get((factor.id, method.id), Tally())
        lists.append(CellList(place, method.label, tally, listing))
    yield Page(
        path=path,
        template="cells.html",
        title=title,
        description=f"The claims with a vote on {factor.id} {factor.label}, by how they came "
        "about.",
        nav="map",
        crumbs=(Ref("Map", at.MAP),),
        context={"factor": site.factor_ref(factor), "lists": lists},
    )
    yield from parts.pages


def _data(site: Site) -> Iterator[Attachment]:
    data = literal(data_of(site, site.bearings))
    head = f"/* {GENERATOR}: what the filters of the map need */"
    code = f"{head}\n(window.evidenceMap = window.evidenceMap || {{}}).map = {data};\n"
    yield Attachment(at.MAP_DATA, encode(code))


def data_of(site: Site, found: Sequence[Bearing]) -> dict[str, object]:
    """Return what the filters need: the values of facets, then claims by the place of values.

    A bearing is factor, stance and claim; a claim is id, address, work, line, method, outcome,
    seen, checked, locator and words; a work is address, regions and periods.
    """
    values = values_of(site.map, found)
    place = {facet: {value: n for n, value in enumerate(values[facet])} for facet in FACETS}
    factors = {factor.id: n for n, factor in enumerate(site.framework.factors)}
    lines = {line: n for n, line in enumerate(dict.fromkeys(one.line for one in found))}
    claims: dict[str, int] = {}
    rows: list[list[object]] = []
    works: dict[str, list[object]] = {}
    said = len({one.claim.id for one in found}) <= MOST_SAID

    def places(one: Bearing, facet: str) -> list[int]:
        return sorted(place[facet][value] for value in one.facets[facet])

    for one in found:
        claim, view = one.claim, site.claim(one.claim)
        works.setdefault(claim.work, [view.work.href, places(one, "region"), places(one, "period")])
        if claim.id in claims:
            continue
        claims[claim.id] = len(rows)
        single = [places(one, facet)[0] for facet in ("method", "outcome", "seen", "checked")]
        rows.append(
            [
                claim.id,
                view.href,
                place["work"][claim.work],
                lines[one.line],
                *single,
                view.locator,
                claim.statement if said else "",
            ]
        )
    return {
        "facets": [
            [facet, TITLES[facet], [[value, _word(site, facet, value)] for value in values[facet]]]
            for facet in FACETS
        ],
        "factors": [[f.id, f"{f.id} {f.label}"] for f in site.framework.factors],
        "methods": [[m.id, m.label] for m in site.rubric.methods],
        "works": [works[key] for key in values["work"]],
        "claims": rows,
        "bearings": [
            [factors[one.factor], place["stance"][one.stance], claims[one.claim.id]]
            for one in found
        ],
        "scale": scale_of(grid(found)),
    }


def _word(site: Site, facet: str, value: str) -> str:
    if facet == "method":
        return site.method(value)
    if facet == "outcome":
        return site.outcome(value)
    return site.map.label(value) if facet == "work" else WORDS.get(value, value)
