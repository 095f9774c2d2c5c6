"""Words that point back: 'Ibid.', 'op. cit.', 'Idem, A Title', 'n. 12 above'."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.citations import locators, plain, titled
from evidence.citations.note_text import Found, NoteText, Who, first
from evidence.citations.patterns import BACK, CROSS, QUOTES, note_number, note_numbers
from evidence.model.citation import CitationForm, Reference

_FARTHEST_NOTE = 12
"""Characters between a word and the note that it points at."""
_LONGEST_NOTE = 30
_ANOTHER_TITLE = re.compile(
    rf"""
    [,:]? \s* (?: \(eds?\.?\)[,:]? \s* )?
    (?: [{QUOTES}'] | [A-Z\u00c0-\u00de](?!\w{{0,3}}\.?\s*\d)[\w'\u2019-]+\s+\w )
    """,
    re.VERBOSE,
)
"""A title after 'Idem'."""
_IN = re.compile(r"\b[Ii]n\s*$")


def find(note: NoteText, left: int, end: int) -> Found | None:
    """Return the first word between two places that points back, with its names and locator."""
    word = _word(note, left, end)
    before = word.reach if word else end
    return first((word, _cross_reference(note, left, end, before)))


def _word(note: NoteText, left: int, end: int) -> Found | None:
    """Read 'Ibid., p. 5', 'Lee, op. cit., n. 3, p. 5', 'Idem, A Title'."""
    for match in BACK.finditer(note.text, left, end):
        start = match.start()
        if not note.is_quoted(start) and not note.in_own_bracket(start, left):
            return _at_word(note, match, left, end)
    return None


def _at_word(note: NoteText, match: re.Match[str], left: int, end: int) -> Found | None:
    word = match[0].casefold().rstrip(".")
    same_author = match["idem"] or word == "id"
    if same_author and _ANOTHER_TITLE.match(note.text, match.end(), end):
        another = _idem(note, match, end)
        if another is not None or word != "id":
            return another
    who = note.names_before(match.start(), left)
    if _is_volume_of_title(note, left, who):
        return None
    cross = CROSS.search(note.text, match.start(), min(end, match.end() + _LONGEST_NOTE))
    if cross is not None and cross.start() > match.end() + _FARTHEST_NOTE:
        cross = None
    stop = cross.end() if cross else match.end()
    read = note.details(stop, end)
    reach = max(read.end, stop, match.end())
    form: CitationForm = "ibid" if match["ibid"] or match["idem"] else "short"
    made = note.reference(
        who.begin,
        reach,
        "cross-reference" if cross else form,
        names=who.names,
        others=who.others,
        note=note_number(cross) if cross else "",
        backward=word,
        locator=read.locator,
        volume=read.volume,
    )
    return Found(made, reach)


def _idem(note: NoteText, match: re.Match[str], end: int) -> Found | None:
    """Read 'Idem, Another Title (2001)': the same author, another work."""
    stop = match.end()
    found = titled.find(note, stop, end) or plain.title_after(note, stop, end, ())
    if found is None or (match["ibid"] and not _is_work(found.reference)):
        return None
    made = note.begun(found.reference, match.start(), same_author=True)
    return Found(made, found.reach)


def _is_work(reference: Reference) -> bool:
    """Whether what stands after 'Id.' is a title for sure, and not the next sentence."""
    return reference.form == "full" or reference.quoted or bool(reference.known)


def _cross_reference(note: NoteText, left: int, end: int, before: int) -> Found | None:
    """Read 'Lee, n. 12 above, p. 5' and 'Lee (n. 12, at 5)', where it begins before a place."""
    for match in CROSS.finditer(note.text, left, before):
        start = match.start()
        bracketed = note.text[start] in "(["
        if not note.is_quoted(start) and (bracketed or not note.in_own_bracket(start, left)):
            return _at_note(note, match, left, end)
    return None


def _at_note(note: NoteText, match: re.Match[str], left: int, end: int) -> Found | None:
    who = note.names_before(match.start(), left)
    if _is_volume_of_title(note, left, who):
        return None
    read = note.details(match.end(), end)
    locator = read.locator
    if locator is None and match["pin"]:
        pin = locators.bare(match["pin"], 0)
        locator = pin.locator if pin else None
    reach = max(read.end, match.end())
    made = note.reference(
        who.begin if who.names else match.start(),
        reach,
        "cross-reference",
        names=who.names,
        others=who.others,
    )
    *others, last = (replace(made, note=number) for number in note_numbers(match))
    first, *further = (*others, replace(last, locator=locator))
    return Found(first, reach, tuple(further))


def _is_volume_of_title(note: NoteText, left: int, who: Who) -> bool:
    """Whether names stand after 'in' and a title: 'Lee, "A Chapter", in Ek, op. cit.'."""
    after_in = _IN.search(note.text[left : who.begin])
    return bool(after_in) and titled.find(note, left, who.begin) is not None
