"""Dates, volumes, issues, pages and locators after a title."""

from __future__ import annotations

import re

from evidence.citations import locators
from evidence.citations.containers import SHORT_JOURNAL
from evidence.citations.patterns import MONTHS, PRINT_YEAR, YEAR
from evidence.citations.reader import Reader
from evidence.citations.spans import opening, past

_DATE = re.compile(
    rf"""
    \(?
    (?: \d{{1,2}} (?:st|nd|rd|th)? \s+ {MONTHS} \.? ,? \s+      # 3rd March
      | {MONTHS} \.? \s+ (?: \d{{1,2}} ,? \s+ )?                # March 3,
      | {MONTHS} [/\u2013-] {MONTHS} \s+ )?                     # March/April
    (?P<year> {YEAR} ) [a-z]? (?: [/\u2013-] \d{{2,4}} )?
    \)? (?! [\w/-]*\d )
    """,
    re.VERBOSE,
)
_VOLUME = re.compile(
    rf"""
    (?: (?: vols?\.? | volume | Bd\. | Jg\. ) \s* )?
    (?P<volume> \d{{1,4}} | [IVXLC]+ (?= \s*[,(:/] ) )
    (?: \s* (?: / | [.:](?=\d) | \( | ,?\s* (?: no | nos | nr | issue | H ) \.? \s* ) \s*
        (?P<number> (?! {PRINT_YEAR}\) ) \d+ (?: [-\u2013/] \d+ )? ) \)? )?
    (?= [\s,.:;(\u2013-] | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VOLUME_OF_BOOK = re.compile(r"(?P<volume>\d{1,2}):(?=\d)")
"""A volume before its page: '2:26'."""
_SECTION_PAGE = re.compile(r"[A-Z]{1,2}\d{1,3}\b(?=[\s,.;]|$)")
"""A page of a newspaper, with its section: 'B2'."""
_BEFORE_LABEL = re.compile(r"(?:(?:at|on|esp\.|especially|insbesondere|hier|PDF|and|und)\s+)*")
_BEFORE_NUMBER = re.compile(r"(?:at|esp\.|especially|particularly|insbesondere|bes\.)\s+\d")
_UNIT = re.compile(r"\s*(?:[%\u00b0\u00a3$]|per cent|percent|years?|days|times|\(\w+\.?\)?\s*Cal)")
_FARTHEST_UNIT = 12
_YEAR = re.compile(YEAR)
_ROMAN_VOLUME = re.compile(r"[IVXLC]+|[ivxlc]+")
_NUMBER_NEXT = re.compile(r"[,.:]?\s*(?:(?:pp?|ch|chap|paras?)\.\s*)?\d")
_FIRST_PAGES = re.compile(r"\d+(?:\s?[-\u2010-\u2015]\s?\d+)?")
_RANGE_AND_PAGE = re.compile(r"(?P<pages>\d+\s?[-\u2010-\u2015]\s?\d+),\s?\d")
"""The range of an article, and a page in it: '44-60, 51'."""
_CAPITAL_NEXT = re.compile(r"\s+[A-Z]")


def labelled(at: Reader, here: int) -> bool:
    """Read 'pp. 3-5', 'at para. 7', 'vol. 2'."""
    lead = at.match(_BEFORE_LABEL, here)
    one = locators.labelled_at(at.text, lead.end() if lead else here, at.limit)
    if one is None:
        return False
    label, value = one.locator.label, one.locator.value
    if label == "volume":
        at.found.volume = at.found.volume or value
        return at.take(one.end)
    if label == "issue":
        at.found.number = at.found.number or value
        return at.take(one.end)
    if label == "note" and not at.found.locators:
        return False
    at.found.add_locator(one)
    return at.take(one.end, strong=False)


def after_colon(at: Reader, here: int) -> bool:
    """Read ': 488-509', the pages of an article or a place in a book."""
    return ":" in at.gap and _bare(at, here)


def date(at: Reader, here: int) -> bool:
    """Read '2003', '(3 March 2003)'."""
    match = at.match(_DATE, here)
    if match is None:
        return False
    at.found.year = at.found.year or match["year"]
    return at.take(match.end())


def numbers(at: Reader, here: int) -> bool:
    """Read volume and issue after a journal, or a page without a label after anything else."""
    section = at.match(_SECTION_PAGE, here)
    if section is not None:
        at.found.pages = at.found.pages or section[0]
        return at.take(section.end(), strong=False)
    if not at.text[here].isdigit() and at.text[here] not in "ivxlcdmIVXLCDM":
        return bool(_BEFORE_NUMBER.match(at.text, here)) and _bare(at, here)
    book = at.match(_VOLUME_OF_BOOK, here) if not (at.quoted or at.found.volume) else None
    if book is not None:
        at.found.volume = book["volume"]
        return at.take(book.end(), strong=False)
    match = at.match(_VOLUME, here)
    if match and _is_volume(at, match):
        at.found.volume, at.found.number = match["volume"], match["number"] or ""
        return at.take(match.end())
    return _bare(at, here)


def _is_volume(at: Reader, match: re.Match[str]) -> bool:
    """Whether a number is that of a volume: with an issue, after a journal, or before one."""
    found = at.found
    if found.volume:
        return False
    if found.container and not found.in_volume:
        return not found.year or bool(match["number"])
    after = past(at.text, match.end(), at.limit, " ,")
    if not found.container and (opening(at.known, after) or at.match(SHORT_JOURNAL, after)):
        return True
    if not at.quoted:
        return False
    before_journal = not found.container and at.match(_CAPITAL_NEXT, match.end())
    return bool(match["number"] or before_journal)


def _bare(at: Reader, here: int) -> bool:
    """Read a number without a label: a volume, the pages of an article, or a place in a work."""
    one = locators.bare(at.text, here)
    if one is None or one.end > at.limit or _counts(at, one):
        return False
    found, value = at.found, one.locator.value
    if _ROMAN_VOLUME.fullmatch(value) and (found.volumes or at.match(_NUMBER_NEXT, one.end)):
        found.volume = found.volume or value
        return at.take(one.end, strong=False)
    if _stands_for_article(at) and (first := at.match(_FIRST_PAGES, here)):
        found.pages = locators.tidy(first[0])
        return at.take(first.end())
    both = _RANGE_AND_PAGE.match(at.text, here, one.end) if ":" in at.gap and at.quoted else None
    if both is not None and not found.pages:
        found.pages = locators.tidy(both["pages"])
        return at.take(both.end("pages"))
    found.add_locator(one)
    return at.take(one.end, strong=False)


def _counts(at: Reader, one: locators.Found) -> bool:
    """Whether a number counts something, or is a year, and no page."""
    if _UNIT.match(at.text, one.end, one.end + _FARTHEST_UNIT):
        return True
    year = _YEAR.fullmatch(one.locator.value)
    return year is not None and not at.found.year and ":" not in at.gap


def _stands_for_article(at: Reader) -> bool:
    """Whether a number is the range of an article: the first after the volume of its journal."""
    found = at.found
    titled = at.quoted or found.sure_container
    after_volume = titled and found.container and found.volume and not found.in_volume
    return bool(after_volume) and not (":" in at.gap or found.pages or found.locators)
