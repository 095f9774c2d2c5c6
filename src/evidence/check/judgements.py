"""Judgements are of factors that exist, with words that the rubric has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Assessment, Override, Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace
from evidence.workspace.load_people import JUDGEMENTS


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report judgements of unknown factors and strengths that are not on the scale."""
    scale = workspace.rubric.scale if workspace.rubric else ()
    factors = workspace.framework.by_id
    judgements = workspace.judgements
    both: tuple[Override | Assessment, ...] = (*judgements.overrides, *judgements.assessments)
    for one in both:
        if one.factor not in factors:
            message = f"unknown factor '{one.factor}'"
            hint = did_you_mean(one.factor, factors)
            yield Problem(JUDGEMENTS, one.at, "unknown-factor", message, hint)
    for override in judgements.overrides:
        if override.strength is not None and scale and override.strength not in scale:
            message = f"{override.factor}: '{override.strength}' is no strength"
            hint = did_you_mean(override.strength, scale)
            yield Problem(JUDGEMENTS, override.at, "strength", message, hint)
