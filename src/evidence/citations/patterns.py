"""Words and signs that several readers look for: years, months, lead-ins, words that point back.

Patterns are built from word lists by `either` and `either_case`. Strings in capitals that are no
compiled patterns are parts of patterns.
"""

from __future__ import annotations

import re


def either(words: str) -> str:
    """Return a pattern for any of these words, which blanks part; each may be a pattern itself."""
    return f"(?:{'|'.join(words.split())})"


def either_case(words: str) -> str:
    """Return a pattern for any of these words, with a small or a capital letter at its head."""
    return either(" ".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split()))


YEAR = r"(?:1[4-9]|20)\d\d"
PRINT_YEAR = r"(?:1[5-9]|20)\d\d"
"""A year in an imprint, where figures of other kinds are near."""
MONTHS = either(
    "Jan(?:uary)? Feb(?:ruary)? Mar(?:ch)? Apr(?:il)? May June? July? Aug(?:ust)? Sept?(?:ember)? "
    "Oct(?:ober)? Nov(?:ember)? Dec(?:ember)? Spring Summer Autumn Fall Winter "
    r"Januar Februar M\u00e4rz Mai Juni Juli Oktober Dezember"
)
CAPITAL = r"[^\W\d_a-z]"
"""A letter that is none of a to z: a capital of any script."""
PLACE_AND_YEAR = rf"{CAPITAL}[\w.-]*(?:[\s/]{CAPITAL}[\w.-]*){{0,2}},?\s{YEAR}(?=[,.;]|$)"
"""An imprint in the German way: 'Oslo 2001'."""
QUOTES = r"\u2018\u201c\""
"""Marks that open a quotation, inside a class."""
APOSTROPHES = r"'\u2019"
"""Inside a class."""

_REASONS = either(
    "an? the further more critiques? reviews? details detailed discussions? similar other another "
    "recent"
)
_LEAD_WORDS = either_case(
    r"see also cf\.? compare e\.g in so but and generally vgl siehe auch dazu zum u\.a similarly "
    r"contra accord especially respecti\w+ voir cfr\.? first thus both notably"
)
LEAD = re.compile(
    rf"""
    \s* (?: [(\[] \s* )?
    (?:
        (?:
            {_LEAD_WORDS}
          | [Ff]or\ (?: example | instance | {_REASONS}\b [^,.;]{{0,90}}? ,? \s+ (?=see\b) )
          | [Aa]s\ (?: noted | argued | shown | discussed | cited | quoted )\ (?: in | by )
          | [Qq]uoted\ (?: in | by | from )
          | (?: [Cc]ited | [Dd]iscussed )\ (?: in | by )
          | [Rr]eprinted\ in | [Ii]nter\ alia | [Aa]mong\ others
        )
        \b [.,:]? \s*
    )+
    """,
    re.VERBOSE,
)
"""Words that lead to a citation and are no part of it: 'see also', 'for a discussion, see'."""

CLOSED = re.compile(
    r"""
    [\u2019\u201d'"]? \s*
    (?: $ | [,.;:()\[\]?!<] | in\b | eds?\b | trans\b | \d | https?: | and\s+[A-Z]
      | see\b | cited\b | quoted\b )
    """,
    re.VERBOSE,
)
"""What stands after a title: a sign, a number, or a word that titles do not go on with."""

BACK = re.compile(
    r"""
    \b (?P<ibid> ibid(?:em)? | ib(?=\.) | id(?=\.(?:[\s,;)]|$)) | ebda? | ebenda | eadem ) \b \.?
  | \b (?P<opcit> (?:op|loc|art)\.?\s?cit | a\.\s?a\.\s?O ) \b \.?
  | \b (?P<idem> idem | ders | dies(?=\.) ) \b \.?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A word for a work or an author cited before."""

_MOST_NOTES = 20
"""Notes of a range of notes."""
_NOTES = re.compile(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")
_NOTE = r"(?: nn?\.? | notes? | fns?\.? | footnotes? )"
_NOTE_ANY_CASE = r"(?: nn?\.? | [Nn]otes? | [Ff]ns?\.? | [Ff]ootnotes? | Fn\. | Anm\. | FN )"
_SEVERAL = r"""
(?: nn\.? | [Nn]otes | [Ff]ns\.? | [Ff]ootnotes ) \s*
(?P<%s> \d+ (?: \s*[-\u2013]\s*\d+ | (?: ,\s* (?:and\s+)? | \s+(?:and|&)\s+ ) \d+ )+ )
"""
CROSS = re.compile(
    rf"""
    # 'nn. 1 and 2 above', 'supra notes 7-9'
    \b {_SEVERAL % "several_before"} ,? \s+ (?: above | supra | oben ) \b
  | \b (?: [Aa]bove | [Ss]upra ) ,? \s* {_SEVERAL % "several_after"}
    # '(n. 12)', '(see note 12 above, at 34)'
  | [(\[] \s* (?: (?:above|supra|see|cited) \s+ )? (?: at\s+ )? {_NOTE} \s* (?P<bracketed>\d+)
        (?: \s+above )? \s* (?: , \s* (?: at\s+ )? (?P<pin>[\d\u2013-]+) )? [)\]]
    # 'above, n. 12', 'op. cit., note 12'
  | \b (?: [Aa]bove | [Ss]upra | (?:op|loc)\.\s?cit\.,? (?: \s*\(\d{{4}}\),? )? ) ,? \s*
        (?: at\s+ )? (?: {_NOTE} | Fn\. | Anm\. ) \s* (?P<after>\d+)
    # 'n. 12 above'
  | \b {_NOTE_ANY_CASE} \s* (?P<before>\d+) ,? \s+ (?: above | supra | oben ) \b
    # 'see n. 12', 'as in note 12'
  | \b (?: [Ss]ee | [Aa]s\s+in | [Cc]f\. ) \s+ (?: above\s+ )?
        (?: n\. | note | fn\.? | footnote ) \s* (?P<seen>\d+)
        (?= \s*[.,;] | $ )
    """,
    re.VERBOSE,
)
"""A note that cites the work: 'n. 12 above'."""


def note_number(cross: re.Match[str]) -> str:
    """Return the number of the note in a match of `CROSS`, the first of several."""
    return note_numbers(cross)[0]


def note_numbers(cross: re.Match[str]) -> list[str]:
    """Return the numbers of the notes in a match of `CROSS`, ranges written out."""
    said = cross["several_before"] or cross["several_after"]
    if not said:
        return [cross["bracketed"] or cross["after"] or cross["before"] or cross["seen"]]
    found: list[str] = []
    for first, last in _NOTES.findall(said):
        start, stop = int(first), int(last or first)
        found += (
            map(str, range(start, min(stop, start + _MOST_NOTES) + 1)) if stop > start else [first]
        )
    return found
