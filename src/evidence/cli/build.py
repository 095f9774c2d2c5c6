"""Check, read, tag, index, rate and publish: only what changed since the last time.

Every problem is shown; what is sound is built all the same. With errors the command exits with 1.
A second build of the same files does nothing and says so; a build that was killed is completed by
the next one.

\b
Examples:
  evidence build
  evidence build --strict
  evidence --workspace ~/my-review build
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import check, site
from evidence.cli.output import emit_lines, format_option
from evidence.cli.session import Session, pass_session
from evidence.cli.site import SiteOutput
from evidence.model import EvidenceError, Problem

if TYPE_CHECKING:
    from evidence.publish import Standing
    from evidence.search import Update
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.workspace import Workspace


STEPS = ("check", "read", "index", "rate", "site")
"""The steps, in the order in which they are told."""


@dataclass
class Outcome:
    """What a build did; `said` is a line for each step."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    pages: int = 0
    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)


def run(session: Session, out: Path | None = None) -> Outcome:
    """Bring everything up to date. Problems in files are collected and the rest is built."""
    from evidence.cli import steps
    from evidence.publish import begin_look
    from evidence.workspace.files import locked
    from evidence.workspace.sources import Built, forget

    folder = steps.folder_of(session, out)
    with locked(session.root):
        sources = session.sources.hashes
        if built := steps.is_built(session, out):
            said = ["Nothing has changed since the last build."]
            return Outcome(folder, list(built.warnings), said=said)
        forget(session.root, "build")
        standing = begin_look(session.root, folder)
        done = Outcome(folder)
        read = f"{read_summary(session.workspace)}, {len(session.corpus.files)} texts"
        begun = _begin(session)
        try:
            _publish(session, out, done, standing)
        finally:  # nothing writes any more when the lock is given back
            found, update = begun()
        done.problems[:0] = found
        _tell_index(update, done)
        done.said += [f"check  {check.summary(found)}", f"read   {read}"]
        done.said.sort(key=lambda line: STEPS.index(line.split()[0]))
        if check.only_warnings(done.problems) and set(done.problems) <= set(found):
            warned = tuple(done.problems)
            made_by = steps.program(session)
            Built(made_by, str(folder), sources, warned).save(session.root, "build")
    return done


def _begin(session: Session) -> Callable[[], tuple[list[Problem], Update | EvidenceError]]:
    """Check and index: beside the rest where that is much and nothing waits for it; or at once."""
    # What comes back is read by a thread of its own, which must not import this while we do.
    import evidence.search.engine  # noqa: F401
    from evidence.cli import steps
    from evidence.workspace.processes import LARGE, beside

    def both() -> tuple[list[Problem], Update | EvidenceError]:
        try:
            return session.problems, steps.index(session)
        except EvidenceError as error:
            return session.problems, error

    large = len(session.workspace.sound_claims) >= LARGE  # computed once, for both processes
    return beside(both, large and steps.can_index_beside(session))


def _tell_index(update: Update | EvidenceError, done: Outcome) -> None:
    """Say what became of the index; without a model the rest is still built."""
    if isinstance(update, EvidenceError):
        said = {problem.message for problem in done.problems}
        if update.message not in said:
            fault = Problem("evidence.toml", None, "index", update.message, update.hint)
            done.problems.append(fault)
        done.said.append("index  left as it was")
        return
    done.said.append(f"index  {index_summary(update)}")


def _publish(
    session: Session, out: Path | None, done: Outcome, standing: Callable[[], Standing]
) -> None:
    """Rate and write the website, unless the files that both rest on cannot be read."""
    from evidence.cli import steps

    workspace = session.workspace
    if workspace.rubric is None or not workspace.framework.factors:
        done.said.append("site   left as it was: without framework and rubric nothing can be rated")
        if not session.problems:
            message = "there is no factor to rate"
            done.problems.append(
                Problem("annotations/framework.yaml", None, "empty", message, "Add factors")
            )
        return
    done.said.append(f"rate   {rate_summary(session.map)}")
    done.folder, report = steps.site(session, out, standing)
    done.problems += report.problems
    done.pages, done.written, done.deleted = report.pages, report.written, report.deleted
    done.said.append(f"site   {site.summary(report)}")


def read_summary(workspace: Workspace) -> str:
    """Say what was read."""
    factors = len(workspace.framework.factors)
    return f"{len(workspace.works)} works, {len(workspace.sound_claims)} claims, {factors} factors"


def rate_summary(map_: EvidenceMap) -> str:
    """Count the factors by the state of their evidence, most first."""
    states = [rating.state for rating in map_.ratings.factors]
    counts = sorted(((states.count(s), s) for s in set(states)), key=lambda c: (-c[0], c[1]))
    return ", ".join(f"{number} {state}" for number, state in counts)


def index_summary(update: Update) -> str:
    """Say what became of the search index."""
    total = update.written + update.kept
    if not update.written and not update.removed:
        return f"{total} passages, claims and works, all up to date"
    gone = f", {update.removed} removed" if update.removed else ""
    return f"{total} passages, claims and works; {update.written} indexed anew{gone}"


@click.command(help=__doc__)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@site.out_option
@format_option
@pass_session
@click.pass_context
def cli(  # noqa: D103
    ctx: click.Context, session: Session, strict: bool, out: Path | None, form: str
) -> None:
    done = run(session, out)
    check.complain(done.problems)
    for line in done.said:
        session.say(line)
    data: SiteOutput = {
        "problems": check.run(done.problems),
        "out": str(done.folder),
        "pages": done.pages,
        "written": list(done.written),
        "deleted": list(done.deleted),
        "single": None,
    }
    there = (done.folder / "index.html").is_file()
    lines = [f"Open {site.shown_path(done.folder)}"] if there else []
    emit_lines(form, data, check.COLUMNS, check.run(done.problems), lines)
    ctx.exit(1 if check.failed(done.problems, strict) else 0)
