"""Declared overlaps are between works that exist and that are not one line of evidence anyway."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem, Severity
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace

PATH = "annotations/appraisals.csv"


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report overlaps with unknown works, and those inside one line of evidence."""
    lines = {key: one.line or key for key, one in workspace.appraisals.items()}
    for appraisal in workspace.appraisals.values():
        for one in appraisal.overlap:
            if one.work not in workspace.works:
                message = f"{appraisal.work}: overlap with an unknown work '{one.work}'"
                hint = did_you_mean(one.work, workspace.works)
                yield Problem(PATH, appraisal.at, "unknown-work", message, hint)
            elif lines.get(one.work, one.work) == lines[appraisal.work]:
                message = f"{appraisal.work}: overlap with '{one.work}', which is on the same line"
                hint = "One line counts once already; remove the overlap, or part the lines"
                yield Problem(PATH, appraisal.at, "overlap", message, hint, Severity.WARNING)
