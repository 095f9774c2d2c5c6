"""Claim ids are unique in the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Claim, Problem
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report a claim whose id another claim has already; the first stands."""
    first: dict[str, Claim] = {}
    for claim in workspace.claims:
        other = first.setdefault(claim.id, claim)
        if other is not claim:
            yield Problem(
                claim.path,
                claim.at("id"),
                "duplicate-claim",
                f"claim id '{claim.id}' is taken",
                f"The first, in {other.path}:{other.line}, stands; give this one another id",
            )
