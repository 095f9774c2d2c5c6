"""Append items to the lists of a YAML file: all that is there stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml as pyyaml

from evidence.formats import yaml
from evidence.formats.lines import FormatError, Json
from evidence.model import EvidenceError

WIDTH = 100
_EMPTY = re.compile(r":[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?")


def append_items(text: str, items: Mapping[str, Sequence[Json]], shown: str) -> str:
    """Return a file's text with items added to its top-level lists, each on lines of its own.

    EvidenceError where a list is written in a way that lines cannot be added to; `shown` names the
    file in it.
    """
    try:
        before = yaml.load(text).value
    except FormatError as fault:
        raise EvidenceError(f"{shown}:{fault.line}: {fault.message}", "Mend it first") from None
    assert isinstance(before, dict)
    expected: dict[str, Json] = dict(before)
    for name, new in items.items():
        if new:
            text = _added(text, name, new)
            old = before.get(name)
            expected[name] = [*(old if isinstance(old, list) else []), *new]
    try:
        done = yaml.load(text).value
    except FormatError:
        done = None
    if done != expected:
        raise EvidenceError(
            f"{shown}: its layout is too unusual to add to",
            "Write each item of its lists on a line of its own, beginning with '- '",
        )
    return text


def _added(text: str, name: str, items: Sequence[Json]) -> str:
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), None)
    if start is None:
        return f"{text.rstrip()}\n{name}:\n{_block(items, 2)}"
    if _EMPTY.fullmatch(lines[start][len(name) :]):
        remark = lines[start].partition("#")[1:]
        lines[start] = f"{name}:" + (f" {''.join(remark)}" if remark[0] else "")
    end = start + 1
    while end < len(lines) and not re.match(r"[A-Za-z_]", lines[end]):
        end += 1
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    dash = next((re.match(r" *(?=- )", line) for line in lines[start + 1 : end]
                 if re.match(r" *- ", line)), None)  # fmt: skip
    block = _block(items, len(dash[0]) if dash else 2).rstrip("\n")
    return "\n".join([*lines[:end], block, *lines[end:]])


def _block(items: Sequence[Json], indent: int) -> str:
    text = pyyaml.safe_dump(list(items), allow_unicode=True, sort_keys=False, width=WIDTH)
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())
