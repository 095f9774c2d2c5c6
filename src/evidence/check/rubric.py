"""Every rubric gives a weight to every outcome of the framework, and its thresholds rise."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Framework, Problem, Rubric, Severity
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report outcomes without weight, weights without outcome, and thresholds that fall."""
    for rubric in workspace.rubrics.values():
        yield from _check(rubric, workspace.framework)


def _check(rubric: Rubric, framework: Framework) -> Iterator[Problem]:
    path = f"annotations/{rubric.name}.toml"
    outcomes = [outcome.id for outcome in framework.outcomes]
    for outcome in outcomes:
        if outcome not in rubric.outcome_weights:
            message = f"outcome '{outcome}' has no weight: claims on it cannot vote"
            hint = f"Add '{outcome} = ...' below [outcomes]"
            yield Problem(path, None, "no-weight", message, hint)
    for outcome in rubric.outcome_weights:
        if outcomes and outcome not in outcomes:
            message = f"weight for '{outcome}', which is no outcome of the framework"
            hint = "Remove it, or add the outcome to framework.yaml"
            yield Problem(path, None, "unknown-outcome", message, hint, Severity.WARNING)
    if rubric.agreement_high < rubric.agreement_medium:
        message = "[agreement] high is below medium"
        yield Problem(path, None, "threshold", message, "Exchange the two")
    for name in ("lines", "empirical", "methods", "primary"):
        if getattr(rubric.robust, name) < getattr(rubric.medium, name):
            message = f"[levels] robust asks for fewer {name} than medium"
            yield Problem(path, None, "threshold", message, "Raise it")
