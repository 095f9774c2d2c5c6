"""Check the workspace, rate its factors and write the website; only what changed is written.

Every problem is shown; what is sound is built all the same. With errors the command exits with 1.

\b
Examples:
  evidence build
  evidence build --strict
  evidence --workspace ~/my-review build
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import check, site
from evidence.cli.output import clean, emit, format_option
from evidence.cli.session import Session, pass_session
from evidence.cli.site import SiteOutput

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


def read_summary(map_: EvidenceMap) -> str:
    """Say what was read."""
    workspace = map_.workspace
    factors = len(workspace.framework.factors)
    return f"{len(workspace.works)} works, {len(workspace.sound_claims)} claims, {factors} factors"


def rate_summary(map_: EvidenceMap) -> str:
    """Count the factors by the state of their evidence, most first."""
    states = [rating.state for rating in map_.ratings.factors]
    counts = sorted(((states.count(s), s) for s in set(states)), key=lambda c: (-c[0], c[1]))
    return ", ".join(f"{number} {state}" for number, state in counts) or "no factors"


@click.command(help=__doc__)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@site.out_option
@format_option
@pass_session
@click.pass_context
def cli(  # noqa: D103
    ctx: click.Context, session: Session, strict: bool, out: Path | None, form: str
) -> None:
    problems = session.problems
    for problem in problems:
        mark = "warning: " if problem.severity.value == "warning" else ""
        click.echo(clean(f"{mark}{problem}"), err=True)
    session.say(f"check  {check.summary(problems)}")
    map_ = session.map
    session.say(f"read   {read_summary(map_)}")
    session.say(f"rate   {rate_summary(map_)}")
    folder, report = site.run(session, out)
    for broken in report.problems:
        click.echo(clean(str(broken)), err=True)
    session.say(f"site   {site.summary(report)}")
    every = [*problems, *report.problems]
    data: SiteOutput = {
        "problems": check.run(every),
        "out": str(folder),
        "pages": report.pages,
        "written": list(report.written),
        "deleted": list(report.deleted),
    }

    def show(_: Console) -> None:
        click.echo(f"Open {site.shown_path(folder)}")

    emit(form, data, check.COLUMNS, check.run(every), show)
    ctx.exit(1 if check.failed(every, strict) else 0)
