"""Titles and names as an audit compares them: what may differ is made equal, the rest is kept.

Case, accents, white space and typographic signs never count here; neither do American and British
spelling, '&' and 'and', 'versus' and 'vs'.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from evidence.citations.titles import ARTICLES
from evidence.texts.words import tokens, words

_SPELLINGS = (
    (re.compile(r"is(?=(?:e[drs]?|es|ing|ations?|ational)$)"), "iz"),
    (re.compile(r"ys(?=(?:e[drs]?|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?$|al|able|hood|ing|ed)"), "or"),
    (re.compile(r"(?<=[a-z])tre(?=s?$)"), "ter"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)
LONGEST_SHORT = 0.8
"""Length from which on a name is no abbreviation of another one, as a share of it."""
_SAME = {"versus": "vs", "v": "vs"}
_BREAK = re.compile(r"[:;.\u2013\u2014]|(?<=\s)-(?=\s)")
_INNER_QUOTES = re.compile(
    r"[\u2018\u201c\"]\w[^\u2018\u2019\u201c\u201d\"]*[\u2019\u201d\"]|(?<!\w)'\w[^']*'(?!\w)"
)


@lru_cache(maxsize=50_000)
def spelt(text: str) -> tuple[str, ...]:
    """Return the words of a title as they are compared."""
    return tuple(_one_spelling(word) for word in words(text.replace("&", " and ")))


def _one_spelling(word: str) -> str:
    if word.isdecimal():
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return _SAME.get(word, word)


def bare(title: tuple[str, ...]) -> tuple[str, ...]:
    """Return title words without the article at their head."""
    return title[1:] if len(title) > 1 and title[0] in ARTICLES else title


def inside(part: tuple[str, ...], whole: tuple[str, ...]) -> int | None:
    """Return where words stand together in others, or None."""
    size = len(part)
    for place in range(len(whole) - size + 1):
        if whole[place : place + size] == part:
            return place
    return None


def in_order(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether words stand in others in this order, with gaps."""
    rest = iter(whole)
    return all(word in rest for word in part)


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike two titles are, from 0 to 1: words in any order, slips of spelling."""
    if not one or not other:
        return 0.0
    return float(
        max(
            fuzz.ratio(" ".join(one), " ".join(other)),
            fuzz.token_sort_ratio(" ".join(one), " ".join(other)),
        )
        / 100
    )


def difference(cited: tuple[str, ...], expected: tuple[str, ...]) -> tuple[str, str]:
    """Return the words in which two titles differ, of the one and of the other."""
    ours, theirs = [], []
    matcher = SequenceMatcher(None, cited, expected, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            ours.append(" ".join(cited[a:b]))
            theirs.append(" ".join(expected[c:d]))
    return " \u2026 ".join(filter(None, ours)), " \u2026 ".join(filter(None, theirs))


def breaks(title: str) -> dict[int, str]:
    """Return the signs that part a title, by the number of words before them."""
    found: dict[int, str] = {}
    ends = [token.end for token in tokens(title)]
    for sign in _BREAK.finditer(title):
        before = sum(end <= sign.start() for end in ends)
        after = title[sign.end() : sign.end() + 1]
        if 0 < before < len(ends) and (sign[0] in "-\u2013\u2014" or after.isspace()):
            spaced = title[sign.start() - 1 : sign.start()].isspace()
            if sign[0] in ":;." or spaced:
                found[before] = sign[0]
    return found


def quotes_words(title: str) -> bool:
    """Whether a title has words in quotation marks."""
    return bool(_INNER_QUOTES.search(title))


def slip(one: str, other: str, least: float = 75) -> bool:
    """Whether two words are one with a slip of the pen: alike, and not equal."""
    return one != other and fuzz.ratio(one, other) >= least


def abbreviates(short: str, whole: str) -> bool:
    """Whether every word of a name shortens one of another, in order: 'J. Polit. Econ.', 'IDRC'."""
    cut, full = words(short), words(whole)
    initials = "".join(word[0] for word in full if word not in {"of", "the", "for", "and", "on"})
    if len(cut) == 1 and cut[0] in {initials, "".join(word[0] for word in full)}:
        return True
    rest = iter(full)
    if not cut or not all(any(word.startswith(part) for word in rest) for part in cut):
        return False
    return not set(cut) <= set(full) and sum(map(len, cut)) <= LONGEST_SHORT * sum(map(len, full))
