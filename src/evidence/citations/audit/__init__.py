"""Are the notes of an article right? One kind of check a module; this module runs them all.

Every citation is measured against the record of its work or, where there is no bibliography,
against the first full citation of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from evidence.citations.audit import (
    ibid,
    imprint,
    names,
    numbers,
    places,
    quotations,
    repeats,
    short_forms,
    signs,
    spelling,
    titles,
    years,
)
from evidence.citations.audit.finding import MILD, Finding
from evidence.citations.audit.material import Material
from evidence.citations.resolve import Cited
from evidence.model import Work
from evidence.model.article import Article

CheckFunction = Callable[[Material], Iterator[Finding]]

CHECKS: dict[str, CheckFunction] = {
    "names": names.check,
    "titles": titles.check,
    "years": years.check,
    "numbers": numbers.check,
    "imprint": imprint.check,
    "places": places.check,
    "short-forms": short_forms.check,
    "ibid": ibid.check,
    "repeats": repeats.check,
    "quotations": quotations.check,
    "spelling": spelling.check,
    "signs": signs.check,
}
"""Every check by name; each yields what it finds."""


def audit(
    article: Article, cited: Sequence[Cited], works: Mapping[str, Work] | None = None
) -> list[Finding]:
    """Return what is wrong in an article's notes, in their order.

    `cited` are the notes as resolved, `works` the bibliography by key; without one, notes are
    compared with each other alone. The result depends on the arguments alone.
    """
    material = Material(article, cited, works or {})
    order = {one.note.id: place for place, one in enumerate(cited)}
    found = [finding for check in CHECKS.values() for finding in check(material)]
    return sorted(dict.fromkeys(found), key=lambda one: order[one.section, one.note, one.kind])


__all__ = ["CHECKS", "MILD", "Finding", "audit"]
