"""Citations by author and year: 'Lee 2003, p. 5', 'Lee (2003: 5)'."""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.citations import locators, plain
from evidence.citations.names import is_body
from evidence.citations.note_text import Found, NoteText, Who
from evidence.citations.patterns import LEAD, MONTHS, YEAR
from evidence.citations.spans import opening
from evidence.model.claim import Locator

_MOST_WORDS = 12
"""Words of the names before a year."""
_YEAR = re.compile(
    rf"(?P<open>[(\[]?)(?P<year>{YEAR}(?:[a-z]|[/\u2013-](?:{YEAR}|\d\d))?)(?![\d\u2013-])"
)
_FURTHER = re.compile(rf"\s*[;,]\s*(?P<year>{YEAR}[a-z]?)(?![\d\u2013-])")
_MONTH = re.compile(rf"^{MONTHS}\.?$")
_SMALL_WORD = re.compile(r"\b(?:of|the|on|for)\s")
_INITIAL = re.compile(r"\b[A-Z]\. |al\. |[JS]r\. ")
_TITLE_NEXT = re.compile(r"\s*[,:]?\s*[\u2018\u201cA-Z]")
_DASH = re.compile(r"[/\u2013]")
_VOLUME = re.compile(r"\s*,\s*(?P<volume>\d{1,2})(?=:\d)")
"""A volume before its page: '2004, 2:26'."""
_COLON = re.compile(r"\s*:\s*")
_NEXT_CITATION = ("vgl", "see", "cf", "ebenso", "sowie", "and ")


def find(note: NoteText, left: int, end: int) -> Found | None:
    """Return the first names with a year between two places."""
    for match in _YEAR.finditer(note.text, left, end):
        who = _names(note, match, left)
        found = _at(note, match, who, left, end) if who else None
        if found is not None:
            return found
    return None


def _names(note: NoteText, match: re.Match[str], left: int) -> Who | None:
    """Return the names that a year stands after; None where these are other words."""
    text, start = note.text, match.start()
    if note.is_quoted(start) or (not match["open"] and note.in_own_bracket(start, left)):
        return None
    before = text[left:start].rstrip(" ,")
    gap = text[left + len(before) : start]
    if not before or gap not in {" ", ", ", ""} or (not gap and not match["open"]):
        return None
    who = note.names_before(start, left)
    if not who.names or any(_is_no_name(name.family) for name in who.names):
        return None
    known = opening(note.authors, who.begin) is not None
    return who if known or _are_names(text[who.begin : start]) else None


def _is_no_name(family: str) -> bool:
    return len(family) < 2 or bool(_MONTH.match(family))


def _are_names(said: str) -> bool:
    """Whether words before a year are names, and not a sentence or a title."""
    if _SMALL_WORD.search(said) and not is_body(said):
        return False
    if len(said.split()) > _MOST_WORDS:
        return False
    return not (". " in said or ": " in said) or bool(_INITIAL.search(said))


class _Dated(NamedTuple):
    """A year behind names, with the place in the work, and where that ends."""

    start: int
    year: str
    place: _Place


class _Place(NamedTuple):
    locator: Locator | None
    volume: str
    end: int


def _at(note: NoteText, match: re.Match[str], who: Who, left: int, end: int) -> Found | None:
    """Read the years behind names and the places of each; None where a title follows."""
    bracketed = bool(match["open"])
    bracket = opening(note.spans.brackets, match.start()) if bracketed else None
    if bracketed and bracket is None:
        return None
    found = _years(note, match, bracket.end - 1 if bracket else end)
    reach = found[-1].place.end
    if bracket is not None:
        said = any(one.place.locator for one in found)
        if note.text[reach : bracket.end - 1].strip() and not said:
            return None
        reach = bracket.end
        titled = _TITLE_NEXT.match(note.text, reach, end)
        if titled and plain.title_after(note, reach, end, who.names):
            return None
        if not said:
            found[-1] = found[-1]._replace(place=_place(note, reach, end))
            reach = found[-1].place.end
    first, *further = (
        note.reference(
            one.start,
            reach if one is found[-1] else one.place.end,
            "author-year",
            names=who.names,
            others=who.others,
            year=one.year,
            volume=one.place.volume,
            locator=one.place.locator,
        )
        for one in found
    )
    weak = _is_weak(note, left, who.begin, reach, end, bracketed, first.locator)
    return Found(note.begun(first, who.begin, weak=weak), reach, tuple(further))


def _years(note: NoteText, match: re.Match[str], end: int) -> list[_Dated]:
    """Read a year, and '; 2004: 47' behind it: other works of the same names."""
    year: re.Match[str] | None = match
    found: list[_Dated] = []
    while year is not None:
        place = _place(note, year.end("year"), end)
        found.append(_Dated(year.start("year"), _DASH.sub("-", year["year"]), place))
        year = _FURTHER.match(note.text, place.end, end)
    return found


def _place(note: NoteText, start: int, end: int) -> _Place:
    """Return the place in a work that stands behind a year."""
    volume = _VOLUME.match(note.text, start, end)
    if volume is not None:
        return _place(note, volume.end(), end)._replace(volume=volume["volume"])
    colon = _COLON.match(note.text, start, end)
    one = locators.bare(note.text, colon.end()) if colon else None
    if one is not None and one.end <= end:
        return _Place(one.locator, "", one.end)
    read = note.details(start, end)
    if (read.locators or read.volume) and not read.year:
        return _Place(read.locators[0].locator if read.locators else None, read.volume, read.end)
    return _Place(None, "", start)


def _is_weak(
    note: NoteText,
    left: int,
    begin: int,
    reach: int,
    end: int,
    bracketed: bool,
    locator: Locator | None,
) -> bool:
    """Whether names and a year may be part of a sentence that cites nothing."""
    if locator is not None:
        return False
    after = note.text[reach:end].strip(" .,;)")
    if not after or after.startswith(_NEXT_CITATION):
        return False
    before = note.text[left:begin].strip()
    return not bracketed or bool(before and not LEAD.fullmatch(f" {before} "))
