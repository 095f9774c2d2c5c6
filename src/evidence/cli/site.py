"""Write the website of the workspace: only the files that changed.

The website is static: open its index.html in a browser, or put the folder on any web server.

\b
Examples:
  evidence site
  evidence site --out /tmp/preview
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import check
from evidence.cli.check import ProblemRow
from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.publish import SiteReport


class SiteOutput(TypedDict):
    """What `site` prints: files are relative to `out`."""

    out: str
    pages: int
    written: list[str]
    deleted: list[str]
    problems: list[ProblemRow]


DEFAULT_OUT = "site/public"
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=f"Where to write the website. Default: {DEFAULT_OUT} in the workspace.",
)


def run(session: Session, out: Path | None) -> tuple[Path, SiteReport]:
    """Write the website and return where it is and what changed."""
    from evidence.publish import build_site
    from evidence.workspace.files import locked

    folder = (out or session.root / DEFAULT_OUT).resolve()
    with locked(session.root):
        return folder, build_site(session.map, folder)


def summary(report: SiteReport) -> str:
    """Say what changed."""
    if not report.written and not report.deleted:
        return f"Nothing changed: all {report.pages} pages are up to date."
    gone = f", {len(report.deleted)} deleted" if report.deleted else ""
    return f"Website of {report.pages} pages: {len(report.written)} files written{gone}."


def shown_path(folder: Path) -> str:
    """Return the front page as short as it can be typed."""
    page = folder / "index.html"
    here = Path.cwd()
    return str(page.relative_to(here)) if page.is_relative_to(here) else str(page)


@click.command(help=__doc__)
@out_option
@format_option
@pass_session
@click.pass_context
def cli(ctx: click.Context, session: Session, out: Path | None, form: str) -> None:  # noqa: D103
    folder, report = run(session, out)
    data: SiteOutput = {
        "out": str(folder),
        "pages": report.pages,
        "written": list(report.written),
        "deleted": list(report.deleted),
        "problems": check.run(list(report.problems)),
    }

    def show(_: Console) -> None:
        click.echo(shown_path(folder))

    rows = [{"file": name, "change": "written"} for name in report.written]
    rows += [{"file": name, "change": "deleted"} for name in report.deleted]
    emit(form, data, ("file", "change"), rows, show)
    for problem in report.problems:
        click.echo(str(problem), err=True)
    session.say(summary(report))
    session.warn_of_problems()
    ctx.exit(1 if report.problems else 0)
