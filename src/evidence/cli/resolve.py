"""Settle what coders differ on, claim by claim; each consensus is written before the next."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import click

from evidence.cli.check_notes import show_moves
from evidence.cli.output import console, heading, paragraph
from evidence.cli.prompts import choice, text
from evidence.cli.session import Session
from evidence.model.coding import CODES

if TYPE_CHECKING:
    from evidence.model import Consensus
    from evidence.synthesis.coding import Unit
    from evidence.synthesis.evidence_map import EvidenceMap

SKIP, QUIT = "skip", "quit"


def resolve_all(session: Session, map_: EvidenceMap, by: str) -> None:
    """Ask for a consensus on every claim that is not settled yet; rejected claims are left out."""
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.moves import moves_between
    from evidence.workspace import open_workspace
    from evidence.workspace.settle import settle

    left = [u for u in map_.codes.disagreements if not u.consensus and u.claim.status != "rejected"]
    if not left:
        session.say("There is nothing to settle.")
        return
    by = by.strip() or text("Who settles it")
    claims = [list(units) for _, units in groupby(left, key=lambda unit: unit.claim.id)]
    settled = 0
    try:
        for place, units in enumerate(claims, 1):
            session.say(f"\nClaim {place} of {len(claims)}")
            decided = _ask(map_, units, by)
            if decided is None:
                break
            if not decided:
                continue
            path = settle(map_.workspace, decided)
            now = EvidenceMap.of(open_workspace(map_.workspace.root))
            session.say(f"Settled in annotations/coding/consensus.csv and {path}.")
            show_moves(session, moves_between(map_.ratings, now.ratings))
            map_, settled = now, settled + 1
    except click.Abort:
        session.say("")
    what = "claim" if settled == 1 else "claims"
    session.say(f"{settled} {what} settled. Next: evidence {'build' if settled else 'agree'}")


def _ask(map_: EvidenceMap, units: list[Unit], by: str) -> list[Consensus] | None:
    """Ask for the consensus on one claim; empty where it is skipped, None to leave."""
    from evidence.model import Consensus

    _show(map_, units)
    decided: list[Consensus] = []
    for unit in units:
        claim, target = unit.claim, unit.target
        label = f"Consensus on {target}"
        answer = choice(label, (*CODES, SKIP, QUIT), SKIP)
        if answer == QUIT:
            return None
        if answer == SKIP:
            continue
        stance = next(code for code in CODES if code == answer)
        comment = text("Why", optional=True)
        before = map_.codes.own(claim, target)
        today = datetime.date.today().isoformat()
        decided.append(Consensus(claim.id, target, stance, before, by, today, comment))
    return decided


def _show(map_: EvidenceMap, units: list[Unit]) -> None:
    from evidence.cli.explain import source_words

    out, claim = console(), units[0].claim
    comments = {
        (one.coder.casefold(), one.factor): one.comment
        for one in map_.workspace.codings
        if one.claim == claim.id and one.comment
    }
    heading(out, claim.id)
    paragraph(out, claim.statement, 2)
    paragraph(out, source_words(map_, claim), 2, style="dim")
    for unit in units:
        label = map_.workspace.framework.label_of(unit.target)
        paragraph(out, f"{unit.target} {label}", 2)
        for coder, code in unit.codes.items():
            comment = comments.get((coder, unit.target), "")
            paragraph(out, f"{coder}: {code}{f' ({comment})' if comment else ''}", 4)
