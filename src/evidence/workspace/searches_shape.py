"""The shape of annotations/searches/NAME.yaml; also the source of its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from evidence.workspace.schema import Count, OptionalText, Word, Words

Where = Literal["passages", "claims", "works"]


class SearchFile(BaseModel):
    """`annotations/searches/NAME.yaml`: one search, as `evidence search --save NAME` wrote it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    query: Word
    where: Annotated[list[Where], Field(alias="in", min_length=1)]
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    by: OptionalText = ""
    remark: OptionalText = ""
    searched: dict[Where, Count] = {}
    total: Count
    hits: dict[Where, Words] = {}
