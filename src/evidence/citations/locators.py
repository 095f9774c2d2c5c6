"""Locators: where in a work a citation points, with the labels of CSL 1.0.2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.citations.patterns import PRINT_YEAR
from evidence.model.claim import Locator, LocatorLabel

_LABELS: dict[LocatorLabel, str] = {
    "page": r"pp?\.?|pages?|pgs?\.?|S\.|Seiten?|p\u00e1gs?\.|\u0441\.",
    "paragraph": r"paras?\.?|paragraphs?|\u00b6\u00b6?|Rn\.|Rz\.|Abs\.",
    "chapter": r"c(?=\s\d{1,2}\b)|chs?\.?|chaps?\.?|chapters?|Kap\.|Kapitel|cap\.",
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
_DASH = r"\s?[-\u2010-\u2015]{1,2}\s?"
_ONE = rf"(?:[A-Z]{{0,2}}\d+[a-z]?(?:[rv]\b)?|(?:{_ROMAN})(?!\w))"
_RANGE = rf"{_ONE}(?:{_DASH}{_ONE})?(?:\s?ff?\b\.?|\s?et seq\.?)?"
_COMMA = r"(?:,\s?(?:and\s)?|\s?&\s?|\s(?:and|und|et)\s)(?!\d{4}\b)"
_VALUE = rf"{_RANGE}(?:{_COMMA}{_RANGE}(?!\w))*"
LABELLED = re.compile(rf"(?<![\w.])(?:{_LABEL})\s?(?P<value>{_VALUE})(?![\w/])", re.IGNORECASE)
"""A locator with its label: 'pp. 3-5', '\u00a7 12'."""
_NUMBERS = rf"\d+[a-z]?(?:{_DASH}\d+[a-z]?)?(?:\s?ff?\b\.?)?"
_BARE_COMMA = rf"(?:,\s?|\s?&\s?|\sand\s)(?!{PRINT_YEAR}\b)"
_BARE = re.compile(rf"(?P<value>{_NUMBERS}(?:{_BARE_COMMA}{_NUMBERS})*|{_ROMAN})(?![\w/])")
_SPACED_DASH = re.compile(_DASH)
_PAGES = re.compile(rf"(\d+)(?:{_DASH}(\d+))?")
_DIGITS = re.compile(r"\d+")
_SEVERAL = re.compile(r"[,&]")
_LEAD = re.compile(
    r"(?:(?:at|on|esp\.|especially|insbesondere|bes\.|see|hier|here|particularly|PDF)\s+)+",
    re.IGNORECASE,
)
_ROMAN_NUMBER = re.compile(
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_WORDS = frozenset({"di", "mi", "mix"})
"""Words that could be roman numbers."""
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
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
    matches = LABELLED.finditer(text, start, len(text) if end is None else end)
    return [one for match in matches if (one := _found(match)) is not None]


def labelled_at(text: str, place: int, end: int) -> Found | None:
    """Return the locator whose label stands at a place."""
    match = LABELLED.match(text, place, end)
    return _found(match) if match else None


def _found(match: re.Match[str]) -> Found | None:
    """Return the locator of a match; None where its value is a word and no roman number."""
    value = tidy(match["value"])
    if value.isalpha() and not _is_roman(value):
        return None
    return Found(Locator(_label(match), value), match.start(), match.end("value"))


def _label(match: re.Match[str]) -> LocatorLabel:
    """Return the label of a match; 'S. 65' is a page in German, 's. 65' a section."""
    label = next(name for name in _LABELS if match[name])
    if match[label].casefold() in {"s.", "ss."}:
        return "page" if match[label] == "S." else "section"
    return label


def bare(text: str, place: int) -> Found | None:
    """Return the number that stands at a place without a label, as a page."""
    lead = _LEAD.match(text, place)
    start = lead.end() if lead else place
    match = _BARE.match(text, start)
    if not match:
        return None
    value = tidy(match["value"])
    if value.isalpha() and not _is_roman_page(value):
        return None
    if any(len(number) > MOST_PAGES for number in _DIGITS.findall(value)):
        return None
    return Found(Locator("page", value), start, match.end("value"))


def _is_roman_page(value: str) -> bool:
    """Whether letters without a label are the roman number of a page, and no word or initial."""
    initial = len(value) == 1 and value.isupper()
    return _is_roman(value) and not initial and value not in _WORDS


def _is_roman(value: str) -> bool:
    """Whether letters are a roman number as a person would write it."""
    return bool(value and _ROMAN_NUMBER.fullmatch(value))


def arabic(number: str) -> str:
    """Return a number in figures: 'ii' and 'II' are '2'; anything else as it is."""
    if not number.isalpha() or not _is_roman(number):
        return number
    values = [_ROMAN_VALUES[sign] for sign in number.casefold()]
    signed = (
        -one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)
    )
    return str(sum(signed))


def pages(value: str) -> tuple[int, int] | None:
    """Return first and last page of a range of arabic numbers, the last written out in full.

    '204-06' is (204, 206); a single page is a range of one. None where there is no such number.
    """
    found = _PAGES.match(value)
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
    return first is not None and first == second and not _SEVERAL.search(one + other)
