"""Measure how far independent coders agree, show where they do not, and settle it.

For each factor and over all decisions: Krippendorff's alpha, Gwet's AC1 and a kappa (Cohen's for
two coders, Fleiss' for more), with 95 % intervals over bootstrap samples of claims. Whoever linked
the claims counts as a coder. A map with one coder is single-coded: it has no agreement to measure.

Coders should not look before they have coded. --resolve asks for a consensus on each claim on which
they differ, records who settled it and when in annotations/coding/consensus.csv, changes the links
of the claim, and shows which ratings that moves. Agreement stays that of the independent codes.

\b
Examples:
  evidence agree
  evidence agree --raw --format csv > codes.csv
  evidence agree --resolve --by "Ann and Ben"
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, grid, heading, paragraph
from evidence.cli.session import Session, pass_session
from evidence.model.coding import CodingStatus
from evidence.synthesis.contract_people import (
    AgreementRow,
    IntervalRow,
    UnitRow,
    agreement_row,
    unit_row,
)

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model.agreement import Agreement
    from evidence.synthesis.coding import Unit
    from evidence.synthesis.evidence_map import EvidenceMap


class AgreeOutput(TypedDict):
    """What `agree` prints; `raw` holds every decision with two codes or more where asked for."""

    status: CodingStatus
    coders: list[str]
    links: int
    double: int
    level: float
    resamples: int
    overall: AgreementRow
    factors: list[AgreementRow]
    raw: list[UnitRow]
    disagreements: list[UnitRow]


COLUMNS: tuple[str, ...] = (
    "factor", "n", "linked", "coders", "observed", "alpha", "alpha_low", "alpha_high", "ac1",
    "ac1_low", "ac1_high", "kappa_kind", "kappa", "kappa_low", "kappa_high", "reason",
)  # fmt: skip


def run(map_: EvidenceMap, raw: bool = False) -> AgreeOutput:
    """Return the agreement of a map's coders as JSON."""
    from evidence.synthesis.agreement import LEVEL, RESAMPLES

    codes = map_.codes
    overall, each = map_.agreement
    double, links = codes.counts_of(*codes.targets)
    return {
        "status": codes.status,
        "coders": list(codes.coders),
        "links": links,
        "double": double,
        "level": LEVEL,
        "resamples": RESAMPLES,
        "overall": agreement_row(overall),
        "factors": [agreement_row(one) for one in each.values()],
        "raw": [unit_row(unit) for unit in codes.units] if raw else [],
        "disagreements": [unit_row(unit) for unit in codes.disagreements],
    }


def flat(data: AgreeOutput) -> list[dict[str, Any]]:
    """Return one flat row per factor, all decisions first."""
    rows = []
    for row in (data["overall"], *data["factors"]):
        bounds: dict[str, float | None] = {}
        for name in ("alpha", "ac1", "kappa"):
            interval: IntervalRow = row["intervals"][name]
            bounds |= {f"{name}_low": interval["low"], f"{name}_high": interval["high"]}
        rows.append({**row, **bounds, "factor": row["factor"] or "all"})
    return rows


def flat_units(units: Sequence[UnitRow]) -> list[dict[str, Any]]:
    """Return one flat row per decision, a column for each coder."""
    return [{**row, **row["codes"], "consensus": row["consensus"]} for row in units]


@click.command(help=__doc__)
@click.option("--raw", is_flag=True, help="The codes themselves: claim and factor by coder.")
@click.option("--resolve", is_flag=True, help="Ask for a consensus where coders differ.")
@click.option("--by", default="", envvar="EVIDENCE_CODER", help="Who settles it.")
@format_option
@pass_session
def cli(session: Session, raw: bool, resolve: bool, by: str, form: str) -> None:  # noqa: D103
    map_ = session.map
    if resolve:
        from evidence.cli.resolve import resolve_all

        resolve_all(session, map_, by)
        return
    data = run(map_, raw)
    columns, rows = COLUMNS, flat(data)
    if raw:
        columns = ("claim", "factor", *data["coders"], "consensus")
        rows = flat_units(data["raw"])

    def show(out: Console) -> None:
        if data["status"] == "single-coded" and not map_.codes.units:
            from evidence.synthesis.coding_words import whole_map

            paragraph(out, whole_map(map_))
        elif raw:
            _units(out, data["coders"], [unit for unit in map_.codes.units if unit.linked])
        else:
            _agreement(out, map_)
            _disagreements(out, map_)

    emit(form, data, columns, rows, show)
    _next(session, map_)


def _next(session: Session, map_: EvidenceMap) -> None:
    open_ = sum(unit.consensus is None for unit in map_.codes.disagreements)
    if not map_.codes.units:
        session.say("Next: evidence code --as NAME, by somebody who has not linked the claims")
    elif open_:
        session.say(f"Next: evidence agree --resolve ({open_} to settle)")
    double, links = map_.codes.counts_of(*map_.codes.targets)
    session.say(f"{double} of {links} links have a second, independent code: {map_.codes.status}.")


def _agreement(out: Console, map_: EvidenceMap) -> None:
    from evidence.synthesis.coding_words import KAPPAS, brief

    overall, each = map_.agreement

    def row(one: Agreement) -> tuple[object, ...]:
        if one.reason:
            return (one.target or "all", one.n, one.linked, one.reason.partition(":")[0], "", "")
        cells = (brief(value) for value in (one.alpha, one.ac1, one.kappa))
        return (one.target or "all", one.n, one.linked, *cells)

    kappa = KAPPAS.get(str(overall.kappa_kind), "Kappa")
    coders = ", ".join(map_.codes.coders)
    heading(out, f"Agreement of {coders}: value [95 % interval]")
    rows = [row(one) for one in (overall, *each.values())]
    grid(out, ("", "n", "Links", "Alpha", "AC1", kappa), rows)
    kinds = {one.kappa_kind for one in each.values() if one.kappa_kind}
    if len(kinds) > 1:
        paragraph(out, "Kappa is Cohen's where two people coded and Fleiss' where more did.")


def _disagreements(out: Console, map_: EvidenceMap) -> None:
    differ = map_.codes.disagreements
    out.print()
    what = "decision" if len(differ) == 1 else "decisions"
    heading(out, f"They differ on {len(differ)} {what}")
    if differ:
        _units(out, map_.codes.coders, differ)


def _units(out: Console, coders: Sequence[str], units: Sequence[Unit]) -> None:
    grid(
        out,
        ("Claim", "Factor", *coders, "Consensus"),
        [
            (
                unit.claim.id,
                unit.target,
                *(unit.codes.get(coder, "") for coder in coders),
                f"{unit.consensus.stance} ({unit.consensus.by})" if unit.consensus else "",
            )
            for unit in units
        ],
    )
