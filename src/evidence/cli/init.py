"""Make a workspace for another framework in DIR: small, complete, and ready to build.

\b
Examples:
  evidence init my-review
  evidence init my-review --title "Evidence on school meals"
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console


class InitOutput(TypedDict):
    """What `init` prints: files are relative to `folder`."""

    folder: str
    files: list[str]


@click.command(help=__doc__)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="Title of the workspace. Default: the name of the folder.")
@format_option
@pass_session
def cli(session: Session, folder: Path, title: str | None, form: str) -> None:  # noqa: D103
    from evidence.workspace.init import init_workspace

    written = init_workspace(folder, title or folder.resolve().name)

    def show(_: Console) -> None:
        for name in written:
            click.echo(str(folder / name))

    data: InitOutput = {"folder": str(folder), "files": written}
    emit(form, data, ("file",), [{"file": name} for name in written], show)
    session.say(f"A workspace in {folder}. Next: evidence -w {folder} build")
    session.say("Then put your works into bib/references.bib and your table into")
    session.say("annotations/framework.yaml, and add claims with 'evidence claim new KEY'.")
