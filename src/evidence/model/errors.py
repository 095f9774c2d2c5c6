"""The exceptions of the project.

    EvidenceError               everything we raise on purpose; carries a message and a hint
      UsageError                the request cannot be met as it was put (exit 2)
        UnknownIdError          an id or key that the workspace does not have
      WorkspaceError            no workspace, a newer format, a folder that cannot be read

A fault in a *file* is no exception but a `Problem` (see `evidence.model.problem`): it is collected,
shown with path and line, and what is sound still loads.
"""

from __future__ import annotations

from collections.abc import Iterable


class EvidenceError(Exception):
    """Something that the user can mend; `hint` says how."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else f"{self.message}."


class UsageError(EvidenceError):
    """A request that cannot be met as it was put."""


class WorkspaceError(EvidenceError):
    """A workspace that is missing, too new or cannot be read."""


class UnknownIdError(UsageError):
    """An id that the workspace does not have; the likeliest one is suggested."""

    def __init__(self, what: str, value: str, known: Iterable[str]) -> None:
        super().__init__(f"unknown {what} '{value}'", did_you_mean(value, known))


def did_you_mean(value: str, known: Iterable[str], limit: int = 12) -> str:
    """Return a hint for a value that is not among the known ones.

    The nearest known value where one is near; else all of them, cut after `limit`.
    """
    from difflib import get_close_matches  # noqa: PLC0415 -- only what goes wrong needs it

    names = list(dict.fromkeys(known))
    if not names:
        return "There is none yet"
    folded = {name.casefold(): name for name in reversed(names)}
    near = get_close_matches(value.casefold(), list(folded), n=1, cutoff=0.5)
    if near:
        return f"Did you mean '{folded[near[0]]}'?"
    shown = ", ".join(names[:limit])
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return f"Known: {shown}{more}"
