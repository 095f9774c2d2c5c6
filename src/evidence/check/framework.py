"""The framework fits together: ids are unique, cells have a row, mirrors face each other."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace

PATH = "annotations/framework.yaml"


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report duplicate ids, unknown dimensions and sides, one-sided mirrors, primary outcomes."""
    yield from _ids(workspace)
    yield from _places(workspace)
    yield from _mirrors(workspace)
    yield from _primary(workspace)


def _ids(workspace: Workspace) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for factor in workspace.framework.factors:
        other = seen.setdefault(factor.id.casefold(), factor.id)
        if other is not factor.id:
            message = f"factor ids '{other}' and '{factor.id}' are the same but for capitals"
            if other == factor.id:
                message = f"factor id '{factor.id}' is taken"
            yield Problem(PATH, factor.line, "duplicate-factor", message, "Rename one")
    framework = workspace.framework
    for group in (framework.sides, framework.dimensions, framework.rows):
        names = [one.id for one in group]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(PATH, None, "duplicate-id", f"'{name}' is defined twice", "Remove one")


def _places(workspace: Workspace) -> Iterator[Problem]:
    framework = workspace.framework
    sides = [side.id for side in framework.sides]
    dimensions = [dimension.id for dimension in framework.dimensions]
    rows = {row.id for row in framework.rows}
    for factor in framework.factors:
        for what, value, known in (
            ("side", factor.side, sides),
            ("dimension", factor.dimension, dimensions),
        ):
            if value not in known:
                message = f"factor '{factor.id}': unknown {what} '{value}'"
                hint = did_you_mean(value, known)
                yield Problem(PATH, factor.line, f"unknown-{what}", message, hint)
        if factor.side in sides and factor.dimension in dimensions and factor.row not in rows:
            message = f"factor '{factor.id}' stands in no row"
            hint = f"Add a row with dimension {factor.dimension} and side {factor.side}"
            yield Problem(PATH, factor.line, "no-row", message, hint)


def _mirrors(workspace: Workspace) -> Iterator[Problem]:
    by_id = workspace.framework.by_id
    for factor in by_id.values():
        if not factor.mirror:
            continue
        mirror = by_id.get(factor.mirror)
        if mirror is None:
            message = f"factor '{factor.id}': unknown mirror '{factor.mirror}'"
            hint = did_you_mean(factor.mirror, by_id)
            yield Problem(PATH, factor.line, "unknown-factor", message, hint)
        elif mirror.mirror != factor.id:
            message = f"'{factor.id}' has '{mirror.id}' as its mirror, but not the other way round"
            hint = f"Write 'mirror: {factor.id}' at {mirror.id}, or remove the mirror"
            yield Problem(PATH, factor.line, "mirror", message, hint)


def _primary(workspace: Workspace) -> Iterator[Problem]:
    framework = workspace.framework
    marked = [outcome.id for outcome in framework.outcomes if outcome.primary]
    if framework.outcomes and len(marked) != 1:
        many = ", ".join(marked) or "none"
        message = f"one outcome must be primary, here it is {many}"
        hint = "Write 'primary: true' at the outcome that the propositions are about"
        yield Problem(PATH, None, "primary-outcome", message, hint)
