"""Rate factors and rows by the rule in annotations/rubric.toml, and explain the ratings.

ID is a factor (M6) or a row (economic-resilience); without one, all are rated. The rating is shown
in two words: the state of the evidence and, where it can be called, its strength in these sources.

With --explain it is put into paragraphs. Every number in them counts something, and --list shows
what: lines, lines-checked, claims, silent and so on; an unknown name is answered with those there
are. Other rules stand in annotations/rubric-NAME.toml and rate with --rubric NAME; given several
times, the ratings stand side by side.

\b
Examples:
  evidence rate
  evidence rate M4 --explain
  evidence rate M4 --list lines-checked
  evidence rate economic-resilience
  evidence rate --rubric rubric --rubric equal
  evidence rate --format csv > ratings.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import RatingCore, factor_rating, row_rating
from evidence.synthesis.contract_explained import ExplainedFactor, ExplainedRow
from evidence.synthesis.contract_people import CodingRow, coding_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Rating
    from evidence.synthesis.evidence_map import EvidenceMap


class ByRubric(TypedDict):
    """The ratings by another rubric."""

    rubric: str
    version: int
    factors: list[ExplainedFactor]
    rows: list[ExplainedRow]


class RateOutput(ByRubric):
    """What `rate` prints; `coding` is that of the whole map.

    `compared` holds the ratings by the further rubrics that were named.
    """

    compared: list[ByRubric]
    coding: CodingRow


COLUMNS = (
    "id", "state", "strength", "indirect", "as_reported", "evidence", "support", "agreement",
    "agreement_value", "lines", "supports", "contradicts", "qualifies", "empirical", "checked",
    "works", "claims", "listed", "rubric",
)  # fmt: skip


def run(map_: EvidenceMap, name: str | None, explain: bool = False) -> ByRubric:
    """Return the ratings by one rubric as JSON: all of them, or the named one.

    The explanation of all is long, and there only where it is asked for.
    """
    words = explain or name is not None
    chosen = _chosen(map_, name)
    return {
        "rubric": map_.evidence.rubric.short_name,
        "version": map_.evidence.rubric.version,
        "factors": [_factor(map_, rating, words) for rating in chosen if rating.factor],
        "rows": [_row(map_, rating, words) for rating in chosen if not rating.factor],
    }


def _chosen(map_: EvidenceMap, name: str | None) -> list[Rating]:
    return [map_.rating(name)] if name else [*map_.ratings.factors, *map_.ratings.rows]


def _factor(map_: EvidenceMap, rating: Rating, words: bool) -> ExplainedFactor:
    from evidence.synthesis.explain.whole import explained

    row = factor_rating(rating)
    return {**row, **explained(map_, rating, row, words)}


def _row(map_: EvidenceMap, rating: Rating, words: bool) -> ExplainedRow:
    from evidence.synthesis.explain.whole import explained

    row = row_rating(rating)
    return {**row, **explained(map_, rating, row, words)}


def flat(data: ByRubric) -> list[dict[str, Any]]:
    """Return one flat row per rating."""
    rubric = data["rubric"]
    factors = [
        {**row, **_counts(row), "id": row["factor"], "rubric": rubric} for row in data["factors"]
    ]
    rows = [
        {**row, **_counts(row), "id": f"{row['dimension']}-{row['side']}", "rubric": rubric}
        for row in data["rows"]
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
@click.option(
    "--list",
    "listed",
    metavar="WHAT",
    shell_complete=complete.lists,
    help="List what a number of the explanation counts.",
)
@click.option(
    "--rubric",
    "rubrics",
    metavar="NAME",
    multiple=True,
    shell_complete=complete.rubrics,
    help="Rate by annotations/rubric-NAME.toml; again for another beside it.",
)
@format_option
@pass_session
def cli(  # noqa: D103
    session: Session,
    name: str | None,
    explain: bool,
    listed: str | None,
    rubrics: tuple[str, ...],
    form: str,
) -> None:
    maps = [session.rated_by(rubric) for rubric in dict.fromkeys(rubrics)] or [session.map]
    if listed is not None:
        from evidence.cli.counted import show_list

        show_list(maps[0], name, listed, form)
        return
    every = [run(map_, name, explain) for map_ in maps] if form != "table" else []
    data: dict[str, Any] = {}
    if every:
        data = {**every[0], "compared": every[1:], "coding": coding_row(maps[0])}

    def show(out: Console) -> None:
        if explain or (name and len(maps) == 1):
            _explained(out, maps, name, explain)
        elif len(maps) > 1:
            _side_by_side(out, maps, name)
        else:
            ratings = maps[0].ratings
            _table(out, maps[0], list(ratings.factors), "Factor")
            out.print()
            _table(out, maps[0], list(ratings.rows), "Row of the table")

    emit(form, data, COLUMNS, (row for one in every for row in flat(one)), show)
    session.warn_of_problems()
    if form == "table":
        session.say_how_coded(maps[0])
        _say_next(session, maps[0], name, explain)


def _say_next(session: Session, map_: EvidenceMap, name: str | None, explain: bool) -> None:
    if name and explain:
        rating = map_.rating(name)
        if rating.lines:
            session.say(f"Every number counts a list: evidence rate {rating.id} --list lines")
    elif not name and map_.ratings.factors:
        session.say(f"Next: evidence rate {map_.ratings.factors[0].id} --explain")


def _explained(out: Console, maps: list[EvidenceMap], name: str | None, whole: bool) -> None:
    from evidence.cli.explain import explain_rating
    from evidence.cli.output import heading

    first = True
    for map_ in maps:
        if not first:
            out.print()
        if len(maps) > 1 or map_.evidence.rubric is not map_.workspace.rubric:
            heading(out, f"By the rubric '{map_.evidence.rubric.short_name}'")
            out.print()
        for place, rating in enumerate(_chosen(map_, name)):
            if place:
                out.print()
            explain_rating(out, map_, rating, whole=whole)
        first = False


def _side_by_side(out: Console, maps: list[EvidenceMap], name: str | None) -> None:
    """Print the ratings by several rubrics, one column each."""
    framework = maps[0].workspace.framework
    rows = {row.id: row.label for row in framework.rows}
    ids = [rating.id for rating in _chosen(maps[0], name)]
    grid(
        out,
        ("ID", "Factor or row", *(map_.evidence.rubric.short_name for map_ in maps)),
        [
            (
                one,
                rows.get(one) or framework.label_of(one),
                *(_words(map_.ratings[one]) for map_ in maps),
            )
            for one in ids
        ],
    )


def _words(rating: Rating) -> str:
    from evidence.synthesis.words import marks, verdict

    return " \u00b7 ".join((verdict(rating), *marks(rating)))


def _table(out: Console, map_: EvidenceMap, ratings: list[Rating], what: str) -> None:
    framework = map_.workspace.framework
    rows = {row.id: row.label for row in framework.rows}
    grid(
        out,
        ("ID", what, "Rating", "Lines", "+", "~", "-", "Works", "Claims"),
        [
            (
                rating.id,
                rows.get(rating.id) or framework.label_of(rating.id),
                _words(rating),
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
