"""Record a search, and ask recorded ones again: what came, what went."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from evidence.cli.output import emit, heading, paragraph
from evidence.cli.session import Session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model.searches import Rerun, Thing
    from evidence.search import Kind


class ThingRow(TypedDict):
    """Something that was found: a passage, a claim or a work."""

    kind: str
    id: str


class RerunRow(TypedDict):
    """A recorded search and what it finds now.

    `total` and `hits` are those recorded, `now` is how many there are today; null with a `fault`,
    where the search can no longer be asked.
    """

    name: str
    query: str
    kinds: list[str]
    date: str
    by: str | None
    total: int
    now: int | None
    came: list[ThingRow]
    went: list[ThingRow]
    fault: str | None


class RerunOutput(TypedDict):
    """What `search --rerun` prints."""

    searches: list[RerunRow]


COLUMNS = ("name", "change", "kind", "id", "query", "date", "total", "now", "fault")
NEXT = "Record one with: evidence search QUERY --save NAME"


def record(session: Session, name: str, query: str, kinds: Sequence[Kind], by: str) -> str:
    """Ask a query, record everything that it finds, and return the path of the file."""
    from evidence.cli.steps import known_values, open_index
    from evidence.model.searches import RecordedSearch
    from evidence.search.recorded import everything, searched
    from evidence.workspace.searches import check_name, save_search

    check_name(session.root, name)
    with open_index(session) as engine:
        hits = everything(query, engine, kinds, known_values(session.framework))
        counts = searched(engine, kinds)
    today = datetime.date.today().isoformat()
    search = RecordedSearch(name, query, tuple(kinds), today, by, searched=counts, hits=hits)
    return save_search(session.root, search)


def run(session: Session, name: str) -> list[Rerun]:
    """Ask the recorded search of a name again, or all with an empty one."""
    from evidence.cli.steps import known_values, open_index
    from evidence.model import UnknownIdError
    from evidence.search.recorded import again

    found = {one.name: one for one in session.workspace.searches}
    if name and name not in found:
        raise UnknownIdError("recorded search", name, found)
    wanted = [found[name]] if name else list(found.values())
    if not wanted:
        return []
    with open_index(session) as engine:
        return [again(one, engine, known_values(session.framework)) for one in wanted]


def show(session: Session, name: str, form: str) -> None:
    """Print what came and went since searches were recorded."""
    done = run(session, name)
    data: RerunOutput = {"searches": [_row(one) for one in done]}
    emit(form, data, COLUMNS, _lines(data), lambda out: _show(out, data))
    if not done:
        session.say(f"No search is recorded. {NEXT}")
    session.warn_of_problems()


def _row(one: Rerun) -> RerunRow:
    search = one.search
    return {
        "name": search.name,
        "query": search.query,
        "kinds": list(search.kinds),
        "date": search.date,
        "by": search.by or None,
        "total": len(search.hits),
        "now": None if one.now is None else len(one.now),
        "came": _things(one.came),
        "went": _things(one.went),
        "fault": one.fault or None,
    }


def _things(things: Sequence[Thing]) -> list[ThingRow]:
    return [{"kind": kind, "id": name} for kind, name in things]


def _lines(data: RerunOutput) -> list[dict[str, Any]]:
    """Return a row for each thing that came or went, and one for a search where nothing did."""
    rows = []
    for one in data["searches"]:
        moved = [("came", thing) for thing in one["came"]]
        moved += [("went", thing) for thing in one["went"]]
        rows += [{**one, "change": change, **thing} for change, thing in moved] or [
            {**one, "change": "", "kind": "", "id": ""}
        ]
    return rows


def _show(out: Console, data: RerunOutput) -> None:
    for place, one in enumerate(data["searches"]):
        if place:
            out.print()
        heading(out, f"{one['name']}: {one['query']}")
        by = f" by {one['by']}" if one["by"] else ""
        paragraph(out, f"{one['date']}{by}: {one['total']} found; {_since(one)}", 2)
        for word, things in (("came", one["came"]), ("went", one["went"])):
            for thing in things:
                paragraph(out, f"{word}  {thing['kind']} {thing['id']}", 2)


def _since(one: RerunRow) -> str:
    if one["fault"]:
        return f"it can no longer be asked: {one['fault']}"
    if not one["came"] and not one["went"]:
        return "the same now."
    return f"{one['now']} now, {len(one['came'])} came, {len(one['went'])} went."
