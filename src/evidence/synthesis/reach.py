"""How far evidence reaches: the regions and decades that works study, and when they appeared.

Taken from `region` and `period` of the appraisals and from the works' years. What is not known
stays unknown: it is no region and no decade of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from evidence.model import Appraisal, Work

WORLD = frozenset({"world", "worldwide", "global", "the world"})
"""Regions that stand for everywhere."""

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_RANGE = re.compile(r"(?<!\d)(\d{4})s?\s*(?:-|\u2013|to|/)\s*(\d{4})s?(?!\d)")
_SINCE = re.compile(r"\b(?:since|from|after)\b[^\d]*(\d{4})", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:before|until|to|up to)\b|\bcentur", re.IGNORECASE)


def regions(appraisal: Appraisal | None) -> frozenset[str]:
    """Return the regions that a work studies, as they are written; none where it is not known."""
    if appraisal is None:
        return frozenset()
    parts = re.split(r"[;,]", appraisal.region)
    return frozenset(" ".join(part.split()) for part in parts if part.strip())


def is_world(region: str) -> bool:
    """Whether a region stands for everywhere."""
    return region.casefold() in WORLD


def decades(appraisal: Appraisal | None, work: Work | None) -> frozenset[int]:
    """Return the decades that a work studies (1990 for the 1990s); none where it is not known.

    'since 1990' reaches to the year of the work. A period without a first and a last year, such as
    'to 2007' or 'twentieth century', is not known to the decade.
    """
    return _decades(appraisal.period if appraisal else "", work.year if work else None)


@lru_cache(maxsize=1 << 12)
def _decades(period: str, last_year: int | None) -> frozenset[int]:
    years: set[int] = set()
    for first, last in _RANGE.findall(period):
        years.update(range(int(first), int(last) + 1))
    rest = _RANGE.sub(" ", period)
    since = _SINCE.search(rest)
    if since:
        if not last_year:
            return frozenset()
        years.update(range(int(since[1]), last_year + 1))
        rest = rest.replace(since[0], " ")
    if _OPEN.search(rest):
        return frozenset()
    years.update(int(year) for year in _YEAR.findall(rest))
    return frozenset(year // 10 * 10 for year in years)


def studied_regions(
    keys: Iterable[str], appraisals: Mapping[str, Appraisal]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the works that study each region, and those of which it is not known.

    Spellings that differ in case alone are one region.
    """
    found: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}
    unknown = []
    for key in keys:
        names = regions(appraisals.get(key))
        if not names:
            unknown.append(key)
        for name in sorted(names):
            shown = spelt.setdefault(name.casefold(), name)
            found.setdefault(shown, []).append(key)
    return found, unknown
