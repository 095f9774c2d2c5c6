"""Tag the texts of the corpus: sentences, named entities, and the terms of the factors.

Only what is new or changed is tagged; 'evidence build' does the same on its way. The table shows
how much was found in each text, and for which factors.

\b
Examples:
  evidence tag
  evidence tag --workers 1
  evidence tag --format csv > tags.csv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from typing_extensions import TypedDict

from evidence.cli.output import emit, format_option, grid
from evidence.cli.session import Session, pass_session

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Tags, Text


class TextRow(TypedDict):
    """One text and how much was found in it; `factors` are those whose terms occur."""

    path: str
    work: str
    kind: str
    passages: int
    sentences: int
    entities: int
    terms: int
    factors: list[str]


class TagOutput(TypedDict):
    """What `tag` prints; `model` is null where there is no text, `tagged` counts texts anew."""

    model: str | None
    tagged: int
    texts: list[TextRow]


COLUMNS = ("path", "work", "kind", "passages", "sentences", "entities", "terms", "factors")


def run(session: Session, workers: int | None = None) -> TagOutput:
    """Tag every text that has changed and return what is found in all of them."""
    from evidence.cli import steps
    from evidence.workspace.files import locked

    files = session.corpus.files
    with locked(session.root):
        tagged = steps.tag(session, files, workers)
    order = session.framework.by_id
    return {
        "model": str(tagged.model) if tagged.model else None,
        "tagged": tagged.computed,
        "texts": [_row(file.text, tagged.tags[file.path], list(order)) for file in files],
    }


def _row(text: Text, tags: Tags, order: list[str]) -> TextRow:
    found = {hit.factor for hit in tags.terms}
    return {
        "path": text.path,
        "work": text.work,
        "kind": text.kind,
        "passages": len(text.passages),
        "sentences": len(tags.sentences),
        "entities": len(tags.entities),
        "terms": len(tags.terms),
        "factors": [factor for factor in order if factor in found],
    }


@click.command(help=__doc__)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes to tag with. Default: as many as pay off; the result is the same.",
)
@format_option
@pass_session
def cli(session: Session, workers: int | None, form: str) -> None:  # noqa: D103
    found = run(session, workers)
    rows = found["texts"]

    def show(out: Console) -> None:
        grid(
            out,
            ("Work", "Kind", "Sentences", "Entities", "Terms", "Factors"),
            [
                (
                    *(row["work"], row["kind"], row["sentences"], row["entities"], row["terms"]),
                    " ".join(row["factors"]),
                )
                for row in rows
            ],
        )

    emit(form, found, COLUMNS, rows, show)
    if not rows:
        session.say("There is no text yet: write corpus/notes/KEY.md")
        return
    texts = "1 text" if len(rows) == 1 else f"{len(rows)} texts"
    session.say(f"{texts}, {found['tagged']} tagged anew by {found['model']}.")
    session.say("Next: evidence build")
