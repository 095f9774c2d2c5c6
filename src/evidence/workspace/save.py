"""Write claims back to their files: one claim's lines change, all others stay byte for byte."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from evidence.formats import yaml
from evidence.formats.lines import Document, FormatError, Json
from evidence.model import EvidenceError, UnknownIdError
from evidence.workspace import schema
from evidence.workspace.files import locked, read_source, write_atomically
from evidence.workspace.open import Workspace
from evidence.workspace.validate import validate

WIDTH = 100
FIELDS = tuple(schema.ClaimEntry.model_fields)


class InvalidClaimError(EvidenceError):
    """A claim that would not be valid; nothing was written."""


def add_claim(workspace: Workspace, work: str, claim: Mapping[str, Json]) -> str:
    """Append a claim to the file of its work, making the file where there is none.

    Returns the path, relative to the workspace. Raises InvalidClaimError, and writes nothing, when
    the claim is not valid or its id is taken.
    """
    return add_claims(workspace, work, [claim])


def add_claims(workspace: Workspace, work: str, claims: Sequence[Mapping[str, Json]]) -> str:
    """Append claims to the file of their work, all or none; otherwise as `add_claim`."""
    taken = {other.id for other in workspace.claims}
    for claim in claims:
        _validate(claim)
        if claim["id"] in taken:
            raise InvalidClaimError(f"claim id '{claim['id']}' is taken", "Choose another one")
    shown = workspace.claims_path(work)
    with locked(workspace.root):
        text = _read(workspace, shown)
        if text is None or not text.strip():
            text = f"work: {_scalar(work)}\nclaims:\n"
        indent = _indent(text)
        block = "\n".join(_block(_ordered(claim), indent) for claim in claims)
        glue = "" if text.endswith(("claims:\n", "\n\n")) else "\n"
        text = re.sub(r"(?m)^claims:[ \t]*\[\][ \t]*$", "claims:", text)
        names = [str(claim["id"]) for claim in claims]
        _write(workspace, shown, text.rstrip("\n") + "\n" + glue + block, *names)
    return shown


def replace_claim(workspace: Workspace, name: str, claim: Mapping[str, Json]) -> str:
    """Replace the fields of a claim, keeping comments; return the path of its file.

    Raises UnknownIdError where there is none, InvalidClaimError where the result is not valid.
    """
    _validate(claim)
    found = next((one for one in workspace.claims if one.id == name), None)
    if found is None:
        raise UnknownIdError("claim", name, (one.id for one in workspace.claims))
    with locked(workspace.root):
        text = _read(workspace, found.path) or ""
        document = yaml.load(text)
        start, end = _span(document, name, text)
        lines = text.splitlines(keepends=True)
        old = "".join(lines[start:end])
        new = _edited(old, claim)
        _write(
            workspace, found.path, "".join(lines[:start]) + new + "".join(lines[end:]), claim["id"]
        )
    return found.path


def entry_of(workspace: Workspace, name: str) -> dict[str, Json]:
    """Return the fields of a claim as its file has them."""
    found = next((one for one in workspace.claims if one.id == name), None)
    if found is None:
        raise UnknownIdError("claim", name, (one.id for one in workspace.claims))
    document = yaml.load(_read(workspace, found.path) or "")
    for entry in _entries(document):
        if isinstance(entry, dict) and entry.get("id") == name:
            return entry
    raise UnknownIdError("claim", name, (one.id for one in workspace.claims))


def _validate(claim: Mapping[str, Json]) -> None:
    _, problems = validate(schema.ClaimEntry, dict(claim), "", lambda *_: None)
    if problems:
        first = problems[0]
        raise InvalidClaimError(f"not a valid claim: {first.message}", first.hint)


def _read(workspace: Workspace, shown: str) -> str | None:
    source = read_source(workspace.root / shown, shown)
    if source is None:
        return None
    if source.problems:
        problem = source.problems[0]
        raise EvidenceError(f"{shown}: {problem.message}", problem.hint)
    return source.text


def _write(workspace: Workspace, shown: str, text: str, *names: object) -> None:
    """Write the file only if it still parses and holds the claims."""
    try:
        entries = _entries(yaml.load(text))
    except FormatError as fault:
        raise EvidenceError(
            f"{shown}:{fault.line}: {fault.message}", "Mend the file first; nothing was written"
        ) from None
    there = {entry.get("id") for entry in entries if isinstance(entry, dict)}
    if not there.issuperset(names):
        raise EvidenceError(
            f"{shown}: its layout is too unusual to add to", "Add the claim with a text editor"
        )
    write_atomically(workspace.root / shown, text)


def _entries(document: Document) -> list[Json]:
    value = document.value
    claims = value.get("claims") if isinstance(value, dict) else None
    return claims if isinstance(claims, list) else []


def _span(document: Document, name: str, text: str) -> tuple[int, int]:
    """Return the lines of a claim, from 0, up to the next claim or the end of the file."""
    lines = text.splitlines()
    entries = _entries(document)
    for place, entry in enumerate(entries):
        if isinstance(entry, dict) and entry.get("id") == name:
            start = (document.line("claims", place) or 1) - 1
            after = document.line("claims", place + 1) if place + 1 < len(entries) else None
            end = after - 1 if after else len(lines)
            while end > start + 1 and not lines[end - 1].strip():
                end -= 1
            return start, end
    raise UnknownIdError("claim", name, ())


def _indent(text: str) -> int:
    """Return how far the file indents the dashes of its claims."""
    dash = re.search(r"(?m)^([ ]*)- ", text)
    return len(dash[1]) if dash else 2


def _block(claim: Mapping[str, Json], indent: int) -> str:
    """Write one claim as an item of the list."""
    return _dump(CommentedSeq([_styled(claim)]), indent)


def _edited(block: str, claim: Mapping[str, Json]) -> str:
    """Change the fields of one claim's lines, keeping its comments."""
    indent = len(block) - len(block.lstrip(" "))
    items = _yaml(indent).load(block)
    old: CommentedMap = items[0]
    new = _styled(_ordered(claim))
    for name in [key for key in old if key not in new]:
        del old[name]
    for place, (name, value) in enumerate(new.items()):
        if name not in old:
            old.insert(min(place, len(old)), name, value)
        elif _same(old[name], value):
            continue
        else:
            old[name] = value
    return _dump(items, indent)


def _same(old: object, new: object) -> bool:
    return _bare(old) == _bare(new)


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _bare(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return str(value) if value is not None else None


def _ordered(claim: Mapping[str, Json]) -> dict[str, Json]:
    """Put the fields in the order of the documentation and leave empty ones out."""
    return {name: claim[name] for name in FIELDS if claim.get(name) not in (None, "", [], {})}


def _styled(claim: Mapping[str, Json]) -> CommentedMap:
    """Small mappings and lists in one line, digits in quotation marks."""
    styled = CommentedMap()
    for name, value in claim.items():
        if name == "links" and isinstance(value, list):
            styled[name] = CommentedSeq(_flow(link) for link in value)
        else:
            styled[name] = _flow(value)
    return styled


def _flow(value: Any) -> Any:
    if isinstance(value, dict):
        mapping = CommentedMap((key, _flow(part)) for key, part in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_flow(part) for part in value)
        sequence.fa.set_flow_style()
        return sequence
    if isinstance(value, str) and value.isdecimal():
        return DoubleQuotedScalarString(value)
    return value


def _scalar(text: str) -> str:
    out = io.StringIO()
    _yaml(0).dump({"x": text}, out)
    return out.getvalue().removeprefix("x: ").strip()


def _yaml(indent: int) -> YAML:
    editor = YAML()
    editor.width = WIDTH
    editor.preserve_quotes = True
    editor.indent(mapping=2, sequence=indent + 2, offset=indent)
    return editor


def _dump(items: CommentedSeq, indent: int) -> str:
    out = io.StringIO()
    _yaml(indent).dump(items, out)
    text = out.getvalue()
    return text if text.startswith(" " * indent) else re.sub(r"(?m)^(?=.)", " " * indent, text)
