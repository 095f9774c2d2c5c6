"""What a full citation prints besides its parsed parts: dates, editions, translators, series."""

from __future__ import annotations

import re

from evidence.citations import locators, names
from evidence.model import Name
from evidence.model.citation import Reference

_MONTHS = "january february march april may june july august september october november december"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS.split())})"
_DAY_FIRST = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+)?{_MONTH}\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_ACCESS = re.compile(
    r"\(?\b(?:last\s+)?(?:accessed|visited|retrieved|viewed|consulted)\b.*", re.IGNORECASE
)
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)\S+", re.IGNORECASE)
_RANGE = r"(\d+\s?[-\u2010-\u2015]\s?\d+)"
_PAGES = (re.compile(rf":\s*{_RANGE}"), re.compile(rf"\bpp\.?\s*{_RANGE}"))
_EDITION = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)\s+(?:rev(?:ised|\.)?\s+)?edn?\b|\b(rev)(?:ised|\.)\s+edn?\b"
)
_TRANSLATOR = re.compile(
    r"\b(?:[Tt]ranslated by|[Tt]rans\.?(?: by)?|[Tt]ransl\.(?: by)?)\s+"
    r"(?P<who>[^\W\d_a-z][^,;:()\[\]]+)"
)
_VOLUMES = re.compile(r"\b(\d{1,2})\s+vols?\b", re.IGNORECASE)
_SERIES = re.compile(
    r"[(,]\s*(?P<series>(?:[^\W\d_a-z][\w'\u2019-]*\s+|(?:in|of|on|and|the|for)\s+)+Series)"
    r"(?:,?\s+(?:[Nn]o\.\s*)?(?P<number>\d+))?(?=[,;:)])"
)


def before_title(reference: Reference) -> str:
    """Return the text before the title; empty where there is no title."""
    start = reference.raw.find(reference.title) if reference.title else -1
    return reference.raw[:start] if start > 0 else ""


def after_title(reference: Reference) -> str:
    """Return the text after the title; the whole where there is none."""
    start = reference.raw.find(reference.title) if reference.title else 0
    return reference.raw[start + len(reference.title) :] if start >= 0 else ""


def details(reference: Reference) -> str:
    """Return the text after the title without its container, symbol, addresses and their dates."""
    rest = after_title(reference)
    for part in (reference.container, reference.symbol):
        if part:
            rest = rest.replace(part, " ", 1)
    return _ACCESS.sub("", _ADDRESS.sub("", rest))


def pages(reference: Reference) -> str:
    """Return the range of pages that a citation gives for an article, as printed."""
    if reference.pages:
        return reference.pages
    if not (reference.container and reference.volume) or reference.editors:
        return ""
    rest = details(reference)
    found = next((match for pattern in _PAGES if (match := pattern.search(rest))), None)
    return locators.tidy(found[1]) if found else ""


def date(reference: Reference) -> str:
    """Return the date of a work as ISO 8601, as exactly as it is printed: '2008-01-14', '2008'."""
    before = re.search(r"\(((?:1[5-9]|20)\d\d)[a-z]?\)", before_title(reference))
    year = reference.year[:4] or (before[1] if before else "")
    found = _date(details(reference))
    return found if found[:4] == year and found else year if year.isdigit() else ""


def urldate(reference: Reference) -> str:
    """Return when an address was visited: 'accessed 5 January 2013' is '2013-01-05'."""
    said = _ACCESS.search(reference.raw)
    return _date(said[0]) if said and reference.url else ""


def _date(text: str) -> str:
    found = _MONTH_FIRST.search(text) or _DAY_FIRST.search(text)
    if found is None:
        return ""
    month = _MONTHS.split().index(found["month"].casefold()) + 1
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}-{month:02}{day}"


def edition(reference: Reference) -> str:
    """Return the edition: a number, or 'rev.'."""
    found = _EDITION.search(after_title(reference))
    return "" if found is None else found[1] or "rev."


def volumes(reference: Reference) -> str:
    """Return how many volumes a work has."""
    found = _VOLUMES.search(after_title(reference))
    return found[1] if found else ""


def series(reference: Reference) -> tuple[str, str]:
    """Return the series of a book and its number in it."""
    found = _SERIES.search(after_title(reference))
    return (found["series"].strip(), found["number"] or "") if found else ("", "")


def translators(reference: Reference) -> tuple[Name, ...]:
    """Return the names of translators."""
    found = _TRANSLATOR.search(after_title(reference))
    return names.read(found["who"])[0] if found else ()


def edited(reference: Reference) -> bool:
    """Whether the names before the title are those of editors."""
    return bool(names.ROLE.search(before_title(reference)))
