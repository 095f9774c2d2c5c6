"""Short forms: of works never cited in full, before the full citation, or of another style."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting
from evidence.citations.audit.wording import bare, spelt

_SHORT = frozenset({"short", "author-year"})
MANY = 10
"""Works that it takes to tell a style of short notes from works never cited in full."""
RARE = 0.15
"""Share of author-year citations below which they are a slip, not the style."""


def check(material: Material) -> Iterator[Finding]:
    """Yield short forms without a full citation before them, and stray author-year forms."""
    never = _short_notes(material)
    for key, found in material.by_work.items():
        short = [
            one for one in found if one.reference.form in _SHORT and not _nearly_full(material, one)
        ]
        full = material.in_full.get(key)
        if not short or _dated(material):
            continue
        if not full and not never and len(short) == len(found) - sum(_back(one) for one in found):
            yield short[0].finding(
                "never-in-full", "never cited in full", short[0].reference.raw, _name(material, key)
            )
        elif full and (short[0].order, short[0].reference.start) < (
            full[0].order,
            full[0].reference.start,
        ):
            yield short[0].finding(
                "short-form-first",
                f"short form before the full citation in note {full[0].note.note}",
                short[0].reference.raw,
                full[0].reference.raw,
            )
    yield from _unknown(material)
    yield from _stray(material)


def _back(one: Sighting) -> bool:
    return one.reference.form in {"ibid", "cross-reference"}


def _nearly_full(material: Material, one: Sighting) -> bool:
    """Whether a citation without imprint has the whole title, and names in full."""
    standard = material.standard(one.key)
    names = one.reference.names
    if standard is None or not (one.reference.title and all(n.given or n.corporate for n in names)):
        return False
    return bare(spelt(one.reference.title)) == bare(spelt(standard.work.title))


def _short_notes(material: Material) -> bool:
    """Whether the article leaves full citations to its bibliography."""
    works = len(material.by_work)
    return works >= MANY and len(material.in_full) < works / 2


def _name(material: Material, key: str) -> str:
    standard = material.standard(key)
    return f"{standard.work.label}, {standard.work.title}" if standard else ""


def _dated(material: Material) -> bool:
    """Whether the article cites by author and year throughout."""
    some = [one for one in material.sightings if one.reference.form in {"full", *_SHORT}]
    dated = sum(one.reference.form == "author-year" for one in some)
    return dated > len(some) / 2


def _unknown(material: Material) -> Iterator[Finding]:
    """Short forms that no work fits."""
    unknown = [
        one
        for one in material.sightings
        if not one.key and one.reference.form in _SHORT and not one.citation.candidates
    ]
    if not _dated(material) and len(unknown) <= max(MANY, len(material.in_full)):
        for one in unknown:
            yield one.finding(
                "never-in-full", "no citation in full that it could mean", one.reference.raw
            )


def _stray(material: Material) -> Iterator[Finding]:
    dated = [one for one in material.sightings if one.reference.form == "author-year"]
    if len(dated) >= RARE * len(material.sightings):
        return
    for one in dated:
        yield one.finding(
            "author-year-form", "author-year form, unlike the other notes", one.reference.raw
        )
