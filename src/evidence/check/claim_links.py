"""Claims are linked to factors that the framework has, each once."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report links to unknown factors and factors that one claim is linked to twice."""
    targets = workspace.framework.targets
    known = set(targets)
    for claim in workspace.claims:
        seen: set[str] = set()
        for place, link in enumerate(claim.links):
            line = claim.at(f"links.{place}")
            if link.factor not in known:
                message = f"claim '{claim.id}': unknown factor '{link.factor}'"
                hint = did_you_mean(link.factor, targets, limit=30)
                yield Problem(claim.path, line, "unknown-factor", message, hint)
            elif link.factor in seen:
                message = f"claim '{claim.id}': linked to {link.factor} twice"
                hint = "Keep one link; make two claims if the work says two things"
                yield Problem(claim.path, line, "duplicate-link", message, hint)
            seen.add(link.factor)
