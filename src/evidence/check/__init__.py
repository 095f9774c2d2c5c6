"""Is the workspace sound? One check per file; this module runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.check import (
    appraisals,
    article,
    claim_ids,
    claim_links,
    claim_words,
    claim_works,
    coding,
    framework,
    judgements,
    locators,
    notes,
    overlap,
    protocol,
    rubric,
    searches,
    supersedes,
)
from evidence.model import Problem
from evidence.workspace import Workspace

CheckFunction = Callable[[Workspace], Iterator[Problem]]

CHECKS: dict[str, CheckFunction] = {
    "appraisals": appraisals.check,
    "article": article.check,
    "claim-ids": claim_ids.check,
    "claim-links": claim_links.check,
    "claim-words": claim_words.check,
    "claim-works": claim_works.check,
    "coding": coding.check,
    "framework": framework.check,
    "judgements": judgements.check,
    "locators": locators.check,
    "notes": notes.check,
    "overlap": overlap.check,
    "protocol": protocol.check,
    "rubric": rubric.check,
    "searches": searches.check,
    "supersedes": supersedes.check,
}
"""Every check by name; each yields what it finds."""


def run(workspace: Workspace) -> list[Problem]:
    """Return every problem of a workspace, reading its files included, in order of place."""
    found = list(workspace.problems)
    for check in CHECKS.values():
        found += check(workspace)
    return sorted(dict.fromkeys(found), key=lambda problem: problem.sort_key)


__all__ = ["CHECKS", "CheckFunction", "run"]
