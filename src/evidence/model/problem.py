"""A fault in a file, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: errors fail `check` and `build`, warnings only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"

    def __reduce_ex__(self, protocol: object) -> tuple[type[Severity], tuple[str]]:
        """Pickle as a call of the class: Python before 3.11.4 would name a builtin function."""
        return type(self), (self.value,)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it.

    `path` is relative to the workspace, with forward slashes; `line` counts from 1 and is None
    where the whole file is meant. `code` is a stable word for programs, such as `unknown-factor`.
    """

    path: str
    line: int | None
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}." + (f" {self.hint}" if self.hint else "")

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Order by place, then by code and message."""
        return (self.path, self.line or 0, self.code, self.message)
