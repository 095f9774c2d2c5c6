"""What lines of evidence share without being one: covariates, cases, authors or data.

An overlap changes no rating. It says how far lines that are counted apart are independent.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from evidence.model import Appraisal, Name, Work
from evidence.model.records import OverlapKind

Pair = tuple[str, str]

Person = tuple[str, str]
"""Who writes works on a line, as one surname tells apart: the line, and initials."""


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

    works: frozenset[str]
    factors: tuple[str, ...]


class Author(NamedTuple):
    """An author of a work."""

    work: str
    name: Name


def find_overlaps(
    works: Mapping[str, Work],
    appraisals: Mapping[str, Appraisal],
    line_of: Callable[[str], str],
    lines: Mapping[str, Iterable[str]],
    votes_of: Callable[[str], Votes],
) -> tuple[LineOverlap, ...]:
    """Return the declared overlaps and, of lines that vote, the shared authors.

    `lines` are those whose authors are compared, with their works; `votes_of` is asked for the
    votes of few of them. What is declared counts anywhere. Overlaps on the most factors come first.
    """

    def both(pair: Pair) -> tuple[str, ...]:
        """Return the factors on which both lines vote, in the order of the framework."""
        first, second = (votes_of(line).factors if line in lines else () for line in pair)
        return tuple(factor for factor in first if factor in second)

    declared = _declared(works, appraisals, line_of)
    shared = _shared_authors(works, lines, votes_of)
    found = [
        LineOverlap(pair, kind, True, tuple(reasons), both(pair))
        for (pair, kind), reasons in declared.items()
    ]
    found += [
        LineOverlap(pair, "authors", False, tuple(reasons), both(pair))
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


def _shared_authors(
    works: Mapping[str, Work],
    lines: Mapping[str, Iterable[str]],
    votes_of: Callable[[str], Votes],
) -> dict[Pair, list[str]]:
    """Return the authors that lines have in common: one surname, and initials that agree."""
    by_name: defaultdict[Pair, defaultdict[Person, list[Author]]]
    by_name = defaultdict(lambda: defaultdict(list))
    for work, line in sorted((work, line) for line, on_it in lines.items() for work in on_it):
        for name in works[work].authors if work in works else ():
            initials = _initials(name.given)
            if initials and not name.corporate:
                people = by_name[_folded(name.surname), initials[0]]
                people[line, initials].append(Author(work, name))
    found: defaultdict[Pair, list[str]] = defaultdict(list)
    for people in by_name.values():
        if not any(_agree(one, other) for one, other in combinations(people, 2)):
            continue
        voting = [
            (votes[0], person)
            for person, written in people.items()
            if (votes := [one for one in written if one.work in votes_of(person[0]).works])
        ]
        for (first, one), (_, other) in combinations(sorted(voting, key=_by_work), 2):
            if _agree(one, other):
                shown = found[_pair(one[0], other[0])]
                shown += [first.name.sorted] if first.name.sorted not in shown else []
    return {pair: sorted(names) for pair, names in sorted(found.items())}


def _by_work(voting: tuple[Author, Person]) -> str:
    return voting[0].work


def _agree(one: Person, other: Person) -> bool:
    """Whether two people with one surname, on two lines, may be one by their initials."""
    (line, initials), (other_line, others) = one, other
    return line != other_line and (initials.startswith(others) or others.startswith(initials))


@lru_cache(maxsize=1 << 14)
def _initials(given: str) -> str:
    parts = _folded(given).replace("-", " ").replace(".", " ").split()
    return "".join([part[0] for part in parts])


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)
