"""The counts of a two-way framework as a table of two ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from evidence.model import Factor
from evidence.model.claim import STANCES
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.rows import counted

Way = Literal["dimension", "side"]


@dataclass(frozen=True, slots=True)
class Pivot:
    """A table of two ways: the names of its columns, and lines that begin with their name.

    A cell is '5 (3/1/1)': works in all, then those that support, contradict and qualify. It is
    empty where the framework has no factor.
    """

    across: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def pivot(map_: EvidenceMap, across: Way) -> Pivot:
    """Count works with dimensions across and factors down, or sides across and dimensions down.

    Factors of one label, or of one dimension on one side, are counted together.
    """
    framework = map_.workspace.framework
    dimensions = {one.id: one.label for one in framework.dimensions}
    sides = {one.id: one.label for one in framework.sides}
    names = dimensions if across == "dimension" else sides
    cells: defaultdict[tuple[str, str], list[Factor]] = defaultdict(list)
    for factor in framework.factors:
        down = factor.label if across == "dimension" else dimensions.get(factor.dimension, "")
        cells[down, getattr(factor, across)].append(factor)
    downs = list(dict.fromkeys(down for down, _ in cells))
    lines = tuple(
        (down, *(_cell(map_, cells.get((down, name), [])) for name in names)) for down in downs
    )
    return Pivot(tuple(names.values()), lines)


def _cell(map_: EvidenceMap, factors: list[Factor]) -> str:
    if not factors:
        return ""
    targets = frozenset(factor.id for factor in factors)
    claims = {claim.id: claim for target in sorted(targets) for claim in counted(map_, target)}
    works = {claim.work for claim in claims.values()}
    numbers = (
        len({one.work for one in claims.values() if stance in one.stances_on(targets)})
        for stance in STANCES
    )
    return f"{len(works)} ({'/'.join(map(str, numbers))})"
