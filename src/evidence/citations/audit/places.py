"""Where citations point: outside of their work, or by a kind of place that it does not have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from evidence.citations import locators, printed
from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting, another

_SYMBOL = re.compile(r"[A-Z]+(?:/[\w.]+)+(?:-[A-Z]+(?:/[\w.]+)+)?")
_NO_PAGES = frozenset({"online", "electronic", "www"})
_NEVER = {
    "article": {"chapter", "book", "volume"},
    "incollection": {"chapter", "book", "volume"},
    "inproceedings": {"chapter", "book", "volume"},
}
"""Locator kinds that name something larger than the work."""


def check(material: Material) -> Iterator[Finding]:
    """Yield pinpoints outside of the work's pages and kinds of locators that it does not use."""
    for key in material.by_work:
        yield from _outside(material, key)
        yield from _kinds(material, key)
    yield from _interleaved(material)


def _outside(material: Material, key: str) -> Iterator[Finding]:
    whole, source = _range(material, key)
    if whole is None:
        return
    for one in material.by_work[key]:
        locator = one.citation.locator
        if locator is None or one.citation.inherited or locator.label != "page":
            continue
        pages = _numbers(locator.value)
        if pages and (min(pages) < whole[0] or max(pages) > whole[1]):
            expected = f"{whole[0]}-{whole[1]}"
            message = f"{locator} lies outside the work; {source} {expected}"
            yield one.finding("outside-pages", message, locator.value, expected)


def _range(material: Material, key: str) -> tuple[tuple[int, int] | None, str]:
    """Return the pages of a work, and who says so."""
    record = material.works.get(key)
    if record is not None:
        whole = locators.pages(record.pages)
        if whole and whole[0] < whole[1]:
            return whole, "the bibliography has"
        if record.get("pagetotal").isdecimal() and record.type in {"book", "collection"}:
            return (1, int(record.get("pagetotal"))), "the bibliography has"
    for one in material.in_full.get(key, ()):
        said = printed.pages(one.reference)
        if "-" in said and (whole := locators.pages(said)) and whole[0] < whole[1]:
            return whole, f"note {one.note.note} has"
    return None, ""


def _numbers(value: str) -> list[int]:
    """Return the pages that a value names, the last of a range written out in full."""
    found: list[int] = []
    for part in re.split(r"[,;&]|\band\b", value):
        if re.match(r"\s*\d", part) and (pages := locators.pages(part.strip())):
            found += pages
    return found


def _kinds(material: Material, key: str) -> Iterator[Finding]:
    record = material.works.get(key)
    kind = record.type if record else ""
    marked = [one for one in material.by_work[key] if one.reference.locator]
    labels = Counter(one.reference.locator.label for one in marked if one.reference.locator)
    for one in marked:
        locator = one.reference.locator
        assert locator is not None
        symbol = record is not None and _SYMBOL.fullmatch(record.get("number"))
        if symbol and locator.label == "page" and not labels["paragraph"]:
            message = f"{locator} of a document with a symbol, whose paragraphs are numbered"
            yield one.finding("page-not-paragraph", message, str(locator), "paragraph")
        elif kind in _NO_PAGES and locator.label == "page" and not (record and record.pages):
            message = f"{locator} of a web page"
            yield one.finding("unusual-locator", message, str(locator), "")
        elif locator.label in _NEVER.get(kind, ()):
            message = f"{locator} of a work that is itself a part"
            yield one.finding("unusual-locator", message, str(locator), "page")
        elif len(labels) > 1:
            usual, count = labels.most_common(1)[0]
            if {usual, locator.label} == {"page", "paragraph"} and labels[locator.label] < count:
                message = f"{locator}; other notes cite this work by {usual}"
                yield one.finding("unusual-locator", message, str(locator), usual)


def _interleaved(material: Material) -> Iterator[Finding]:
    """Chapters of one volume whose pinpoints lie between one another's: one of them is wrong."""
    volumes: defaultdict[str, dict[str, list[tuple[int, Sighting]]]] = defaultdict(dict)
    for key, found in material.by_work.items():
        standard = material.standard(key)
        if standard is None or standard.work.type not in {"incollection", "inbook"}:
            continue
        volume = standard.work.crossref or standard.work.container
        for one in found:
            locator = one.citation.locator
            if not standard.recorded and another(material.in_full[key][0], one):
                continue
            if volume and locator and locator.label == "page" and not one.citation.inherited:
                for page in _numbers(locator.value)[:1]:
                    volumes[volume].setdefault(key, []).append((page, one))
    for chapters in volumes.values():
        for key, points in chapters.items():
            low, high = min(page for page, _ in points), max(page for page, _ in points)
            between = [
                other
                for name, others in chapters.items()
                if name != key
                for page, other in others
                if low < page < high
            ]
            if between:
                yield from _said(points, low, high, between[0])


def _said(
    points: list[tuple[int, Sighting]], low: int, high: int, between: Sighting
) -> Iterator[Finding]:
    where = f"note {between.note.note} cites another chapter at {between.citation.locator}"
    told = set()
    for page, one in points:
        if page in {low, high} and one.note.id not in told:
            told.add(one.note.id)
            other = high if page == low else low
            message = f"p. {page} and p. {other} cannot lie in one chapter: {where}"
            yield one.finding("pages-interleave", message, str(page), "")
