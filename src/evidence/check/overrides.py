"""Overrides are of factors that exist, with words that the rubric has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace

PATH = "annotations/judgements.yaml"


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report overrides of unknown factors and strengths that are not on the scale."""
    scale = workspace.rubric.scale if workspace.rubric else ()
    for override in workspace.overrides.values():
        if override.factor not in workspace.framework.by_id:
            message = f"unknown factor '{override.factor}'"
            hint = did_you_mean(override.factor, workspace.framework.by_id)
            yield Problem(PATH, None, "unknown-factor", message, hint)
        if override.strength is not None and scale and override.strength not in scale:
            message = f"{override.factor}: '{override.strength}' is no strength"
            yield Problem(PATH, None, "strength", message, did_you_mean(override.strength, scale))
