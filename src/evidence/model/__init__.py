"""The words of the project as frozen values: works, claims, factors, ratings, problems.

This package imports nothing of ours. Everything in it can be compared, hashed and printed;
nothing in it reads a file. Each name is loaded from its module when it is first asked for, so that
`evidence --help` need not make every class; `__init__.pyi` tells them to type checkers.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_NAMES = {
    "article": "Article Mark Note NoteKind",
    "claim": "Claim Link Locator SeenIn",
    "coding": "Assessment Coding Concern Consensus",
    "errors": "EvidenceError UnknownIdError UsageError WorkspaceError",
    "framework": "Dimension Facet Factor Framework Row Side",
    "problem": "Problem Severity",
    "rating": "Change LineCounts LineOfEvidence Override Rating Silence WithoutLine WithoutNote",
    "records": "Appraisal Check Erratum NoteLink Overlap",
    "rubric": "Method Rubric",
    "text": "Entity Passage Tags TermHit Text TextKind",
    "work": "Name Work",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'evidence.model' has no attribute '{name}'")
    value = getattr(import_module(f"evidence.model.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
