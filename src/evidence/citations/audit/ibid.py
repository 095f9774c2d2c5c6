"""'Ibid.' that may mean several works, or another one than the sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting
from evidence.citations.audit.running import sentences
from evidence.model import Name
from evidence.texts.words import words


def check(material: Material) -> Iterator[Finding]:
    """Yield every 'Ibid.' without one clear work behind it."""
    said = sentences(material.article)
    families = _families(material)
    for one in material.sightings:
        if one.reference.form != "ibid":
            continue
        if not one.key:
            meant = ", ".join(candidate.key for candidate in one.citation.candidates)
            yield one.finding("ambiguous-ibid", one.citation.reason, one.reference.raw, meant)
        elif reach := _reaches(material, one):
            message = f"note {reach} between it and its work cites nothing"
            yield one.finding("ambiguous-ibid", message, one.reference.raw, "")
        elif one.note.id in said and not _before_in_note(material, one):
            yield from _other_author(material, one, said[one.note.id], families)


def _before_in_note(material: Material, one: Sighting) -> bool:
    here = material.cited[one.order].citations
    return any(other.reference.start < one.reference.start for other in here)


def _reaches(material: Material, one: Sighting) -> str:
    """Return the note without citations that stands between an 'Ibid.' and its work, if any."""
    if one.order == 0 or _before_in_note(material, one):
        return ""
    before = material.cited[one.order - 1]
    return "" if before.citations else before.note.note


def _families(material: Material) -> dict[str, set[str]]:
    """Return the works of each family name that the article cites."""
    found: dict[str, set[str]] = {}
    for key in material.by_work:
        for name in _people(material, key):
            found.setdefault(name, set()).add(key)
    return found


def _people(material: Material, key: str) -> set[str]:
    standard = material.standard(key)
    names: tuple[Name, ...] = standard.work.creators if standard else ()
    return {words(name.family)[-1] for name in names if not name.corporate and words(name.family)}


def _other_author(
    material: Material, one: Sighting, sentence: str, families: dict[str, set[str]]
) -> Iterator[Finding]:
    """Yield where the sentence names the author of another cited work, and none of this one's."""
    said = {word.removesuffix("'s") for word in words(sentence)}
    capital = {folded for word in sentence.split() if word[:1].isupper() for folded in words(word)}
    capital = {word.removesuffix("'s") for word in capital}
    if said & _people(material, one.key):
        return
    named = sorted(word for word in capital & families.keys() if len(word) > 3)
    if named:
        who = ", ".join(word.title() for word in named)
        keys = ", ".join(sorted(set().union(*(families[word] for word in named))))
        message = f"the sentence names {who}, '{one.reference.raw}' leads to {one.key}"
        yield one.finding("ambiguous-ibid", message, one.reference.raw, keys)
