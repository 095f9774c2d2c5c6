"""Search the passages of the corpus, the claims and the works.

Words must all occur, in any order and form: 'trade openness' finds 'open to trade'. "A phrase"
stands in quotation marks, a beginning ends with an asterisk (elect*), OR, NOT and parentheses
combine. A condition names a field: factor:M6, work:harff2003, kind:finding, stance:contradicts,
method:conceptual, year:2003. Accents and capitals make no difference.

--save NAME records a search with its day and everything that it found, in
annotations/searches/NAME.yaml; --rerun says what came and went since. The website lists them.

\b
Examples:
  evidence search "trade openness"
  evidence search 'elect* factor:M4 -kind:recommendation' --in claims
  evidence search '"state failure" OR instability' --limit 5 --format json
  evidence search 'trade openness' --save trade-openness
  evidence search --rerun
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import clean, emit, format_option, paragraph
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import LocatorRow

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.search import Engine, Hit, Kind, SearchResult

PLURALS: dict[str, Kind] = {"passages": "passage", "claims": "claim", "works": "work"}
COLUMNS = ("kind", "id", "work", "factors", "score", "locator", "snippet")


class HitRow(TypedDict):
    """One passage, claim or work that was found; the higher the score, the better it fits."""

    kind: str
    id: str
    work: str
    factors: list[str]
    score: float
    snippet: str
    locator: LocatorRow | None


class SearchOutput(TypedDict):
    """What `search` prints; `facets` counts everything found, `hits` are the best of it."""

    query: str
    total: int
    hits: list[HitRow]
    facets: dict[str, dict[str, int]]
    terms: list[str]


def run(
    engine: Engine, query: str, kinds: list[Kind], limit: int, known: dict[str, list[str]]
) -> SearchResult:
    """Answer a query from the index."""
    from evidence.search import run as answer

    return answer(query, engine, kinds, limit, known)


def _kinds(_ctx: click.Context, _param: click.Parameter, value: str) -> list[Kind]:
    found = []
    for name in value.split(","):
        word = name.strip().lower()
        kind = PLURALS.get(word) or PLURALS.get(f"{word}s")
        if kind is None:
            from evidence.model.errors import did_you_mean

            raise click.BadParameter(f"unknown kind '{name}'. {did_you_mean(word, PLURALS)}")
        found.append(kind)
    return found


@click.command(help=__doc__)
@click.argument("query", nargs=-1)
@click.option(
    "--in",
    "kinds",
    default="passages,claims,works",
    show_default=True,
    callback=_kinds,
    help="Where to look, with commas.",
)
@click.option("--limit", "-n", type=click.IntRange(0), default=10, show_default=True, help="Hits.")
@click.option("--save", metavar="NAME", help="Record the search under this name.")
@click.option("--by", default="", envvar="EVIDENCE_CODER", help="Your name [env: EVIDENCE_CODER].")
@click.option(
    "--rerun",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    shell_complete=complete.searches,
    help="Ask a recorded search again, or all of them.",
)
@format_option
@pass_session
def cli(  # noqa: D103
    session: Session,
    query: tuple[str, ...],
    kinds: list[Kind],
    limit: int,
    save: str | None,
    by: str,
    rerun: str | None,
    form: str,
) -> None:
    from evidence.cli import search_again
    from evidence.cli.steps import known_values, open_index

    if rerun is not None:
        if query or save is not None:
            raise click.UsageError("--rerun asks what is recorded: leave out QUERY and --save.")
        search_again.show(session, rerun, form)
        return
    if not query:
        raise click.UsageError("Missing argument 'QUERY...'.")
    words = " ".join(query)
    path = search_again.record(session, save, words, kinds, by) if save is not None else ""
    with open_index(session) as engine:
        result = run(engine, words, kinds, limit, known_values(session.framework))
    data: dict[str, Any] = result.as_json()

    def show(out: Console) -> None:
        for hit in result.hits:
            _show(out, hit)

    rows = [{**row, "locator": _locator(row["locator"])} for row in data["hits"]]
    emit(form, data, COLUMNS, rows, show)
    session.say(_summary(result))
    if path:
        session.say(f"Recorded in {path}. Later: evidence search --rerun {save}")


def _show(out: Console, hit: Hit) -> None:
    from rich.text import Text

    where = _locator(hit.locator)
    factors = f"  [{' '.join(hit.factors)}]" if hit.factors else ""
    name = hit.id if hit.kind != "passage" else hit.work
    head = ", ".join(part for part in (f"{hit.kind} {name}", where) if part)
    out.print(Text(clean(head), style="bold") + Text(factors, style="dim"))
    paragraph(out, hit.snippet.text, 2, spans=hit.snippet.spans)


def _locator(locator: Any) -> str:
    if not locator:
        return ""
    from evidence.model import Locator

    return str(Locator(locator["label"], locator["value"]))


def _summary(result: SearchResult) -> str:
    kinds = ", ".join(
        f"{number} {kind if number == 1 else kind + 's'}"
        for kind, number in result.facets.get("kind", {}).items()
    )
    shown = f"; the best {len(result.hits)} are shown" if len(result.hits) < result.total else ""
    said = f"Found {result.total}: {kinds}{shown}." if result.total else "Nothing found."
    if result.absent:
        said += f" No text has: {', '.join(result.absent)}."
    return said
