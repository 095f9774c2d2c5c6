"""Ways through a map that only the website needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from evidence.model import Check, Rating
from evidence.model.claim import STANCES, Stance


def heaviest(ratings: Iterable[Rating]) -> Mapping[tuple[str, Stance], frozenset[str]]:
    """Return, for each factor and stance, the claims that give their lines their weight."""
    return {
        (rating.factor, stance): frozenset(
            line.heaviest[stance] for line in rating.lines if stance in line.heaviest
        )
        for rating in ratings
        for stance in STANCES
    }


def checks_of_work(checks: Iterable[Check]) -> Mapping[str, tuple[Check, ...]]:
    """Return the checks on each work, in their order."""
    found: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        found[check.work].append(check)
    return {work: tuple(rows) for work, rows in found.items()}
