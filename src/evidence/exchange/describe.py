"""Say what is in exported tables: for people as Markdown, for programs as a data package.

The data package follows Frictionless Data Package 1.0 with a Table Schema per table. Allowed values
that a workspace sets itself stand under `categories`, since a file may hold others by mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.synthesis.dictionary import TABLES, Column, Table
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.rows import Row

GENERATOR = "evidence-map"
JOINED = "; "
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
    "list": "list",
}
VOCABULARIES = {
    "methods": "a method of annotations/rubric.toml",
    "outcomes": "an outcome of annotations/framework.yaml",
    "strengths": "a word of the scale in annotations/rubric.toml",
}
HEAD = ("Column", "Type", "Unit", "Meaning", "Allowed values")
RULES = (
    "An empty cell means: not known, or nothing to say. In CSV and in workbooks a list is joined "
    "by semicolons, in Parquet it stays a list. In CSV, text that a spreadsheet would take for a "
    "formula has an apostrophe before it."
)

Vocabularies = Mapping[str, Sequence[str]]


def vocabularies(map_: EvidenceMap) -> dict[str, tuple[str, ...]]:
    """Return the values that a workspace allows by its own rubric and framework."""
    rubric = map_.evidence.rubric
    return {
        "methods": tuple(rubric.method),
        "outcomes": tuple(one.id for one in map_.workspace.framework.outcomes),
        "strengths": tuple(rubric.scale),
    }


def described(column: Column, known: Vocabularies) -> tuple[str, str, str, str, str]:
    """Return a column as a row of the dictionary: the cells under HEAD."""
    allowed = column.values or tuple(known.get(column.vocabulary, ()))
    words = ", ".join(allowed) or VOCABULARIES.get(column.vocabulary, "")
    if column.refers:
        words = f"{column.refers[1]} of {column.refers[0]}"
    need = "" if column.required or column.type == "list" else "; may be empty"
    return column.name, TYPES[column.type] + need, column.unit, column.meaning, words


def page(title: str, tables: Sequence[Table], known: Vocabularies | None = None) -> str:
    """Return the dictionary of some tables as a Markdown page."""
    parts = [f"# {_cell(title)}", RULES]
    for table in tables:
        key = f" Told apart by: {', '.join(table.key)}." if table.key else ""
        lines = [_line(HEAD), _line(("---",) * len(HEAD))]
        lines += [_line(described(column, known or {})) for column in table.columns]
        parts += [f"## {table.name}", f"One row is: {_lower(table.row)}{key}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """Keep text within its cell and free of markup."""
    return re.sub(r"([\\|`*_\[\]<>])", r"\\\1", " ".join(text.split()))


def package(
    map_: EvidenceMap,
    files: Mapping[str, str],
    tables: Mapping[str, list[Row]],
    more: Mapping[str, str] | None = None,
) -> str:
    """Return datapackage.json for some tables; `files` tells where each one is.

    `more` are further properties of the package; those without a value are left out.
    """
    settings, known = map_.workspace.settings, vocabularies(map_)
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", settings.title.lower()).strip("-") or "evidence-map",
        "title": settings.title,
        "description": RULES,
        "generator": GENERATOR,
    }
    found |= {name: value for name, value in (more or {}).items() if value}
    if settings.licence:
        found["licenses"] = [{"title": settings.licence}]
    found["resources"] = [
        _resource(TABLES[name], path, tables, known) for name, path in files.items()
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _resource(
    table: Table, path: str, tables: Mapping[str, list[Row]], known: Vocabularies
) -> dict[str, Any]:
    form = path.rpartition(".")[2]
    schema: dict[str, Any] = {"fields": [_field(one, form, known) for one in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [
        {"fields": one.name, "reference": {"resource": one.refers[0], "fields": one.refers[1]}}
        for one in table.columns
        if one.refers and one.type == "string" and _holds(one, tables[table.name], tables)
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    schema["missingValues"] = [""]
    resource: dict[str, Any] = {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": table.row,
        "format": form,
        "schema": schema,
    }
    if form == "csv":
        resource["encoding"] = "utf-8"
    if form == "xlsx":
        resource["dialect"] = {"sheet": table.name}
    return resource


def _field(column: Column, form: str, known: Vocabularies) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.meaning,
    }
    if column.type == "list":
        field["type"] = "array" if form == "parquet" else "string"
        if form != "parquet":
            field["delimiter"] = JOINED
    if column.unit:
        field["unit"] = column.unit
    if column.vocabulary:
        field["categories"] = list(known[column.vocabulary])
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def _holds(column: Column, rows: list[Row], tables: Mapping[str, list[Row]]) -> bool:
    """Whether every value of a column is found in the table that it refers to."""
    assert column.refers is not None
    there, key = column.refers
    if there not in tables:
        return False
    known = {row[key] for row in tables[there]}
    return all(row[column.name] is None or row[column.name] in known for row in rows)
