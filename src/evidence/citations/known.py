"""Titles of the bibliography that stand in a note, without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.citations import name_runs, titles
from evidence.citations.index import Index, TitleFound
from evidence.citations.patterns import CLOSED, QUOTES, YEAR
from evidence.citations.spans import Span, Spans, holding
from evidence.texts.words import tokens

_FARTHEST_NAMES = 160
"""Characters before a title in which its author is looked for."""
_LONGEST_ARTICLE = 5
_MOSTLY = 0.6
"""Share of the words of a title that have capitals."""
_ARTICLE = re.compile(r"(?:The|A|An|Der|Die|Das|Le|La|Les)\s+$")
_WORD = re.compile(r"[\w\u2019'-]+")
_SUBTITLE = re.compile(r":\s+[A-Z]")
_AFTER_COLON = re.compile(r":\s*(?:The\s+|An?\s+)?$")
_QUOTED_NEXT = re.compile(rf"[^.;\u201c\u2018\"]{{0,40}},\s*[{QUOTES}]")

_BY = re.compile(r",?\s+(?:[a-z]+[.,]*\s+)?by\s+(?=[A-Z])")
_YEAR_NEXT = re.compile(rf",?\s+[(\[]?{YEAR}[a-z]?\b")
_ACRONYM = re.compile(r"\s*\([A-Z]{2,10}\)")

Known = dict[Span, list[TitleFound]]
"""The works whose title stands at a place of a note."""


def find(text: str, spans: Spans, index: Index, bodies: Sequence[Span] = ()) -> Known:
    """Return the known titles of a text, the longest at each place, none within another.

    The name of a body before a year, and what stands in it, is no title: 'Office for Parts 1998'.
    """
    dated = [span for span in bodies if _YEAR_NEXT.match(text, span.end)]
    found: Known = {}
    reach = -1
    for start, group in sorted(_longest(text, index).items()):
        author = holding(dated, start)
        if author is not None and group[0].end <= author.end:
            continue
        if start >= reach and _is_title(text, spans, index, group):
            reach = group[0].end
            found[Span(_with_article(text, start), reach)] = group
    return found


def bodies(text: str, index: Index) -> tuple[Span, ...]:
    """Return where bodies of the bibliography stand in a text by their full names, in order.

    Of two at one place the longer counts; an acronym in a bracket behind a name belongs to it.
    """
    found: list[Span] = []
    places = index.bodies_in(list(tokens(text)))
    for start, end in sorted(places, key=lambda one: (one[0], -one[1])):
        if text[start].isupper() and (not found or start >= found[-1].end):
            acronym = _ACRONYM.match(text, end)
            found.append(Span(_with_article(text, start), acronym.end() if acronym else end))
    return tuple(found)


def containers(text: str, index: Index) -> tuple[Span, ...]:
    """Return where journals and volumes of the bibliography stand in a text, the longest each."""
    found: list[Span] = []
    places = index.containers_in(list(tokens(text)))
    for start, end in sorted(places, key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1].end:
            found.append(Span(start, end + text.startswith(".", end)))
    return tuple(found)


def _longest(text: str, index: Index) -> dict[int, list[TitleFound]]:
    """Return the works with the longest title at each place where one begins."""
    stream = [token._replace(plain=titles.figured(token.plain)) for token in tokens(text)]
    best: dict[int, list[TitleFound]] = {}
    for found in index.titles_in(stream):
        here = best.get(found.start)
        if here is None or found.end > here[0].end:
            best[found.start] = [found]
        elif found.end == here[0].end:
            here.append(found)
    return best


def _with_article(text: str, start: int) -> int:
    before = _ARTICLE.search(text, max(0, start - _LONGEST_ARTICLE), start)
    return before.start() if before else start


def _is_title(text: str, spans: Spans, index: Index, group: Sequence[TitleFound]) -> bool:
    """Whether known words stand as a title does: capitalised, closed, and not too few alone."""
    start, end = group[0].start, group[0].end
    if holding(spans.quotes, start) or holding(spans.urls, start):
        return False
    head = text[_with_article(text, start)]
    if not (head.isupper() or head.isdigit()):
        return False
    words = [word for word in _WORD.findall(text[start:end]) if word.casefold() not in titles.SMALL]
    whole = any(one.whole for one in group)
    closed = bool(CLOSED.match(text, end))
    goes_on = not whole and bool(_SUBTITLE.match(text, end))
    named = _is_named(text, index, group)
    if len(words) >= 2 and closed and named:
        return not goes_on
    if goes_on or not ((_has_capitals(words) and closed) or (whole and len(words) >= 4)):
        return False
    if _AFTER_COLON.search(text, max(0, start - 6), start):
        return False
    if _QUOTED_NEXT.match(text, end) and not named:
        return False
    return named or len(words) >= (3 if whole else 4)


def _has_capitals(words: Sequence[str]) -> bool:
    """Whether most of these words have capitals, or are figures."""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return not words or capitals / len(words) >= _MOSTLY


def _is_named(text: str, index: Index, group: Sequence[TitleFound]) -> bool:
    """Whether an author or editor of a work stands right before its title, or behind 'by'."""
    start, end = group[0].start, group[0].end
    begin = name_runs.tail(text, start, max(0, start - _FARTHEST_NAMES))
    by = _BY.match(text, end)
    near = f"{text[begin:start]} {text[by.end() : by.end() + _FARTHEST_NAMES] if by else ''}"
    before = {token.plain.removesuffix("'s") for token in tokens(near)}
    entries = (index.entries[one.work] for one in group)
    return any(
        surname[-1] in before for entry in entries for surname in (*entry.surnames, *entry.helpers)
    )
