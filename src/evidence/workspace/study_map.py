"""The shape of a column map, which says how study rows of others become works and claims."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from evidence.model.claim import Kind, SeenKind, Status
from evidence.workspace.schema import Day, OptionalText, Word


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class ColumnsEntry(_Strict):
    """`[columns]`: the name of each column in the file; empty where there is none.

    A cell of the framework is found by `dimension` (the tool, or the row), `side` and `factor`, as
    far as they are given. The last seven are facts about the study.
    """

    study: Word
    direction: Word
    dimension: str = ""
    side: str = ""
    factor: str = ""
    outcome: str = ""
    method: str = ""
    statement: str = ""
    page: str = ""
    author: str = ""
    title: str = ""
    year: str = ""
    container: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""


class ValuesEntry(_Strict):
    """`[values.*]`: what a value of the file means here. Rows with one that means '' are left out.

    A study may stand for a citation key, a dimension, side or factor for an id of the framework.
    """

    direction: dict[str, str] = {}
    outcome: dict[str, str] = {}
    method: dict[str, str] = {}
    study: dict[str, str] = {}
    dimension: dict[str, str] = {}
    side: dict[str, str] = {}
    factor: dict[str, str] = {}


class DefaultsEntry(_Strict):
    """`[defaults]`: what holds where a row says nothing, and words with places like {study}."""

    outcome: str = ""
    method: str = ""
    dimension: Word = "Factors"
    side: Word = "Evidence"
    kind: Kind = "finding"
    status: Status = "confirmed"
    statement: Word = "{study}: {dimension}, {factor}: {direction}."
    proposition: Word = "{dimension}: {factor} contributes to the outcome."


class SourceEntry(_Strict):
    """`[source]`: where the rows come from and who coded them."""

    words: Word
    coder: Word
    date: Annotated[Day, Field(min_length=1)]
    seen_in: SeenKind = "review"


class StudyMapFile(_Strict):
    """A column map, such as `studies.toml`."""

    format: int = Field(ge=1, le=1)
    sheet: OptionalText = ""
    new_factors: bool = True
    columns: ColumnsEntry
    values: ValuesEntry = ValuesEntry()
    defaults: DefaultsEntry = DefaultsEntry()
    source: SourceEntry
