"""Citations by author and year: 'Lee 2003, p. 5', 'Lee (2003: 5)'."""

from __future__ import annotations

import re

from evidence.citations import locators, plain
from evidence.citations.names import is_body
from evidence.citations.note_text import Found, NoteText, Who
from evidence.citations.patterns import LEAD, MONTHS, YEAR
from evidence.citations.spans import opening, past
from evidence.model.citation import Reference
from evidence.model.claim import Locator

_MOST_WORDS = 12
"""Words of the names before a year."""
_YEAR = re.compile(rf"(?P<open>[(\[]?)(?P<year>{YEAR}[a-z]?(?:/\d\d)?)(?![\d\u2013-])")
_FURTHER = re.compile(rf"[;,]\s*(?P<year>{YEAR}[a-z]?)(?![\d\u2013-])")
_MONTH = re.compile(rf"^{MONTHS}\.?$")
_SMALL_WORD = re.compile(r"\b(?:of|the|on|for)\s")
_INITIAL = re.compile(r"\b[A-Z]\. |al\. ")
_TITLE_NEXT = re.compile(r"\s*[,:]?\s*[\u2018\u201cA-Z]")
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
    known = opening(note.bodies, who.begin) is not None
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


def _at(note: NoteText, match: re.Match[str], who: Who, left: int, end: int) -> Found | None:
    """Read the locator of names and a year; None where a title follows."""
    locator, reach = None, match.end("year")
    if match["open"]:
        bracket = _in_bracket(note, match)
        if bracket is None:
            return None
        locator, reach = bracket
        if _TITLE_NEXT.match(note.text, reach, end) and plain.title_after(
            note, reach, end, who.names
        ):
            return None
    if locator is None:
        locator, reach = _after(note, reach, end)
    also, reach = _further_years(note, who, reach, end, bool(match["open"]))
    made = note.reference(
        who.begin,
        reach,
        "author-year",
        names=who.names,
        others=who.others,
        year=match["year"],
        locator=locator,
        weak=_is_weak(note, left, who.begin, reach, end, bool(match["open"]), locator),
    )
    return Found(made, reach, also)


def _further_years(
    note: NoteText, who: Who, reach: int, end: int, bracketed: bool
) -> tuple[tuple[Reference, ...], int]:
    """Read '; 2004: 47' behind a citation: other works of the same names."""
    found: list[Reference] = []
    while not bracketed and (match := _FURTHER.match(note.text, reach, end)):
        locator, stop = _after(note, match.end(), end)
        found.append(
            note.reference(
                match.start("year"),
                stop,
                "author-year",
                names=who.names,
                others=who.others,
                year=match["year"],
                locator=locator,
            )
        )
        reach = stop
    return tuple(found), reach


def _in_bracket(note: NoteText, match: re.Match[str]) -> tuple[Locator | None, int] | None:
    """Return the locator in the bracket of a year, and where that ends; None with other words."""
    bracket = opening(note.spans.brackets, match.start())
    if bracket is None:
        return None
    inner = note.text[match.end("year") : bracket.end - 1]
    found = locators.labelled(inner)
    if not found and (one := locators.bare(inner, past(inner, 0, len(inner), " ,.;:"))):
        found = [one]
    if inner.strip() and not found:
        return None
    return found[-1].locator if found else None, bracket.end


def _after(note: NoteText, place: int, end: int) -> tuple[Locator | None, int]:
    """Return the locator that stands after a year, and where it ends."""
    colon = _COLON.match(note.text, place, end)
    one = locators.bare(note.text, colon.end()) if colon else None
    if one is not None:
        return one.locator, one.end
    read = note.details(place, end)
    if read.locators and not read.year:
        return read.locators[0].locator, read.end
    return None, place


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
