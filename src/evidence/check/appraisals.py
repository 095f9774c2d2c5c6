"""Works with claims are appraised, and appraisals are of works that exist."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem, Severity
from evidence.model.errors import did_you_mean
from evidence.model.records import NO_METHOD
from evidence.workspace import Workspace

PATH = "annotations/appraisals.csv"


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report unknown works and methods; warn of works with claims but no appraisal."""
    methods = list(workspace.rubric.method) if workspace.rubric else []
    for appraisal in workspace.appraisals.values():
        if appraisal.work not in workspace.works:
            message = f"unknown work '{appraisal.work}'"
            hint = did_you_mean(appraisal.work, workspace.works)
            yield Problem(PATH, appraisal.at, "unknown-work", message, hint)
        if methods and appraisal.method not in {*methods, NO_METHOD}:
            message = f"{appraisal.work}: unknown method '{appraisal.method}'"
            hint = did_you_mean(appraisal.method, [*methods, NO_METHOD])
            yield Problem(PATH, appraisal.at, "unknown-method", message, hint)
    with_claims = dict.fromkeys(claim.work for claim in workspace.claims)
    for key in with_claims:
        if key in workspace.works and key not in workspace.appraisals:
            message = f"work '{key}' has claims but no appraisal: it counts as a line of its own"
            hint = "Add a row with its method and line of evidence"
            yield Problem(PATH, None, "no-appraisal", message, hint, Severity.WARNING)
