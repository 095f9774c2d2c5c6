"""Say what the workspace holds, what is out of date, and what to type next.

\b
Examples:
  evidence status
  evidence status --format json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.workspace import Workspace

COLUMNS = ("what", "state")


class StatusOutput(TypedDict):
    """What `status` prints; `changed` names source files that the last build does not know yet.

    `protocol` holds the points that the protocol does not answer yet.
    """

    workspace: str
    title: str
    works: int
    claims: int
    factors: int
    notes: int
    texts: int
    coding: str
    coders: list[str]
    works_without_notes: list[str]
    works_without_claims: int
    errors: int
    warnings: int
    protocol: list[str]
    index: str
    site: str
    changed: list[str]
    next: str


def run(session: Session) -> StatusOutput:
    """Return the state of a workspace."""
    from evidence.cli.steps import index_fits, site_is_whole
    from evidence.model import Severity
    from evidence.synthesis.coding import codes_of
    from evidence.workspace.sources import changed_files, last_built

    workspace, corpus = session.workspace, session.corpus
    errors = sum(problem.severity is Severity.ERROR for problem in session.problems)
    now = session.sources.hashes
    built, indexed = last_built(session.root, "build"), last_built(session.root, "index")
    changed = changed_files(built.sources, now) if built else []
    site = "missing"
    if built:
        site = "out of date" if changed or not site_is_whole(session, built) else "up to date"
    index = "missing"
    if indexed:
        index = "up to date" if index_fits(session) else "out of date"
    noted = {file.work for file in corpus.files if file.kind == "notes"}
    codes = codes_of(workspace)
    with_claims = {claim.work for claim in workspace.sound_claims.values()}
    return {
        "workspace": str(session.root),
        "title": workspace.title,
        "works": len(workspace.works),
        "claims": len(workspace.sound_claims),
        "factors": len(workspace.framework.factors),
        "notes": len(noted),
        "texts": sum(file.kind == "text" for file in corpus.files),
        "coding": codes.status,
        "coders": list(codes.coders),
        "works_without_notes": [key for key in workspace.works if key not in noted],
        "works_without_claims": sum(key not in with_claims for key in workspace.works),
        "errors": errors,
        "warnings": len(session.problems) - errors,
        "protocol": open_points(workspace),
        "index": index,
        "site": site,
        "changed": changed,
        "next": _next(session, errors, site, index),
    }


def open_points(workspace: Workspace) -> list[str]:
    """Return the points of the protocol that are not answered yet; all where there is none."""
    from evidence.model.page import POINTS
    from evidence.workspace.pages import unanswered

    page = workspace.protocol
    missing = [point for point, _ in unanswered(page)] if page else POINTS
    return [point.heading for point in missing]


def _next(session: Session, errors: int, site: str, index: str) -> str:
    workspace = session.workspace
    if errors:
        return "evidence check"
    if not workspace.works:
        return "put works into bib/references.bib, then: evidence build"
    if not workspace.sound_claims:
        return f"evidence claim new {next(iter(workspace.works))}"
    if site != "up to date" or index != "up to date":
        return "evidence build"
    return "evidence rate"


def rows(data: StatusOutput) -> list[tuple[str, str]]:
    """Return the state in lines for people."""
    changed = data["changed"]
    shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
    without = data["works_without_notes"]
    return [
        ("Workspace", f"{data['title']} ({data['workspace']})"),
        ("Works", f"{data['works']}, {data['works_without_claims']} of them without a claim"),
        ("Claims", f"{data['claims']} on {data['factors']} factors"),
        (
            "Reading notes",
            f"{data['notes']} works" + (f", {len(without)} lack them" if without else ""),
        ),
        ("Full texts", str(data["texts"])),
        ("Coding", data["coding"] + (f" by {', '.join(data['coders'])}" if data["coders"] else "")),
        ("Protocol", f"open: {'; '.join(data['protocol'])}" if data["protocol"] else "complete"),
        ("Problems", f"{data['errors']} errors, {data['warnings']} warnings"),
        ("Search index", data["index"]),
        ("Website", data["site"] + (f": {shown} changed" if changed else "")),
        ("Next", data["next"]),
    ]


@click.command(help=__doc__)
@format_option
@pass_session
def cli(session: Session, form: str) -> None:  # noqa: D103
    data = run(session)
    lines = rows(data)

    def show(out: Console) -> None:
        grid(out, ("", ""), lines)

    emit(form, data, COLUMNS, [{"what": what, "state": state} for what, state in lines], show)
