"""Independent codes are of claims and factors that exist, each decided once by each coder."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.model import Coding, Consensus, Problem, Severity, UsageError
from evidence.model.coding import CONSENSUS, NOT_APPLICABLE
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace
from evidence.workspace.save_tables import coder_name, coding_path


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report unknown claims and factors, repeated decisions and codes of one's own claims."""
    path = coding_path(CONSENSUS)
    for coder in dict.fromkeys(one.coder for one in workspace.codings):
        try:
            coder_name(coder)
        except UsageError as error:
            shown = coding_path(coder)
            yield Problem(shown, None, "coder-name", error.message, error.hint, Severity.WARNING)
    yield from _references(workspace, [(one, one.path) for one in workspace.codings])
    yield from _references(workspace, [(one, path) for one in workspace.consensus])
    yield from _own(workspace)
    yield from _unlike_consensus(workspace, path)


def _references(
    workspace: Workspace, rows: list[tuple[Coding | Consensus, str]]
) -> Iterator[Problem]:
    first: dict[tuple[str, str, str], int | None] = {}
    claims = {claim.id for claim in workspace.claims}
    targets = workspace.framework.targets
    known = set(targets)
    for one, path in rows:
        if one.claim not in claims:
            message = f"unknown claim '{one.claim}'"
            yield Problem(path, one.at, "unknown-claim", message, did_you_mean(one.claim, claims))
        if one.factor not in known:
            message = f"unknown factor '{one.factor}'"
            hint = did_you_mean(one.factor, targets, limit=30)
            yield Problem(path, one.at, "unknown-factor", message, hint)
        key = (path, one.claim, one.factor)
        if key in first:
            message = f"claim '{one.claim}' is coded on {one.factor} twice"
            hint = f"The first, in line {first[key]}, stands; remove the other"
            yield Problem(path, one.at, "duplicate-row", message, hint)
        first.setdefault(key, one.at)


def _own(workspace: Workspace) -> Iterator[Problem]:
    """Warn of codes on claims that the same person linked; once for each file."""
    linked_by = {claim.id: claim.coder.casefold() for claim in workspace.claims}
    said: set[str] = set()
    for one in workspace.codings:
        if linked_by.get(one.claim) == one.coder.casefold() and one.path not in said:
            said.add(one.path)
            message = f"'{one.coder}' linked claim '{one.claim}': that is no independent code"
            hint = "Such rows are left out of the agreement"
            yield Problem(one.path, one.at, "own-claim", message, hint, Severity.WARNING)


def _unlike_consensus(workspace: Workspace, path: str) -> Iterator[Problem]:
    """Warn where a claim's link is not what the coders agreed on."""
    claims = workspace.sound_claims
    for one in workspace.consensus:
        claim = claims.get(one.claim)
        if claim is None or claim.status == "rejected":
            continue
        links = {link.factor: link.stance for link in claim.links}
        found = links.get(one.factor, NOT_APPLICABLE)
        if found != one.stance:
            message = f"claim '{claim.id}': {found} on {one.factor}, but agreed was {one.stance}"
            hint = f"Mend the link in {claim.path}:{claim.line}, or agree anew"
            yield Problem(path, one.at, "consensus", message, hint, Severity.WARNING)
