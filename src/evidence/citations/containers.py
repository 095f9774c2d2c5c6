"""What a work stands in: a journal, or a volume and its editors."""

from __future__ import annotations

import re

from evidence.citations import names
from evidence.citations.patterns import YEAR
from evidence.citations.reader import GAP, Reader
from evidence.citations.spans import opening, past
from evidence.citations.title_runs import run_end, title_end

_LONGEST_TITLE = 240
_LONGEST_ASIDE = 80
_CAPITAL = r"[A-Z\u00c0-\u00de]"
_IN = re.compile(
    rf"""
    (?: \(? [Ii]n:? | [Ii]n\s+[Ii]d\.,? | [Ii]n\s+(?:her|his|their) ) \s+
    (?= ["'\u2018\u201c] | {_CAPITAL} | id\. | van\  | von\  | de\  | ed )
    """,
    re.VERBOSE,
)
_EDITED = re.compile(
    rf"""
    \(?
    (?: by
      | eds?\.? | edited (?: \s+and\s+\w+ )? (?: \s+by )? | ed\.\s+by | trans\.? (?: lated\s+by )?
      | hrsg\.\s*(?:v\.|von) | herausgegeben\ von | with\ an\ introduction\ by | comp\. )
    \s+ (?={_CAPITAL})
    """,
    re.VERBOSE,
)
_YEAR = re.compile(YEAR)
_JOINT = re.compile(r"(?:and|und|&)\s")
"""What joins another citation."""
SHORT_JOURNAL = re.compile(
    r"(?!(?:and|und|et|to|at|in|on|of|pp?|s|nos?|vol|ch|chap|nn?|ff?|paras?|see|esp)\b)"
    r"[a-z][a-z\d]{1,14}(?=,?\s\d)"
)
_KNOWN_NEXT = re.compile(r"[\s,.:]*(?:$|[(\[\d;]|vol|no\b|pp?\.)", re.IGNORECASE)
"""What stands behind the name of a journal."""
_SMALL_JOURNAL = re.compile(r"[a-z][\w .&'\u2019-]{1,60}(?=,\s+[Vv]ol\.?\s*\d)")
"""A journal that does not begin with a capital, before its volume."""


def volume(at: Reader, here: int) -> bool:
    """Read the container of a chapter: 'in Jane Doe (ed.), The Volume'."""
    match = at.match(_IN, here)
    if match is None or at.found.in_volume or (at.found.strong and not at.quoted):
        return False
    begin = match.end()
    if quote := at.quote(begin):
        at.found.container = at.text[begin + 1 : quote.end - 1]
        at.found.in_volume = True
        return at.take(quote.end)
    editors, begin, end = _editors(at, begin)
    if end <= begin:
        return False
    at.found.editors = names.read(editors)[0]
    at.found.container = at.text[begin:end].strip(" ,.:;\u2018\u2019\u201c\u201d'\"")
    at.found.in_volume = True
    return at.take(end)


def _editors(at: Reader, begin: int) -> tuple[str, int, int]:
    """Return the editors before the title of a volume, and where that begins and ends."""
    inverted = at.match(names.INVERTED, begin)
    end = inverted.end() if inverted else run_end(at.text, begin, at.limit, at.spans)
    role = at.match(names.ROLE, end)
    gap = at.match(GAP, end)
    if role is None or (gap and at.match(_EDITED, gap.end())):
        return "", begin, _title_end(at, begin, end)
    editors = at.text[begin:end]
    begin = past(at.text, role.end(), at.limit, " ,:")
    if quote := at.quote(begin):
        return editors, begin, quote.end
    end = run_end(at.text, begin, at.limit, at.spans)
    return editors, begin, _title_end(at, begin, end)


def _title_end(at: Reader, begin: int, end: int) -> int:
    """Return where the title of a volume ends: at its imprint, even where small words are in it."""
    imprint = next((one for one in at.spans.brackets if one.start >= end), None)
    if imprint is None or not _YEAR.search(at.text, imprint.start, imprint.end):
        return end
    stop = title_end(at.text, begin, at.limit, at.spans)
    return stop if end < stop <= begin + _LONGEST_TITLE else end


def edited(at: Reader, here: int) -> bool:
    """Read 'edited by Jane Doe', and pass over 'translated by Jane Doe' and 'by Jane Doe'."""
    match = at.match(_EDITED, here)
    if match is None:
        return False
    end = run_end(at.text, match.end(), at.limit, at.spans)
    if not at.found.editors and not match[0].startswith(("tr", "by")):
        at.found.editors = names.read(at.text[match.end() : end])[0]
    return at.take(end)


def known(at: Reader, here: int) -> bool:
    """Read a journal of the bibliography, or a short one before a page: '20 mst 83'."""
    if at.found.container:
        return False
    span = opening(at.known, here)
    small = at.match(SHORT_JOURNAL, here) if at.found.volume else None
    end = span.end if span and at.match(_KNOWN_NEXT, span.end) else small.end() if small else here
    at.found.container = at.text[here:end]
    at.found.sure_container = end > here
    return end > here and at.take(end)


def journal(at: Reader, here: int) -> bool:
    """Read the journal after a quoted title: capitalised words before figures or a bracket."""
    if not at.quoted or at.found.container or at.found.locators or at.match(_JOINT, here):
        return False
    if small := at.match(_SMALL_JOURNAL, here):
        at.found.container = small[0].strip()
        return at.take(small.end())
    end = run_end(at.text, here, at.limit, at.spans)
    after = at.text[end : end + 3].lstrip()
    closed = not after or after[0] in "(,;.:<[" or after[0].isdigit()
    name = at.text[here:end].strip(" ,.:")
    if end <= here or not closed or not name or name.casefold() in {"the", "a", "in"}:
        return False
    at.found.container = name
    return at.take(end)


def other(at: Reader, here: int) -> bool:
    """Pass over capitalised words that stand between details: a section, a place, a series."""
    known = at.found.strong or at.found.container
    if not known or at.match(_JOINT, here) or not at.gap.rstrip().endswith((",", ":")):
        return False
    end = run_end(at.text, here, at.limit, at.spans)
    after = at.text[end : at.limit].lstrip()[:1]
    if end <= here or end - here > _LONGEST_ASIDE or (after and after not in ",:;(.<["):
        return False
    return at.take(end, strong=False)
