"""Show the evidence on one factor: what supports and contradicts it, what was set aside and why.

ID is the id of a factor, such as M6.

\b
Examples:
  evidence factor M6
  evidence factor r1 --format json
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import (
    ClaimRow,
    FactorRating,
    SilentRow,
    claim_row,
    factor_rating,
    silent_row,
)
from evidence.synthesis.contract_people import CodingRow, coding_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


class FactorOutput(TypedDict):
    """What `factor` prints; `explanation` and `would_change` are the rating in sentences.

    `coding` says whether its links were coded by a second person, and how far they agree.
    """

    factor: str
    label: str
    rating: FactorRating
    voting: list[ClaimRow]
    silent: list[SilentRow]
    explanation: list[str]
    would_change: list[str]
    coding: CodingRow


APART = frozenset({"change", "vote-count", "criteria"})
"""Topics that are no part of the explanation proper."""

COLUMNS = (
    "id", "work", "vote", "stance", "statement", "locator", "method", "outcome", "seen", "reason",
)  # fmt: skip


def run(map_: EvidenceMap, name: str) -> FactorOutput:
    """Return a factor with its rating and claims as JSON."""
    from evidence.synthesis.explain import explain
    from evidence.synthesis.explain.prose import plain

    factor = map_.factor(name)
    rating = map_.ratings[factor.id]
    found = explain(map_, rating)
    return {
        "factor": factor.id,
        "label": factor.label,
        "rating": factor_rating(rating),
        "voting": [claim_row(claim) for claim in rating.voting],
        "silent": [silent_row(silence) for silence in rating.silent],
        "explanation": [
            plain(said)
            for one in found.paragraphs
            if one.topic not in APART
            for said in one.sentences
        ],
        "would_change": [plain(said) for said in found.paragraph("change").sentences],
        "coding": coding_row(map_, factor.id),
    }


def flat(map_: EvidenceMap, name: str) -> list[dict[str, Any]]:
    """Return one flat row per claim, those with a vote first."""
    factor = map_.factor(name)
    rating = map_.ratings[factor.id]
    rows = [(claim, "yes", "") for claim in rating.voting]
    rows += [(silence.claim, "no", silence.reason) for silence in rating.silent]
    return [
        {
            "id": claim.id,
            "work": claim.work,
            "vote": vote,
            "stance": map_.stance_of(claim, factor.id),
            "statement": claim.statement,
            "locator": str(claim.locator or ""),
            "method": claim.method,
            "outcome": claim.outcome,
            "seen": map_.seen_words(claim),
            "reason": reason,
        }
        for claim, vote, reason in rows
    ]


@click.command(help=__doc__)
@click.argument("name", metavar="ID", shell_complete=complete.factors)
@format_option
@pass_session
def cli(session: Session, name: str, form: str) -> None:  # noqa: D103
    map_ = session.map
    factor = map_.factor(name)

    def show(out: Console) -> None:
        from evidence.cli.explain import explain_rating
        from evidence.cli.output import paragraph

        explain_rating(out, map_, map_.ratings[factor.id], whole=False)
        if factor.mirror:
            from evidence.synthesis.words import verdict

            mirror = map_.ratings[factor.mirror]
            label = map_.workspace.framework.label_of(factor.mirror)
            out.print()
            paragraph(out, f"Its mirror, {factor.mirror} {label}: {verdict(mirror)}.")

    emit(form, run(map_, name), COLUMNS, flat(map_, name), show)
    session.warn_of_problems()
    if form == "table":
        session.say(f"Next: evidence rate {factor.id} --explain")
