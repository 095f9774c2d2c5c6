"""What stands after a title: container, editors, imprint, year, volume, pages, addresses, locators.

The text is read detail by detail up to the first that is none of these: what follows is commentary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from evidence.citations import containers, figures, imprint
from evidence.citations.patterns import YEAR, either
from evidence.citations.reader import GAP, Details, Reader
from evidence.citations.spans import Span, Spans
from evidence.citations.symbols import SYMBOL

_BEFORE_DOI = re.compile(r"^.*?(?=10\.)")
_ACCESSED = re.compile(
    rf"""
    \(? (?: last\s+ )?
    (?: accessed | modified | retrieved | visited | viewed | updated | consulted | abgerufen
      | zuletzt ) \b
    (?: \s+ (?: on | am ) )? :? \s* [^;()]*? {YEAR} \)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VOLUMES = re.compile(r"\d+\s+vols?\b\.?", re.IGNORECASE)
_AVAILABLE = re.compile(
    r"""
    (?: available | verf\u00fcgbar | online | retrieved ) \s+ (?: online\s+ )?
        (?: at | from | unter ) \b :?
  | (?: at | online: ) (?= \s+<?https?: )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EDITION = re.compile(
    r"""
    \(? (?: \d+ (?:st|nd|rd|th) | rev(?:ised)?\.? | second | third | 2d | 3d | new ) \s+
        (?: edn?\.? | edition | ed\. ) [,)]?
  | \b \d+ \. \s? Aufl (?: age | \. )
  | \[? \d+ (?:st|nd|rd|th)? \ ed (?: n | ition )? \.? \]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DEGREE = either(r"Ph\.?D\.? Master(?:['\u2019]s)? M\.?A\.? doctoral D\.?Phil\.?")
_GENRE = re.compile(
    rf"""
    \(?
    (?: (?: unpublished\s+ )? {_DEGREE} \s+ (?: thesis | dissertation | diss\.? )
      | thesis | dissertation | diss\. | resolution | letter | report (?: \s+ no\.?\s*\S+ )?
      | working\ paper (?: \s+ (?: no\.?\s* )? \S+ )? | policy\ brief | mimeo | manuscript
      | unpublished | Manuskript | video | Part | paper\ presented\ at | newspaper ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read(
    text: str,
    start: int,
    end: int,
    spans: Spans,
    quoted: bool = False,
    known: Sequence[Span] = (),
) -> Details:
    """Read what stands from a place on, to `end` at most; `quoted` titles have a journal next.

    `known` are the places of journals and volumes of the bibliography.
    """
    found = Details(start)
    at = Reader(text, end, spans, quoted, found, known)
    while found.end < end:
        gap = GAP.match(text, found.end, end)
        assert gap is not None
        at.gap = gap[0]
        here = gap.end()
        if here >= end or not any(step(at, here) for step in _STEPS):
            break
    return found


def _address(at: Reader, here: int) -> bool:
    url = at.address(here)
    if url is None:
        return False
    value = at.text[url.start : url.end].strip("<>")
    if "doi" in value.casefold():
        at.found.doi = at.found.doi or _BEFORE_DOI.sub("", value)
    else:
        at.found.url = at.found.url or value
    return at.take(url.end)


def _accessed(at: Reader, here: int) -> bool:
    return at.pass_over(_ACCESSED, here)


def _volumes(at: Reader, here: int) -> bool:
    """Read '2 vols'."""
    several = at.pass_over(_VOLUMES, here, strong=False)
    at.found.volumes |= several
    return several


def _available(at: Reader, here: int) -> bool:
    """Pass over 'available at' before an address."""
    return at.pass_over(_AVAILABLE, here, strong=False)


def _edition(at: Reader, here: int) -> bool:
    return at.pass_over(_EDITION, here)


def _symbol(at: Reader, here: int) -> bool:
    match = at.match(SYMBOL, here)
    if match is None:
        return False
    at.found.symbol = at.found.symbol or match[0]
    return at.take(match.end())


def _genre(at: Reader, here: int) -> bool:
    return at.pass_over(_GENRE, here)


_STEPS: tuple[Callable[[Reader, int], bool], ...] = (
    _address,
    _accessed,
    _volumes,
    _available,
    imprint.bracket,
    containers.volume,
    containers.edited,
    containers.known,
    _edition,
    _symbol,
    figures.labelled,
    figures.after_colon,
    figures.date,
    figures.numbers,
    _genre,
    containers.journal,
    imprint.publisher,
    containers.other,
)
"""What may stand next, tried in this order."""
