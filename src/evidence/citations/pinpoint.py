"""Where in a work a citation points: not the range of pages that the work covers."""

from __future__ import annotations

import re

from evidence.citations import locators
from evidence.model import Work
from evidence.model.citation import Reference
from evidence.model.claim import Locator
from evidence.texts.words import words

_LABEL = re.compile(r"(?:\bpp?\.|\bS\.|\bat)\s*[\d,\s\u2013-]+$")
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
    locator = _behind_its_own(reference, work, locator)
    return None if locator and full and _may_be_article(reference, work, locator) else locator


def _behind_its_own(reference: Reference, work: Work, locator: Locator) -> Locator | None:
    """Return what is left of pages behind those of the work: '343-62, 350' of 343-362 is 350.

    A first page without a label is the work's own where its journal stands before it.
    """
    if not work.pages:
        return locator
    full = reference.form == "full"
    whole = locators.pages(work.pages)
    first = str(whole[0]) if whole and _begins(reference, work) else ""
    values = locator.value.split(", ")
    for place, value in enumerate(values):
        ranged = full or "-" in value
        if value == first or (ranged and locators.same(value, work.pages)):
            rest = ", ".join(values[place + 1 :])
            return Locator("page", rest) if rest else None
    return locator


def _begins(reference: Reference, work: Work) -> bool:
    """Whether a page without a label is the first of a work: it follows the journal."""
    container = words(work.container)
    journal = words(reference.title)[: len(container)] == container
    alone = reference.form == "full" and reference.container and not reference.pages
    return bool(container and (alone or journal)) and not _LABEL.search(reference.raw)


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
