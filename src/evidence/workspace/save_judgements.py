"""Append a person's judgement to annotations/judgements.yaml; what stands there is history."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ruamel.yaml import YAML

from evidence.formats import yaml
from evidence.formats.lines import FormatError, Json
from evidence.model import Assessment, EvidenceError, Override
from evidence.workspace import schema
from evidence.workspace.files import locked, read_source, write_atomically
from evidence.workspace.load_people import JUDGEMENTS
from evidence.workspace.validate import validate

WIDTH = 100
List = Literal["overrides", "assessments"]
_TOP = re.compile(r"(?m)^[A-Za-z_]+[ \t]*:")


def save_override(root: Path, one: Override) -> str:
    """Append an override; return the path of the file."""
    entry: dict[str, Json] = {
        "factor": one.factor,
        "strength": one.strength,
        "reason": one.reason,
        "by": one.by,
        "date": one.date,
    }
    return _append(root, "overrides", entry)


def save_assessment(root: Path, one: Assessment) -> str:
    """Append a GRADE-CERQual assessment; return the path of the file."""
    concerns: dict[str, Json] = {
        concern.component: {"level": concern.level, "reason": concern.reason}
        for concern in one.concerns
    }
    entry: dict[str, Json] = {
        "factor": one.factor,
        "concerns": concerns,
        "by": one.by,
        "date": one.date,
    }
    return _append(root, "assessments", entry)


def _append(root: Path, name: List, entry: dict[str, Json]) -> str:
    """Append an entry to one of the lists; all other lines stay byte for byte.

    EvidenceError, and nothing written, where the file is not valid or its layout is too unusual.
    """
    with locked(root):
        source = read_source(root / JUDGEMENTS, JUDGEMENTS)
        if source and source.problems:
            problem = source.problems[0]
            raise EvidenceError(f"{JUDGEMENTS}: {problem.message}", problem.hint)
        text = source.text if source else ""
        before = _entries(text)
        new = _with(text, name, _block(entry))
        if not _holds(new, {**before, name: [*before[name], entry]}):
            raise EvidenceError(
                f"{JUDGEMENTS}: its layout is too unusual to add to",
                "Write each list below its name, one entry after the other",
            )
        windows = source is not None and b"\r\n" in (root / JUDGEMENTS).read_bytes()
        write_atomically(root / JUDGEMENTS, new.replace("\n", "\r\n") if windows else new)
    return JUDGEMENTS


def _holds(text: str, expected: Mapping[str, list[Json]]) -> bool:
    try:
        return _entries(text) == expected
    except EvidenceError:
        return False


def _entries(text: str) -> dict[str, list[Json]]:
    """Return the two lists; EvidenceError where the file is not valid."""
    try:
        document = yaml.load(text)
    except FormatError as fault:
        raise EvidenceError(
            f"{JUDGEMENTS}:{fault.line}: {fault.message}", "Mend the file first"
        ) from None
    value = document.value or {}
    _, problems = validate(schema.JudgementsFile, value, JUDGEMENTS, document.line)
    if problems:
        first = problems[0]
        raise EvidenceError(f"{first.path}:{first.line}: {first.message}", first.hint)
    assert isinstance(value, dict)
    found: dict[str, list[Json]] = {"overrides": [], "assessments": []}
    for name in found:
        entries = value.get(name)
        found[name] = entries if isinstance(entries, list) else []
    return found


def _with(text: str, name: List, block: str) -> str:
    """Put a block at the end of a list: before the next list, or at the end of the file."""
    whole = text if not text or text.endswith("\n") else f"{text}\n"
    head = re.search(rf"(?m)^{name}[ \t]*:[ \t]*(\[\][ \t]*)?$", whole)
    if head is None:
        return f"{whole}{name}:\n{block}"
    if head[1]:
        whole = f"{whole[: head.start()]}{name}:{whole[head.end() :]}"
    after = _TOP.search(whole, head.start() + len(name) + 1)
    end = after.start() if after else len(whole)
    body = whole[:end].rstrip("\n")
    dash = re.search(r"(?m)^([ ]*)- ", whole[head.start() : end])
    if dash and dash[1] != "  ":
        block = re.sub(r"(?m)^  ", dash[1], block)
    return f"{body}\n{block}{whole[len(body) + 1 : end]}{whole[end:]}"


def _block(entry: Mapping[str, Json]) -> str:
    editor = YAML()
    editor.width = WIDTH
    editor.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    editor.dump({"x": [dict(entry)]}, out)
    return out.getvalue().removeprefix("x:\n")
