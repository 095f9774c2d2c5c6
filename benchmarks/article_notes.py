"""Score how an article's notes are resolved, against a table that says which notes cite each work.

    python benchmarks/article_notes.py article.txt works.tsv --bib bib/references.bib

The table is separated by tabs, with the columns key and notes_citing (note numbers, joined by
semicolons). Pairs of note and work are compared: what was found and is in the table, what was found
and is not, and what is in the table and was not found. Of the last, the volumes are told apart of
which the note cites a chapter: a chapter is one citation, and `crossref` leads to its volume. What
people corrected (annotations/notes.csv) is not read.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evidence.citations.find import read_article
from evidence.citations.resolve import resolve
from evidence.formats import bibtex

Pair = tuple[str, str]


def expected(table: Path) -> set[Pair]:
    """Read the pairs of the table."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    notes = ((row["key"], row["notes_citing"] or "") for row in rows)
    return {
        (note.strip(), key) for key, cited in notes for note in cited.split(";") if note.strip()
    }


def measure(article: Path, table: Path, bib: Path) -> dict[str, Any]:
    """Return counts and the pairs that differ."""
    works = {work.key: work for work in bibtex.load(bib.read_text(encoding="utf-8")).works}
    read = read_article(article.read_bytes(), article.name)
    notes = read.notes
    resolved = resolve(notes, works.values(), read.body)
    cited = [(one.note.note, each) for one in resolved for each in one.citations]
    found = {(note, each.key) for note, each in cited if each.key}
    wanted = expected(table)
    volumes = {(note, works[key].crossref) for note, key in found if works[key].crossref}
    missing = wanted - found
    return {
        "notes": len(notes),
        "citations": len(cited),
        "status": dict(Counter(each.status for _, each in cited)),
        "form": dict(Counter(each.reference.form for _, each in cited)),
        "locators": sum(each.locator is not None for _, each in cited),
        "inherited": sum(each.inherited for _, each in cited),
        "pairs_in_table": len(wanted),
        "pairs_found": len(found),
        "right": len(found & wanted),
        "not_in_table": sorted(found - wanted),
        "volumes_of_chapters": sorted(missing & volumes),
        "not_found": sorted(missing - volumes),
    }


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--bib", type=Path, required=True)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    result = measure(args.article, args.table, args.bib)
    if args.format == "json":
        sys.stdout.write(json.dumps(result, indent=2) + "\n")
        return
    for name, value in result.items():
        shown = value
        if isinstance(value, list):
            shown = "; ".join([str(len(value)), *(f"note {note} {key}" for note, key in value)])
        print(f"{name.replace('_', ' '):20} {shown}")


if __name__ == "__main__":
    main()
