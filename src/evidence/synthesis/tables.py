"""The tables of a map as pandas frames. Importing this module loads pandas.

Texts are of dtype `string`, texts with few allowed values `category` (ordered where the values
are), whole numbers `Int64`, numbers `Float64`, `boolean`, dates `datetime64`; a list stays a list.
What is empty is missing (`pd.NA`, or `None` for a list).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from evidence.model.rubric import AGREEMENTS, LEVELS
from evidence.synthesis.dictionary import TABLES, Column, named
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.rating import Ratings
from evidence.synthesis.rows import rows

ORDERED = (LEVELS, AGREEMENTS)
_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def frame(map_: EvidenceMap, table: str) -> pd.DataFrame:
    """Return a table of the data dictionary as a frame; UnknownIdError where there is none."""
    columns = named(table).columns
    found = rows(map_, table)
    scale = map_.evidence.rubric.scale
    return pd.DataFrame(
        {one.name: _series(one, [row[one.name] for row in found], scale) for one in columns}
    )


def _series(column: Column, values: Sequence[Any], scale: Sequence[str]) -> pd.Series[Any]:
    if column.type == "list":
        return pd.Series(values, dtype=object)
    if column.type == "date":
        return pd.to_datetime(pd.Series(values, dtype="string"), errors="coerce", format="%Y-%m-%d")
    if column.vocabulary == "strengths":
        return pd.Series(_category(values, [*scale, *_others(values, scale)], ordered=True))
    if column.values:
        return pd.Series(_category(values, column.values, column.values in ORDERED))
    return pd.Series(values, dtype=_DTYPES[column.type])


def _others(values: Iterable[Any], known: Sequence[str]) -> list[str]:
    """Return the values beyond the known ones: a category must not lose them."""
    return sorted({value for value in values if value is not None} - set(known))


def _category(values: Sequence[Any], known: Sequence[str], ordered: bool) -> pd.Categorical:
    return pd.Categorical(values, categories=list(known), ordered=ordered)


class RatingsFrame(pd.DataFrame):
    """The ratings as a frame whose rows are also found by id: `ratings["R2"].strength`.

    A name of a column is the column, as in any frame; an id of a factor or row that is no column is
    its `Rating`, with lines and claims. What is made from it is a plain frame.
    """

    _ratings: Ratings
    _metadata = ["_ratings"]  # noqa: RUF012 -- pandas looks for this very attribute

    @classmethod
    def of(cls, table: pd.DataFrame, ratings: Ratings) -> RatingsFrame:
        """Return a frame of ratings that knows the ratings themselves."""
        found = cls(table)
        object.__setattr__(found, "_ratings", ratings)
        return found

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame

    def __getitem__(self, key: Any) -> Any:
        """Return columns or rows as a frame does, or the rating of a factor or row by its id."""
        if isinstance(key, str) and key not in self.columns:
            return self._ratings[key]
        return super().__getitem__(key)


class Tables:
    """The tables of one map, each made when first asked for."""

    def __init__(self, map_: EvidenceMap) -> None:
        self._map = map_
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table by its name; UnknownIdError where there is none."""
        if name not in self._frames:
            self._frames[name] = frame(self._map, name)
        return self._frames[name]

    def __iter__(self) -> Any:
        """Iterate over the names of all tables."""
        return iter(TABLES)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(TABLES)

    @cached_property
    def ratings(self) -> RatingsFrame:
        """The ratings, found by id as well."""
        return RatingsFrame.of(self["ratings"], self._map.ratings)
