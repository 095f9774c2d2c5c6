"""Citations told by a title: in quotation marks, or one of the bibliography."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from evidence.citations import name_runs
from evidence.citations.note_text import LONGEST_TITLE, Found, NoteText, Place, Who
from evidence.citations.patterns import BACK, CAPITAL, CLOSED, CROSS, note_number
from evidence.citations.reader import Details
from evidence.citations.spans import Span, past
from evidence.citations.title_runs import title_end
from evidence.model.citation import CitationForm, Reference

_LONGEST_SUBTITLE = 160
_LONGEST_DETAILS = 600
"""Characters after a title in which the next is looked for."""
_MOST_TITLES = 12
"""Titles and quotations that may be the next."""
_LONGEST_LEAD = 40
_SUBTITLE = re.compile(rf"[:.?!]\s+{CAPITAL}")
_TRAILING_LEAD = re.compile(
    r"""
    (?: ^ | [\s(] )
    (?: see | also | cf\. | compare | e\.g\.,? | in | by | from | and | with | on | to | of | vgl\.
      | siehe | bei | remains | is | are | at | citing | quoting | or | than | per | against
      | following | auch | von )
    [,:]? \s* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_EARLIER = re.compile(r"\s*,?\s*in\s+(?:[A-Z][\w'\u2019-]*,?\s+)?(?:id\.|op\.\s?cit|ibid)")
"""A chapter in a volume that was cited before: 'in Lee, op. cit.'."""
_ROLE = re.compile(r"\b(?:eds?|Hrsg|hg)\b", re.IGNORECASE)
_IN = re.compile(r"(?:^|[\s,(])[Ii]n:?\s*$")
_NEXT_CITATION = re.compile(
    r"""
    \b (?: cited | quoted | reprinted | reported | discussed | mentioned | found | appeared
         | described ) \s+ (?: in | by ) \s* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEXT_IN_LIST = re.compile(r"(?:\b(?:and|see|also|cf\.|with)|,)\s*$")


def find(note: NoteText, left: int, end: int) -> Found | None:
    """Return the first citation between two places that has a quoted or a known title."""
    for place in note.titles_between(left, end):
        if place.end > end + place.quoted or note.in_own_bracket(place.start, left):
            continue
        found = _read(note, place, left, end)
        if found is not None:
            return found
    return None


@dataclass(slots=True)
class _Titled:
    """A citation with a title in the making."""

    note: NoteText
    left: int
    limit: int
    """Where its details end at the latest."""
    place: Place
    title: str
    who: Who
    known: tuple[str, ...]
    read: Details
    reach: int
    cross: str = ""
    """The note that it points at."""
    backward: str = ""
    in_earlier: bool = False
    """Whether it stands in a volume that was cited before."""
    inside: Who | None = None
    """Whose part of the volume of this title is meant: 'Lee, in: Ek (ed.), A Title'."""


def _read(note: NoteText, place: Place, left: int, end: int) -> Found | None:
    """Read the names before a title and the details after it; None where it is no title."""
    known = () if place.quoted else tuple(one.work for one in note.known[Span(*place[:2])])
    if not place.quoted:
        place = place._replace(end=_with_subtitle(note, place, end))
    title = _words(note, place)
    if not title or len(title.split()) > LONGEST_TITLE:
        return None
    who = note.names_before(place.start, left)
    if place.quoted:
        known = note.works_titled(title)
    limit = _limit(note, place.end, end)
    read = note.details(place.end, limit, place.quoted)
    made = _Titled(note, left, limit, place, title, who, known, read, read.end)
    _point_back(made)
    if place.quoted and not known and not _is_title(made, end):
        return None
    _look_in_earlier(made)
    if within := _IN.search(note.text, left, who.begin):
        author = note.names_before(within.start(), left)
        made.inside = author if author.names and note.is_name(str(author.names[-1])) else None
    return _finished(made)


def _with_subtitle(note: NoteText, place: Place, end: int) -> int:
    """Return where a known title ends with the subtitle that a citation gives it."""
    stop = place.end
    if not _SUBTITLE.match(note.text, stop, end) or BACK.match(note.text, stop + 2):
        return stop
    further = title_end(note.text, place.start, end, note.spans)
    return further if stop < further <= stop + _LONGEST_SUBTITLE else stop


def _words(note: NoteText, place: Place) -> str:
    """Return a title without the punctuation around it, but a question mark stays."""
    inner = slice(place.start + place.quoted, place.end - place.quoted)
    title = note.text[inner]
    return title.strip(" ,;:" if title.rstrip().endswith(("?", "!")) else " ,.;:")


def _limit(note: NoteText, stop: int, end: int) -> int:
    """Return where the details of a title end at the latest: at the next with names of its own."""
    after = note.titles_between(stop + 1, min(end, stop + _LONGEST_DETAILS))
    for start, *_ in islice(after, _MOST_TITLES):
        begin = name_runs.tail(note.text, start, stop)
        between = note.text[max(stop, begin - _LONGEST_LEAD) : begin]
        if _ROLE.search(note.text[begin:start]) or _IN.search(between):
            continue
        if _NEXT_CITATION.search(between) or _NEXT_IN_LIST.search(between):
            return start if begin == start else max(begin - 1, stop)
    return end


def _point_back(made: _Titled) -> None:
    """Read a note, or 'op. cit.', that stands after the details."""
    text = made.note.text
    after = past(text, made.reach, made.limit, " ,.;:")
    pointer = CROSS.match(text, after, made.limit)
    if pointer is not None:
        made.cross = note_number(pointer)
    else:
        pointer = BACK.match(text, after, made.limit)
        if pointer is None or not pointer["opcit"]:
            return
        made.backward = pointer[0]
    more = made.note.details(pointer.end(), made.limit)
    made.reach = max(pointer.end(), more.end)
    made.read.locators = made.read.locators or more.locators


def _look_in_earlier(made: _Titled) -> None:
    """Read 'in Lee, op. cit., n. 3, p. 5' after the title of a chapter."""
    text, stop = made.note.text, made.place.end
    if not _IN_EARLIER.match(text, stop, made.limit):
        return
    made.in_earlier = True
    back = BACK.search(text, stop, made.limit)
    assert back is not None
    cross = CROSS.search(text, stop, min(made.limit, back.end() + 20))
    for pointer in filter(None, (back, cross)):
        more = made.note.details(pointer.end(), made.limit)
        made.reach = max(made.reach, pointer.end(), more.end)
        made.read.locators = more.locators


def _is_title(made: _Titled, end: int) -> bool:
    """Whether words in quotation marks are a title, and not a quotation or a term."""
    text, start, stop = made.note.text, made.place.start, made.place.end
    if made.title[0].islower():
        return False
    strong, pinpoint = made.read.strong, made.read.locator is not None
    before = text[made.left : start].rstrip()
    if made.who.names:
        joined = before.endswith((",", ")", ":", ".")) or strong
        return joined and (strong or pinpoint or bool(CLOSED.match(text, stop)))
    if strong and _is_opened(before, made.who.begin - made.left):
        return True
    return not before.strip() and (pinpoint or not text[stop:end].strip(" .,;"))


def _is_opened(before: str, names_begin: int) -> bool:
    """Whether what stands before a quotation leads to a title."""
    lead = before[:names_begin] if names_begin > 0 else before
    return (
        not lead.strip()
        or before.endswith((",", ":", ";", "(", "."))
        or bool(_TRAILING_LEAD.search(before + " "))
    )


def _finished(made: _Titled) -> Found:
    read, place, who = made.read, made.place, made.who
    form: CitationForm = "full" if read.strong or made.in_earlier else "short"
    if made.cross and not read.strong:
        form = "cross-reference"
    reach = max(made.reach, place.end)
    reference = made.note.reference(
        who.begin if who.names else place.start,
        reach,
        form,
        read,
        names=who.names,
        others=bool(who.names or place.quoted) and who.others,
        title=made.title,
        quoted=place.quoted,
        note=made.cross if form == "cross-reference" else "",
        backward=made.backward,
        known=made.known,
        weak=form == "short" and not made.known and not who.names and read.locator is None,
    )
    return Found(_in_volume(made, reference) if made.inside else reference, reach)


def _in_volume(made: _Titled, volume: Reference) -> Reference:
    """Return the citation of a part of a volume that gives the volume's title alone."""
    inside = made.inside
    assert inside is not None
    return made.note.begun(
        volume,
        inside.begin,
        names=inside.names,
        others=inside.others,
        title="",
        quoted=False,
        container=volume.title,
        editors=volume.names,
        known=(),
        weak=False,
    )
