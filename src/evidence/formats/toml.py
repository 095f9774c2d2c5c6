"""TOML as plain values; a fault carries its line, and keys can be found again."""

from __future__ import annotations

import tomllib

from evidence.formats.lines import FormatError, Json, Place


def load(text: str) -> Json:
    """Parse TOML; raises FormatError, with the line where it is known."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = str(error)
        where = words.rpartition("(at line ")[2]
        line = int(where.partition(",")[0]) if where.partition(",")[0].isdecimal() else None
        message = words.partition(" (at ")[0]
        hint = "Put text in quotation marks and lists in brackets"
        raise FormatError(f"not valid TOML: {message}", line, hint) from None


def line_of(text: str, place: Place) -> int | None:
    """Find the line of a TOML key by its last name; tomllib keeps no lines."""
    names = [step for step in place if isinstance(step, str)]
    for name in reversed(names):
        for number, line in enumerate(text.splitlines(), 1):
            head = line.lstrip().strip("[]").split("=")[0].strip().strip("[]")
            if head == name or head.endswith(f".{name}"):
                return number
    return None
