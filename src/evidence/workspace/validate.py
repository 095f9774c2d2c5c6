"""From pydantic's errors to problems that a political scientist can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evidence.formats.lines import Json, Place
from evidence.model import Problem
from evidence.model.errors import did_you_mean

M = TypeVar("M", bound=BaseModel)

_QUOTED = re.compile(r"'([^']*)'")
_TYPES = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}


def validate(
    shape: type[M],
    value: Json,
    path: str,
    line: Callable[..., int | None],
    at: Place = (),
    what: str = "",
) -> tuple[M | None, list[Problem]]:
    """Fit a value to its shape; return it, or None with a problem for every fault.

    `line` gives the line of a place in the file, `at` is where in the file the value stands and
    `what` names it in messages ("claim 'kuper1981-r1-1'").
    """
    try:
        return shape.model_validate(value), []
    except ValidationError as error:
        return None, list(_problems(error, shape, path, line, at, what))


def _problems(
    error: ValidationError,
    shape: type[BaseModel],
    path: str,
    line: Callable[..., int | None],
    at: Place,
    what: str,
) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        place = tuple(fault["loc"])
        message, hint = _say(fault, place, shape)
        yield Problem(
            path=path,
            line=line(*at, *place),
            code="schema",
            message=f"{what}: {message}" if what else message,
            hint=hint,
        )


def _say(fault: Any, place: Place, shape: type[BaseModel]) -> tuple[str, str]:
    kind, context = fault["type"], fault.get("ctx", {})
    field = _dotted(place)
    given = _short(fault["input"])
    if kind == "missing":
        return f"'{field}' is missing", "Add it"
    if kind == "extra_forbidden":
        known = _fields_at(shape, place[:-1])
        return f"unknown field '{field}'", did_you_mean(str(place[-1]), known)
    if kind == "literal_error":
        allowed = _QUOTED.findall(context["expected"])
        shown = ", ".join(repr(one) for one in allowed if one) if len(allowed) < 12 else ""
        near = did_you_mean(str(fault["input"]), [one for one in allowed if one])
        hint = near if near.startswith("Did") and not shown else f"Allowed: {shown}"
        if shown and near.startswith("Did"):
            hint = f"{near} Allowed: {shown}"
        return f"{field} {given} is not allowed", hint
    if kind == "value_error":
        return str(context.get("error", fault["msg"])), "Complete or remove it"
    if kind in {"too_short", "string_too_short"}:
        return f"'{field}' is empty", "Fill it in"
    if kind == "string_pattern_mismatch":
        return f"{field} {given} has the wrong form", _pattern_hint(place, context["pattern"])
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        side = "at least" if "ge" in context else "at most"
        return f"{field} {given} is out of range", f"It must be {side} {limit:g}"
    wanted = _TYPES.get(kind)
    if wanted:
        where = f"'{field}'" if field else "the file"
        return f"{where} is not {wanted} but {given}", "Look at the example in docs/workspace.md"
    return f"{field}: {fault['msg']}", ""


def _pattern_hint(place: Place, pattern: str) -> str:
    last = str(place[-1]) if place else ""
    if last == "date":
        return "Write it as YYYY-MM-DD"
    if last == "id" and "*" not in pattern:
        return "Use small letters, digits and hyphens"
    if last == "url":
        return "Start it with https://"
    return f"It must match {pattern}"


def _fields_at(shape: type[BaseModel], place: Place) -> list[str]:
    """Names of the fields that may stand at a place of a shape."""
    model: Any = shape
    for step in place:
        if isinstance(step, int):
            continue
        info = getattr(model, "model_fields", {}).get(step)
        model = _inner_model(info.annotation) if info else None
    return list(getattr(model, "model_fields", {}))


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def _dotted(place: Place) -> str:
    """Write a place for people: `links.1.stance`, counting from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)


def _short(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if value is None:
        return "empty"
    text = str(value)
    return f"'{text[:37]}...'" if len(text) > 40 else f"'{text}'"
