"""The result of `cite` for people, as rows for a table, and summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.cli.output import clean, heading, paragraph
from evidence.cli.session import Session
from evidence.model.records import NoteStatus

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.citations.audit import Finding
    from evidence.citations.resolve import Cited
    from evidence.cli.cite import CiteOutput, Outcome
    from evidence.cli.cite_files import Library
    from evidence.model.citation import Citation

NOTES_COLUMNS = ("note", "work", "label", "value", "form", "status", "remark")
PROPOSAL_COLUMNS = ("key", "entry")
FINDING_COLUMNS = ("note", "section", "severity", "code", "message", "cited", "expected")
RAW_SHOWN = 200


def csv(
    outcome: Outcome, data: CiteOutput, propose: bool, audit: bool
) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
    """Return columns and rows of the one table that CSV holds."""
    if propose:
        return PROPOSAL_COLUMNS, data["proposed"]
    if audit:
        return FINDING_COLUMNS, data["audit"]
    return NOTES_COLUMNS, list(note_rows(outcome))


def note_rows(outcome: Outcome) -> Iterator[dict[str, str]]:
    """Yield the citations as rows of annotations/notes.csv.

    An ambiguous citation has a row for each work that it may mean, an unresolved one a row without
    a work; both keep its words in the remark.
    """
    for each in outcome.cited:
        note = _place(outcome, each)
        for citation in each.citations:
            yield from _citation_rows(note, citation)


def _citation_rows(note: str, citation: Citation) -> Iterator[dict[str, str]]:
    locator, standing = citation.locator, citation.status
    row = {
        "note": note,
        "label": locator.label if locator else "",
        "value": locator.value if locator else "",
        "form": citation.reference.form,
        "status": standing,
        "remark": citation.reason,
    }
    if standing == "resolved":
        yield {**row, "work": citation.key or ""}
        return
    remark = f"{citation.reason}: {citation.reference.raw}"
    works = [one.key for one in citation.candidates] if standing == "ambiguous" else [""]
    for work in works:
        yield {**row, "work": work, "remark": remark}


def _place(outcome: Outcome, each: Cited) -> str:
    name = outcome.names[each.note.id]
    return f"{each.note.section}: {name}" if each.note.section else name


def show(out: Console, outcome: Outcome, data: CiteOutput) -> None:
    """Print every note with its citations; then proposals and findings."""
    for each in outcome.cited:
        heading(out, f"Note {_place(outcome, each)}")
        for citation in each.citations:
            _show_citation(out, citation)
        if not each.citations:
            paragraph(out, "no citation", 2, style="dim")
    if data["proposed"]:
        out.print()
        heading(out, f"Proposed entries ({len(data['proposed'])})")
        for proposal in data["proposed"]:
            out.print(clean(proposal["entry"].rstrip()), soft_wrap=True)
            out.print()
    if data["audit"]:
        out.print()
        heading(out, f"What is wrong, or looks wrong ({len(data['audit'])})")
        for finding in data["audit"]:
            _show_finding(out, finding)


def _show_citation(out: Console, citation: Citation) -> None:
    """Print one citation in a line, and what is not certain below it."""
    from rich.text import Text

    locator = str(citation.locator) if citation.locator else ""
    if citation.inherited:
        locator += " (inherited)"
    key = citation.key or citation.status
    line = Text("  ") + Text(clean(key), style="" if citation.key else "yellow")
    line += Text(clean(f", {locator}" if locator else ""))
    line += Text(f"  {citation.reference.form}", style="dim")
    out.print(line)
    if citation.reason:
        raw = citation.reference.raw
        shown = raw if len(raw) <= RAW_SHOWN else f"{raw[:RAW_SHOWN]} ..."
        paragraph(out, f"{citation.reason}: {shown}", 6)
    if citation.candidates and not citation.key:
        may = ", ".join(f"{one.key} ({one.score:.2f})" for one in citation.candidates)
        paragraph(out, f"may be {may}", 6)


def _show_finding(out: Console, finding: Mapping[str, Any]) -> None:
    where = f"{finding['section']}: {finding['note']}" if finding["section"] else finding["note"]
    mark = "warning: " if finding["severity"] == "warning" else ""
    paragraph(out, f"Note {where}: {mark}{finding['message']}  [{finding['code']}]", 2)
    for name in ("cited", "expected"):
        if finding[name] and finding[name] not in finding["message"]:
            paragraph(out, f"{name}: {finding[name]}", 6)


def say(
    session: Session, outcome: Outcome, library: Library, article: str, written: Path | None
) -> None:
    """Sum up on standard error, and name the next command to type."""
    if library.root and library.problems:
        what = _number(len(library.problems), "problem")
        session.say(f"The bibliography has {what}: evidence check")
    if not library.works:
        session.say("No bibliography: keys are made for the works that the article has in full.")
    session.say(summary(outcome))
    if written:
        entries = _number(len(outcome.proposed or ()), "entry", "entries")
        session.say(f"{entries} appended to {written}.")
    if outcome.proposed is not None and not outcome.proposed:
        session.say("Nothing to propose: no work is cited in full that the bibliography lacks.")
    if outcome.findings is not None:
        session.say(f"The audit found {_weighed(outcome.findings)}.")
    if following := _next(outcome, library, article, written):
        session.say(f"Next: {following}")


def _weighed(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity.value == "error" for finding in findings)
    parts = [
        _number(count, word)
        for count, word in ((errors, "error"), (len(findings) - errors, "warning"))
        if count
    ]
    return " and ".join(parts) or "nothing"


def _next(outcome: Outcome, library: Library, article: str, written: Path | None) -> str:
    """Return the command that is most useful now; none where the article cannot be read again."""
    from shlex import quote

    if article == "-" or not outcome.citations:
        return ""
    bib = f" --bib {quote(str(library.path))}" if library.path and not library.root else ""
    again = f"evidence cite {quote(article)}{bib}"
    if outcome.proposed and not written:
        return f"{again}{'' if library.path else ' --bib FILE'} --propose --write"
    if outcome.proposed is None and library.works and any(one.own for one in outcome.citations):
        return f"{again} --propose"
    if outcome.findings is None:
        return f"{again} --audit"
    return f"{again} --format csv > annotations/notes.csv" if library.root else ""


def summary(outcome: Outcome) -> str:
    """Count notes, citations and how they were resolved, in words."""
    counts: Counter[NoteStatus] = Counter(citation.status for citation in outcome.citations)
    total = counts.total()
    notes = _number(len(outcome.cited), "note")
    found = ", ".join(f"{counts[word]} {word}" for word in ("resolved", "ambiguous", "unresolved"))
    return f"{notes} with {_number(total, 'citation')}: {found}."


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"
