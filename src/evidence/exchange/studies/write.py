"""Carry out a plan: append works, cells and claims. What is there stays byte for byte."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

from evidence.exchange.studies.cells import FRAMEWORK
from evidence.exchange.studies.plan import Plan
from evidence.formats import table, yaml
from evidence.formats.lines import Json
from evidence.model import EvidenceError
from evidence.workspace import Workspace
from evidence.workspace.append import append_items
from evidence.workspace.files import locked, read_source, write_atomically
from evidence.workspace.save import add_claims
from evidence.workspace.schema import AppraisalRow

BIB = "bib/studies.bib"
APPRAISALS = "annotations/appraisals.csv"
OnProgress = Callable[[int, int], None]


def carry_out(
    workspace: Workspace, plan: Plan, on_progress: OnProgress = lambda _done, _total: None
) -> tuple[str, ...]:
    """Write what a plan adds: works and appraisals, then the framework, then claims by work.

    Returns the paths written. Killed at any moment it leaves a workspace that opens, and the same
    import completes it. EvidenceError where a file's layout cannot be added to.
    """
    written: list[str] = []
    framework = _framework(workspace, plan)
    with locked(workspace.root):
        if plan.works:
            source = read_source(workspace.root / BIB, BIB)
            before = f"{source.text.rstrip()}\n\n" if source and source.text.strip() else ""
            write_atomically(workspace.root / BIB, before + plan.bibtex)
            written.append(BIB)
        if plan.appraisals:
            write_atomically(workspace.root / APPRAISALS, _appraisals(workspace, plan))
            written.append(APPRAISALS)
        if framework:
            write_atomically(workspace.root / FRAMEWORK, framework)
            written.append(FRAMEWORK)
    for number, (work, claims) in enumerate(plan.claims.items(), 1):
        written.append(add_claims(workspace, work, claims))
        on_progress(number, len(plan.claims))
    return tuple(written)


def _appraisals(workspace: Workspace, plan: Plan) -> str:
    """Return appraisals.csv with the rows that a plan adds, in the order of its own columns."""
    source = read_source(workspace.root / APPRAISALS, APPRAISALS)
    text = source.text.rstrip("\n") if source and source.text.strip() else ""
    columns = (
        next(csv.reader([text.partition("\n")[0]])) if text else list(AppraisalRow.model_fields)
    )
    names = [name.strip() for name in columns]
    rows = table.dump(names, plan.appraisals)
    return f"{text}\n{rows.partition(chr(10))[2]}" if text else rows


def _framework(workspace: Workspace, plan: Plan) -> str | None:
    """Return framework.yaml with what a plan adds, or None where it adds nothing."""
    if not plan.factors:
        return None
    source = read_source(workspace.root / FRAMEWORK, FRAMEWORK)
    if source is None or source.problems:
        raise EvidenceError(f"{FRAMEWORK} cannot be read", "Mend it first: evidence check")
    text = source.text
    if plan.fresh:
        text = _emptied(text)
    value = yaml.load(text).value
    explicit = isinstance(value, dict) and bool(value.get("rows"))
    items: dict[str, Sequence[Json]] = {
        "sides": [{"id": one.id, "label": one.label} for one in plan.sides],
        "dimensions": [{"id": one.id, "label": one.label} for one in plan.dimensions],
        "rows": _rows(workspace, plan) if explicit else [],
        "factors": [
            {
                "id": one.id,
                "dimension": one.dimension,
                "side": one.side,
                "label": one.label,
                "proposition": one.proposition,
            }
            for one in plan.factors
        ],
    }
    return append_items(text, items, FRAMEWORK)


def _rows(workspace: Workspace, plan: Plan) -> list[Json]:
    """Return the rows that new factors need and a framework with rows of its own lacks."""
    framework = workspace.framework
    labels = {one.id: one.label for one in (*framework.dimensions, *plan.dimensions)}
    columns = {one.id: one.label for one in (*framework.sides, *plan.sides)}
    there = {(row.dimension, row.side) for row in framework.rows}
    needed = dict.fromkeys((one.dimension, one.side) for one in plan.factors)
    return [
        {"dimension": row, "side": side, "label": f"{labels[row]}: {columns[side]}"}
        for row, side in needed
        if (row, side) not in there
    ]


def _emptied(text: str) -> str:
    """Return the example framework without its sides, dimensions, rows and factors."""
    outcomes = text[text.index("\noutcomes:") + 1 :]
    head = (
        "# The framework: made from study rows by `evidence import studies`. Change labels and\n"
        "# propositions as you like; ids stay.\n"
    )
    return f"{head}title: Framework\nsides: []\ndimensions: []\nfactors: []\n{outcomes}"
