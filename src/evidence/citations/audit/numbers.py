"""Volume, issue, pages and symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.citations import locators, printed
from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import PARTS, Material, Sighting, Standard
from evidence.citations.entry import identifier
from evidence.citations.parse import symbol


def check(material: Material) -> Iterator[Finding]:
    """Yield volumes, issues, pages and symbols that differ, and pages that are missing."""
    for kind in ("article", "part"):
        yield from _missing(material, kind)
    for one, standard in material.measured():
        if one.full:
            yield from _figures(one, standard)
            yield from _symbol(one, standard)
            yield from _volume(one, standard)


def _figures(one: Sighting, standard: Standard) -> Iterator[Finding]:
    ref, work = one.reference, standard.work
    if work.type not in PARTS or ref.editors:
        return
    for name, cited, expected in (
        ("volume", ref.volume, work.get("volume")),
        ("number", ref.number, work.get("number", "issue")),
    ):
        if _figure(cited) and _figure(expected) and _figure(cited) != _figure(expected):
            if name == "number" and _figure(work.get("issue")) == _figure(cited):
                continue
            word = "issue" if name == "number" else name
            message = f"{word} {cited}; {standard.source} {expected}"
            yield one.finding(f"{name}-differs", message, cited, expected)
    cited = printed.pages(one.reference)
    ours, theirs = locators.pages(cited), locators.pages(work.pages)
    if ours is None or theirs is None or ours == theirs or theirs[0] >= theirs[1]:
        return
    if "-" not in cited:
        return
    within = theirs[0] <= ours[0] and ours[1] <= theirs[1]
    pinpoint = one.reference.locator is None or not ref.volume
    if not (within and pinpoint):
        message = f"pages {cited}; {standard.source} {work.pages}"
        yield one.finding("pages-differ", message, cited, work.pages)


def _volume(one: Sighting, standard: Standard) -> Iterator[Finding]:
    """Yield a citation of several volumes that does not say which."""
    volumes = standard.work.get("volumes")
    said = one.reference.volume or re.search(r"\b[Vv]ol|\bBd|\bBand", one.reference.raw)
    if volumes.isdecimal() and int(volumes) > 1 and not standard.work.get("volume") and not said:
        message = f"the work has {volumes} volumes, and which is meant is not said"
        yield one.finding("volume-missing", message, "", f"{volumes} volumes")


def _figure(text: str) -> str:
    """Return a number without what goes with it; empty where there is none or several."""
    found = re.fullmatch(r"\D{0,6}0*(\d+)\D{0,2}", text.strip())
    return found[1] if found else ""


def _symbol(one: Sighting, standard: Standard) -> Iterator[Finding]:
    """Compare a document symbol letter by letter."""
    cited, number = one.reference.symbol, standard.work.get("number")
    if not cited or "/" not in number or identifier(cited) == identifier(number):
        return
    parts = [identifier(part) for part in re.split(r"(?<=\d)-(?=[A-Z])|;\s*", number)]
    if identifier(cited) in parts:
        return
    same = identifier(symbol(cited)) in {identifier(number), *parts}
    message = f"symbol {cited}; {standard.source} {number}"
    yield one.finding("symbol-form" if same else "symbol-differs", message, cited, number)


def _missing(material: Material, kind: str) -> Iterator[Finding]:
    """Articles and chapters without any page, in an article that gives pages."""

    def among(one: Sighting) -> bool:
        journal = bool(one.reference.container) and not one.reference.editors
        chapter = bool(one.reference.editors and one.reference.container)
        return journal and bool(one.reference.volume) if kind == "article" else chapter

    def has(one: Sighting) -> bool:
        return bool(
            printed.pages(one.reference)
            or one.reference.locator
            or re.search(r"\d+[-\u2013]\d+", one.details)
        )

    if not material.habit(has, among):
        return
    for one in material.sightings:
        if one.full and among(one) and not has(one):
            standard = material.standard(one.key) if one.key else None
            expected = standard.work.pages if standard else ""
            yield one.finding(
                "pages-missing", "no pages given, unlike in other notes", "", expected
            )
