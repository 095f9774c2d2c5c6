"""Names and a title that only their shape tells: 'Ann Lee, A Title (Paris: Foo, 2003), p. 5'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.citations import names
from evidence.citations.note_text import LONGEST_TITLE, Found, NoteText, Who
from evidence.citations.patterns import CAPITAL, CROSS, LEAD, PRINT_YEAR, YEAR, note_number
from evidence.citations.reader import Details
from evidence.citations.spans import past
from evidence.citations.title_runs import title_end
from evidence.model import Name
from evidence.model.citation import Reference

_MOST_WORDS = 14
"""Words of a title that has no imprint."""
_MOSTLY = 0.6
"""Share of the words of a title that have capitals."""
_POINTER = re.compile(
    rf"""
    \b
    (?: [Ss]ee (?: ,?\ (?: also | e\.g\. | for\ example | for\ instance | generally
                       | further | especially ) ,? )?
      | [Cc]f\. | [Cc]ompare | remains? | is\ in
      | (?: [Vv]gl\. | [Ss]iehe ) (?:\ auch )? | bei | von )
    \s+ (?= {CAPITAL} )
    """,
    re.VERBOSE,
)
"""A word in the middle of a sentence that a citation follows."""
_JOINT = re.compile(r"(?:and|und|&)\s+(?=[A-Z])")
"""What joins a citation to one before it."""
_IMPRINT_NEXT = re.compile(rf"[?!]?\s*\([^()]*{PRINT_YEAR}\)")
_JOINED_TO_TITLE = re.compile(r"\b(?:and|&)\s+(?=\S+(?:\s+\S+){3,})")
_LAST_NAME = re.compile(r"\S+\s+(?:[A-Z]\.?\s+)?\S+")
_PARTED = re.compile(r"[,\s(]")
_ALONE = re.compile(r"\s*(?:which|who|where|and passim|passim)\b")
_NEXT_JOINED = re.compile(rf",\s+(?:and|&)\s+(?:{CAPITAL}|$)")
_GAP = re.compile(
    rf"""
    \s* (?: (?: \( (?: eds?\.? | Hrsg\.? | hg\.? ) [),]* | eds?\. ) [,:]? )?
    \s* ,? \s* (?: \( (?P<year> {PRINT_YEAR} ) \) )? \s* [,:.]? \s*
    """,
    re.VERBOSE,
)
"""What parts names from a title."""
_PARTS = re.compile(r"[,:.)]|\)\s*$")
_TITLE_AND_IMPRINT = re.compile(rf"\s[^()]*[?!]?\s*\([^()]*{PRINT_YEAR}\)")
_YEAR_OR_NUMBER = re.compile(rf"{YEAR}[a-z]?\b(?!\s+[A-Za-z]{{4}})|\d+$")
_CLOSED = re.compile(r"\s*[,.;)]")
_MARKS = " .,;)"


def find(note: NoteText, left: int, end: int) -> Found | None:
    """Return 'Names, Title (Place: Publisher, 2003), p. 5', 'Names, Title, p. 5' or 'Names, p. 5'.

    It stands where the text begins, after its lead-in, or after a word that points at it.
    """
    lead = LEAD.match(note.text, left, end)
    start = past(note.text, lead.end() if lead else left, end, " ,(")
    if left and (joint := _JOINT.match(note.text, start, end)):
        start = joint.end()
    pointed = (match.end() for match in _POINTER.finditer(note.text, start, end))
    for place in (start, *pointed):
        if place < end and (found := _at(note, place, end)) is not None:
            return found
    return None


def _at(note: NoteText, start: int, end: int) -> Found | None:
    """Read names at a place, and what stands after them."""
    who, stop = _names(note, start, end)
    if stop <= start or not who.names:
        return None
    read = note.details(stop, end)
    if read.locators and not read.strong and _PARTED.match(note.text, stop):
        return Found(_by_name(note, who, read.end, read), read.end)
    if titled := title_after(note, stop, end, who.names):
        with_note = _with_note(note, titled, end)
        reference, reach = with_note.reference, with_note.reach
        made = note.begun(reference, start, names=who.names, others=who.others)
        return Found(made, reach)
    after = note.text[stop:end].strip(_MARKS)
    if not after or _ALONE.match(after) or _joined(note, who, stop, end):
        return Found(_by_name(note, who, stop), stop)
    return None


def _joined(note: NoteText, who: Who, stop: int, end: int) -> bool:
    """Whether another citation is joined to names alone: 'Lee, and Ek, A Title'."""
    return bool(_NEXT_JOINED.match(note.text, stop, end)) and note.is_name(str(who.names[-1]))


def _names(note: NoteText, start: int, end: int) -> tuple[Who, int]:
    """Return the names at a place and their end, even where no comma parts them from a title.

    'Ann Lee and Bo Ek Why They Fought (Paris: ...)' has two names.
    """
    who, stop = note.names_from(start, end)
    joined = None
    if _IMPRINT_NEXT.match(note.text, stop, end):
        joined = _JOINED_TO_TITLE.search(note.text[start:stop])
    last = _LAST_NAME.match(note.text, start + joined.end(), stop) if joined else None
    if last is None:
        return who, stop
    return Who(start, *names.read(note.text[start : last.end()])), last.end()


def _with_note(note: NoteText, titled: Found, end: int) -> Found:
    """Add the note that a citation points at: 'Lee, A Title, n. 12 above, p. 5'."""
    reference, reach = titled.reference, titled.reach
    cross = CROSS.match(note.text, past(note.text, reach, end, " ,.;:"), end)
    if cross is None:
        return titled
    more = note.details(cross.end(), end)
    reach = max(cross.end(), more.end)
    made = replace(
        reference,
        end=reach,
        form="full" if reference.form == "full" else "cross-reference",
        note=note_number(cross),
        locator=more.locator,
        weak=False,
    )
    return Found(made, reach)


def title_after(note: NoteText, place: int, end: int, who: Sequence[Name]) -> Found | None:
    """Read an unquoted title after names: up to its imprint, a locator or the end of the piece."""
    text = note.text
    gap = _GAP.match(text, place, end)
    if gap is None or not _begins(text, gap, end):
        return None
    start = gap.end()
    stop = title_end(text, start, end, note.spans)
    title = text[start:stop].strip(" ,.;:")
    words = title.split()
    if not words or len(words) > LONGEST_TITLE or "\u201c" in title or _YEAR_OR_NUMBER.match(title):
        return None
    read = note.details(stop, end)
    reach = max(read.end, stop)
    strong = bool(read.strong and (read.year or read.symbol or read.url or read.publisher))
    ends = not text[reach:end].strip(_MARKS)
    closed = ends or bool(_CLOSED.match(text, reach, end) or read.locators)
    if not strong and not (closed and _has_capitals(words) and len(words) <= _MOST_WORDS):
        return None
    made = note.reference(
        start,
        reach,
        "full" if strong else "short",
        read,
        title=title,
        year=read.year or gap["year"] or "",
        known=note.works_titled(title),
        names=tuple(who),
        weak=not (strong or read.locators or (ends and len(words) > 1)),
    )
    return Found(made, reach)


def _begins(text: str, gap: re.Match[str], end: int) -> bool:
    """Whether a title may begin behind a gap: with a capital, and parted from the names."""
    start = gap.end()
    if start >= end or not (text[start].isupper() or text[start].isdigit()):
        return False
    return bool(_PARTS.search(gap[0]) or _TITLE_AND_IMPRINT.match(text, gap.start(), end))


def _has_capitals(words: Sequence[str]) -> bool:
    """Whether most of the long words of a title have capitals, or are figures."""
    long_words = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long_words)
    return not long_words or capitals / len(long_words) >= _MOSTLY


def _by_name(note: NoteText, who: Who, end: int, read: Details | None = None) -> Reference:
    """Return a citation by names alone."""
    return note.reference(
        who.begin,
        end,
        "short",
        names=who.names,
        others=who.others,
        locator=read.locator if read else None,
        volume=read.volume if read else "",
        weak=True,
    )
