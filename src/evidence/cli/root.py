"""The group `evidence`: options that hold for every command, lazy commands, errors as sentences."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from evidence.cli.session import Session
from evidence.model.errors import EvidenceError

COMMANDS = {
    "agree": "Measure how far coders agree, and settle where they do not.",
    "build": "Check, tag, index, rate and publish: only what changed.",
    "cells": "Count the works in each cell of the framework.",
    "check": "Find what is wrong in the workspace's files.",
    "check-notes": "List and record citation checks: does each work bear out the sentence?",
    "cite": "Read an article's notes: every citation to its work and page.",
    "claim": "Show, add or change a claim.",
    "code": "Code claims independently, blind and in shuffled order.",
    "gaps": "List what the evidence does not reach.",
    "diff": "Compare two states: what changed, and which rating that moved.",
    "export": "Export the tables, with a data dictionary: csv, xlsx, parquet.",
    "factor": "Show the evidence on one factor: for, against, set aside.",
    "import": "Take data of others in: study rows.",
    "init": "Make a workspace for another framework.",
    "map": "Count lines of evidence by factor and type of evidence.",
    "judge": "Judge the evidence on a factor: GRADE-CERQual concerns, an override.",
    "overlap": "List what lines of evidence share that are counted apart.",
    "rate": "Rate factors and rows, and explain the ratings.",
    "search": "Search passages, claims and works.",
    "site": "Write the website, or preview it.",
    "status": "Say what is here, what is out of date, what to type next.",
    "tag": "Tag texts: sentences, entities, terms of factors.",
    "work": "Show a work: record, appraisal, claims, notes, errata.",
}
"""Every command with its one line of help: listed here, so that --help imports none of them."""

SOFTWARE_ERROR = 70


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command, dashes as underscores, and return its `cli`.

        A command that is a word of Python, `import`, has a module with an underscore behind it.
        """
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        module = importlib.import_module(f"evidence.cli.{name}")
        command: click.Command = module.cli
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; suggest the nearest for an unknown one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from evidence.model.errors import did_you_mean

            ctx.fail(f"No such command '{name}'. {did_you_mean(name, sorted(COMMANDS))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn our own errors into a sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except EvidenceError as error:
            click.echo(f"Error: {error}", err=True)
            code = 2
        except BrokenPipeError:
            _close_quietly()
            code = 0
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"Error: {where}{error.strerror or error}.", err=True)
            code = 1
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            click.echo(
                f"Error: the program itself failed ({type(error).__name__}: {error}). "
                "This is a bug: run the command again with 'evidence --debug ...' and report it.",
                err=True,
            )
            code = SOFTWARE_ERROR
        if ctx.params.get("debug"):
            logging.getLogger("evidence").exception("caused by")
        return ctx.exit(code)


def _close_quietly() -> None:
    """Point a closed standard output somewhere else, so that leaving does not complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"evidence-map {version('evidence-map')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with 'evidence build', then open site/public/index.html.",
)
@click.option(
    "--workspace",
    "-w",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of the workspace. Default: the nearest evidence.toml, upward from here.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but data and errors.")
@click.option("--verbose", "-v", is_flag=True, help="Say more about what is done.")
@click.option("--debug", is_flag=True, help="Show tracebacks and everything that is logged.")
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def evidence(
    ctx: click.Context, workspace: Path | None, quiet: bool, verbose: bool, debug: bool
) -> None:
    """Keep a literature, link its claims to a framework, rate the evidence, publish a map.

    The program works on a workspace: a folder with an evidence.toml, a bibliography in bib/ and
    claims in annotations/.
    """
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
    ctx.obj = Session(workspace, quiet=quiet)
