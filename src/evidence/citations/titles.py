"""How alike two titles are, and where a known title stands in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from evidence.texts.words import words

ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "l", "el"})
_LIKE_WORDS = 70
"""Likeness from which on two words are one with a slip, of 100."""
_WORDS_FOR_A_SLIP = 5
"""Meaning words of a title for each that may be another."""
SMALL = ARTICLES | frozenset(
    "of on in and for to from at by with as its is are or vs v und von zu im et du des de y".split()
)
_CARDINALS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = (
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_FIGURES = {
    **{word: str(number) for number, word in enumerate(_CARDINALS)},
    **{word: f"{number}th" for number, word in enumerate(_ORDINALS, 4)},
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
}
_VOLUME = re.compile(r"[,.:]?\s+(?:[Vv]ol(?:ume|\.)|Band|Bd\.|Part|Teil)\s+\w+\b")
_BREAK = re.compile(r"\s*[:?!.\u2013\u2014]+\s+|\s+[-\u2013\u2014]\s+")


def figured(word: str) -> str:
    """Return a folded word as titles are compared: a number that is written out in figures."""
    return _FIGURES.get(word, word)


@lru_cache(maxsize=100_000)
def tokens_of(title: str) -> tuple[str, ...]:
    """Return the words of a title as they are compared: folded, numbers as figures."""
    return tuple(map(figured, words(title)))


def plain(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return title words without the article at their head."""
    return tokens[1:] if len(tokens) > 1 and tokens[0] in ARTICLES else tokens


def forms_of(title: str, short: str = "", *others: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a title is cited, the whole first.

    After it come short title, main title, subtitle and others, each as folded words without an
    article.
    """
    forms = [title, short]
    parts = [part for part in _BREAK.split(title) if part]
    if len(parts) > 1:
        forms += [parts[0], title[len(parts[0]) :].lstrip(" :?!.\u2013\u2014-")]
    forms += others
    found = [plain(tokens_of(form)) for form in forms if form]
    return tuple(form for form in dict.fromkeys(found) if form)


def of_set(title: str) -> tuple[str, ...]:
    """Return the folded words of a title before what names a volume: 'The Work, Volume 2'."""
    return plain(tokens_of(_VOLUME.split(title)[0]))


def content(tokens: tuple[str, ...]) -> int:
    """Count the words that carry meaning."""
    return sum(token not in SMALL for token in tokens)


@lru_cache(maxsize=200_000)
def likeness(cited: tuple[str, ...], forms: tuple[tuple[str, ...], ...]) -> float:
    """Return how well a cited title fits a work with these forms of its title, from 0 to 1.

    1 is the whole title; a form of it or its beginning comes next, then a part of it, then what is
    alike with slips of spelling.
    """
    if not cited or not forms:
        return 0.0
    best = 0.0
    whole = forms[0]
    for place, form in enumerate(forms):
        if cited == form:
            return 1.0 if place == 0 else 0.98 if form == whole[: len(form)] else 0.93
        size = min(len(cited), len(form))
        begins = cited[:size] == form[:size]
        best = max(best, _beginning(cited, form, whole) if begins else _alike(cited, form))
    if best < 0.86 and content(cited) >= 2 and _inside(cited, whole):
        best = 0.86
    return best


def _beginning(cited: tuple[str, ...], form: tuple[str, ...], whole: tuple[str, ...]) -> float:
    """Weigh a title of which one is the beginning of the other."""
    if len(cited) < len(form):
        return 0.95 if content(cited) >= 2 else 0.85
    extra = cited[len(form) :]
    if content(form) < 2:
        return 0.6
    if form == whole:
        if any(word.isdigit() for word in extra):
            return 0.8
        return 0.93 if content(form) >= 3 or len(extra) <= 2 else 0.75
    return 0.9 if set(extra) <= set(whole) or all(word.isdigit() for word in extra) else 0.6


def _alike(cited: tuple[str, ...], form: tuple[str, ...]) -> float:
    """Weigh a title with slips of spelling, words left out or in another order."""
    one, other = " ".join(cited), " ".join(form)
    score = fuzz.ratio(one, other, score_cutoff=70) / 100
    if len(cited) < len(form) and content(cited) >= 2:
        head = " ".join(form[: len(cited)])
        score = max(score, 0.97 * fuzz.ratio(one, head, score_cutoff=80) / 100)
    if content(cited) >= 4:
        score = max(score, 0.92 * fuzz.token_sort_ratio(one, other, score_cutoff=80) / 100)
        if content(form) >= 4:
            score = max(score, 0.88 * _overlap(cited, form))
    if score and _figures(cited) - _figures(form):
        score -= 0.15
    return 0.94 * score * _agreement(cited, form) if score else 0.0


def _agreement(cited: tuple[str, ...], form: tuple[str, ...]) -> float:
    """Return 1, or less where a meaning word of a title has none like it in the other.

    One in a long title may be a slip of memory; in a short title it makes another work.
    """
    said = [word for word in cited if word not in SMALL]
    foreign = sum(
        not any(fuzz.ratio(word, other) >= _LIKE_WORDS for other in form) for word in said
    )
    return 1.0 if foreign <= len(said) // _WORDS_FOR_A_SLIP else 0.85


def is_form(cited: tuple[str, ...], forms: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a cited title is one of the forms, the beginning of one, or stands in the whole."""
    return any(form[: len(cited)] == cited for form in forms) or (
        bool(forms) and _inside(cited, forms[0])
    )


def _figures(tokens: tuple[str, ...]) -> set[str]:
    return {word for word in tokens if word.isdigit()}


def _overlap(cited: tuple[str, ...], form: tuple[str, ...]) -> float:
    """Return the share of the meaning words that both have, of the longer one's."""
    one = {word for word in cited if word not in SMALL}
    other = {word for word in form if word not in SMALL}
    return len(one & other) / max(len(one), len(other), 1)


def _inside(cited: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words stand in a row in a whole title."""
    size = len(cited)
    return any(whole[place : place + size] == cited for place in range(len(whole) - size + 1))
