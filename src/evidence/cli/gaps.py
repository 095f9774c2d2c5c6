"""List what the evidence does not reach: factors, rows, works, notes and claims.

Factors and rows without evidence, without empirical evidence, on one line, on one kind of source,
on one region or decade, on reported evidence only; factors whose mirror is not covered, or that
have none; cited works without a claim; notes that nobody has checked; claims that wait.

\b
Examples:
  evidence gaps
  evidence gaps --kind one-line
  evidence gaps --format csv > gaps.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, heading, paragraph
from evidence.cli.session import Session, pass_session
from evidence.synthesis.gap_kinds import KINDS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap

SHOWN = 20


class GapItem(TypedDict):
    """One thing that is missing something: its id, words for people, and a remark."""

    id: str
    label: str
    remark: str | None


class GapRow(TypedDict):
    """One kind of gap; `of` says what its items are."""

    kind: str
    title: str
    meaning: str
    of: str
    items: list[GapItem]


class GapsOutput(TypedDict):
    """What `gaps` prints."""

    gaps: list[GapRow]


COLUMNS = ("kind", "of", "id", "label", "remark")


def run(map_: EvidenceMap, kind: str | None = None) -> GapsOutput:
    """Return every kind of gap, or the named one, with what has it."""
    return {"gaps": [row for row in _rows(map_) if kind in (None, row["kind"])]}


def _rows(map_: EvidenceMap) -> Iterator[GapRow]:
    from evidence.synthesis.gaps import find_gaps

    found = find_gaps(map_)
    framework = map_.workspace.framework
    rows = {row.id: row.label for row in framework.rows}

    def label(name: str) -> str:
        return rows.get(name) or framework.label_of(name)

    for gap in found.factors:
        pairs = zip(gap.ratings, gap.notes, strict=True)
        yield _row(gap.kind, "factors", [_item(one.id, label(one.id), said) for one, said in pairs])
    yield _row(
        "one-sided",
        "factors",
        [
            _item(
                one.covered.id,
                label(one.covered.id),
                f"its mirror {one.mirror.id} {label(one.mirror.id)}: {one.mirror.state}",
            )
            for one in found.one_sided
        ],
    )
    yield _row(
        "without-mirror", "factors", [_item(one.id, one.label) for one in found.without_mirror]
    )
    yield _row(
        "cited-without-claim",
        "works",
        [_item(one.key, one.label, one.title) for one in found.cited_without_claim],
    )
    yield _row(
        "unread",
        "notes",
        [
            _item(link.note, f"note {link.note}", f"{map_.label(link.work)} ({link.work})")
            for link in found.unread
        ],
    )
    yield _row(
        "waiting",
        "claims",
        [_item(one.claim.id, one.claim.statement, one.reason) for one in found.waiting],
    )


def _row(kind: str, of: str, items: list[GapItem]) -> GapRow:
    title, meaning = WORDS[kind]
    return {"kind": kind, "title": title, "meaning": meaning, "of": of, "items": items}


def _item(name: str, label: str, remark: str = "") -> GapItem:
    return {"id": name, "label": label, "remark": remark or None}


def flat(data: GapsOutput) -> list[dict[str, Any]]:
    """Return one flat row per gap."""
    return [
        {**item, "kind": row["kind"], "of": row["of"]}
        for row in data["gaps"]
        for item in row["items"]
    ]


@click.command(help=__doc__)
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind of gap, without a limit.")
@format_option
@pass_session
def cli(session: Session, kind: str | None, form: str) -> None:  # noqa: D103
    data = run(session.map, kind)
    most = None if kind else SHOWN

    def show(out: Console) -> None:
        for place, row in enumerate(data["gaps"]):
            if place:
                out.print()
            _show(out, row, most)

    emit(form, data, COLUMNS, flat(data), show)
    session.warn_of_problems()
    if form == "table":
        session.say_how_coded()
    if form == "table" and any(len(row["items"]) > SHOWN for row in data["gaps"]) and not kind:
        session.say("Next: evidence gaps --kind KIND lists all of one kind.")


def _show(out: Console, row: GapRow, most: int | None) -> None:
    items = row["items"]
    heading(out, f"{row['title']} ({len(items) or 'none'})")
    if items:
        paragraph(out, row["meaning"], 2, style="dim")
    for item in items[:most]:
        name = item["label"] if row["of"] == "notes" else f"{item['id']}  {item['label']}"
        joint = " " if name.endswith((".", "!", "?")) else ": "
        remark = f"{joint}{item['remark']}" if item["remark"] else ""
        paragraph(out, f"- {name}{remark}", 2)
    if most and len(items) > most:
        paragraph(out, f"... and {len(items) - most} more: --kind {row['kind']}", 2)
