"""The overlaps of a work as one cell: 'smith2001: cases (Peru); jones2004: data (one census)'."""

from __future__ import annotations

import re
from typing import cast

from evidence.formats.lines import FormatError
from evidence.model.errors import did_you_mean
from evidence.model.records import OVERLAP_KINDS, Overlap, OverlapKind

_ENTRY = re.compile(r"(?s)\s*([^:;()]+?)\s*:\s*([\w-]+)\s*(?:\((.*)\))?\s*")


def load(cell: str) -> tuple[tuple[Overlap, ...], list[FormatError]]:
    """Parse a cell into overlaps; an entry that does not fit becomes a fault.

    Entries are parted by semicolons outside parentheses.
    """
    found: list[Overlap] = []
    faults: list[FormatError] = []
    for entry in _entries(cell):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            message = f"not an overlap: '{entry.strip()}'"
            hint = "Write 'key: kind (reason)', several parted by semicolons"
            faults.append(FormatError(message, hint=hint))
        elif match[2] not in OVERLAP_KINDS:
            message = f"unknown kind of overlap '{match[2]}'"
            faults.append(FormatError(message, hint=did_you_mean(match[2], OVERLAP_KINDS)))
        else:
            reason = " ".join((match[3] or "").split())
            found.append(Overlap(match[1], cast("OverlapKind", match[2]), reason))
    return tuple(dict.fromkeys(found)), faults


def _entries(cell: str) -> list[str]:
    """Split at the semicolons that stand outside parentheses."""
    entries, depth = [""], 0
    for char in cell:
        depth = max(0, depth + {"(": 1, ")": -1}.get(char, 0))
        if char == ";" and depth == 0:
            entries.append("")
        else:
            entries[-1] += char
    return [entry for entry in entries if entry.strip()]
