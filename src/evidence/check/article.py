"""The article named in evidence.toml, and the framework's source, are in the bibliography."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report an article or source that no .bib file has."""
    named = (
        ("evidence.toml", "article", workspace.article),
        ("annotations/framework.yaml", "source", workspace.framework.source),
    )
    for path, field, key in named:
        if key and key not in workspace.works:
            message = f"{field}: unknown work '{key}'"
            hint = did_you_mean(key, workspace.works)
            yield Problem(path, None, "unknown-work", message, hint)
