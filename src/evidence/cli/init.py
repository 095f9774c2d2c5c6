"""Make a workspace for another framework in DIR: small, complete, and ready to build.

On a terminal you are asked how the map is made: its scope, how the works were chosen, who codes,
what is read and how, competing interests. The answers go to site/pages/protocol.md; a question that
you pass over with Enter stays there, and `evidence check` reminds you of it.

\b
Examples:
  evidence init my-review
  evidence init my-review --title "Evidence on school meals"
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit_lines, format_option
from evidence.cli.session import Session, pass_session
from evidence.model.page import POINTS

if TYPE_CHECKING:
    pass


class InitOutput(TypedDict):
    """What `init` prints: files are relative to `folder`."""

    folder: str
    files: list[str]


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask_protocol() -> dict[str, str]:
    """Ask for every point of the protocol; what is passed over is left out."""
    click.echo("How is the map made? Enter leaves a question for later.", err=True)
    answers = {}
    for point in POINTS:
        click.echo(f"{point.heading}: {point.question}", err=True)
        given = click.prompt(">", default="", show_default=False, prompt_suffix=" ", err=True)
        answers[point.id] = given.strip()
    return {name: answer for name, answer in answers.items() if answer}


@click.command(help=__doc__)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Title of the workspace. Default: the name of the folder.")
@format_option
@pass_session
def cli(session: Session, folder: Path, title: str | None, form: str) -> None:  # noqa: D103
    from evidence.workspace.init import init_workspace

    name = title or folder.resolve().name
    answers = ask_protocol() if form == "table" and on_terminal() and not session.quiet else {}
    written = init_workspace(folder, name, answers, datetime.date.today().isoformat())
    data: InitOutput = {"folder": str(folder), "files": written}
    rows = [{"file": name} for name in written]
    emit_lines(form, data, ("file",), rows, [folder / name for name in written])
    session.say(f"A workspace in {folder}. Next: evidence -w {folder} build")
    session.say("Then put your works into bib/references.bib and your table into")
    session.say("annotations/framework.yaml, and add claims with 'evidence claim new KEY'.")
    if len(answers) < len(POINTS):
        session.say("Say in site/pages/protocol.md how the map is made: it asks the questions.")
