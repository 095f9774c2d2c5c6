"""Documents with a symbol, cases and statutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.citations.note_text import Found, NoteText, first
from evidence.citations.patterns import LEAD, QUOTES, YEAR, either
from evidence.citations.spans import Span
from evidence.citations.symbols import SYMBOL, symbol

_SMALL = either("of the and for in")
_PARTY = r"[A-Z][\w.'\u2019&]*"
_PARTY_WORD = r"[A-Z(][\w.'\u2019&)]*"
_COURT_YEAR = r"(?:1[6-9]|20)\d\d"
_CASE = re.compile(
    rf"""
    (?<!\w) {_PARTY} \s+ (?: (?: {_PARTY_WORD} | {_SMALL} ) \s+ ){{0,6}}
    v\.? \s+
    {_PARTY} (?: \s+ (?: {_PARTY_WORD} | {_SMALL}\b ) ){{0,7}}
    (?= \s*[\[(]?\d | [,.;] | \s+in\ respect | $ | \s+[\[(] )
    """,
    re.VERBOSE,
)
_STATUTE = re.compile(
    rf"""
    (?<![\w-]) (?: [A-Z][\w'\u2019-]{{0,40}} \s+ | \( [A-Z][^()]{{2,40}} \) \s+
      | (?: of | the | and | for | on | in | to ) \s+ ){{1,10}}
    (?: Act | Code | Law | Ordinance | Convention | Treaty | Statute | Charter | Protocol )
    (?: \s+Amendment\ Act )? ,? \s+
    {_COURT_YEAR} (?: \s* \( [A-Z][\w.]* \) )?
    """,
    re.VERBOSE,
)
_SERIES = r"[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}"
_REPORT = re.compile(
    rf"""
    \s* [\[(]? {_COURT_YEAR} [\])]? \s+ (?: \d+ \s+ )? {_SERIES} \s+ \d+ (?: [\u2013-]\d+ )?
        (?: \s+ \( [A-Z][\w.\ ]* \) )?
  | \s+ \d+ \s+ {_SERIES} \s+ \d+ (?: \s* \( [^()]*\d{{4}} \) )?
    """,
    re.VERBOSE,
)
"""Where a case is reported: '[1984] AC 20', '347 U.S. 483 (1954)'."""
_BARE_REPORT = re.compile(
    r"""
    [\[(] (?:1[89]|20)\d\d [\])] \s+ (?: \d+ \s+ )? (?: [A-Z]\. ){2,} (?: \s*\w+\. )* \s*
    \d+ (?: [\u2013-]\d+ )? (?: \s+ \( [A-Z][\w.\ ]* \) )?
    """,
    re.VERBOSE,
)
_LONGEST_LEAD = 100
_DIGIT = re.compile(r"\d")
_PLAINLY_A_SYMBOL = re.compile(r"[ASE]/|UNGA|.*[Rr]es")
_SMALL_WORDS = re.compile(r"(?:[a-z]+\s+)+")
_QUOTED_TITLE = re.compile(rf",\s*[{QUOTES}]")
_AFTER_TITLE = re.compile(r"\s*[\[(]\s*\d{4}|,")
_YEAR = re.compile(YEAR)


def find(note: NoteText, left: int, end: int) -> Found | None:
    """Return the first document, case or statute that is cited between two places."""
    return first((_document(note, left, end), _law(note, left, end), _page(note, left, end)))


def _page(note: NoteText, left: int, end: int) -> Found | None:
    """Return an address of the bibliography that stands alone, with no words before it."""
    for start, stop in note.spans.urls if note.index else ():
        if start > left + _LONGEST_LEAD:
            return None
        if not (left <= start < end) or LEAD.sub("", f" {note.text[left:start]} ").strip():
            continue
        known = tuple(note.index.by_identifier(note.text[start:stop])) if note.index else ()
        if known:
            read = note.details(start, end)
            made = note.reference(start, read.end, "full", read, known=known)
            return Found(made, max(read.end, stop))
    return None


def _document(note: NoteText, left: int, end: int) -> Found | None:
    for match in SYMBOL.finditer(note.text, left, end):
        start, said = match.start(), match[0]
        if _is_inside(note, start, left) or not _DIGIT.search(said):
            continue
        read = note.details(start, end)
        known = tuple(note.index.by_identifier(symbol(said))) if note.index else ()
        weak = not known and not _PLAINLY_A_SYMBOL.match(said)
        reach = max(read.end, match.end())
        made = note.reference(start, reach, "full", read, symbol=said, known=known, weak=weak)
        return Found(made, reach)
    return None


def _law(note: NoteText, left: int, end: int) -> Found | None:
    """Return the first case or statute, with its year if one is there."""
    found = list(_laws(note, left, end))
    if not found:
        return None
    start, stop = min(found, key=lambda one: one.start)
    read = note.details(stop, end)
    reach = max(read.end, stop)
    said = note.text[start:stop]
    title = _AFTER_TITLE.split(said)[0].strip() or said
    year = _YEAR.search(note.text, start, reach)
    known = note.works_titled(title)
    made = note.reference(
        start,
        reach,
        "full" if year else "short",
        title=title,
        year=year[0] if year else "",
        locator=read.locator,
        known=known,
        weak=not known and year is None,
    )
    return Found(made, reach)


def _laws(note: NoteText, left: int, end: int) -> Iterator[Span]:
    """Yield the first case, statute and report without a case, without what leads to them."""
    for pattern in (_CASE, _STATUTE, _BARE_REPORT):
        for match in pattern.finditer(note.text, left, end):
            if _is_inside(note, match.start(), left):
                continue
            start, stop = match.span()
            for before in (LEAD, _SMALL_WORDS):
                if skip := before.match(note.text, start, stop):
                    start = skip.end()
            if _QUOTED_TITLE.match(note.text, stop, end):
                continue
            report = _REPORT.match(note.text, stop, end) if pattern is _CASE else None
            yield Span(start, report.end() if report else stop)
            break


def _is_inside(note: NoteText, place: int, left: int) -> bool:
    return note.is_quoted(place) or note.in_own_bracket(place, left)
