"""What an audit finds, and how much each kind of finding weighs."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model.article import NoteKind
from evidence.model.problem import Severity

MILD = frozenset(
    {
        "author-year-form",
        "comma-missing",
        "imprint-missing",
        "initial-left-out",
        "name-inverted",
        "page-not-paragraph",
        "pages-missing",
        "publisher-shortened",
        "short-title-inside",
        "subtitle-left-out",
        "symbol-form",
        "title-missing",
        "title-not-quoted",
        "title-punctuation",
        "volume-missing",
    }
)
"""Codes of what many styles allow: lapses of form, not of fact."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or looks wrong, in a note.

    `code` is a stable word for programs. `cited` is what stands there, `expected` what the
    bibliography or the note named in `message` has; either is empty where nothing stands. `work` is
    the key of the work that is meant, where there is one.
    """

    note: str
    section: str
    kind: NoteKind
    code: str
    message: str
    cited: str = ""
    expected: str = ""
    work: str = ""

    @property
    def severity(self) -> Severity:
        """A warning for lapses of form, else an error."""
        return Severity.WARNING if self.code in MILD else Severity.ERROR
