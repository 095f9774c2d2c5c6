"""Show a claim, or write one: field by field, with the allowed values.

\b
Examples:
  evidence claim show kuper1981-r1-1
  evidence claim new harff2003
  evidence claim edit kuper1981-r1-1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence.cli import complete
from evidence.cli.output import emit, format_option, heading, paragraph
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import ClaimRow, claim_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


class ClaimOutput(ClaimRow):
    """What `claim show` prints: the claim, whether it votes or why not, and where it stands."""

    votes: bool
    reason: str | None
    superseded_by: list[str]
    path: str
    line: int | None


COLUMNS = ("field", "value")


def run(map_: EvidenceMap, name: str) -> ClaimOutput:
    """Return a claim as JSON, with its vote and what it replaces."""
    claim = map_.workspace.claim(name)
    why = map_.silence(claim)
    return {
        **claim_row(claim),
        "votes": why is None,
        "reason": why.reason if why else None,
        "superseded_by": [newer.id for newer in map_.superseded_by.get(name, ())],
        "path": claim.path,
        "line": claim.line,
    }


@click.group(help=__doc__)
def cli() -> None:  # noqa: D103
    pass


@cli.command()
@click.argument("name", metavar="ID", shell_complete=complete.claims)
@format_option
@pass_session
def show(session: Session, name: str, form: str) -> None:
    """Show a claim with all its fields, and whether it votes.

    \b
    Example:
      evidence claim show kuper1981-r1-1
    """
    map_ = session.map
    data = run(map_, name)
    claim = map_.workspace.claim(name)

    def text(out: Console) -> None:
        from evidence.cli.explain import source_words

        heading(out, name)
        paragraph(out, claim.statement, 2)
        paragraph(out, source_words(map_, claim), 2, style="dim")
        out.print()
        for link in claim.links:
            label = map_.workspace.framework.label_of(link.factor)
            paragraph(out, f"{link.stance} {link.factor} {label}", 2)
        why = f"no vote: {data['reason']}" if data["reason"] else "has a vote"
        paragraph(out, f"{claim.kind}, {claim.status}; {why}", 2)
        for field, words in (
            ("concept", claim.concept),
            ("scope", claim.scope),
            ("source", claim.seen_in.source),
            ("supersedes", ", ".join(claim.supersedes)),
            ("superseded by", ", ".join(data["superseded_by"])),
            ("also listed", ", ".join(claim.also_listed)),
            ("question", ", ".join(claim.question)),
            ("actors", ", ".join(claim.actors)),
            ("coder", f"{claim.coder}, {claim.date}"),
            ("remark", claim.remark),
            ("file", f"{claim.path}:{claim.line}"),
        ):
            if words:
                paragraph(out, f"{field}: {words}", 2)

    emit(form, data, COLUMNS, [{"field": k, "value": v} for k, v in data.items()], text)
    if form == "table":
        session.say_how_coded()
        session.say(f"Next: evidence claim edit {name}")


@cli.command()
@click.argument("key", metavar="KEY", shell_complete=complete.keys)
@pass_session
def new(session: Session, key: str) -> None:
    """Add a claim of the work KEY, asking for one field after the other.

    Nothing is written before the last answer; Ctrl-C leaves everything as it was.

    \b
    Example:
      evidence claim new harff2003
    """
    from evidence.cli.ask import ask_claim
    from evidence.workspace.save import add_claim

    workspace = session.workspace
    work = workspace.work(key)
    session.say(f"A new claim of {work.label} ({key}). Enter takes the value in brackets.")
    entry = ask_claim(workspace, key, {})
    path = add_claim(workspace, key, entry)
    session.say(f"Added {entry['id']} to {path}.")
    session.say(f"Next: evidence claim show {entry['id']}, then evidence build")


@cli.command()
@click.argument("name", metavar="ID", shell_complete=complete.claims)
@pass_session
def edit(session: Session, name: str) -> None:
    """Change a claim, asking for one field after the other; Enter keeps a value.

    A single hyphen empties an optional field. Comments in the file are kept.

    \b
    Example:
      evidence claim edit kuper1981-r1-1
    """
    from evidence.cli.ask import ask_claim
    from evidence.workspace.save import entry_of, replace_claim

    workspace = session.workspace
    old = entry_of(workspace, name)
    work = next(claim.work for claim in workspace.claims if claim.id == name)
    session.say(f"The claim {name} of {work}. Enter keeps the value in brackets, - empties it.")
    entry = ask_claim(workspace, work, old)
    if entry == old:
        session.say("Nothing changed.")
        return
    path = replace_claim(workspace, name, entry)
    session.say(f"Changed {entry['id']} in {path}.")
    session.say(f"Next: evidence claim show {entry['id']}, then evidence build")
