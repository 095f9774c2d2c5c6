"""A rating in words for a page: every count leads to its list, every name to its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evidence.model import Rating
from evidence.publish import addresses as at
from evidence.publish.parts import Items, Parts
from evidence.publish.site import Site
from evidence.publish.text import Ref
from evidence.publish.views import Listing
from evidence.synthesis.explain import CountedList, Explanation, Piece, explain
from evidence.synthesis.overlap import LineOverlap

COUNTED_SHOWN = 12
COUNTED_FURTHER = 1500
REST = (("for",), ("against",), ("set-aside", "checked", "overlap"))
"""Topics that stand below the card, put together into paragraphs."""
BESIDE = {
    "vote-count": "Vote count",
    "criteria": "DFID\u2019s four criteria",
}
"""Topics for comparison, each with its heading."""

SECTIONS = {"lines": "lines", "silent": "set-aside"}
"""Lists that a section of a factor's page shows anyhow, by the anchor of that section."""

Words = tuple[Ref, ...]
Where = tuple[str, Mapping[str, str]]
"""The address of a page, and the lists that have a section of their own there."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A list behind a number."""

    id: str
    title: str
    listing: Listing[Ref]


@dataclass(frozen=True, slots=True)
class Telling:
    """A rating in words: what the card says, what stands below it, and the lists it counts."""

    rating: Words
    change: tuple[Words, ...]
    rest: tuple[Words, ...]
    beside: tuple[tuple[str, Words], ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class OverlapView:
    """Two lines that share something."""

    lines: tuple[str, str]
    kind: str
    how: str
    reasons: str
    factors: tuple[Ref, ...]


def telling(site: Site, rating: Rating, parts: Parts) -> Telling:
    """Return a rating in words, with links."""
    found = explain(site.map, rating)
    sections = SECTIONS if rating.factor else {}
    where = (parts.href, sections)

    def listing(one: CountedList) -> Listing[Ref]:
        anchor, items = _anchor(one.name, sections), _items(site, rating, one)
        return parts.split(anchor, one.title, "refs", items, COUNTED_SHOWN, COUNTED_FURTHER)

    counted = tuple(
        Counted(_anchor(one.name, sections), one.title, listing(one))
        for one in found.lists.values()
        if one.ids and one.name not in sections
    )
    rest = [words for topics in REST if (words := _words(site, found, where, *topics))]
    return Telling(
        rating=_words(site, found, where, "rating"),
        change=tuple(
            tuple(_ref(site, piece, where) for piece in said)
            for said in found.paragraph("change").sentences
        ),
        rest=tuple(rest),
        beside=tuple(
            (title, words)
            for topic, title in BESIDE.items()
            if (words := _words(site, found, where, topic))
        ),
        counted=counted,
    )


def overlap_view(site: Site, one: LineOverlap) -> OverlapView:
    """Return two lines that share something, in words."""
    first, second = (site.map.line_name(line) for line in one.lines)
    return OverlapView(
        lines=(first, second),
        kind=one.kind,
        how="declared" if one.declared else "computed from the bibliography",
        reasons="; ".join(one.reasons),
        factors=tuple(site.target_ref(factor) for factor in one.factors),
    )


def _words(site: Site, found: Explanation, where: Where, *topics: str) -> Words:
    """Return the paragraphs on some topics as one."""
    words: list[Ref] = []
    for topic in topics:
        for said in found.paragraph(topic).sentences:
            if words:
                words.append(Ref(" "))
            words += [_ref(site, piece, where) for piece in said]
    return tuple(words)


def _ref(site: Site, piece: Piece, where: Where) -> Ref:
    """Return a piece of a sentence with the address that it leads to."""
    page, sections = where
    if piece.kind == "count" and piece.number:
        return Ref(piece.text, f"{page}#{_anchor(piece.of, sections)}")
    named = {
        ("name", "work"): site.work_ref,
        ("name", "line"): site.work_ref,
        ("name", "factor"): site.target_ref,
        ("name", "claim"): site.claim_ref,
    }.get((piece.kind, piece.of))
    return Ref(piece.text, named(piece.id).href if named else None)


def _anchor(name: str, sections: Mapping[str, str]) -> str:
    return sections.get(name, f"count-{name}")


def _items(site: Site, rating: Rating, found: CountedList) -> Items[Ref]:
    """Return what a list holds, each with its page."""
    overlaps = {}
    if found.of == "overlaps":
        overlaps = {one.id: one for one in site.map.overlaps_of(rating)}

    def lines(pair: Sequence[str], href: str | None = None) -> Ref:
        return Ref(" and ".join(map(site.map.line_name, pair)), href)

    views: dict[str, Callable[[str], Ref]] = {
        "claims": site.claim_ref,
        "works": site.work_ref,
        "lines": lambda name: lines((name,), site.work_ref(name).href),
        "changes": lambda name: lines(name.split(" + ")),
        "overlaps": lambda name: lines(overlaps[name].lines, f"{at.LINES}#overlap"),
    }
    return Items(found.ids, views.get(found.of, _note))


def _note(name: str) -> Ref:
    return Ref(f"note {name}" if name.isdecimal() else name)
