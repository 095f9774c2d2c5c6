"""Claims belong to, were seen in and are listed with works that the bibliography has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Problem
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report citation keys that stand in no .bib file; a file's own key once."""
    works = workspace.works
    said: set[str] = set()
    for claim in workspace.claims:
        if claim.work not in works and claim.path not in said:
            said.add(claim.path)
            message = f"unknown work '{claim.work}': its claims are left out"
            hint = did_you_mean(claim.work, works)
            yield Problem(claim.path, 1, "unknown-work", message, hint)
        if claim.seen_in.work and claim.seen_in.work not in works:
            message = f"claim '{claim.id}': seen in unknown work '{claim.seen_in.work}'"
            hint = did_you_mean(claim.seen_in.work, works)
            yield Problem(claim.path, claim.at("seen_in"), "unknown-work", message, hint)
        for place, key in enumerate(claim.also_listed):
            if key not in works:
                message = f"claim '{claim.id}': also listed is unknown work '{key}'"
                line = claim.at(f"also_listed.{place}")
                yield Problem(claim.path, line, "unknown-work", message, did_you_mean(key, works))
