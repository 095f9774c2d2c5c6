"""Record the verdict on a pair of note and work: at once, or one pair after the other."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from evidence.cli.output import clean, heading, paragraph
from evidence.cli.prompts import choice, text
from evidence.cli.session import Session
from evidence.model import UsageError
from evidence.model.records import UNREAD, VERDICTS, Verdict

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.cli.check_notes import PairRow
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.moves import Move, Pair

SKIP, QUIT = "skip", "quit"


def record(
    map_: EvidenceMap, pair: Pair, verdict: Verdict, reason: str, page: str, basis: str, by: str
) -> tuple[EvidenceMap, tuple[Move, ...]]:
    """Write a verdict; return the map as it is now and the ratings that moved."""
    from evidence.model import Check
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.moves import moves_between
    from evidence.workspace import open_workspace
    from evidence.workspace.save_tables import save_check

    if verdict != UNREAD and not reason.strip():
        raise UsageError("a verdict needs a reason", "Add --reason, in your own words")
    if not by.strip():
        raise UsageError("who says so?", "Add --by NAME, or set EVIDENCE_CODER")
    check = Check(
        *pair,
        verdict,
        reason.strip(),
        basis.strip(),
        by.strip(),
        locator_words(page),
        datetime.date.today().isoformat(),
    )
    save_check(map_.workspace.root, check)
    now = EvidenceMap.of(open_workspace(map_.workspace.root))
    return now, moves_between(map_.ratings, now.ratings)


def locator_words(page: str) -> str:
    """Return a locator as people write it: 'p. 65'; UsageError where it is none."""
    from evidence.model import Locator

    if not page.strip():
        return ""
    try:
        return str(Locator.parse(page))
    except ValueError:
        raise UsageError(
            f"'{page}' is no page", "Write it like 65, 'pp. 3-11' or 'chapter 7'"
        ) from None


def _page(answer: str) -> str:
    try:
        return locator_words(answer)
    except UsageError as error:
        raise click.UsageError(str(error)) from None


def ask(session: Session, map_: EvidenceMap, rows: Sequence[PairRow], by: str) -> None:
    """Ask for the verdict of each pair; every answer is written at once."""
    from evidence.cli.check_notes import show_moves
    from evidence.cli.output import console

    by = by.strip() or text("Your name")
    done = 0
    try:
        for place, row in enumerate(rows, 1):
            session.say(f"\nPair {place} of {len(rows)}")
            show_pair(console(), map_, row)
            answers = (*VERDICTS, SKIP, QUIT)
            verdict = choice("Does the work bear it out", answers, SKIP)
            if verdict == QUIT:
                break
            if verdict == SKIP:
                continue
            found: Verdict = next(word for word in VERDICTS if word == verdict)
            reason = text("Reason, in your own words", optional=found == UNREAD)
            page = text("Page, such as p. 65", optional=True, check=_page)
            basis = text("What you read: the full text, an address, ...", optional=True)
            pair = (row["note"], row["work"])
            map_, moves = record(map_, pair, found, reason, page, basis, by)
            done += 1
            session.say(f"Recorded note {pair[0]}, {pair[1]}: {found}.")
            show_moves(session, moves)
    except click.Abort:
        session.say("")
    what = "1 verdict" if done == 1 else f"{done} verdicts"
    session.say(f"{what} recorded in annotations/checks.csv. Next: evidence check-notes --next")


def show_pair(out: Console, map_: EvidenceMap, row: PairRow) -> None:
    """Print a pair: what is cited, what hangs on it, and what was found."""
    from evidence.synthesis.moves import Stakes

    pair = (row["note"], row["work"])
    work = map_.workspace.works.get(pair[1])
    heading(out, f"Note {pair[0]}: {map_.label(pair[1])} ({pair[1]})")
    if work:
        paragraph(out, work.title, 2)
    for link in map_.works_of_note.get(pair[0], ()):
        if link.work == pair[1]:
            words = [str(link.locator) if link.locator else "no page", link.form, link.remark]
            paragraph(out, f"cited: {'; '.join(word for word in words if word)}", 2)
    paragraph(out, f"verdict: {row['verdict']}{' (context)' if row['context'] else ''}", 2)
    if row["reason"]:
        paragraph(out, f"reason: {clean(row['reason'])}", 2)
    check = map_.check_of.get(pair)
    if check and check.grounds:
        paragraph(out, f"basis: {clean(check.grounds)}", 2)
    stakes = Stakes(map_)
    claims = stakes.claims(pair)
    if claims:
        paragraph(out, "Known from this note alone, and voting:", 2)
    for claim in claims:
        links = ", ".join(f"{link.stance} {link.factor}" for link in claim.links)
        paragraph(out, f"{claim.statement} [{links}]  {claim.id}", 4)
    moves = stakes.moves(pair)
    if moves:
        paragraph(out, "If the work did not bear it out:", 2)
    for move in moves:
        paragraph(out, str(move), 4)
