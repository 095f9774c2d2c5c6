"""Where in a work a citation points: not the range of pages that the work covers."""

from __future__ import annotations

from evidence.citations import locators
from evidence.model import Work
from evidence.model.citation import Reference
from evidence.model.claim import Locator

LONGEST = 3
"""Pages after its first of a range that may be a pinpoint, where it may be an article's as well."""


def pinpoint(reference: Reference, work: Work) -> Locator | None:
    """Return where in its work a citation points; None where it means the whole."""
    locator = reference.locator
    full = reference.form == "full"
    if locator is None:
        return _pages_elsewhere(reference, work) if full else None
    if locator.label != "page":
        return locator
    ranged = full or "-" in locator.value
    if ranged and work.pages and locators.same(locator.value, work.pages):
        return None
    return None if full and _may_be_article(reference, work, locator) else locator


def _pages_elsewhere(reference: Reference, work: Work) -> Locator | None:
    """Return the pages of a citation where they do not begin as those of the work do."""
    if not reference.pages or not work.pages or _begin_alike(reference.pages, work.pages):
        return None
    return Locator("page", reference.pages)


def _begin_alike(value: str, pages: str) -> bool:
    one, other = locators.pages(value), locators.pages(pages)
    if one is None or other is None:
        return value.casefold() in pages.casefold()
    return one[0] == other[0]


def _may_be_article(reference: Reference, work: Work, locator: Locator) -> bool:
    """Whether pages after the volume of a journal are an article's: no others are known."""
    if not (reference.volume and reference.container) or reference.pages or work.pages:
        return False
    whole = locators.pages(locator.value)
    return whole is not None and whole[1] - whole[0] > LONGEST
