"""Where names begin and end in the running text of a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from evidence.citations.names import CAPITAL, PARTICLES, SPLIT, is_body
from evidence.citations.patterns import CAPITAL as ANY_CAPITAL
from evidence.citations.patterns import PRINT_YEAR, QUOTES, either

_FARTHEST = 400
"""Characters that names may take before a place."""
_LONGEST_PERSON = 5
_WORD = (
    rf"(?:(?:(?:{PARTICLES})\b|[dlDL]['\u2019])?"
    rf"(?:{CAPITAL}[\w'\u2019-]*\.?(?:-?{CAPITAL}\.)*))"
)
_NAME = rf"""
    {_WORD}
    (?: \s+ (?: {_WORD}
              | (?: of | for | {PARTICLES} ) (?: \s+ (?: the | {PARTICLES} ) )* (?= \s+{CAPITAL} )
              | the (?= \s+{CAPITAL} ) ) )*
    (?: \s* \([A-Z]{{2,8}}\) )?
"""
_NEXT_NAME = re.compile(
    rf"""
    (?P<joint> ,? \s* (?: & | and | und | et | y ) \s+ | / )?
    (?P<comma> , \s* )?
    (?P<name> {_NAME} )
    (?P<others> ,? \s* (?: et\s+al | and\s+others | and\s+collaborators | u\.\s?a ) \b \.? )?
    """,
    re.VERBOSE,
)
_PART = re.compile(
    rf"""
    (?P<others> (?: et\s+al | and\s+others | u\.\s?a ) \.? ,? \s* )
  | (?P<role> [(\[]? \b (?: eds? | editors? | Hrsg | Hg ) \b \.? ,? [)\]]? [,:]? \s* )
  | (?P<name> {_WORD} [,:/]? \s* )
  | (?P<joint>
        (?: of | the | for | and | & | und | et | der | des | f\u00fcr | de | pour | vs?\.
          | {PARTICLES} ) \s+
      | [,&/] \s*
      | \( {PRINT_YEAR} [a-z]? \) ,? :? \s* )
  | (?P<stop> . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""What names are made of, and the first sign that is none of it."""
_SURE_STOP = re.compile(
    rf"""
    [;\u201c\u201d\u2018"?!<>]
  | (?<! ['\u2019-] ) \b (?! (?: the | for | and | und | der | des | f\u00fcr | pour | {PARTICLES}
            | others | eds | editors? | hrsg ) \b )
    [a-z]{{3,}} \b (?! ['\u2019-] )
    """,
    re.VERBOSE,
)
"""Signs and words that no name has, nor what joins names."""
_LEAD_WORDS = either(
    "[Aa]lso,? [Cc]ompare But For On As At Quoted Cited From To Such This That These Those It "
    r"He She They We I(?!\.) [Aa]nd Or by of on for to Contra Accord Siehe Dazu Explizit Klassisch "
    "Auch Again However Similarly Indeed Moreover Here Note After Although When While If Since "
    "According Images? Quoting Citing Discussed Reviewed Reprinted Both Other Another Voir Zie "
    "Ver"
)
_NOT_A_NAME = re.compile(
    rf"""
    (?: {_LEAD_WORDS}\b | [Ss]ee(?:,|\b) | C\.?f\. | Cf\b | [Ii]n\b:? | Cfr\.?
      | The\b(?=\s+(?:best|same|argument)) | the\b(?=\s+[a-z])
      | [Ee]\.g\.,? | [Ii]\.e\.,? | Vgl\. | (?: [Ii]bid | [Ii]dem | [Ee]bd ) \b \.? | [,&/\s] ) \s*
    """,
    re.VERBOSE,
)
"""A lead-in that looks like the beginning of a name."""
_TITLE_AMONG = re.compile(rf",\s+(?:The|An?)\s[^,]{{3,80}},\s+(?={ANY_CAPITAL})")
"""A title in a run of names: 'Stanton, The Eight Stages, Harff,'."""
_BODY_WITH_ACRONYM = re.compile(r"[A-Z][^.;?!,()\u201c\u2018]{3,90}\([A-Z]{2,10}\)")
_BODY_ON = re.compile(rf"{CAPITAL}\w+(?:\s+(?:{CAPITAL}\w+|of|for|and|the))*\s+(?:on|in|to)\s+$")
"""The first words of a body's long name: 'Commission on (Crops and Weather)'."""
_LONGEST_BODY = 120
_GIVEN = re.compile(rf",\s*(?:{CAPITAL}[\w.-]*\s*){{1,2}}(?=\({PRINT_YEAR}\))")
_TITLE_OR_ROLE = re.compile(rf"[,:]\s*(?:[{QUOTES}']|[A-Z])|,?\s*\(?[Ee]ds?\b")
_LAST_JOINED = re.compile(r",\s+(?:and|&)\s")
_ARTICLE = re.compile(r"(?:The|A|An|Die|Der|Das|Le|La|Les)\s")
_SMALL_WORD = re.compile(r"\b(?:of|the|for)\b")


def tail(text: str, end: int, low: int = 0) -> int:
    """Return where the names that end at a place begin; the place where there are none.

    They begin at `low` at the earliest. Names are capitalised words, initials, particles and what
    joins them; a lower-case word, a sentence end or a semicolon stops them.
    """
    return _tail(text, end, max(low, end - _FARTHEST))


@lru_cache(maxsize=4096)
def _tail(text: str, end: int, low: int) -> int:
    """Do as `tail` does; all who look for citations ask it of the same places."""
    begin = place = end
    for stop in _SURE_STOP.finditer(text, low, end):
        low = stop.end()
    for match in reversed(list(_PART.finditer(text, low, end))):
        if match.end() != place or match.lastgroup == "stop":
            break
        place = match.start()
        if match.lastgroup == "name":
            begin = place
    while begin < end and (skip := _NOT_A_NAME.match(text, begin, end)):
        begin = skip.end()
    titles = list(_TITLE_AMONG.finditer(text, begin, end))
    if titles:
        return titles[-1].end()
    body = _BODY_ON.search(text, max(low, begin - _LONGEST_BODY), begin)
    return body.start() if body and begin < end and is_body(body[0]) else begin


@dataclass
class _Run:
    """Names in a row: where each ends, and whether 'and' joins the last."""

    ends: list[int] = field(default_factory=list)
    joined: bool = False
    others: int | None = None
    """Where 'et al.' ends."""


def head(text: str, start: int, limit: int, is_name: Callable[[str], bool] | None = None) -> int:
    """Return where the names that begin at a place end: before the comma, colon or bracket.

    A comma goes on to further names where 'and' joins the last one: 'Ann Lee, Bo Ek, and Cy Orr, A
    Title'. 'Lee, Famine and Politics' is a name and a title: what follows the first name must
    be names too, by `is_name` or by what stands after them.
    """
    body = _BODY_WITH_ACRONYM.match(text, start, limit)
    if body and is_body(body[0]):
        return body.end()
    run = _run(text, start, limit)
    if run.others is not None:
        return run.others
    if not run.ends:
        return start
    first = run.ends[0]
    given = _GIVEN.match(text, first, limit)
    if given and " " not in text[start:first]:
        return start + len(text[start : given.end()].rstrip())
    if run.joined and _are_names(text, start, limit, run, is_name):
        return run.ends[-1]
    return first


def _run(text: str, start: int, limit: int) -> _Run:
    """Return the names that commas part, up to the first that is joined by 'and' or 'et al.'."""
    run = _Run()
    place = start
    while place < limit and (match := _NEXT_NAME.match(text, place, limit)):
        run.joined = bool(match["joint"]) and bool(run.ends)
        if run.ends and not run.joined and not match["comma"]:
            break
        if match["others"]:
            run.others = match.end("others")
            break
        place = match.end("name")
        run.ends.append(place)
        if run.joined:
            break
    return run


def _are_names(
    text: str, start: int, limit: int, run: _Run, is_name: Callable[[str], bool] | None
) -> bool:
    """Whether all of a run are names, and not a name and a title with 'and' in it."""
    first, stop = run.ends[0], run.ends[-1]
    if len(run.ends) == 2 and ", " not in text[start : first + 2]:
        return True
    said = text[start:stop]
    parts = [part for part in SPLIT.split(said) if part]
    alike = len({len(part.split()) > 1 for part in parts}) <= 1
    if not alike or not all(map(_is_person, parts)):
        return False
    if is_name is not None and all(is_name(part) for part in parts[1:]):
        return True
    if _TITLE_OR_ROLE.match(text, stop, limit):
        return True
    return bool(_LAST_JOINED.search(said)) or len(parts[0].split()) > 1


def _is_person(text: str) -> bool:
    """Whether words look like the name of one person, or of a body."""
    if _ARTICLE.match(text):
        return False
    short = len(text.split()) <= _LONGEST_PERSON and not _SMALL_WORD.search(text)
    return short or is_body(text)
