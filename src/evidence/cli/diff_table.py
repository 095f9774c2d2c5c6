"""The result of `diff` for people: what moved, and everything that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.cli.diff_rows import CauseRow, DiffOutput, DiffRow, MoveRow, StandingRow, in_words
from evidence.cli.output import heading, paragraph

if TYPE_CHECKING:
    from rich.console import Console


def show(out: Console, data: DiffOutput, labels: dict[str, str]) -> None:
    """Print the ratings that moved, then the changes; `labels` name factors and rows."""
    if not data["changes"]:
        out.print("Nothing has changed.")
        return
    moved = [one for one in data["ratings"] if one["moved"]]
    shifted = [one for one in data["ratings"] if not one["moved"]]
    heading(out, f"Ratings that moved ({len(moved)})")
    for one in moved:
        _show_move(out, one, labels)
    if shifted:
        out.print()
        heading(out, f"The same verdict on other evidence ({len(shifted)})")
        for one in shifted:
            _show_move(out, one, labels)
    out.print()
    heading(out, f"Changes ({len(data['changes'])})")
    _show_changes(out, data["changes"])


def _show_changes(out: Console, changes: list[DiffRow]) -> None:
    """Print what came and went by kind, then each thing that changed with its fields."""
    names: dict[tuple[str, str], list[str]] = {}
    for one in changes:
        if one["change"] != "changed":
            moved = f" (moved {', '.join(one['moved'])})" if one["moved"] else ""
            names.setdefault((one["kind"], one["change"]), []).append(f"{one['id']}{moved}")
    for (kind, what), ids in names.items():
        paragraph(out, f"{kind}, {what} ({len(ids)}): {'; '.join(ids)}")
    for one in changes:
        if one["change"] == "changed":
            moved = f"; moved {', '.join(one['moved'])}" if one["moved"] else ""
            paragraph(out, f"{_cause(one)}{moved}")
            for field in one["fields"]:
                old, new = in_words(field["old"]), in_words(field["new"])
                paragraph(out, f"{field['field']}: {old or 'empty'} -> {new or 'empty'}", 2)


def _show_move(out: Console, move: MoveRow, labels: dict[str, str]) -> None:
    old, new = move["old"], move["new"]
    paragraph(out, f"{move['id']}  {labels.get(move['id'], '')}")
    paragraph(out, f"{_verdict(old)} -> {_verdict(new)}; lines {_lines(old)} -> {_lines(new)}", 2)
    if move["untried"]:
        paragraph(out, f"{move['untried']} changes bear on it: too many to try one by one", 2)
    elif move["by"]:
        how = "only together: " if move["together"] else ""
        names = (_cause(one) for one in move["by"])
        paragraph(out, f"moved by {how}{'; '.join(names)}", 2)


def _cause(cause: CauseRow | DiffRow) -> str:
    name = cause["kind"] if cause["kind"] == cause["id"] else f"{cause['kind']} {cause['id']}"
    return f"{name} {cause['change']}"


def _verdict(standing: StandingRow | None) -> str:
    if standing is None:
        return "not there"
    strength = f", {standing['strength']}" if standing["strength"] else ""
    return f"{standing['state']}{strength}{' (indirect)' if standing['indirect'] else ''}"


def _lines(standing: StandingRow | None) -> str:
    if standing is None:
        return "none"
    counts = (standing["supports"], standing["qualifies"], standing["contradicts"])
    return f"{standing['lines']} (+{counts[0]} ~{counts[1]} -{counts[2]})"
