"""The imprint of a work: place, publisher and year, in brackets or without."""

from __future__ import annotations

import re

from evidence.citations import locators, names
from evidence.citations.patterns import APOSTROPHES, CAPITAL, MONTHS, YEAR
from evidence.citations.reader import Reader
from evidence.citations.spans import Span

_LONGEST = 240
_SHORT_TITLE = re.compile(
    r"""
    \( \s* [\u2018\u201c'"] [^()]* [\u2019\u201d'"] \s* \)
  | \[? hereafter [^\])]* [\])]?
  | \( (?: hereafter | hereinafter ) [^)]* \)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What a work is called from now on: '(hereafter Report)'."""
_CITING = re.compile(
    r"\b(?:see|cf|quoting|quoted|citing|cited|discussing|reviewing|reprinted|compare|arguing|noting)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"nn?\.?\s?\d")
_EDITED = re.compile(r"\s*(?:edn?|eds?)[.,]*\s*")
_YEARS_OF_LIFE = re.compile(rf"\s*{YEAR}\s*[-\u2013]\s*(?:{YEAR})?\s*")
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_ASIDE = re.compile(r"[A-Z][\w.&' ]{0,30}|passim|emphasis[^()]*|my [^()]*|report")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|had|that|which)\b")
_EDITION = re.compile(r"\d+\w*\s+edn?\.?,?")
_MONTH = re.compile(MONTHS)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_BETWEEN = re.compile(r"^[\s,:.]*")
_APART = re.compile(r"[\s,:]+\S")
_WORD = rf"(?:{CAPITAL}[\w.&{APOSTROPHES}-]*|of|and|&)"
_UNBRACKETED = re.compile(rf"(?:{_WORD}|[,:])(?:[ ,:]+{_WORD}){{0,7}}[ ,]+(?={YEAR}\b)")


def bracket(at: Reader, here: int) -> bool:
    """Read a bracket that belongs to a work: '(Boulder: Lynne Rienner, 2003)', '(2nd ed., 1993)'.

    A bracket with a citation of its own is none.
    """
    span = at.bracket(here)
    if span is None:
        return False
    inner = at.text[span.start + 1 : span.end - 1]
    if _SHORT_TITLE.fullmatch(at.text, span.start, span.end):
        return at.take(span.end)
    if _CITING.search(inner) or _NOTE.match(inner):
        return False
    if url := next((one for one in at.spans.urls if span.holds(one.start)), None):
        at.found.url = at.found.url or at.text[url.start : url.end].strip("<>")
        return at.take(span.end)
    if names.ROLE.fullmatch(inner.strip()) or _EDITED.fullmatch(inner):
        return at.take(span.end)
    if _YEARS_OF_LIFE.fullmatch(inner):
        return at.take(span.end, strong=False)
    years = list(_YEAR.finditer(inner))
    return _imprint(at, span, inner, years[-1]) if years else _without_year(at, span, inner)


def _without_year(at: Reader, span: Span, inner: str) -> bool:
    """Read '(pp. 3-11)', and pass over '(UN)' or '(emphasis added)'."""
    found = locators.labelled(inner)
    if found and found[0].start <= 1:
        at.found.locators.append(found[-1])
        return at.take(span.end, strong=False)
    return bool(_ASIDE.fullmatch(inner)) and at.take(span.end, strong=False)


def _imprint(at: Reader, span: Span, inner: str, year: re.Match[str]) -> bool:
    """Read place and publisher before a year, and pages after it."""
    if len(inner) > _LONGEST or _SENTENCE.search(inner):
        return False
    found = at.found
    found.year = found.year or year[0]
    before = _EDITION.sub("", inner[: year.start()]).strip(" ,;")
    place, colon, publisher_ = before.partition(":")
    if colon and publisher_.strip():
        found.place, found.publisher = place.strip(" ,"), publisher_.strip(" ,")
    elif _LETTERS.search(before) and not _MONTH.search(before):
        found.publisher = found.publisher or before
    rest = inner[year.end() :]
    if _APART.match(rest):
        found.locators += _pages(rest)[-1:]
    return at.take(span.end)


def _pages(text: str) -> list[locators.Found]:
    """Return the locators after a year, else the number there."""
    if found := locators.labelled(text):
        return found
    one = locators.bare(_BETWEEN.sub("", text), 0)
    return [one] if one else []


def publisher(at: Reader, here: int) -> bool:
    """Read 'Cambridge University Press, 2003' without brackets."""
    if at.found.publisher or at.found.place:
        return False
    match = at.match(_UNBRACKETED, here)
    if match is None:
        return False
    place, colon, rest = match[0].partition(":")
    at.found.place = place.strip(" ,") if colon else ""
    at.found.publisher = (rest if colon else place).strip(" ,")
    return at.take(match.end())
