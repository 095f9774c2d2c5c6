"""The list behind a number of an explanation, printed: `evidence rate M4 --list lines-checked`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from evidence.cli.output import emit, heading, paragraph
from evidence.model import UsageError
from evidence.model.errors import did_you_mean

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Rating
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.explain import CountedList


class CountedRow(TypedDict):
    """One thing that was counted: its id, and words for people."""

    id: str
    text: str


class CountedOutput(TypedDict):
    """What `rate ID --list WHAT` prints."""

    id: str
    list: str
    title: str
    of: str
    total: int
    items: list[CountedRow]


COLUMNS = ("id", "text")


def run(map_: EvidenceMap, rating: Rating, what: str) -> CountedOutput:
    """Return what a number counts; UsageError names the lists that there are."""
    from evidence.synthesis.explain import explain

    lists = explain(map_, rating).lists
    if what not in lists:
        hint = did_you_mean(what, lists, limit=len(lists))
        raise UsageError(f"unknown list of {rating.id} '{what}'", hint)
    found = lists[what]
    return {
        "id": rating.id,
        "list": found.name,
        "title": found.title,
        "of": found.of,
        "total": len(found.ids),
        "items": [{"id": one, "text": _text(map_, rating, found, one)} for one in found.ids],
    }


def _text(map_: EvidenceMap, rating: Rating, found: CountedList, name: str) -> str:
    """Say what an id stands for."""
    if found.of == "claims":
        claim = map_.workspace.claim(name)
        where = f", {claim.locator}" if claim.locator else ""
        return f"{map_.label(claim.work)}{where}: {claim.statement}"
    if found.of == "works":
        work = map_.workspace.works.get(name)
        return f"{work.label}. {work.title}" if work else name
    if found.of == "lines":
        keys = next(line.works for line in rating.lines if line.id == name)
        works = "; ".join(map(map_.label, keys))
        line = map_.line_name(name)
        return line if line == works else f"{line}: {works}"
    if found.of == "overlaps":
        one = next(one for one in map_.overlaps if one.id == name)
        names = " and ".join(map_.line_name(line) for line in one.lines)
        return f"{names}: {one.kind} ({'; '.join(one.reasons)})"
    if found.of == "changes":
        return " and ".join(map_.line_name(line) for line in name.split(" + "))
    return f"note {name}"


def show_list(map_: EvidenceMap, name: str | None, what: str, form: str) -> None:
    """Print the list behind a number; UsageError without the id of a factor or row."""
    if name is None:
        hint = "Type 'evidence rate ID --list WHAT'"
        raise UsageError("--list needs the id of a factor or row", hint)
    data = run(map_, map_.rating(name), what)

    def show(out: Console) -> None:
        heading(out, f"{data['id']}: {data['title']} ({data['total']})")
        for one in data["items"]:
            paragraph(out, one["text"], 2)
            paragraph(out, one["id"], 4, style="dim")

    emit(form, data, COLUMNS, data["items"], show)
