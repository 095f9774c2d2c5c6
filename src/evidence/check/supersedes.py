"""A later estimate replaces earlier claims of its own line, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Claim, Problem, Severity
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report unknown ids, claims of another line (which stay untouched) and circles."""
    by_id = {claim.id: claim for claim in workspace.claims}
    for claim in workspace.claims:
        for place, old in enumerate(claim.supersedes):
            line = claim.at(f"supersedes.{place}")
            if old not in by_id:
                message = f"claim '{claim.id}': supersedes unknown claim '{old}'"
                hint = did_you_mean(old, by_id)
                yield Problem(claim.path, line, "unknown-claim", message, hint)
            elif _line(by_id[old].work, workspace) != _line(claim.work, workspace):
                message = f"claim '{claim.id}': '{old}' is of another line of evidence"
                hint = "Only a claim of the same line can be replaced; it keeps its vote"
                severity = Severity.WARNING
                yield Problem(claim.path, line, "other-line", message, hint, severity)
            elif _replaces(old, claim.id, by_id):
                message = f"claims '{claim.id}' and '{old}' supersede each other"
                hint = "Remove one of the two; until then neither replaces the other"
                yield Problem(claim.path, line, "circle", message, hint)


def _line(work: str, workspace: Workspace) -> str:
    appraisal = workspace.appraisals.get(work)
    return appraisal.line if appraisal else work


def _replaces(start: str, goal: str, by_id: dict[str, Claim]) -> bool:
    seen, stack = {start}, [start]
    while stack:
        claim = by_id.get(stack.pop())
        for old in claim.supersedes if claim else ():
            if old == goal:
                return True
            if old not in seen:
                seen.add(old)
                stack.append(old)
    return False
