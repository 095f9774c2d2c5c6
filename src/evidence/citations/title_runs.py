"""Where a title without quotation marks ends, and a row of capitalised words."""

from __future__ import annotations

import re

from evidence.citations import locators, names
from evidence.citations.patterns import APOSTROPHES, CAPITAL, MONTHS, PLACE_AND_YEAR, YEAR, either
from evidence.citations.spans import Spans, opening, past
from evidence.citations.symbols import SYMBOL

_SMALL = either(
    "of the and for in on to a an und der des die de du la le et f\u00fcr zur zum from with or at "
    "by as v"
)
_WORD = re.compile(
    rf"""
    {CAPITAL} [\w{APOSTROPHES}.&/-]*
  | \d+ (?: st | nd | rd | th ) \b
  | \d{{4}} [-/\u2013]? \d* (?= \s+[A-Z(] )
  | {_SMALL} \b
  | [\u2013&]
  | [:,] (?= \s{CAPITAL} )
  | , (?= \s(?:and|und)\s )
    """,
    re.VERBOSE,
)
"""A word or sign of a row."""
_DATE = re.compile(rf"{MONTHS}\.?\s+\d")
_LONGEST_DATE = 24
_ROLE = re.compile(r"eds?\b|trans\b")
_LABEL = re.compile(r"(?:pp?|vol|no|eds?|ch|para)\b")

_HOLDS_IMPRINT = re.compile(rf"{YEAR}|\beds?\b|forthcoming|n\.d\.")
_YEAR_ALONE = re.compile(rf"\({YEAR}\)")
_TITLE_AFTER_YEAR = re.compile(r"\s+(?![ivxlc]+\b)[A-Za-z]+|,\s+[oO]n\b")
_STOP = re.compile(
    rf"""
    ,? \s+ (?= at\s+ (?: pp?\.?\s* )? \d )
  | , \s+ (?= (?: at\s+ )? (?: pp?\. | para | ch\. | chap | \u00a7 | vol\. | S\. | no\. ) )
  | [,.]? \s+ (?= pp?\.\s* [\divxlc] )
  | , \s+ (?= (?: \d{{1,2}}\s+ )? {MONTHS}\s+{YEAR} )
  | , \s+ (?= {YEAR}\b (?! \s*[-\u2013]\s*\d ) )
  | , \s+ (?= in: \s )
  | \. \s+ (?= {PLACE_AND_YEAR} )
  | , \s+ (?= \d+ (?: [-\u2013]\d+ )? \s* (?: [.,;)] | $ ) )
  | , \s+ (?= [A-Z]{{1,6}}/\w+/ | [A-Z]+/\d )
  | ,? \s+ (?= (?: edited | eds?\. | trans\. ) \s+ (?: by\s+ )? [A-Z] )
    """,
    re.VERBOSE,
)
"""What no title goes on with: a locator, a date, a symbol, editors."""
_CLAUSE = re.compile(r",\s+(?=(?:which|who|where|in|and|but|esp|see)\b)")


def run_end(text: str, start: int, limit: int, spans: Spans) -> int:
    """Return where a row of capitalised words ends, small words between them included."""
    place = end = start
    while place < limit:
        match = _WORD.match(text, place, limit)
        if match is None or _stops(text, place, match[0], spans):
            break
        word = match[0]
        place = match.end()
        if word[0].isupper() or word[0].isdigit() or word == "&":
            end = place
        place = past(text, place, limit, " ")
        if word.endswith((".", ",")) and _LABEL.match(text, place):
            break
    return end


def _stops(text: str, place: int, word: str, spans: Spans) -> bool:
    """Whether a word begins something else: an address, a symbol, a date, a role, a locator."""
    return bool(
        opening(spans.urls, place)
        or opening(spans.quotes, place)
        or ("/" in word and SYMBOL.match(text, place))
        or _DATE.match(text, place, place + _LONGEST_DATE)
        or (_ROLE.match(text, place) and names.ROLE.match(text, place))
        or (word[0].islower() and locators.LABELLED.match(text, place))
    )


def title_end(text: str, start: int, end: int, spans: Spans) -> int:
    """Return where an unquoted title ends: before its imprint, a locator, a symbol or a date.

    A clause ends it too where no imprint, quotation or address follows.
    """
    stops = [one.start for one in (*spans.urls, *spans.quotes) if one.start > start]
    imprint = _imprint(text, start, end, spans)
    if imprint is not None:
        stops.append(imprint)
    patterns = (_STOP,) if stops else (_STOP, _CLAUSE)
    matches = filter(None, (pattern.search(text, start, end) for pattern in patterns))
    return max(start, min([end, *stops, *(match.start() for match in matches)]))


def _imprint(text: str, start: int, end: int, spans: Spans) -> int | None:
    """Return where the first bracket with an imprint begins."""
    for bracket in spans.brackets:
        said = text[bracket.start : bracket.end]
        if bracket.start <= start or not _HOLDS_IMPRINT.search(said):
            continue
        if _YEAR_ALONE.fullmatch(said) and _TITLE_AFTER_YEAR.match(text, bracket.end, end):
            continue
        return bracket.start
    return None
