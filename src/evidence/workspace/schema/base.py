"""Words, lists, ids and days as files give them, and what every shape has in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _text(value: Any) -> Any:
    """Accept a number where words are meant: `value: 65` as well as `value: "65"`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _list(value: Any) -> Any:
    """Accept a single value, or none, where a list is meant."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text_or_nothing(value: Any) -> Any:
    """Accept an empty value where optional words are meant."""
    return "" if value is None else _text(value)


_AS_TEXT = BeforeValidator(_text, json_schema_input_type=str | int)
_AS_WORD = BeforeValidator(_text, json_schema_input_type=Annotated[str, Field(min_length=1)] | int)
_AS_OPTIONAL = BeforeValidator(_text_or_nothing, json_schema_input_type=str | int | None)
_AS_LIST = BeforeValidator(
    _list, json_schema_input_type=str | int | list[Annotated[str, Field(min_length=1)] | int] | None
)

Text = Annotated[str, _AS_TEXT]
Word = Annotated[str, Field(min_length=1), _AS_WORD]
OptionalText = Annotated[str, _AS_OPTIONAL]
Words = Annotated[list[Word], _AS_LIST]
ClaimId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
FactorId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Strict(BaseModel):
    """A shape that takes no field it does not know."""

    model_config = ConfigDict(extra="forbid", strict=False, defer_build=True)
