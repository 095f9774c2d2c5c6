"""Locators: where in a work a citation points, with the labels of CSL 1.0.2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.model.claim import Locator, LocatorLabel

_LABELS: dict[LocatorLabel, str] = {
    "page": r"pp?\.?|pages?|pgs?\.?|S\.|Seiten?|p\u00e1gs?\.|\u0441\.",
    "paragraph": r"paras?\.?|paragraphs?|\u00b6\u00b6?|Rn\.|Rz\.|Abs\.",
    "chapter": r"chs?\.?|chaps?\.?|chapters?|Kap\.|Kapitel|cap\.",
    "section": r"\u00a7\u00a7?|ss?\.|secs?\.?|sections?|Sec\.Sec\.",
    "article": r"arts?\.?|articles?|Artikel",
    "part": r"pts?\.|parts?|Teil",
    "appendix": r"app\.|appendix|annex",
    "table": r"tables?|tab\.|Tabellen?",
    "figure": r"figs?\.?|figures?|Abb\.",
    "column": r"cols?\.?|columns?|Sp\.",
    "folio": r"fols?\.?|folios?|ff?\.(?=\s?\d+[rv])",
    "line": r"lines?",
    "note": r"nn?\.|notes?|fns?\.?|Fn\.|Anm\.",
    "verse": r"verses?",
    "volume": r"vols?\.?|volumes?|Bd\.|B\u00e4nde?",
    "book": r"bks?\.|books?",
    "issue": r"nos?\.|Nr\.|Heft",
}
_LABEL = "|".join(f"(?P<{label}>{words})" for label, words in _LABELS.items())
_ROMAN = r"[ivxlcdm]+|[IVXLCDM]+"
_ONE = rf"(?:[A-Z]{{0,2}}\d+[a-z]?(?:[rv]\b)?|(?:{_ROMAN})(?![\w]))"
_DASH = r"\s?[-\u2010-\u2015]{1,2}\s?"
_RANGE = rf"{_ONE}(?:{_DASH}{_ONE})?(?:\s?ff?\b\.?|\s?et seq\.?)?"
VALUE = rf"{_RANGE}(?:(?:,\s?(?:and\s)?|\s?&\s?|\s(?:and|und|et)\s)(?!\d{{4}}\b){_RANGE}(?![\w]))*"
_NUMBERS = rf"(?:\d+[a-z]?(?:{_DASH}\d+[a-z]?)?)(?:\s?ff?\b\.?)?"
LABELLED = re.compile(rf"(?<![\w.])(?:(?:{_LABEL})\s?)(?P<value>{VALUE})(?![\w/])", re.IGNORECASE)
_LABELLED_ROMAN_CASE = re.compile(r"\bS\.$")
BARE = re.compile(
    rf"(?P<value>{_NUMBERS}(?:(?:,\s?|\s?&\s?|\sand\s)(?!(?:1[5-9]|20)\d\d\b){_NUMBERS})*|{_ROMAN})(?![\w/])"
)
_SPACED_DASH = re.compile(_DASH)
_LEAD = re.compile(
    r"(?:(?:at|on|esp\.|especially|insbesondere|bes\.|see|hier|here|particularly|PDF)\s+)+",
    re.IGNORECASE,
)
MOST_PAGES = 5
"""Digits of a page number."""


@dataclass(frozen=True, slots=True)
class Found:
    """A locator in a text, `text[start:end]`."""

    locator: Locator
    start: int
    end: int


def tidy(value: str) -> str:
    """Return a value as printed, with plain hyphens and single blanks."""
    return " ".join(_SPACED_DASH.sub("-", value).split()).rstrip(",;")


def labelled(text: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Return the locators with a label in a text, in order."""
    found = []
    for match in LABELLED.finditer(text, start, len(text) if end is None else end):
        label = next(name for name in _LABELS if match[name])
        word = match[label]
        if not _case_fits(label, word):
            label = (
                "page"
                if word in {"S."}
                else "section"
                if word.casefold() in {"s.", "ss."}
                else label
            )
        value = tidy(match["value"])
        if value.isalpha() and not _is_roman(value):
            continue
        found.append(Found(Locator(label, value), match.start(), match.end("value")))
    return found


def _case_fits(label: str, word: str) -> bool:
    """Whether a label has the case it needs: 'S. 65' is a page in German, 's. 65' a section."""
    return not (label in {"page", "section"} and word.casefold() in {"s.", "ss."})


def bare(text: str, place: int) -> Found | None:
    """Return the number that stands at a place without a label, as a page."""
    lead = _LEAD.match(text, place)
    start = lead.end() if lead else place
    match = BARE.match(text, start)
    if not match:
        return None
    value = tidy(match["value"])
    if value.isalpha() and (
        not _is_roman(value)
        or (value.isupper() and len(value) < 2)
        or value in {"di", "mi", "mix", "vi."}
    ):
        return None
    if any(len(number) > MOST_PAGES for number in re.findall(r"\d+", value)):
        return None
    return Found(Locator("page", value), start, match.end("value"))


def _is_roman(value: str) -> bool:
    """Whether letters are a roman number as a person would write it."""
    pattern = r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    return bool(re.fullmatch(pattern, value, re.IGNORECASE)) and bool(value)


def pages(value: str) -> tuple[int, int] | None:
    """Return first and last page of a range of arabic numbers, the last written out in full.

    '204-06' is (204, 206); a single page is a range of one. None where there is no such number.
    """
    found = re.match(rf"(\d+)(?:{_DASH}(\d+))?", value)
    if not found:
        return None
    first, last = found[1], found[2] or found[1]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(first), int(last)


def same(one: str, other: str) -> bool:
    """Whether two values name the same pages, whichever way a range is written."""
    if tidy(one) == tidy(other):
        return True
    first, second = pages(one), pages(other)
    return first is not None and first == second and not re.search(r"[,&]", one + other)
