"""Years and dates: against the record, between notes, and twice in one citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting, Standard

_YEAR = re.compile(r"(?<![\d/-])(?:1[5-9]|20)\d\d(?=[a-z]?(?![\d/]))")
_HEAD_YEAR = re.compile(r"\(((?:1[5-9]|20)\d\d)[a-z]?\)")
_MONTHS = "january february march april may june july august september october november december"
_MONTH = "|".join(_MONTHS.title().split())
_DATE = re.compile(
    rf"\b(\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})|\b({_MONTH})\s+(\d{{1,2}}),\s+(\d{{4}})"
)


def check(material: Material) -> Iterator[Finding]:
    """Yield years and dates that differ, and years that stand twice."""
    for one in material.sightings:
        yield from _twice(one)
    for one, standard in material.measured():
        yield from _year(one, standard)
        yield from _date(one, standard)


def _twice(one: Sighting) -> Iterator[Finding]:
    """'Ann Lee (2010) Title (Place: House, 2010)': the year of author-date style and the other."""
    before = _HEAD_YEAR.search(one.head)
    after = _YEAR.findall(one.details)
    if before is None or not after:
        return
    if before[1] in after:
        said = f"({before[1]}) \u2026 {before[1]}"
        yield one.finding("year-twice", "the year is printed twice", said, before[1])
    else:
        said = f"({before[1]}) \u2026 {after[-1]}"
        yield one.finding("year-differs", "two years in one citation", said, "")


def printed(one: Sighting) -> set[str]:
    """Return every year that a citation gives for its work, reprints included."""
    found = {*_YEAR.findall(one.details), *_HEAD_YEAR.findall(one.head)}
    if one.reference.year[:4].isdigit():
        found.add(one.reference.year[:4])
    return found


def _year(one: Sighting, standard: Standard) -> Iterator[Finding]:
    year = one.reference.year[:4]
    dated = standard.work.get("date", "year")
    known = set(re.findall(r"\d{4}", dated + standard.work.get("origdate")))
    if "/" in dated and len(known) > 1:
        known |= {str(each) for each in range(int(min(known)), int(max(known)) + 1)}
    if not year.isdigit() or not known or printed(one) & known:
        return
    expected = str(standard.work.year)
    yield one.finding("year-differs", f"year {year}; {standard.source} {expected}", year, expected)


def _date(one: Sighting, standard: Standard) -> Iterator[Finding]:
    """Compare days where citation and record both give one."""
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)$", standard.work.get("date"))
    said = _DATE.search(one.details)
    if day is None or said is None:
        return
    number, month, year = said[1] or said[5], said[2] or said[4], said[3] or said[6]
    place = _MONTHS.split().index(month.casefold()) + 1
    if year == day[1] and (int(number), place) != (int(day[3]), int(day[2])):
        message = f"date {said[0]}; {standard.source} {day[0]}"
        yield one.finding("date-differs", message, said[0], day[0])
