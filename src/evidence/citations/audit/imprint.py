"""Publisher and place, and citations without either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import PARTS, Material, Sighting, Standard
from evidence.citations.audit.wording import abbreviates
from evidence.texts.words import words

_USUAL = frozenset(
    "the press publishers publisher publishing publications books book co company inc ltd llc "
    "limited and sons verlag group of editions house for ag gmbh university".split()
)
_STATE = re.compile(r"\b[A-Z]{2}\b")


def check(material: Material) -> Iterator[Finding]:
    """Yield imprints that differ from the record or the first full citation, or are left out."""
    for one, standard in material.measured():
        if one.full:
            yield from _differs(one, standard)
    yield from _missing(material)


def _differs(one: Sighting, standard: Standard) -> Iterator[Finding]:
    ref, work = one.reference, standard.work
    cited, expected = ref.publisher, work.publisher
    place = work.get("location", "address")
    if not ref.place and set(words(cited)) & set(words(place)):
        return
    verdict = same_house(cited, expected)
    if verdict == "shorter":
        message = f"publisher '{cited}' shortened; {standard.source} '{expected}'"
        yield one.finding("publisher-shortened", message, cited, expected)
    elif verdict == "differs":
        message = f"publisher '{cited}'; {standard.source} '{expected}'"
        yield one.finding("publisher-differs", message, cited, expected)
        return
    if not same_place(ref.place, place):
        message = f"place '{ref.place}'; {standard.source} '{place}'"
        yield one.finding("place-differs", message, ref.place, place)


def same_house(cited: str, expected: str) -> str:
    """Return how two names of publishers compare: 'same', 'shorter' or 'differs'.

    What many notes leave out ('Press', 'Publishers', '& Co') does not count.
    """
    ours, theirs = set(words(cited)) - {"and"}, set(words(expected)) - {"and"}
    if not ours or not theirs or ours - _USUAL == theirs - _USUAL:
        return "same"
    if words(expected.split(",", maxsplit=1)[0]) == words(cited):
        return "same"
    if ours - _USUAL and ours - _USUAL < theirs - _USUAL:
        return "same" if theirs - ours <= _USUAL else "shorter"
    if theirs - _USUAL and theirs - _USUAL < ours - _USUAL:
        return "same"
    if abbreviates(cited, expected):
        return "shorter"
    return "same" if abbreviates(expected, cited) else "differs"


def same_place(cited: str, expected: str) -> bool:
    """Whether two places of publication have a city in common and no two different states."""
    if not cited or not expected:
        return True
    ours, theirs = set(_STATE.findall(cited)), set(_STATE.findall(expected))
    if len(ours) == len(theirs) == 1 and ours != theirs and "DC" not in ours | theirs:
        return False
    return bool(set(words(cited)) & set(words(expected))) or abbreviates(cited, expected)


def _missing(material: Material) -> Iterator[Finding]:
    """Books and volumes cited in full without publisher, place and year."""

    def among(one: Sighting) -> bool:
        ref = one.reference
        book = bool(ref.editors) or not (ref.quoted or ref.container or ref.symbol or ref.url)
        return book and bool(ref.title) and bool(ref.names)

    def has(one: Sighting) -> bool:
        return bool(
            one.reference.year
            or one.reference.publisher
            or one.reference.place
            or re.search(r"\b(?:1[5-9]|20)\d\d\b", one.details)
        )

    if not material.habit(has, among):
        return
    for one in material.sightings:
        if one.full and among(one) and not has(one):
            standard = material.standard(one.key) if one.key else None
            known = standard.work if standard and standard.recorded else None
            imprint = (
                f"{known.get('location', 'address')}: {known.publisher}, {known.year or ''}".strip(
                    " :,"
                )
                if known
                else ""
            )
            kind = "volume" if one.reference.editors or material.kind(one) in PARTS else "book"
            message = f"no place, publisher and year of the {kind}"
            yield one.finding("imprint-missing", message, "", imprint)
