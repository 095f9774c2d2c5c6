"""A work or volume cited in full twice, differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.citations import locators, printed
from evidence.citations.audit.finding import Finding
from evidence.citations.audit.material import Material, Sighting
from evidence.citations.audit.names import compare
from evidence.citations.audit.wording import spelt
from evidence.texts.words import words


def check(material: Material) -> Iterator[Finding]:
    """Yield full citations that differ from the first one of the same work or volume."""
    told: set[tuple[object, int]] = set()
    for found in material.in_full.values():
        yield from _repeated(found, told, whole=True)
    for found in material.volumes.values():
        yield from _repeated(found, told, whole=False)


def _repeated(
    found: Sequence[Sighting], told: set[tuple[object, int]], whole: bool
) -> Iterator[Finding]:
    first = found[0]
    for one in found[1:]:
        place = (one.note.id, one.reference.start)
        if place in told:
            continue
        parts = [*_imprint(first, one)]
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
    ours_people = ref.editors or ref.names
    theirs_people = before.editors or before.names
    if bool(ref.editors) == bool(before.editors) or not (ref.editors and before.names):
        for found in compare(ours_people, theirs_people, True, ref.others or before.others):
            if found.code != "names-missing" or len(ours_people) > 1:
                yield "names", found.cited, found.expected or ", ".join(map(str, theirs_people))
                break


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
