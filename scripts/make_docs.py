"""Write docs/cli.md, docs/tables.md and docs/schemas/ from the program itself.

The tests fail when they are stale; run it with `make docs`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import TypeAdapter

from evidence.cli import (
    agree,
    cells,
    check,
    check_notes,
    cite,
    claim,
    counted,
    diff,
    export,
    factor,
    gaps,
    import_studies,
    init,
    judge,
    map,
    overlap,
    rate,
    root,
    search,
    site,
    status,
    tag,
    work,
)
from evidence.exchange import describe
from evidence.synthesis.dictionary import TABLES
from evidence.workspace import history_shape, schema, study_map

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILES = {
    "evidence-toml": schema.SettingsFile,
    "framework": schema.FrameworkFile,
    "claims": schema.ClaimsFile,
    "rubric": schema.RubricFile,
    "judgements": schema.JudgementsFile,
    "history": history_shape.HistoryFile,
    "study-map": study_map.StudyMapFile,
}
OUTPUTS = {
    "agree": agree.AgreeOutput,
    "build": site.SiteOutput,
    "cells": cells.CellsOutput,
    "check": check.CheckOutput,
    "check-notes": check_notes.CheckNotesOutput,
    "cite": cite.CiteOutput,
    "claim-show": claim.ClaimOutput,
    "diff": diff.DiffOutput,
    "export": export.ExportOutput,
    "factor": factor.FactorOutput,
    "gaps": gaps.GapsOutput,
    "import-studies": import_studies.StudiesOutput,
    "init": init.InitOutput,
    "judge": judge.JudgeOutput,
    "map": map.MapOutput,
    "overlap": overlap.OverlapOutput,
    "rate": rate.RateOutput,
    "rate-list": counted.CountedOutput,
    "search": search.SearchOutput,
    "site": site.SiteOutput,
    "status": status.StatusOutput,
    "tag": tag.TagOutput,
    "work": work.WorkOutput,
}

TITLES = {
    "claim-show": "claim show",
    "import-studies": "import studies",
    "rate-list": "rate ID --list WHAT",
}


def documents() -> dict[str, str]:
    """Return every generated file by its path below docs/."""
    found = {"cli.md": cli_reference(), "tables.md": table_reference()}
    for name, shape in FILES.items():
        found[f"schemas/files/{name}.schema.json"] = _schema(
            shape, f"{name} of a workspace", "validation"
        )
    for name, shape in OUTPUTS.items():
        title = f"evidence {TITLES.get(name, name)} --format json"
        found[f"schemas/output/{name}.schema.json"] = _schema(shape, title, "serialization")
    return found


def table_reference() -> str:
    """Return the data dictionary as one Markdown page."""
    title, rest = describe.page("Tables", list(TABLES.values())).split("\n", 1)
    head = (
        "Written from the data dictionary by `make docs`; a test fails when it is stale. "
        "`evidence export` writes these tables as CSV, a workbook or Parquet; in Python they are "
        'pandas frames: `evidence.open(".").claims`, `.links` and so on.'
    )
    return f"{title}\n\n{head}\n{rest}"


def cli_reference() -> str:
    """Return the help of every command as one Markdown page."""
    top = _context(root.evidence, "evidence", None)
    parts = [
        "# Command line",
        "Generated from `--help` by `make docs`; a test fails when it is stale.",
        "Every option can also be set in the environment, named after its command: "
        "`EVIDENCE_WORKSPACE`, `EVIDENCE_RATE_FORMAT`.",
        _help(top),
    ]
    for name in root.evidence.list_commands(top):
        command = root.evidence.get_command(top, name)
        assert command is not None
        context = _context(command, name, top)
        parts.append(_help(context))
        if isinstance(command, click.Group):
            inner = sorted(command.commands.items())
            parts += [_help(_context(one, word, context)) for word, one in inner]
    return "\n\n".join(parts) + "\n"


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command, parent, name, terminal_width=88, max_content_width=88,
        help_option_names=["-h", "--help"],
    )  # fmt: skip


def _help(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```"


def _schema(shape: Any, title: str, mode: Literal["validation", "serialization"]) -> str:
    schema_ = TypeAdapter(shape).json_schema(mode=mode)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps({**schema_, **head}, indent=2, sort_keys=True) + "\n"


def main() -> None:
    """Write what changed and delete schemas that are no longer made."""
    made = documents()
    for path in (DOCS / "schemas").glob("**/*.json"):
        if path.relative_to(DOCS).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stderr.write(f"wrote docs/{name}\n")


if __name__ == "__main__":
    main()
