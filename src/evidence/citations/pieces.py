"""A note cut at semicolons and sentence ends, but in no title, quotation, bracket or address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.citations.names import is_body
from evidence.citations.patterns import (
    APOSTROPHES,
    BACK,
    CAPITAL,
    LEAD,
    MONTHS,
    PLACE_AND_YEAR,
    PRINT_YEAR,
    YEAR,
    either,
)
from evidence.citations.spans import Span, Spans

_ABBREVIATIONS = frozenset(
    (
        "a.k.a acad al am amer art arts assn aufl aust bd bde brit bull bzw c ca cal can cap cf "
        "ch chap chas chs cir cit co col coll comm comp comps conf cong corp dept dir diss doc dr "
        "e.g ebd econ ed eds educ engl esp est etc eur ex f fed ff fig figs fn fns fol gen geo "
        "gov govt hg hist hon hrsg i.e ib ibid id inc insbes inst int internat intl introd j jas "
        "jnl jos jour jr kap law lib loc.cit ltd mag mass mem mr mrs ms msc mt n nat natl nn no "
        "nos nr op op.cit orig p para paras ph phil pol polit pp proc prof pseud psychol pt pts "
        "pub publ q quart r rec repr res rev rn s sched sci sec sect ser soc sociol sr ss st stat "
        "stud suppl tab tech thos trans transl u u.n u.s univ usw v vgl viz vol vols vs wash wm "
        "yr z zit"
    ).split()
)
_END = re.compile(r"[.?!\u2026][\"'\u2019\u201d)\]]*(?=\s)|;|\n")
_WORD_BEFORE = re.compile(r"([\w.\u2019'-]+)$")
_LONGEST_WORD = 30
_LONGEST_SHORTENED = 9
_SHORTENED_NEXT = re.compile(
    r"\s+(?!(?:Ibid|Id|Idem|Cf|See|Op|Loc|Eds?|Trans)\b)[A-Z][a-z]{0,7}\.(?=\s*[,\d(]|\s+[A-Z&])"
)
_SHORTENED = re.compile(r"\b[A-Z][a-z]{1,7}\.\s+$")
_NUMBER_NEXT = re.compile(r"\s+\d+\s*[(,:]")
"""A volume: '45 (1998)'."""
_OPENS = re.compile(
    rf"""
    \s+ ["'(\[\u2018\u201c\u201e\u00ab]*
    (?: {CAPITAL} | ibid | id\. | \d | [a-z]{{2}}\s[A-Z] )
    """,
    re.VERBOSE,
)
"""What a sentence begins with."""
_IBID = re.compile(r"\s+(?:ibid\b|id\.)", re.IGNORECASE)
_TITLE_MAY_FOLLOW = re.compile(rf"[,):]$|(?:^|\s){CAPITAL}[\w\u2019'-]*$")

_SMALL = either("of the on for and")
_WORD = rf"[A-Z][\w{APOSTROPHES}-]*+"
"""Taken whole, as a hyphen may part words too: else the ways to read 'A-B-C-...' are countless."""
_PLACE = rf"[A-Z][\w\ .,&{APOSTROPHES}-]*"
_AUTHOR_ALONE = re.compile(r"[A-Z][^.;?!,]*\([A-Z]{2,8}\)")
_NEXT_CITATION = re.compile(r"[Ss]ee\b|[Cc]f\.")
_NEXT_IMPRINT = re.compile(rf"\((?:{_PLACE}:\s*)?{_PLACE},?\s*{PRINT_YEAR}\)", re.VERBOSE)
_NEXT_DATE = re.compile(rf"(?:\d{{1,2}}\s+)?{MONTHS}\s+{YEAR}\b")
_NEXT_DETAILS = re.compile(
    rf"""
    # a journal and its volume
    (?: (?: [A-Z][\w&{APOSTROPHES}-]* | {_SMALL} | in ) \s+ ){{1,9}} \d+ (?: [/(:] | \.\d | ,?\ no )
    # a title and its document symbol
  | (?: {_WORD} | {_SMALL} | [\ ,-] )+ ,\s+ [A-Z]+/\w+
    # a title and its imprint
  | (?: {_WORD} | {_SMALL} | in | to | a | [\ ,:-] )+
    \s \( [A-Z][\w\ .,&/-]*: \s* [^():]* {PRINT_YEAR} \)
    """,
    re.VERBOSE,
)
_NAMES_AND_COLON = re.compile(
    rf"(?:{CAPITAL}[\w.{APOSTROPHES}-]*+(?:\s+|,\s+|\s*/\s*)?(?:(?:und|and|&)\s+)?){{1,10}}:\s"
)
_PLACE_AND_YEAR = re.compile(PLACE_AND_YEAR)
_ANY_YEAR = re.compile(YEAR)
_YEAR_AFTER_NAMES = re.compile(rf"\({YEAR}\)\s")


_DATED = re.compile(rf"{CAPITAL}[\w.]*,?\s+\(?{YEAR}[a-z]?(?:[,:]\s*[^;,()]{{1,20}})?$")
_YEAR_AFTER = re.compile(rf"\s*{YEAR}[a-z]?\s*(?:[,:.;)]|$)")
"""A further year of the same names: 'Lee 1998: 4; 2004: 47'."""


def cut(text: str, spans: Spans, kept: Sequence[Span] = ()) -> list[Span]:
    """Return the pieces of a note, in order; `kept` are spans that are not cut."""
    found: list[Span] = []
    for piece in _parted(text, spans, kept):
        if found and _goes_on(text, found[-1], piece):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _parted(text: str, spans: Spans, kept: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between semicolons, line feeds and ends of sentences."""
    start = 0
    for match in _END.finditer(text):
        inside = spans.at(match.start())
        if not _parts(text, start, match, inside, kept):
            continue
        end = match.end() if inside is None else max(match.end(), inside.end)
        if end > start:
            yield Span(start, end)
            start = end
    if text[start:].strip():
        yield Span(start, len(text))


def _parts(
    text: str, start: int, match: re.Match[str], inside: Span | None, kept: Sequence[Span]
) -> bool:
    """Whether a sign parts two pieces, the first of which begins at `start`."""
    place, sign = match.start(), match[0]
    if inside is not None and (sign == ";" or inside.end > match.end() + 1):
        return False
    if any(span.start < place < span.end - 1 for span in kept):
        return False
    if sign == ";" and _YEAR_AFTER.match(text, match.end()) and _DATED.search(text, start, place):
        return False
    if sign not in ";\n" and not _ends_sentence(text, match):
        return False
    return not (inside is not None and text[place] in "?!" and _is_title(text, start, inside))


def _is_title(text: str, start: int, quote: Span) -> bool:
    """Whether a quotation is a title: it begins the piece, or follows a comma."""
    before = text[start : quote.start].rstrip()
    return not before or bool(_TITLE_MAY_FOLLOW.search(before))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and not an abbreviation or an initial."""
    if _OPENS.match(text, match.end()) is None:
        return not text[match.end() :].strip()
    if match[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
    if before is None:
        return True
    word = before[1].casefold()
    if _IBID.match(text, match.end()) and word not in {"see", "cf", "also"}:
        return True
    if before[1][0].isupper() and _is_abbreviated(text, before.start(), match.end()):
        return False
    last = word.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha():
        return False
    return not (word in _ABBREVIATIONS or last in _ABBREVIATIONS)


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether a short word with a full stop is one of a row: 'Phys. Rev. Lett.'."""
    if end - start > _LONGEST_SHORTENED:
        return False
    if _SHORTENED_NEXT.match(text, end):
        return True
    row = _SHORTENED.search(text, max(0, start - _LONGEST_WORD), start)
    return row is not None and bool(_NUMBER_NEXT.match(text, end))


def _goes_on(text: str, before: Span, piece: Span) -> bool:
    """Whether a sentence end was none: names alone before it, or only details after it."""
    said = text[before.start : before.end].strip()
    if not said.endswith((".", "?", "\u201d", "\u2019")):
        return False
    if _is_author_alone(text, before, said):
        return True
    rest = text[piece.start : piece.end].lstrip()
    if BACK.match(rest) or _NEXT_CITATION.match(rest):
        return False
    if not _ANY_YEAR.search(said) and _NAMES_AND_COLON.match(said) and _PLACE_AND_YEAR.match(rest):
        return True
    if _NEXT_IMPRINT.match(rest) or (said.endswith(".") and _NEXT_DATE.match(rest)):
        return True
    if _ANY_YEAR.search(said) and not _YEAR_AFTER_NAMES.search(said):
        return False
    return bool(_NEXT_DETAILS.match(rest))


def _is_author_alone(text: str, piece: Span, said: str) -> bool:
    """Whether a piece is a body with its acronym: 'Office for Spare Parts (OSP).'."""
    lead = LEAD.match(text, piece.start, piece.end)
    stop = piece.end - said.endswith(".")
    alone = _AUTHOR_ALONE.fullmatch(text[lead.end() if lead else piece.start : stop].strip())
    return alone is not None and is_body(alone[0])
