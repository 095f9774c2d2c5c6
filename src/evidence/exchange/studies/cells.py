"""The cells of a two-way framework: find the one a row is about, or make it.

A cell is a factor; dimension and side are its ways, as far as the file has them. A value is
recognised by an id of the framework or by a label, in any case; what is new gets an id made of its
words, the same one every time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files

from evidence.model import Dimension, Factor, Framework, Side
from evidence.workspace import Workspace
from evidence.workspace.files import read_source

FRAMEWORK = "annotations/framework.yaml"
LONGEST_ID = 60


def is_untouched(workspace: Workspace) -> bool:
    """Whether a framework is still the example of `evidence init`, and no claim rests on it."""
    source = read_source(workspace.root / FRAMEWORK, FRAMEWORK)
    starter = files("evidence.workspace") / "starter" / FRAMEWORK
    text = source.text if source else ""
    return not workspace.claims and text == starter.read_text(encoding="utf-8")


def slug(text: str, longest: int = LONGEST_ID) -> str:
    """Return text as an id of small letters, digits and hyphens; long ones end with a hash."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if name and len(name) <= longest:
        return name
    return f"{name[: longest - 9].rstrip('-')}-{digest(text)}".lstrip("-")


def digest(*parts: str) -> str:
    """Return eight hexadecimal digits of the SHA-256 of some texts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def made_id(ways: Sequence[str]) -> str:
    """Return the id of a factor that is made for a cell: its words, beginning with a letter."""
    name = slug("-".join(map(slug, ways)))
    return name if name[0].isalpha() else f"f-{name}"


@dataclass
class Cells:
    """A framework, and what has to be added to it."""

    framework: Framework
    proposition: str
    dimensions: list[Dimension] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    factors: list[Factor] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = self.framework
        self._dimensions = _named((one.id, one.label) for one in known.dimensions)
        self._sides = _named((one.id, one.label) for one in known.sides)
        self._labels = {
            (one.dimension, one.side, one.label.casefold()): one.id for one in known.factors
        }
        self._ids = {one.id.casefold(): one.id for one in known.factors}
        self._before = frozenset(self._ids.values())

    def find(self, dimension: str, side: str, factor: str, ways: Sequence[str]) -> str | None:
        """Return the id of the factor for these values; None where there is none yet.

        It is found by an id of the framework that the row gives itself, by its labels, or by the
        id that an earlier import made of `ways`, whatever its label is today.
        """
        if ways[-1] == factor and factor.casefold() in self._ids:
            return self._ids[factor.casefold()]
        row, column = self._dimensions.get(dimension.casefold()), self._sides.get(side.casefold())
        found = self._labels.get((row or "", column or "", factor.casefold()))
        if found is None:
            name = made_id(ways)
            text = f"{dimension} {side} {factor}"
            found = next(
                (one for one in (f"{name}-{digest(text)}", name) if one in self._before), None
            )
        return found

    def make(
        self, dimension: str, side: str, factor: str, ways: Sequence[str], words: Mapping[str, str]
    ) -> str:
        """Add a cell, with its dimension and side where they are new; return its id.

        The id is made of the words of `ways`, those that the file has.
        """
        row = self._dimensions.get(dimension.casefold())
        if row is None:
            row = self._free(slug(dimension), dimension, self._dimensions.values())
            self.dimensions.append(Dimension(row, dimension))
            self._dimensions[dimension.casefold()] = self._dimensions[row] = row
        column = self._sides.get(side.casefold())
        if column is None:
            column = self._free(slug(side), side, self._sides.values())
            self.sides.append(Side(column, side))
            self._sides[side.casefold()] = self._sides[column] = column
        name = self._free(made_id(ways), f"{dimension} {side} {factor}", self._ids)
        proposition = fill(self.proposition, words)
        self.factors.append(Factor(name, row, column, factor, proposition))
        self._labels[row, column, factor.casefold()] = self._ids[name.casefold()] = name
        return name

    def _free(self, name: str, text: str, taken: Iterable[str]) -> str:
        return f"{name}-{digest(text)}" if name in set(taken) else name


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return ids by id and by label, in small letters; the first of equal labels stands."""
    found: dict[str, str] = {}
    for name, label in pairs:
        found.setdefault(name.casefold(), name)
        found.setdefault(label.casefold(), name)
    return found


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put words into the places of a template, '{study}'; a place without a word stays as it is."""
    return re.sub(r"\{([a-z]+)\}", lambda place: words.get(place[1]) or place[0], template)
