"""Write the website of the workspace: only the files that changed.

The website is static: open its index.html in a browser, or put the folder on any web server. Its
search works in both ways.

With --single the whole map, its search too, becomes one HTML file to send by mail, and the folder
of the website is left alone. It may have up to 18 MB, which is what mail can carry; a larger map is
refused.

\b
Examples:
  evidence site
  evidence site --serve
  evidence site --out /tmp/preview
  evidence site --single map.html
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli import check
from evidence.cli.check import ProblemRow
from evidence.cli.output import emit, emit_lines, format_option
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from evidence.publish import SiteReport


class SingleOutput(TypedDict):
    """The whole map in one file; `limit` is the number of bytes that it may have."""

    file: str
    bytes: int
    limit: int


class SiteOutput(TypedDict):
    """What `site` prints: files are relative to `out`; `single` is null but with --single."""

    out: str
    pages: int
    written: list[str]
    deleted: list[str]
    problems: list[ProblemRow]
    single: SingleOutput | None


out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write the website. Default: site/public in the workspace.",
)


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
@click.option("--serve", is_flag=True, help="Preview on this computer; rebuild on every change.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--single",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the whole map as one HTML file instead, of 18 MB at most.",
)
@format_option
@pass_session
@click.pass_context
def cli(  # noqa: D103
    ctx: click.Context,
    session: Session,
    out: Path | None,
    serve: bool,
    port: int,
    single: Path | None,
    form: str,
) -> None:
    from evidence.cli import steps
    from evidence.workspace.files import locked

    if single is not None:
        if serve or out:
            raise click.UsageError("--single writes one file; leave out --serve and --out.")
        ctx.exit(_write_single(session, single, form))
    with locked(session.root):
        folder, report = steps.site(session, out)
    data: SiteOutput = {
        "out": str(folder),
        "pages": report.pages,
        "written": list(report.written),
        "deleted": list(report.deleted),
        "problems": check.run(list(report.problems)),
        "single": None,
    }
    rows = [{"file": name, "change": "written"} for name in report.written]
    rows += [{"file": name, "change": "deleted"} for name in report.deleted]
    emit_lines(form, data, ("file", "change"), rows, [shown_path(folder)])
    check.complain(list(report.problems))
    session.say(summary(report))
    session.warn_of_problems()
    if serve:
        _preview(session, out, folder, port)
    ctx.exit(1 if report.problems else 0)


def _write_single(session: Session, path: Path, form: str) -> int:
    """Write the map as one file and return the exit code."""
    from evidence.cli import steps
    from evidence.publish import MOST_BYTES
    from evidence.workspace.files import locked

    with locked(session.root):
        done, changed = steps.single(session, path)
    data: SiteOutput = {
        "out": str(path.resolve().parent),
        "pages": done.pages,
        "written": [path.name] if changed else [],
        "deleted": [],
        "problems": check.run(list(done.problems)),
        "single": {"file": str(path.resolve()), "bytes": len(done.data), "limit": MOST_BYTES},
    }
    rows = [{"file": name, "change": "written"} for name in data["written"]]
    emit(form, data, ("file", "change"), rows, lambda _: click.echo(str(path)))
    check.complain(list(done.problems))
    megabytes = f"{len(done.data) / 1e6:.1f} MB of {MOST_BYTES / 1e6:.0f}"
    session.say(f"The whole map of {done.pages} pages in one file: {megabytes}.")
    session.warn_of_problems()
    return 1 if done.problems else 0


def _preview(session: Session, out: Path | None, folder: Path, port: int) -> None:
    """Serve until Ctrl-C; every rebuild is a fresh session on the same workspace."""
    from evidence.cli import build
    from evidence.cli.serve import serve as start
    from evidence.model import EvidenceError

    def rebuild() -> None:
        try:
            done = build.run(Session(session.root, quiet=True), out)
        except EvidenceError as error:
            click.echo(f"Error: {error}", err=True)
            return
        check.complain(done.problems)
        session.say(f"{len(done.written)} files written, {check.summary(done.problems)}.")

    def ready(address: str) -> None:
        session.say(f"Preview at {address} (stop it with Ctrl-C)")

    with contextlib.suppress(KeyboardInterrupt):
        start(session.root, folder, port, rebuild, ready, threading.Event())
