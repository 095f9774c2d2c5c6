"""Write docs/cli.md and docs/schemas/ from the program itself; the tests fail when they are stale.

Run it with `make docs`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import TypeAdapter

from evidence.cli import (
    check,
    check_notes,
    claim,
    factor,
    init,
    rate,
    root,
    search,
    site,
    status,
    tag,
    work,
)
from evidence.workspace import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILES = {
    "evidence-toml": schema.SettingsFile,
    "framework": schema.FrameworkFile,
    "claims": schema.ClaimsFile,
    "rubric": schema.RubricFile,
    "judgements": schema.JudgementsFile,
}
OUTPUTS = {
    "build": site.SiteOutput,
    "check": check.CheckOutput,
    "check-notes": check_notes.CheckNotesOutput,
    "claim-show": claim.ClaimOutput,
    "factor": factor.FactorOutput,
    "init": init.InitOutput,
    "rate": rate.RateOutput,
    "search": search.SearchOutput,
    "site": site.SiteOutput,
    "status": status.StatusOutput,
    "tag": tag.TagOutput,
    "work": work.WorkOutput,
}


def documents() -> dict[str, str]:
    """Return every generated file by its path below docs/."""
    found = {"cli.md": cli_reference()}
    for name, shape in FILES.items():
        found[f"schemas/files/{name}.schema.json"] = _schema(
            shape, f"{name} of a workspace", "validation"
        )
    for name, shape in OUTPUTS.items():
        title = f"evidence {name.replace('claim-show', 'claim show')} --format json"
        found[f"schemas/output/{name}.schema.json"] = _schema(shape, title, "serialization")
    return found


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
