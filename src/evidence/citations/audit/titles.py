"""Titles of works and of what they stand in: words, parts left out, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import PARTS, Material, Sighting, Standard
from evidence.citations.audit.wording import (
    abbreviates,
    alike,
    bare,
    breaks,
    difference,
    in_order,
    inside,
    quotes_words,
    spelt,
)
from evidence.model import Work

_GENRE = re.compile(r"[^\w]*(?:(?:Final|Interim|Annual|Progress)\s+)?Report\b", re.IGNORECASE)
"""What says of which kind a document is, and is often left out."""
_POINTED = re.compile(r"\bvs\.")
_DATES = re.compile(r"\s*\([^()]*\)")
LEAST = 0.5
"""Likeness below which a title was not read rightly, or is another one."""


@dataclass(frozen=True, slots=True)
class _Found:
    code: str
    message: str


def check(material: Material) -> Iterator[Finding]:
    """Yield titles that differ from the record or the first full citation."""
    quoted = material.habit(lambda one: one.reference.quoted, lambda one: _part(material, one))
    for one, standard in material.measured():
        title = one.reference.title
        expected = standard.work.title
        if title and expected:
            found = _whole(one, standard.work) if one.full else _short(title, standard.work)
            if found:
                message = f"{found.message}; {standard.source} '{expected}'"
                yield one.finding(found.code, message, title, expected)
        if not title and one.full and standard.recorded and expected and one.reference.symbol:
            yield one.finding("title-missing", "cited without its title", "", expected)
        if quoted and one.full and title and not one.reference.quoted and _part(material, one):
            yield one.finding("title-not-quoted", "title without quotation marks", title)
        yield from _container(one, standard)


def _part(material: Material, one: Sighting) -> bool:
    return material.kind(one) in PARTS


def _whole(one: Sighting, work: Work) -> _Found | None:
    """Compare the title of a full citation."""
    cited, expected = one.reference.title, work.title
    ran, whole = bare(spelt(cited)), bare(spelt(expected))
    if work.container and len(ran) > len(whole) and ran[: len(whole)] == whole:
        return None
    return compare(cited, expected)


def compare(cited: str, expected: str) -> _Found | None:
    """Return how a title in full differs from the one expected, or None.

    A title that goes on after the expected one does not differ: records often lack the subtitle.
    """
    said, meant = bare(spelt(cited)), bare(spelt(expected))
    if said == meant:
        return _signs(cited, expected)
    if said == meant[: len(said)]:
        stops = {len(bare(spelt(expected[:place]))): expected[place:] for place in _stops(expected)}
        if len(said) in stops:
            genre = _GENRE.match(stops[len(said)])
            return None if genre else _Found("subtitle-left-out", "subtitle left out")
    if meant == said[: len(meant)] and len(meant) in {
        len(bare(spelt(cited[:place]))) for place in _stops(cited)
    }:
        return None
    if alike(said, meant) < LEAST:
        return None
    ours, theirs = difference(said, meant)
    if ours and theirs:
        return _Found("title-differs", f"'{ours}' for '{theirs}' in the title")
    return _Found(
        "title-differs",
        f"'{ours}' added to the title" if ours else f"'{theirs}' left out of the title",
    )


def _stops(title: str) -> list[int]:
    return [sign.start() for sign in re.finditer(r"[:?!.\u2013\u2014]|\s-\s", title)]


def _signs(cited: str, expected: str) -> _Found | None:
    """Compare the signs of titles whose words are the same."""
    if quotes_words(expected) and not quotes_words(cited):
        return _Found("title-punctuation", "quotation marks inside the title left out")
    if _POINTED.search(expected) and not _POINTED.search(cited):
        return _Found("title-punctuation", "'vs' without its point in the title")
    ours, theirs = breaks(cited), breaks(expected)
    for place in sorted({*ours, *theirs}):
        one, other = ours.get(place), theirs.get(place)
        if (one == ":" and other is None) or (other == ":" and one is None):
            what = "colon added" if one else "colon left out"
            if not re.search(r"[?!]", cited + expected):
                return _Found("title-punctuation", f"{what} in the title")
        elif one == "-" and other == ":":
            return _Found("title-punctuation", "hyphen for the colon of the title")
    return None


def _short(cited: str, work: Work) -> _Found | None:
    """Compare a short title: words of the whole, from its beginning."""
    said, meant = bare(spelt(cited)), bare(spelt(work.title))
    allowed = [bare(spelt(text)) for text in (work.get("shorttitle"), *_alternatives(work)) if text]
    for whole in (meant, *allowed):
        if said == whole[: len(said)] or whole == said[: len(whole)]:
            return None
    if inside(said, meant) is not None or in_order(said, meant):
        return _Found("short-title-inside", "short title does not begin as the title does")
    if alike(said, meant[: len(said)]) < LEAST and alike(said, meant) < LEAST:
        return None
    ours, theirs = difference(said, meant[: len(said)])
    words = f"'{ours}' for '{theirs}' in" if ours and theirs else f"'{ours or theirs}' unlike"
    return _Found("title-differs", f"{words} the short title")


def _alternatives(work: Work) -> tuple[str, ...]:
    return (
        work.get("subtitle"),
        work.get("issuetitle"),
        work.get("booktitle") if not work.get("title") else "",
    )


def _container(one: Sighting, standard: Standard) -> Iterator[Finding]:
    """Compare the journal or volume that a full citation names."""
    cited = one.reference.container
    known = _containers(standard.work)
    if not cited or not one.full:
        return
    if not known:
        yield from _run_together(one, standard)
        return
    found: list[_Found | None] = []
    for expected in known:
        said, meant = bare(spelt(cited)), bare(spelt(expected))
        if abbreviates(cited, expected) or abbreviates(expected, cited) or _cut(said, meant):
            return
        if alike(said, meant) < LEAST:
            found.append(_Found("container-differs", "other journal or volume"))
        else:
            found.append(compare(cited, expected))
    if None in found:
        return
    best = min(range(len(known)), key=lambda place: -alike(spelt(cited), spelt(known[place])))
    chosen = found[best]
    assert chosen is not None
    code = chosen.code.replace("title-differs", "container-differs")
    message = chosen.message.replace("the title", "the name of the journal or volume")
    message = f"{message}; {standard.source} '{known[best]}'"
    yield one.finding(code, message, cited, known[best])


def _cut(said: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether a name was read with what stands around it, or a word of it alone."""
    if len(said) > len(meant):
        return inside(meant, said) is not None
    return len(said) == 1 and said == meant[:1]


def _run_together(one: Sighting, standard: Standard) -> Iterator[Finding]:
    """Yield the institution and the series of a report in one: 'Some Institute: Brief'."""
    house, series = standard.work.publisher, standard.work.get("type")
    cited = one.reference.container
    said = set(spelt(cited))
    if house and series and said == set(spelt(house)) | set(spelt(series)) | (said & {"the"}):
        message = f"institution and series run together; {standard.source} '{house}' and '{series}'"
        yield one.finding("container-differs", message, cited, f"{house}, {series}")


def _containers(work: Work) -> list[str]:
    """Return what a record calls the journal or volume of a work, in each of its ways."""
    found = []
    for name in ("journal", "book", "main"):
        title = work.get(f"{name}title", "journal" if name == "journal" else "")
        subtitle = work.get(f"{name}subtitle")
        if title:
            found.append(f"{title}: {subtitle}" if subtitle else title)
    if main := work.get("maintitle"):
        found.append(f"{main}: {work.get('booktitle')}")
    found += [short for name in ("shortjournal", "series") if (short := work.get(name))]
    return list(dict.fromkeys(_DATES.sub("", name).strip() for name in found))
