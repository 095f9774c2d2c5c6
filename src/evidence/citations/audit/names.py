"""Names: spelling, initials, order, who is left out, and who stands there twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import PARTS, Material, Sighting, Standard
from evidence.citations.audit.wording import slip
from evidence.model import Name
from evidence.texts.words import fold, words

_OTHERS = re.compile(r"\bet\s+al\b|\bothers\b|\bu\.\s?a\.|\bcollaborators\b")
_MARK = re.compile(r"(?:['\u2019]s?)$")
_DOUBLED = re.compile(r"\b(\w{3,}\s+\w{3,})\b.*\b\1\b")
_INVERTED = re.compile(r"\s*[^\W\d_][\w'\u2019-]+,\s+[^\W\d_][\w.'\u2019-]+\s*(?:\(\d{4}\)\s*)?$")
_JOINED = re.compile(r"(?<=[A-Z])(?=[A-Z])")
_FIRST = re.compile(r"(?<=^[A-Z])(?=[A-Z][a-z])")
LONGEST_INITIALS = 3
"""Letters of initials that are written together: 'CBH'."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which names differ from those expected."""

    code: str
    message: str
    cited: str
    expected: str = ""


def check(material: Material) -> Iterator[Finding]:
    """Yield names that differ from the record or the first full citation."""
    inverted = material.habit(_is_inverted, lambda one: bool(one.reference.names))
    for one in material.sightings:
        yield from _twice(one)
        if one.full and not inverted and _is_inverted(one):
            said = one.head.strip(" ,")
            yield one.finding(
                "name-inverted", "the family name stands first, unlike in other notes", said
            )
    for one, standard in material.measured():
        for found in _people(one, standard):
            message = found.message
            if found.expected:
                message += f"; {standard.source} '{found.expected}'"
            yield one.finding(found.code, message, found.cited, found.expected)


def _people(one: Sighting, standard: Standard) -> Iterator[Difference]:
    ref, work = one.reference, standard.work
    if ref.same_author or _is_inverted(one):
        return
    others = ref.others or bool(_OTHERS.search(one.head))
    for found in compare(ref.names, work.creators, one.full, others):
        if found.code != "names-missing" or not _all_there(one.head, work.creators):
            yield found
    if one.full and ref.editors and work.editors and work.type in PARTS:
        open_end = bool(_OTHERS.search(one.tail))
        for found in compare(ref.editors, work.editors, True, open_end):
            if found.code == "names-missing" and _all_there(one.tail, work.editors):
                continue
            code = found.code.replace("names-", "editors-").replace("name-d", "editor-d")
            yield Difference(code, f"editor: {found.message}", found.cited, found.expected)


def _all_there(text: str, names: Sequence[Name]) -> bool:
    """Whether every family name stands in a text."""
    said = set(words(text))
    return all(set(words(name.family)) <= said for name in names)


def compare(
    cited: Sequence[Name], expected: Sequence[Name], full: bool, others: bool
) -> Iterator[Difference]:
    """Yield the ways in which printed names differ from those of a work.

    Without `full` only family names count, and those that are left out do not; `others` says that
    'et al.' stands for the rest.
    """
    cited = [name for name in cited if not _repeats(name, cited)]
    if not cited or not expected or any(name.corporate for name in (*cited, *expected)):
        return
    pairs = _pairs(cited, expected)
    if not pairs:
        if full:
            yield Difference("name-differs", "other names", _list(cited), _list(expected))
        return
    for place, name in enumerate(cited):
        if place not in pairs and len(pairs) < len(expected) and full:
            yield Difference("name-differs", f"'{name}' is none of the authors", str(name), "")
    for place, other in pairs.items():
        yield from _one(cited[place], expected[other], full)
    missing = [name for place, name in enumerate(expected) if place not in pairs.values()]
    if full and missing and not others and len(cited) == len(pairs):
        yield Difference("names-missing", "names left out", _list(cited), _list(expected))
    order = [pairs[place] for place in sorted(pairs)]
    if order != sorted(order):
        yield Difference("names-order", "names in another order", _list(cited), _list(expected))


def _pairs(cited: Sequence[Name], expected: Sequence[Name]) -> dict[int, int]:
    """Return which expected name each cited one is: the same family name first, then one alike."""
    pairs: dict[int, int] = {}
    ranked = sorted(
        (-_likeness(name, one), abs(place - other), place, other)
        for place, name in enumerate(cited)
        for other, one in enumerate(expected)
    )
    for score, _, place, other in ranked:
        if score and place not in pairs and other not in pairs.values():
            pairs[place] = other
    return pairs


def _likeness(one: Name, other: Name) -> float:
    """Return how surely two names are of one person, from 0 to 5: the family name counts most."""
    if _turned(one, other):
        return 5
    family = 3.0 if _same_family(one, other) else 2.0 if _like_family(one, other) else 0.0
    ours, theirs = _parts(one.given), _parts(other.given)
    if not family or not ours or not theirs:
        return family
    whole = bool({part for part in ours if len(part) > 1} & set(theirs))
    return family + (2 if whole else 0.5 if ours[0][0] == theirs[0][0] else 0)


def _ends(whole: Name, part: Name) -> bool:
    """Whether a name of several words, all given, ends another: a family name read as two."""
    said, meant = words(str(part)), words(str(whole))
    return len(said) > 1 and len(meant) > len(said) and meant[-len(said) :] == said


def _turned(one: Name, other: Name) -> bool:
    """Whether a name is printed in its own order: 'Ban Ki-moon', 'Bartok Bela'."""
    ours, theirs = words(str(one)), words(str(other))
    return len(ours) > 1 and sorted(ours) == sorted(theirs) and not _same_family(one, other)


def _family(name: Name) -> tuple[str, ...]:
    return tuple(words(_MARK.sub("", name.surname)))


def _same_family(one: Name, other: Name) -> bool:
    a, b = _family(one), _family(other)
    return bool(a and b) and (a[-1] == b[-1] or "".join(a) == "".join(b))


def _like_family(one: Name, other: Name) -> bool:
    a, b = _family(one), _family(other)
    return bool(a and b) and len(a[-1]) > 3 and slip(a[-1], b[-1])


def _one(cited: Name, expected: Name, full: bool) -> Iterator[Difference]:
    if _turned(cited, expected) or _ends(expected, cited):
        return
    said, meant = _MARK.sub("", cited.family), expected.family
    if not _same_family(cited, expected) or _accents_lost(said, meant):
        yield Difference("name-differs", f"'{said}' for '{meant}'", said, meant)
    if not full:
        return
    if _accents_lost(cited.given, expected.given):
        yield Difference("name-differs", "accents differ", str(cited), str(expected))
        return
    verdict = _given(_parts(cited.given), _parts(expected.given))
    if verdict == "differs":
        yield Difference("name-differs", "first names differ", str(cited), str(expected))
    elif verdict == "shorter":
        yield Difference("initial-left-out", "an initial left out", str(cited), str(expected))


def _parts(given: str) -> list[str]:
    return [
        word
        for part in re.split(r"[\s.-]+", given)
        for piece in (_JOINED.split(part) if len(part) <= LONGEST_INITIALS else _FIRST.split(part))
        for word in words(piece)
    ]


def _given(cited: Sequence[str], expected: Sequence[str]) -> str:
    """Return how first names compare: 'same' (initials included), 'shorter' or 'differs'."""
    if not cited or not expected:
        return "same"
    if _fits(expected, cited):
        return "same"
    if _fits(cited, expected) and _short(cited[0], expected[0]):
        return "shorter" if any(len(part) > 1 for part in cited) else "same"
    return "differs"


def _fits(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(any(_short(one, other) for other in rest) for one in few)


def _short(one: str, other: str) -> bool:
    """Whether two first names are one, or one the initial of the other."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _accents_lost(one: str, other: str) -> bool:
    """Whether two names differ in accents alone."""
    if one.isascii() == other.isascii():
        return False
    plain = [
        unicodedata.normalize("NFC", re.sub(r"[\u2019\u2018'`]", "", each)) for each in (one, other)
    ]
    return fold(plain[0]) == fold(plain[1]) and plain[0].casefold() != plain[1].casefold()


def _repeats(name: Name, among: Sequence[Name]) -> bool:
    """Whether a 'name' is the first name of another one, printed once more."""
    said = words(str(name))
    return bool(said) and any(words(other.given)[: len(said)] == said for other in among)


def _twice(one: Sighting) -> Iterator[Finding]:
    """Yield a name that is printed twice: 'Ann Lee, Ann', 'Office of the Office of the Adviser'."""
    names = one.reference.names
    again = next((name for name in names if _repeats(name, names)), None)
    if again is not None and one.full:
        whole = next(name for name in names if _repeats(again, [name]))
        yield one.finding("name-twice", "a name is printed twice", f"{whole}, {again}", str(whole))
    before = re.split(r"[;.]\s", one.note.text[: one.reference.start] + one.head)[-1]
    before = re.split(r"[,(]", before)[0]
    if one.full and (doubled := _DOUBLED.search(before)):
        yield one.finding(
            "name-twice", f"'{doubled[1]}' stands twice in the name", before.strip(), ""
        )


def _is_inverted(one: Sighting) -> bool:
    """Whether 'Lee, Ann' stands before the title."""
    names = one.reference.names
    return (
        bool(_INVERTED.match(one.head))
        and not re.search(r"\b(?:and|&)\b", one.head)
        and ((len(names) == 2 and not any(name.given for name in names)) or len(names) == 1)
        and not names[0].corporate
    )


def _list(names: Sequence[Name]) -> str:
    return ", ".join(map(str, names))
