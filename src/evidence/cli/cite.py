"""Read an article's notes: every citation resolved to its work and page.

ARTICLE is a Word file, Markdown, plain text, JATS, TEI or HTML; - reads standard input. Works are
looked up in --bib FILE or else in the bibliography of the workspace; without either, the article's
own list of references and first full citations stand in for one, and keys are made for them. What
is not certain stays without a key, with the reason and the works that it may be.

CSV prints one table: the citations, in the columns of annotations/notes.csv; with --propose the
proposed entries, with --audit the findings.

\b
Examples:
  evidence cite article.docx
  evidence cite article.docx --bib references.bib --audit
  evidence cite article.md --bib new.bib --propose --write
  evidence cite article.docx --format csv > annotations/notes.csv
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option
from evidence.cli.session import Session, pass_session
from evidence.synthesis.contract import LocatorRow, locator_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from evidence.citations.audit import Finding
    from evidence.citations.propose import Proposal
    from evidence.citations.resolve import Cited
    from evidence.cli.progress import OnProgress
    from evidence.model import Article, Work
    from evidence.model.citation import Citation


class CandidateRow(TypedDict):
    """A work that a citation may mean, and how well it fits, from 0 to 1."""

    key: str
    score: float


class CitationRow(TypedDict):
    """One citation; `key` is null where it is not certain, and `reason` says why.

    `inherited` marks a locator taken over from an earlier citation. A resolved citation has a
    reason where it was not cited as the record has it.
    """

    raw: str
    key: str | None
    form: Literal["full", "short", "ibid", "author-year", "cross-reference"]
    locator: LocatorRow | None
    inherited: bool
    score: float
    reason: str | None
    candidates: list[CandidateRow]


class CitedNoteRow(TypedDict):
    """A note; its name is unique within its section, empty where numbering runs through."""

    note: str
    kind: Literal["footnote", "endnote"]
    section: str
    text: str
    citations: list[CitationRow]


class ProposalRow(TypedDict):
    """A bibliography entry for a work that only the article describes."""

    key: str
    entry: str


class FindingRow(TypedDict):
    """Something that is wrong, or looks wrong, in a note."""

    note: str
    section: str
    severity: Literal["error", "warning"]
    code: str
    message: str
    cited: str | None
    expected: str | None


class CiteOutput(TypedDict):
    """What `cite` prints; `proposed` and `audit` are empty unless they were asked for."""

    notes: list[CitedNoteRow]
    proposed: list[ProposalRow]
    audit: list[FindingRow]


@dataclass(frozen=True)
class Outcome:
    """The notes of an article with their citations; proposals and findings if asked for, else None.

    `names` tells notes apart within their section.
    """

    cited: Sequence[Cited]
    proposed: Sequence[Proposal] | None
    findings: Sequence[Finding] | None
    names: dict[tuple[str, str, str], str]

    @property
    def citations(self) -> list[Citation]:
        """The citations of all notes."""
        return [citation for each in self.cited for citation in each.citations]


def run(
    article: Article,
    works: Sequence[Work],
    propose: bool = False,
    audit: bool = False,
    on_progress: OnProgress = lambda _done, _total: None,
) -> Outcome:
    """Resolve the citations of an article, propose entries and audit its notes if asked to."""
    from evidence.citations.resolve import Resolver

    resolver = Resolver(works, article.body)
    cited = resolver.run(article.notes, on_progress)
    proposed: Sequence[Proposal] | None = None
    findings: Sequence[Finding] | None = None
    if propose:
        from evidence.citations.propose import proposals

        own = {key: entry.work for key, entry in resolver.own.entries.items()}
        proposed = proposals(cited, own, {work.key for work in works})
    if audit:
        from evidence.citations.audit import audit as examine

        findings = examine(article, cited, {work.key: work for work in works})
    return Outcome(cited, proposed, findings, note_names(article))


def note_names(article: Article) -> dict[tuple[str, str, str], str]:
    """Return a name for every note that is unique within its section.

    An endnote whose number a footnote of the section has too is called '1 (endnote)'.
    """
    names: dict[tuple[str, str, str], str] = {}
    footnotes = {note.id[:2] for note in article.notes if note.kind == "footnote"}
    for note in article.notes:
        shared = note.kind == "endnote" and note.id[:2] in footnotes
        names[note.id] = f"{note.note} (endnote)" if shared else note.note
    return names


def as_json(outcome: Outcome) -> CiteOutput:
    """Return notes, proposals and findings as JSON."""
    return {
        "notes": [
            {
                "note": outcome.names[each.note.id],
                "kind": each.note.kind,
                "section": each.note.section,
                "text": each.note.text,
                "citations": [citation_row(citation) for citation in each.citations],
            }
            for each in outcome.cited
        ],
        "proposed": [{"key": one.key, "entry": one.entry} for one in outcome.proposed or ()],
        "audit": [
            {
                "note": outcome.names[one.section, one.note, one.kind],
                "section": one.section,
                "severity": "error" if one.severity.value == "error" else "warning",
                "code": one.code,
                "message": one.message,
                "cited": one.cited or None,
                "expected": one.expected or None,
            }
            for one in outcome.findings or ()
        ],
    }


def citation_row(citation: Citation) -> CitationRow:
    """Return a citation as JSON."""
    return {
        "raw": citation.reference.raw,
        "key": citation.key,
        "form": citation.reference.form,
        "locator": locator_row(citation.locator),
        "inherited": citation.inherited,
        "score": round(citation.score, 3),
        "reason": citation.reason or None,
        "candidates": [{"key": one.key, "score": one.score} for one in citation.candidates],
    }


@click.command(help=__doc__)
@click.argument(
    "article", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--bib",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Bibliography (BibTeX or biblatex). Default: that of the workspace.",
)
@click.option("--propose", is_flag=True, help="Propose entries for works that have none.")
@click.option(
    "--write",
    is_flag=True,
    help="Append the proposals to --bib, or to the workspace's bib/references.bib.",
)
@click.option("--audit", is_flag=True, help="Find errors in the notes; any makes the exit code 1.")
@click.option("--strict", is_flag=True, help="Let warnings of --audit fail too.")
@format_option
@pass_session
@click.pass_context
def cli(  # noqa: D103
    ctx: click.Context,
    session: Session,
    article: Path,
    bib: Path | None,
    propose: bool,
    write: bool,
    audit: bool,
    strict: bool,
    form: str,
) -> None:
    from evidence.cli import cite_files, cite_table
    from evidence.cli.check import complain
    from evidence.cli.progress import progress
    from evidence.model import Severity

    _check_options(propose, write, audit, strict, form)
    library = cite_files.library(session, bib, write)
    read = cite_files.read(article)
    complain([*(() if library.root else library.problems), *read.problems])
    with progress(session, "Resolving citations") as on_progress:
        outcome = run(read, library.works, propose, audit, on_progress)
    data = as_json(outcome)
    columns, rows = cite_table.csv(outcome, data, propose, audit)

    def show(out: Console) -> None:
        cite_table.show(out, outcome, data)

    emit(form, data, columns, rows, show)
    written = cite_files.append(library, outcome.proposed) if write and outcome.proposed else None
    cite_table.say(session, outcome, library, str(article), written)
    weights = [one.severity for one in (outcome.findings or ())]
    weights += [one.severity for one in read.problems]
    failed = audit and (Severity.ERROR in weights or (strict and bool(weights)))
    ctx.exit(1 if failed or _unreadable(read) else 0)


def _check_options(propose: bool, write: bool, audit: bool, strict: bool, form: str) -> None:
    if write and not propose:
        raise click.UsageError("--write goes with --propose: it writes what that proposes.")
    if strict and not audit:
        raise click.UsageError("--strict goes with --audit.")
    if form == "csv" and propose and audit:
        raise click.UsageError("CSV is one table: ask for --propose or --audit, not for both.")


def _unreadable(article: Article) -> bool:
    """Whether nothing at all could be read of a file."""
    errors = any(problem.severity.value == "error" for problem in article.problems)
    return errors and not article.notes and not article.body
