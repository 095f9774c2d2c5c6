"""Judge the evidence on a factor beside its computed rating, or list what people judged.

With a factor's ID you are asked for your concerns about the four components of GRADE-CERQual (Lewin
et al. 2018), each none, minor, moderate or serious, with a reason; and, if you judge the strength
otherwise than the rule does, for an override with a reason. It is added, with your name and the
date, to annotations/judgements.yaml. It stands beside the computed value and never changes it; what
you judged before stays in the file as history. Without ID everything judged so far is listed.

\b
Examples:
  evidence judge M6 --by ann
  evidence judge
  evidence judge --format csv > judgements.csv
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid
from evidence.cli.prompts import EMPTY, choice, text
from evidence.cli.session import Session, pass_session
from evidence.model.coding import COMPONENTS, CONCERN_LEVELS, Component
from evidence.synthesis.contract_people import ConcernRow, assessment_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Assessment, Override
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.workspace.load_people import Judgements

NO_STRENGTH = "no strength"
"""The word for an override to no strength: too little to call."""

WORDS: dict[Component, str] = {
    "methodological_limitations": "Methodological limitations: the design or conduct of the works",
    "coherence": "Coherence: how well the proposition fits what the works say",
    "adequacy": "Adequacy: how rich and how plentiful what they say is",
    "relevance": "Relevance: whether they speak of what the proposition is about",
}


class JudgementRow(TypedDict):
    """One judgement; `current` is false for what the same person, or a later override, replaced."""

    factor: str
    kind: str
    strength: str | None
    computed: str | None
    reason: str | None
    concerns: list[ConcernRow]
    by: str
    date: str
    current: bool


class JudgeOutput(TypedDict):
    """What `judge` prints: overrides and assessments, each in the order of the file."""

    judgements: list[JudgementRow]


COLUMNS = (
    "factor", "kind", "strength", "computed", *COMPONENTS, "reason", "by", "date", "current",
)  # fmt: skip


def run(map_: EvidenceMap) -> list[JudgementRow]:
    """Return everything that people judged, history included."""
    found: Judgements = map_.workspace.judgements
    computed = {rating.factor: rating.strength for rating in map_.ratings.factors}
    current: set[Override | Assessment] = {*found.override_of.values()}
    current |= {one for last in found.assessments_of.values() for one in last}
    rows: list[JudgementRow] = [
        {
            "factor": one.factor,
            "kind": "override",
            "strength": one.strength,
            "computed": computed.get(one.factor),
            "reason": one.reason,
            "concerns": [],
            "by": one.by,
            "date": one.date,
            "current": one in current,
        }
        for one in found.overrides
    ]
    rows += [
        {
            "factor": other.factor,
            "kind": "assessment",
            "strength": None,
            "computed": computed.get(other.factor),
            "reason": None,
            **assessment_row(other),
            "current": other in current,
        }
        for other in found.assessments
    ]
    return rows


def flat(rows: list[JudgementRow]) -> list[dict[str, Any]]:
    """Return flat rows, a column for each component."""
    return [
        {**row, **{c["component"]: f"{c['level']}: {c['reason']}" for c in row["concerns"]}}
        for row in rows
    ]


@click.command(help=__doc__)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete.factors)
@click.option("--by", default="", envvar="EVIDENCE_CODER", help="Your name [env: EVIDENCE_CODER].")
@format_option
@pass_session
def cli(session: Session, name: str | None, by: str, form: str) -> None:  # noqa: D103
    map_ = session.map
    if name:
        _judge(session, map_, name, by.strip())
        return
    rows = run(map_)

    def show(out: Console) -> None:
        lines = [
            (
                row["factor"],
                row["strength"] or NO_STRENGTH if row["kind"] == "override" else _levels(row),
                row["computed"] or NO_STRENGTH,
                row["by"],
                row["date"],
                "" if row["current"] else "earlier",
            )
            for row in rows
        ]
        if lines:
            grid(out, ("ID", "Judged", "Computed", "By", "Date", ""), lines)

    emit(form, {"judgements": rows}, COLUMNS, flat(rows), show)
    what = "1 judgement" if len(rows) == 1 else f"{len(rows)} judgements"
    session.say(f"{what}. Next: evidence judge ID")


def _levels(row: JudgementRow) -> str:
    said = (f"{c['component'].replace('_', ' ')} {c['level']}" for c in row["concerns"])
    return f"concerns: {', '.join(said)}"


def _judge(session: Session, map_: EvidenceMap, name: str, by: str) -> None:
    """Ask for concerns and an override; nothing is written before the last answer."""
    from evidence.cli.explain import title
    from evidence.cli.output import console, paragraph
    from evidence.synthesis.explain import explain
    from evidence.workspace.save_judgements import save_assessment, save_override

    factor = map_.factor(name)
    rating = map_.ratings[factor.id]
    out = console()
    title(out, map_, rating)
    paragraph(out, explain(map_, rating).paragraph("rating").text, 2)
    by = by or text("Your name")
    session.say(f"\nConcerns: {', '.join(CONCERN_LEVELS)}; Enter keeps, {EMPTY} leaves out.")
    assessment = _ask_concerns(map_, factor.id, by)
    override = _ask_override(map_, factor.id, by)
    root = map_.workspace.root
    if assessment:
        session.say(f"Concerns added to {save_assessment(root, assessment)}.")
    if override:
        session.say(f"Override added to {save_override(root, override)}.")
    if not assessment and not override:
        session.say("Nothing changed.")
        return
    session.say(f"Next: evidence factor {factor.id}, then evidence build")


def _ask_concerns(map_: EvidenceMap, factor: str, by: str) -> Assessment | None:
    """Return the concerns, or None where there are none or they are those of last time."""
    from evidence.model import Assessment, Concern

    mine = map_.workspace.judgements.assessments_of.get(factor, ())
    before = next((one for one in mine if one.by == by), None)
    old = {one.component: one for one in before.concerns} if before else {}
    found = []
    for component in COMPONENTS:
        kept = old.get(component)
        answer = choice(WORDS[component], CONCERN_LEVELS, kept.level if kept else None, True)
        if answer:
            level = next(one for one in CONCERN_LEVELS if one == answer)
            reason = text("Reason", kept.reason if kept and kept.level == level else None)
            found.append(Concern(component, level, reason))
    if not found or (before and tuple(found) == before.concerns):
        return None
    return Assessment(factor, tuple(found), by, datetime.date.today().isoformat())


def _ask_override(map_: EvidenceMap, factor: str, by: str) -> Override | None:
    """Return the override, or None where the computed strength is left to stand."""
    from evidence.model import Override

    computed = map_.ratings[factor].strength or NO_STRENGTH
    scale = (NO_STRENGTH, *map_.evidence.rubric.scale)
    last = map_.workspace.judgements.override_of.get(factor)
    if last:
        click.echo(f"{last.by} ({last.date}) judged it {last.strength or NO_STRENGTH}.", err=True)
    answer = choice(f"Your strength, if not '{computed}'", scale, None, True)
    if not answer:
        return None
    strength = None if answer == NO_STRENGTH else answer
    reason = text("Reason")
    return Override(factor, strength, reason, by, datetime.date.today().isoformat())
