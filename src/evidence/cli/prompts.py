"""Questions at the terminal: asked again, with a hint, until the answer fits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from evidence.formats.lines import Json
from evidence.model.errors import did_you_mean

EMPTY = "-"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def prompt(label: str, default: Any, check: Callable[[str], str]) -> str:
    """Ask until `check` accepts the answer; it returns the value or raises UsageError."""

    def convert(answer: str) -> str:
        return check(answer.strip())

    shown = None if default in (None, "") else str(default)
    answer: str = click.prompt(
        label, default=shown if shown is not None else "", show_default=shown is not None,
        value_proc=convert, err=True,
    )  # fmt: skip
    return answer


def text(
    label: str,
    default: Json = None,
    optional: bool = False,
    check: Callable[[str], str] | None = None,
) -> str:
    """Ask for words; an optional field may stay empty."""

    def accept(answer: str) -> str:
        if optional and answer in {"", EMPTY}:
            return ""
        if not answer:
            raise click.UsageError("this field is needed")
        return check(answer) if check else answer

    return prompt(f"{label}{' (optional)' if optional else ''}", default, accept)


def is_day(answer: str) -> str:
    """Accept a date."""
    try:
        if _DAY.fullmatch(answer):
            return datetime.date.fromisoformat(answer).isoformat()
    except ValueError:
        pass
    raise click.UsageError("write the date as YYYY-MM-DD")


def choice(label: str, known: Sequence[str], default: Json = None, optional: bool = False) -> str:
    """Ask for one of the known values; the beginning of one is enough."""

    def accept(answer: str) -> str:
        if optional and answer in {"", EMPTY}:
            return ""
        return one_of(answer, known)

    words = f"{label}{' (optional)' if optional else ''}: {', '.join(known)}"
    return prompt(words, default, accept)


def one_of(answer: str, known: Sequence[str]) -> str:
    """Accept a known value, in any case, or the beginning of just one."""
    if answer in known:
        return answer
    begun = [one for one in known if answer and one.casefold().startswith(answer.casefold())]
    exact = [one for one in begun if one.casefold() == answer.casefold()]
    if len(exact or begun) == 1:
        return (exact or begun)[0]
    what = f"'{answer}' is not one of them" if answer else "Nothing was typed"
    raise click.UsageError(f"{what}. {did_you_mean(answer, known)}")


def several(label: str, known: Sequence[str], default: Json, show: bool = False) -> list[Json]:
    """Ask for any number of the known values, commas between; `show` lists them."""

    def accept(answer: str) -> str:
        if answer in {"", EMPTY}:
            return ""
        return ", ".join(one_of(part.strip(), known) for part in answer.split(",") if part.strip())

    kept = ", ".join(str(part) for part in items(default))
    words = f"{label} (optional, commas between){': ' + ', '.join(known) if show else ''}"
    answer = prompt(words, kept, accept)
    return [part.strip() for part in answer.split(",") if part.strip()]


def items(value: Json) -> list[Json]:
    """Return a value as a list."""
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]
