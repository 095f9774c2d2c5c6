"""Code claims independently: which factors does each bear on, and how?

You get the claims one after the other, shuffled, and blind: their statement, scope, work and page,
without the links that others made, their ratings or their ids. Answer with factors and stances,
such as 'R1 supports, M6 contradicts', or with 'none'. Every answer is saved at once to
annotations/coding/NAME.csv; leave with 'quit' and go on later in the same order, take the last
answer back with 'undo'.

To code in a spreadsheet, --export the queue, fill in the columns of the factors (supports,
contradicts, qualifies, or the first letter; a row with anything in it is coded, and what is empty
there means none) and --read the file back.

\b
Examples:
  evidence code --as ann
  evidence code --as ann --factor M6 --limit 20
  evidence code --as ann --export queue.csv
  evidence code --as ann --read queue.csv
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import complete
from evidence.cli.coding_queue import Queue, export_sheet, import_sheet
from evidence.cli.output import clean, console, paragraph
from evidence.cli.prompts import one_of, prompt, text
from evidence.cli.session import Session, pass_session
from evidence.model import UnknownIdError, UsageError
from evidence.model.claim import STANCES
from evidence.model.coding import CODES, NOT_APPLICABLE, Code

if TYPE_CHECKING:
    from evidence.model import Claim
    from evidence.workspace import Workspace

SKIP, UNDO, QUIT, TABLE = "skip", "undo", "quit", "?"
WORDS = (SKIP, UNDO, QUIT, TABLE)


@click.command(help=__doc__)
@click.option("--as", "coder", required=True, metavar="NAME", help="Your name, as a file's.")
@click.option("--factor", metavar="ID", shell_complete=complete.factors, help="Only this factor.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask for N claims at most.")
@click.option("--hide-work", is_flag=True, help="Show neither the work nor the place in it.")
@click.option("--comments", is_flag=True, help="Ask for a comment on every claim.")
@click.option("--export", type=click.Path(path_type=Path), help="Write the queue as a sheet.")
@click.option("--read", type=click.Path(path_type=Path), help="Read a filled sheet back.")
@pass_session
@click.pass_context
def cli(  # noqa: D103
    ctx: click.Context,
    session: Session,
    coder: str,
    factor: str | None,
    limit: int | None,
    hide_work: bool,
    comments: bool,
    export: Path | None,
    read: Path | None,
) -> None:
    from evidence.workspace.save_tables import coder_name, coding_path

    if export and read:
        raise click.UsageError("--export and --read are two steps: first the one, then the other")
    workspace = session.workspace
    queue = Queue(workspace, coder_name(coder), _targets(workspace, factor))
    if not queue.all:
        raise UsageError(
            f"there is nothing for '{coder}' to code",
            "This coder linked every claim: an independent coder is somebody else",
        )
    if export:
        export_sheet(session, queue, export, limit, hide_work)
    elif read:
        ctx.exit(import_sheet(session, queue, read))
    else:
        _ask_all(session, queue, limit, hide_work, comments)
        session.say(
            f"{queue.done} of {len(queue.all)} claims coded, in {coding_path(queue.coder)}."
        )
        again = f"evidence code --as {coder}"
        session.say(f"Next: {again if queue.left else 'evidence agree'}")


def _targets(workspace: Workspace, factor: str | None) -> Sequence[str]:
    targets = workspace.framework.targets
    if factor is None:
        return targets
    for name in (factor, factor.upper()):
        if name in targets:
            return (name,)
    raise UnknownIdError("factor", factor, targets)


def _ask_all(
    session: Session, queue: Queue, limit: int | None, hide_work: bool, comments: bool
) -> None:
    """Ask for claim after claim until there is none, the limit is reached or the coder leaves."""
    workspace = session.workspace
    session.say(f"{len(queue.left)} of {len(queue.all)} claims are left to code.")
    if len(queue.targets) > 1:
        _show_table(workspace)
    waiting = queue.left[:limit]
    try:
        while waiting:
            claim = waiting[0]
            session.say(f"\nClaim {queue.done + 1} of {len(queue.all)}")
            _show(workspace, claim, hide_work)
            answer = _ask(workspace, queue.targets)
            if answer == QUIT:
                return
            if answer == UNDO:
                back = queue.undo()
                session.say("The last answer is taken back." if back else "Nothing to take back.")
                waiting = [back, *(c for c in waiting if c is not back)] if back else waiting
                continue
            waiting = waiting[1:]
            if not isinstance(answer, str):
                comment = text("Comment", optional=True) if comments else ""
                queue.answer(claim, answer, comment)
    except click.Abort:
        session.say("")


def _show(workspace: Workspace, claim: Claim, hide_work: bool) -> None:
    out = console()
    paragraph(out, claim.statement, 2)
    work = workspace.works[claim.work].label
    source = f"{work}{f', {claim.locator}' if claim.locator else ''}"
    words = [claim.scope, "" if hide_work else source]
    paragraph(out, "; ".join(word for word in words if word), 2, style="dim")


def _show_table(workspace: Workspace) -> None:
    for target in workspace.framework.targets:
        click.echo(clean(f"  {target:4} {workspace.framework.label_of(target)}"), err=True)


def _ask(workspace: Workspace, targets: Sequence[str]) -> str | Mapping[str, Code]:
    """Return one of WORDS, or the stances on the factors that the coder picks."""
    if len(targets) == 1:
        label = f"Does it bear on {targets[0]}: {', '.join(CODES)} (or {SKIP}, {UNDO}, {QUIT})"
        word = prompt(label, None, _stance_or_word)
        return word if word in WORDS else {targets[0]: _code(word)}
    label = f"Factors, with stance ({NOT_APPLICABLE}, {SKIP}, {UNDO}, {QUIT}, {TABLE} for a list)"
    while True:
        answer = prompt(label, None, lambda given: _picked(given, targets))
        if answer == TABLE:
            _show_table(workspace)
        elif answer in WORDS:
            return answer
        else:
            return _stances(answer)


def _stance_or_word(answer: str) -> str:
    """Accept a stance before a word: 's' supports, it does not skip."""
    near = [code for code in CODES if answer and code.startswith(answer.casefold())]
    return near[0] if len(near) == 1 else one_of(answer, (*CODES, SKIP, UNDO, QUIT))


def _picked(answer: str, targets: Sequence[str]) -> str:
    """Accept a word, or factors with or without a stance: 'M6 contradicts, R1'."""
    if answer.casefold() in (*WORDS, NOT_APPLICABLE):
        return answer.casefold()
    parts, seen = [], set()
    for part in answer.split(","):
        factor, _, stance = part.strip().partition(" ")
        name = one_of(factor, targets)
        if name in seen:
            raise click.UsageError(f"{name} stands there twice")
        seen.add(name)
        parts.append(f"{name} {one_of(stance.strip(), STANCES) if stance.strip() else ''}".strip())
    return ", ".join(parts)


def _stances(answer: str) -> dict[str, Code]:
    """Take a checked answer apart, asking for the stances that it leaves open."""
    found: dict[str, Code] = {}
    for part in answer.split(", ") if answer != NOT_APPLICABLE else ():
        factor, _, stance = part.partition(" ")
        label = f"Stance on {factor}: {', '.join(STANCES)}"
        found[factor] = _code(stance or prompt(label, None, lambda word: one_of(word, STANCES)))
    return found


def _code(word: str) -> Code:
    return next(code for code in CODES if code == word)
