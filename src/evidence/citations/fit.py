"""How well a citation fits a work: names, title, year, container and identifiers weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from evidence.citations import letters, locators, titles
from evidence.citations.entry import Entry, identifier
from evidence.citations.name_fit import names_fit
from evidence.citations.patterns import YEAR
from evidence.citations.symbols import symbol
from evidence.model import Name
from evidence.model.citation import Reference
from evidence.texts.words import words

PARTS = frozenset({"article", "incollection", "inbook", "inproceedings", "unpublished"})
"""Types of works whose titles stand in quotation marks."""
_DATED = re.compile(rf"(.+?),?\s+\(?({YEAR})\)?")
"""A journal with its year: 'Annals of Disorder 1999'."""
_SURE_NAMES = 0.9
_SAME_CONTAINER = 90
"""Likeness from which on a work stands in what is cited, of 100."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a citation fits a work, from 0 to 1, and what differs in words.

    `year` is None where citation or work have none, so is `title`, the likeness of titles.
    """

    key: str
    score: float
    year: bool | None
    differs: tuple[str, ...] = ()
    title: float | None = None


def fit(reference: Reference, entry: Entry, names: tuple[Name, ...] | None = None) -> Fit:
    """Weigh a citation against a work. `names` replace those of the citation."""
    if _other_letter(reference, entry) or _other_span(reference, entry):
        return Fit(entry.key, 0.0, year=False)
    cited = reference.names if names is None else names
    who = names_fit(cited, entry, reference.others) if cited else None
    title = _title(reference, entry)
    year = _year(reference, entry)
    if _identified(reference, entry):
        score = 0.99 if title is None or title >= 0.5 else 0.8
    elif title is not None:
        score = _with_title(reference, entry, title, who, year)
    else:
        score = _by_names(who, year) if who is not None and not reference.container else 0.0
        score += 0.02 * _numbers(reference, entry) if score else 0.0
        score -= 0.06 if year and not _same_years(reference, entry) else 0.0
    inside = _by_container(reference, entry, who) if who and entry.container else 0.0
    if inside > score:
        return Fit(entry.key, round(inside, 3), year, title=title)
    differs = _differs(reference, entry, who, year)
    return Fit(entry.key, round(max(0.0, score), 3), year, differs, title)


def _title(reference: Reference, entry: Entry) -> float | None:
    """Return how alike the titles are; None where citation or work have none."""
    if not reference.title:
        return None
    cited = titles.plain(titles.tokens_of(reference.title))
    return titles.likeness(cited, entry.forms) if cited and entry.forms else None


def _year(reference: Reference, entry: Entry) -> bool | None:
    """Whether the years are the same; None where citation or work have none."""
    if not reference.year[:4].isdigit() or entry.year is None:
        return None
    return int(reference.year[:4]) == entry.year


def _other_letter(reference: Reference, entry: Entry) -> bool:
    """Whether the letters behind the years differ: 'Lee 1988a' and 'Lee 1988b'."""
    cited = letters.of(reference.year)
    return bool(cited and entry.letter) and cited != entry.letter


def _other_span(reference: Reference, entry: Entry) -> bool:
    """Whether a citation gives a span of years that is not that of the work."""
    span = reference.year[4:5] == "-"
    return span and not (_year(reference, entry) and _same_years(reference, entry))


def _same_years(reference: Reference, entry: Entry) -> bool:
    """Whether a work of several years is cited with the last too: '1984-1986'."""
    last = reference.year[5:] if reference.year[4:5] == "-" else reference.year[:4]
    return entry.last_year is None or str(entry.last_year).endswith(last)


def _identified(reference: Reference, entry: Entry) -> bool:
    """Whether document symbol, DOI or, without a title, address are those of the work."""
    if reference.symbol and _has_symbol(entry, symbol(reference.symbol)):
        return True
    if reference.doi and entry.work.get("doi"):
        return _same(reference.doi, entry.work.get("doi"))
    return not reference.title and _same(reference.url, entry.work.get("url"))


def _has_symbol(entry: Entry, cited: str) -> bool:
    number = identifier(entry.work.get("number"))
    said = identifier(cited)
    return bool(number) and (said == number or said in number.replace("-", " ").split())


def _same(one: str, other: str) -> bool:
    """Whether two identifiers are there and the same."""
    return bool(one and other) and identifier(one) == identifier(other)


def _with_title(
    reference: Reference, entry: Entry, title: float, who: float | None, year: bool | None
) -> float:
    """Weigh the likeness of titles with all else that a citation says."""
    if who is None:
        score = title - (0.03 if entry.surnames else 0.0)
        if titles.content(titles.tokens_of(reference.title)) < 2 and title < 0.98:
            score -= 0.2
    elif who == 0:
        score = title - (0.25 if entry.surnames else 0.1)
    else:
        score = 0.8 * title + 0.2 * who
    if year is not None:
        score += 0.03 if year else -0.06
    address = entry.work.get("url")
    if title < 0.98 and reference.url and address and not _same(reference.url, address):
        score -= 0.2
    score += 0.03 * _container(reference, entry) + 0.02 * _kind(reference, entry)
    return score + 0.02 * _numbers(reference, entry)


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return " ".join(words(text))


def _kind(reference: Reference, entry: Entry) -> float:
    """Whether a work is of the kind that is cited so: parts in quotation marks, wholes without."""
    if entry.work.type in PARTS:
        return 1.0 if reference.quoted else -1.0
    return 0.0 if reference.quoted else 1.0


def _numbers(reference: Reference, entry: Entry) -> float:
    """Count the figures of volume, issue and pages that agree, less those that do not."""
    if not (reference.volume or reference.number or reference.pages):
        return 0.0
    volume, number, pages = entry.figures
    found = 0.0
    for one, other in (
        (locators.arabic(reference.volume), locators.arabic(volume)),
        (reference.number, number),
        (reference.pages, pages),
    ):
        if one and other:
            found += 1.0 if one == other else -0.5
    if entry.work.type not in PARTS and reference.volume:
        same = locators.arabic(reference.volume) == locators.arabic(volume)
        found += (3.0 if same else -2.0) if volume else -0.5
    return found


def _by_names(who: float, year: bool | None) -> float:
    """Weigh names and year where a citation has no title."""
    if year is None:
        return 0.85 * who
    return who * (0.96 if year else 0.6)


def _by_container(reference: Reference, entry: Entry, who: float) -> float:
    """Weigh a work that is cited by its authors and by what it stands in.

    'Lee, in: Ek (ed.), Rural Orders, p. 5', 'Lee, Annals of Disorder 1999, 12'. A journal needs the
    year too, as it looks like a title.
    """
    if reference.title:
        dated = _DATED.fullmatch(reference.title)
        said, year = dated.groups() if dated else (reference.title, reference.year)
        if who < _SURE_NAMES or year[:4] != str(entry.year):
            return 0.0
    else:
        said = reference.container
    alike = fuzz.ratio(_folded(said), entry.container) if said else 0.0
    whole = alike >= _SAME_CONTAINER or (
        not reference.title and fuzz.token_set_ratio(_folded(said), entry.container) >= 95
    )
    return 0.98 * who if whole else 0.0


def _container(reference: Reference, entry: Entry) -> float:
    """Return 1 where both stand in the same, less than 0 where they do not."""
    if not reference.container or not entry.container:
        return 0.0
    alike = fuzz.token_set_ratio(_folded(reference.container), entry.container)
    return 1.0 if alike >= 80 else -0.5


def _differs(
    reference: Reference, entry: Entry, who: float | None, year: bool | None
) -> tuple[str, ...]:
    """Name what a citation says otherwise than the record of the work."""
    found = []
    if (who is not None and 0 < who < 0.9 and not reference.others) or (
        reference.form == "full"
        and not reference.others
        and 1 < len(reference.names) < len(entry.surnames)
    ):
        found.append("name")
    cited = titles.plain(titles.tokens_of(reference.title)) if reference.title else ()
    if cited and entry.forms and not titles.is_form(cited, entry.forms):
        found.append("title")
    if year is False:
        found.append("year")
    return tuple(found)
