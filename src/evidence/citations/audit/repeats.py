"""A work or volume cited in full twice, differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.citations import locators, printed
from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting, another
from evidence.citations.audit.names import compare
from evidence.citations.audit.wording import spelt
from evidence.texts.words import words


def check(material: Material) -> Iterator[Finding]:
    """Yield full citations that differ from the first one of the same work or volume."""
    told: set[tuple[object, int]] = set()
    for found in material.in_full.values():
        yield from _repeated(material, found, told, whole=True)
    for found in material.volumes.values():
        yield from _repeated(material, found, told, whole=False)


def _repeated(
    material: Material, found: Sequence[Sighting], told: set[tuple[object, int]], whole: bool
) -> Iterator[Finding]:
    first = found[0]
    for one in found[1:]:
        place = (one.note.id, one.reference.start)
        if place in told or (whole and another(first, one)):
            continue
        parts = [*_imprint(first, one)]
        if not _right(material, one):
            parts += _names(first, one)
        if whole:
            parts += _work(first, one)
        if parts:
            told.add(place)
            names = ", ".join(name for name, _, _ in parts)
            what = "" if whole else "the volume is "
            yield one.finding(
                "cited-twice-differently",
                f"{what}cited in full before, in note {first.note.note}, differently: {names}",
                "; ".join(ours or "nothing" for _, ours, _ in parts),
                "; ".join(theirs or "nothing" for _, _, theirs in parts),
            )


def _imprint(first: Sighting, one: Sighting) -> Iterator[tuple[str, str, str]]:
    """Compare what full citations say of place, publisher, year and the editors of a volume."""
    ref, before = one.reference, first.reference
    for name in ("place", "publisher", "year"):
        ours, theirs = getattr(ref, name), getattr(before, name)
        if ours and theirs and words(ours) != words(theirs):
            yield name, ours, theirs


def _right(material: Material, one: Sighting) -> bool:
    """Whether the names of a citation are those of the record: then the first one is wrong."""
    record = material.works.get(one.key)
    if record is None:
        return False
    people, meant = (
        (one.reference.editors, record.editors)
        if one.reference.editors
        else (one.reference.names, record.creators)
    )
    return not any(compare(people, meant, True, one.reference.others))


def _names(first: Sighting, one: Sighting) -> Iterator[tuple[str, str, str]]:
    """Compare the editors of a volume or, where there are none, the authors."""
    ref, before = one.reference, first.reference
    ours, theirs = ref.editors or ref.names, before.editors or before.names
    if bool(ref.editors) != bool(before.editors) and ref.editors:
        return
    for found in compare(ours, theirs, True, ref.others or before.others):
        if found.code != "names-missing" or len(ours) > 1:
            yield "names", found.cited, found.expected or ", ".join(map(str, theirs))
            return


def _work(first: Sighting, one: Sighting) -> Iterator[tuple[str, str, str]]:
    ref, before = one.reference, first.reference
    for name in ("title", "container"):
        ours, theirs = getattr(ref, name), getattr(before, name)
        if ours and theirs and spelt(ours) != spelt(theirs):
            yield name, ours, theirs
    for name in ("volume", "number"):
        ours, theirs = getattr(ref, name), getattr(before, name)
        if ours and theirs and ours != theirs:
            yield name, ours, theirs
    ours, theirs = printed.pages(one.reference), printed.pages(first.reference)
    if "-" in ours and "-" in theirs and locators.pages(ours) != locators.pages(theirs):
        yield "pages", ours, theirs
