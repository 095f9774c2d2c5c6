"""Rate factors and rows by the rule in annotations/rubric.toml, and explain the ratings.

ID is a factor (M6) or a row (economic-resilience); without one, all are rated. The rating is shown
in two words: the state of the evidence and, where it can be called, its strength in these sources.

\b
Examples:
  evidence rate
  evidence rate M4 --explain
  evidence rate economic-resilience
  evidence rate --format csv > ratings.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import (
    FactorRating,
    RatingCore,
    RowRating,
    factor_rating,
    row_rating,
)
from evidence.synthesis.contract_people import CodingRow, coding_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Rating
    from evidence.synthesis.evidence_map import EvidenceMap


class RateOutput(TypedDict):
    """What `rate` prints; `coding` is that of the whole map."""

    factors: list[FactorRating]
    rows: list[RowRating]
    coding: CodingRow


COLUMNS = (
    "id", "state", "strength", "indirect", "as_reported", "evidence", "support", "agreement",
    "agreement_value", "lines", "supports", "contradicts", "qualifies", "empirical", "checked",
    "works", "claims", "listed",
)  # fmt: skip


def run(map_: EvidenceMap, name: str | None) -> RateOutput:
    """Return the ratings as JSON: all of them, or the named one."""
    chosen = [map_.rating(name)] if name else [*map_.ratings.factors, *map_.ratings.rows]
    return {
        "factors": [factor_rating(rating) for rating in chosen if rating.factor],
        "rows": [row_rating(rating) for rating in chosen if not rating.factor],
        "coding": coding_row(map_),
    }


def flat(data: RateOutput) -> list[dict[str, Any]]:
    """Return one flat row per rating."""
    factors = [{**row, **_counts(row), "id": row["factor"]} for row in data["factors"]]
    rows = [
        {**row, **_counts(row), "id": f"{row['dimension']}-{row['side']}"} for row in data["rows"]
    ]
    return [*factors, *rows]


def _counts(row: RatingCore) -> dict[str, int]:
    lines = row["lines"]
    return {
        "lines": lines["total"],
        "supports": lines["supports"],
        "contradicts": lines["contradicts"],
        "qualifies": lines["qualifies"],
        "empirical": lines["empirical"],
        "checked": lines["checked"],
    }


@click.command(help=__doc__)
@click.argument("name", metavar="[ID]", required=False, shell_complete=complete.factors)
@click.option("--explain", is_flag=True, help="Say how each rating comes about, claim by claim.")
@format_option
@pass_session
def cli(session: Session, name: str | None, explain: bool, form: str) -> None:  # noqa: D103
    map_ = session.map
    data = run(map_, name)

    def show(out: Console) -> None:
        from evidence.cli.explain import explain_rating

        chosen = [map_.rating(name)] if name else [*map_.ratings.factors, *map_.ratings.rows]
        if explain or name:
            for place, rating in enumerate(chosen):
                if place:
                    out.print()
                explain_rating(out, map_, rating, whole=explain)
            return
        _table(out, map_, [rating for rating in chosen if rating.factor], "Factor")
        out.print()
        _table(out, map_, [rating for rating in chosen if not rating.factor], "Row of the table")

    emit(form, data, COLUMNS, flat(data), show)
    session.warn_of_problems()
    if form == "table":
        from evidence.synthesis.coding_words import whole_map

        session.say(whole_map(map_))
    if form == "table" and not name and map_.ratings.factors:
        session.say(f"Next: evidence rate {map_.ratings.factors[0].id} --explain")


def _table(out: Console, map_: EvidenceMap, ratings: list[Rating], what: str) -> None:
    from evidence.synthesis.words import marks, verdict

    framework = map_.workspace.framework
    rows = {row.id: row.label for row in framework.rows}
    grid(
        out,
        ("ID", what, "Rating", "Lines", "+", "~", "-", "Works", "Claims"),
        [
            (
                rating.id,
                rows.get(rating.id) or framework.label_of(rating.id),
                " · ".join((verdict(rating), *marks(rating))),
                rating.counts.total,
                rating.counts.supports,
                rating.counts.qualifies,
                rating.counts.contradicts,
                len(rating.works),
                len(rating.voting),
            )
            for rating in ratings
        ],
    )
