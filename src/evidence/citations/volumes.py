"""Volumes of one title: which of them a citation means, if it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from evidence.citations import locators, titles
from evidence.citations.entry import Entry
from evidence.citations.fit import PARTS, Fit
from evidence.model.citation import TIE, Reference

_NEAR = 0.25
"""Scores within which volumes of one title lie where it is said."""


class Volumes:
    """The sets of which an article names volumes."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._named: set[tuple[str, ...]] = set()
        for reference in references:
            for title in filter(None, (reference.title, reference.container)):
                of_set = titles.of_set(title)
                if reference.volume or of_set != titles.plain(titles.tokens_of(title)):
                    self._named.add(of_set)

    def meant(
        self,
        reference: Reference,
        best: Fit,
        fits: Sequence[Fit],
        entry: Callable[[str], Entry | None],
    ) -> list[Fit]:
        """Return the volumes of the title of the work that fits best, that may be meant for it.

        There is none where the title has no other volume in the bibliography, or where the citation
        gives the title of the volume itself. A volume that is named leaves those of its number, a
        year those of that year. In an article that names volumes of the set elsewhere, a full
        citation with neither volume nor page means the set as a whole, if that has a record.
        """
        of_best = entry(best.key)
        cited = titles.plain(titles.tokens_of(reference.title))
        if of_best is None or (cited and len(cited) > len(of_best.set_title)):
            return []
        apart = _NEAR if reference.title else TIE
        near = takewhile(lambda fit: fit.score > best.score - apart, fits)
        others = [(fit, one) for fit in near if (one := entry(fit.key)) is not None]
        found = [(fit, one) for fit, one in others if _of_one_set(of_best, one)]
        if len(found) < 2 or not any(one.figures[0] for _, one in found):
            return []
        said = locators.arabic(reference.volume)
        told = [
            (fit, one) for fit, one in found if said and locators.arabic(one.figures[0]) == said
        ]
        bare = reference.form == "full" and not (said or reference.locator)
        whole = [one for one in found if bare and self._is_whole(one[1])]
        of_year = [one for one in told or whole or found if one[0].year is not False]
        return [fit for fit, _ in of_year or told or whole or found]

    def _is_whole(self, entry: Entry) -> bool:
        """Whether a record is that of all volumes of a set of which the article names some."""
        several = not entry.figures[0] and bool(entry.work.get("volumes"))
        return several and entry.set_title in self._named


def _of_one_set(one: Entry, other: Entry) -> bool:
    """Whether two works are volumes of one title by the same people, or the set and a volume."""
    if {one.work.type, other.work.type} & PARTS or one.surnames != other.surnames:
        return False
    return bool(one.set_title) and one.set_title == other.set_title
