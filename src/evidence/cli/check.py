"""Find what is wrong in the workspace's files.

Every problem is printed with path, line and a hint. Errors make the command exit with 1; warnings
do so with --strict.

\b
Examples:
  evidence check
  evidence check --strict
  evidence check --format json | jq '.problems[].code'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click
from typing_extensions import TypedDict

from evidence.cli.output import clean, emit, format_option
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Problem


class ProblemRow(TypedDict):
    """One problem; `code` is a stable word, `line` null where the whole file is meant."""

    path: str
    line: int | None
    severity: Literal["error", "warning"]
    code: str
    message: str
    hint: str | None


class CheckOutput(TypedDict):
    """What `check` prints."""

    problems: list[ProblemRow]


COLUMNS = ("path", "line", "severity", "code", "message", "hint")


def run(problems: list[Problem]) -> list[ProblemRow]:
    """Return problems as rows."""
    from evidence.model import Severity

    return [
        {
            "path": problem.path,
            "line": problem.line,
            "severity": "error" if problem.severity is Severity.ERROR else "warning",
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint or None,
        }
        for problem in problems
    ]


def failed(problems: list[Problem], strict: bool) -> bool:
    """Whether problems make a command fail."""
    return any(strict or problem.severity.value == "error" for problem in problems)


def only_warnings(problems: list[Problem]) -> bool:
    """Whether no problem is an error."""
    return not failed(problems, strict=False)


def complain(problems: list[Problem]) -> None:
    """Print problems on standard error, warnings marked as such."""
    for problem in problems:
        click.echo(clean(f"{_mark(problem)}{problem}"), err=True)


def _mark(problem: Problem) -> str:
    return "warning: " if problem.severity.value == "warning" else ""


def summary(problems: list[Problem]) -> str:
    """Count errors and warnings in words."""
    errors = sum(problem.severity.value == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    return " and ".join(parts) or "no problems"


@click.command(help=__doc__)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@format_option
@pass_session
@click.pass_context
def cli(ctx: click.Context, session: Session, strict: bool, form: str) -> None:  # noqa: D103
    problems = session.problems
    rows = run(problems)

    def show(out: Console) -> None:
        for problem in problems:
            click.echo(clean(f"{_mark(problem)}{problem}"))

    emit(form, {"problems": rows}, COLUMNS, rows, show)
    session.say(f"{summary(problems).capitalize()} in {session.root}.")
    if not problems:
        session.say("Next: evidence build")
    ctx.exit(1 if failed(problems, strict) else 0)
