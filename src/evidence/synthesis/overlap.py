"""What lines of evidence share without being one: covariates, cases, authors or data.

An overlap changes no rating. It says how far lines that are counted apart are independent.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from evidence.model import Appraisal, Name, Work
from evidence.model.records import OverlapKind

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LineOverlap:
    """Two lines that share something of one kind; which of them is named first means nothing.

    `reasons` say what they share. `declared` is false for authors that were found by comparing the
    names in the bibliography. `factors` are those on which both lines vote.
    """

    lines: Pair
    kind: OverlapKind
    declared: bool
    reasons: tuple[str, ...]
    factors: tuple[str, ...]

    @property
    def id(self) -> str:
        """Name of the overlap: both lines and the kind."""
        return f"{self.lines[0]} + {self.lines[1]}: {self.kind}"


@dataclass(frozen=True, slots=True)
class Votes:
    """The works of a line that vote, and the factors on which they do, in their order."""

    works: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


NO_VOTES = Votes()


def find_overlaps(
    works: Mapping[str, Work],
    appraisals: Mapping[str, Appraisal],
    line_of: Callable[[str], str],
    lines: Mapping[str, Votes],
) -> tuple[LineOverlap, ...]:
    """Return the declared overlaps and, of lines that vote, the shared authors.

    `lines` are those whose authors are compared. What is declared counts anywhere. Overlaps on the
    most factors come first.
    """
    declared = _declared(works, appraisals, line_of)
    voters = sorted(work for votes in lines.values() for work in votes.works)
    shared = _shared_authors((works[key] for key in voters if key in works), line_of)
    found = [
        LineOverlap(pair, kind, True, tuple(reasons), _both(lines, pair))
        for (pair, kind), reasons in declared.items()
    ]
    found += [
        LineOverlap(pair, "authors", False, tuple(reasons), _both(lines, pair))
        for pair, reasons in shared.items()
        if (pair, "authors") not in declared
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.factors), one.lines, one.kind)))


def _declared(
    works: Mapping[str, Work], appraisals: Mapping[str, Appraisal], line_of: Callable[[str], str]
) -> dict[tuple[Pair, OverlapKind], list[str]]:
    found: dict[tuple[Pair, OverlapKind], list[str]] = {}
    for appraisal in appraisals.values():
        for one in appraisal.overlap:
            pair = _pair(line_of(appraisal.work), line_of(one.work))
            if one.work in works and appraisal.work in works and pair[0] != pair[1]:
                reasons = found.setdefault((pair, one.kind), [])
                if one.reason and one.reason not in reasons:
                    reasons.append(one.reason)
    return found


def _shared_authors(works: Iterable[Work], line_of: Callable[[str], str]) -> dict[Pair, list[str]]:
    """Return the authors that lines have in common: one surname, and initials that agree."""
    by_name: defaultdict[tuple[str, str], dict[tuple[str, str], Name]] = defaultdict(dict)
    for work in works:
        for name in work.authors:
            initials = _initials(name)
            if initials and not name.corporate:
                key = (_folded(name.surname), initials[0])
                by_name[key].setdefault((line_of(work.key), initials), name)
    found: defaultdict[Pair, list[str]] = defaultdict(list)
    for people in by_name.values():
        for ((first, one), name), ((second, other), _) in combinations(people.items(), 2):
            if first != second and (one.startswith(other) or other.startswith(one)):
                shown = found[_pair(first, second)]
                shown += [name.sorted] if name.sorted not in shown else []
    return {pair: sorted(names) for pair, names in sorted(found.items())}


def _initials(name: Name) -> str:
    parts = _folded(name.given).replace("-", " ").replace(".", " ").split()
    return "".join(part[0] for part in parts)


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)


def _both(lines: Mapping[str, Votes], pair: Pair) -> tuple[str, ...]:
    """Return the factors on which both lines vote, in the order of the framework."""
    first, second = (lines.get(line, NO_VOTES).factors for line in pair)
    return tuple(factor for factor in first if factor in second)
