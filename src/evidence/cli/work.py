"""Show a work: its record, appraisal and claims, the notes that cite it, and its errata.

KEY is a citation key of the bibliography.

\b
Examples:
  evidence work harff2003
  evidence work carnegie1997 --format json
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from typing_extensions import TypedDict

from evidence.cli import complete
from evidence.cli.output import emit, format_option, grid, heading, paragraph
from evidence.cli.session import Session, pass_session
from evidence.model.records import Verdict
from evidence.synthesis.contract import ClaimRow, LocatorRow, claim_row, locator_row

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.synthesis.evidence_map import EvidenceMap


class NoteRow(TypedDict):
    """One note that cites the work, and whether the work bears out its sentence."""

    note: str
    locator: LocatorRow | None
    form: str | None
    status: str
    verdict: Verdict
    reason: str | None
    remark: str | None


class ErratumRow(TypedDict):
    """Where a note and the verified record differ."""

    note: str
    field: str
    cited: str | None
    verified: str | None
    basis: str | None
    status: str
    remark: str | None


class WorkOutput(TypedDict):
    """What `work` prints; `record` holds the fields of the entry, names as lists."""

    key: str
    record: dict[str, str | list[str]]
    appraisal: dict[str, str] | None
    claims: list[ClaimRow]
    notes: list[NoteRow]
    errata: list[ErratumRow]


COLUMNS = ("field", "value")
_HIDDEN = frozenset({"annotation", "usera", "crossref"})


def run(map_: EvidenceMap, key: str) -> WorkOutput:
    """Return a work as JSON."""
    work = map_.workspace.work(key)
    appraisal = map_.workspace.appraisals.get(key)
    return {
        "key": key,
        "record": {
            "type": work.type,
            "author": [str(name) for name in work.authors],
            "editor": [str(name) for name in work.editors],
            **dict(work.fields),
        },
        "appraisal": _appraisal(appraisal) if appraisal else None,
        "claims": [claim_row(claim) for claim in map_.claims_of_work.get(key, ())],
        "notes": [
            {
                "note": link.note,
                "locator": locator_row(link.locator),
                "form": link.form or None,
                "status": link.status,
                "verdict": check.verdict if check else "unread",
                "reason": (check.reason or None) if check else None,
                "remark": link.remark or None,
            }
            for link in map_.notes_of_work.get(key, ())
            for check in [map_.check_of.get((link.note, key))]
        ],
        "errata": [
            {
                "note": erratum.note,
                "field": erratum.field,
                "cited": erratum.cited or None,
                "verified": erratum.verified or None,
                "basis": erratum.basis or None,
                "status": erratum.status,
                "remark": erratum.remark or None,
            }
            for erratum in map_.errata_of_work.get(key, ())
        ],
    }


def _appraisal(appraisal: Any) -> dict[str, str]:
    names = ("method", "negative_cases", "line", "line_reason", "scope", "region", "period",
             "peer_reviewed", "limitations", "appraised_from")  # fmt: skip
    return {name: getattr(appraisal, name) for name in names}


@click.command(help=__doc__)
@click.argument("key", shell_complete=complete.keys)
@format_option
@pass_session
def cli(session: Session, key: str, form: str) -> None:  # noqa: D103
    map_ = session.map
    data = run(map_, key)
    record = data["record"]

    def show(out: Console) -> None:
        _show(out, map_, key, data)

    emit(form, data, COLUMNS, [{"field": k, "value": v} for k, v in record.items()], show)
    session.warn_of_problems()
    if form == "table" and data["claims"]:
        session.say_how_coded()


def _show(out: Console, map_: EvidenceMap, key: str, data: WorkOutput) -> None:
    from evidence.cli.explain import show_claim

    work = map_.workspace.works[key]
    heading(out, f"{key}  {work.label}")
    for name, value in data["record"].items():
        if value and name not in _HIDDEN:
            shown = "; ".join(value) if isinstance(value, list) else value.replace("--", "-")
            paragraph(out, f"{name}: {shown}", 2)
    if work.crossref:
        paragraph(out, f"stands in: {map_.label(work.crossref)} ({work.crossref})", 2)
    if work.doubts:
        paragraph(out, f"doubtful: {work.doubts}", 2)
    if work.verified_by:
        paragraph(out, f"verified by: {work.verified_by}", 2)
    if data["appraisal"]:
        out.print()
        heading(out, "Appraisal")
        for name, value in data["appraisal"].items():
            if value:
                paragraph(out, f"{name.replace('_', ' ')}: {value}", 2)
    claims = map_.claims_of_work.get(key, ())
    out.print()
    heading(out, f"Claims ({len(claims)})")
    for claim in claims:
        links = ", ".join(f"{link.stance} {link.factor}" for link in claim.links)
        why = map_.silence(claim)
        show_claim(out, map_, claim)
        paragraph(out, f"{links}; {f'no vote: {why.reason}' if why else 'has a vote'}", 4)
    if data["notes"]:
        out.print()
        heading(out, f"Notes that cite it ({len(data['notes'])})")
        rows = [
            (link.note, link.locator or "", link.form, n["status"], n["verdict"], n["reason"])
            for link, n in zip(map_.notes_of_work[key], data["notes"], strict=True)
        ]
        grid(out, ("Note", "At", "Form", "Status", "Verdict", "Reason"), rows)
    if data["errata"]:
        out.print()
        heading(out, f"Errata ({len(data['errata'])})")
        names = ("note", "field", "cited", "verified", "status", "remark")
        errata = [tuple(dict(erratum)[name] for name in names) for erratum in data["errata"]]
        grid(out, ("Note", "Field", "Cited", "Verified", "Status", "Remark"), errata)
