"""Notes, citation checks and errata name works that the bibliography has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evidence.model import Check, Erratum, NoteLink, Problem, Severity
from evidence.model.errors import did_you_mean
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report unknown works in the three tables, and pairs that are checked twice."""
    tables: tuple[tuple[str, Sequence[NoteLink | Check | Erratum]], ...] = (
        ("notes", workspace.notes),
        ("checks", workspace.checks),
        ("errata", workspace.errata),
    )
    for name, rows in tables:
        for row in rows:
            if row.work and row.work not in workspace.works:
                message = f"note {row.note}: unknown work '{row.work}'"
                hint = did_you_mean(row.work, workspace.works)
                path = f"annotations/{name}.csv"
                yield Problem(path, row.at, "unknown-work", message, hint)
    yield from _without_work(workspace)
    yield from _checked_twice(workspace)
    yield from _unknown_notes(workspace)


def _without_work(workspace: Workspace) -> Iterator[Problem]:
    """Warn of citations that nobody has resolved."""
    for link in workspace.notes:
        if not link.work and link.form != "none":
            message = f"note {link.note}: a citation has no work"
            hint = "Name its key and set the status to 'resolved', or delete the row"
            path = "annotations/notes.csv"
            yield Problem(path, link.at, "unresolved-note", message, hint, Severity.WARNING)


def _checked_twice(workspace: Workspace) -> Iterator[Problem]:
    times = Counter((row.note, row.work) for row in workspace.checks)
    for row in workspace.checks:
        if times[row.note, row.work] > 1:
            message = f"note {row.note} and '{row.work}' are checked more than once"
            hint = "Keep one row: the last one counts"
            yield Problem("annotations/checks.csv", row.at, "duplicate-row", message, hint)


def _unknown_notes(workspace: Workspace) -> Iterator[Problem]:
    """Warn of claims that rest on a note which does not cite their work."""
    cited = {(link.note, link.work) for link in workspace.notes}
    if not cited:
        return
    for claim in workspace.claims:
        seen = claim.seen_in
        if not seen.second_hand or seen.work != workspace.article or claim.work == seen.work:
            continue
        for note in seen.notes:
            if (note, claim.work) not in cited:
                yield Problem(
                    claim.path,
                    claim.at("seen_in"),
                    "note-without-work",
                    f"claim '{claim.id}': note {note} does not cite '{claim.work}'",
                    "Mend the note, or add the pair to annotations/notes.csv",
                    Severity.WARNING,
                )
