"""BibTeX and biblatex: text to works, with names split, LaTeX decoded and crossref resolved.

bibtexparser splits the file into blocks; what it leaves to the reader is done here: `@string` and
`#`, names before LaTeX (so that `{United Nations}` stays one body), and biblatex's inheritance
through `crossref`. A bad entry becomes a fault and the others still load.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library

from evidence.formats.bibtex_inherit import Entry, inherited
from evidence.formats.bibtex_names import NAMES, read_names
from evidence.formats.bibtex_values import VERBATIM, join, plain
from evidence.formats.lines import FormatError
from evidence.model import Work

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works of a file in its order, and what was wrong with the other entries."""

    works: list[Work] = field(default_factory=list)
    faults: list[FormatError] = field(default_factory=list)


def load(text: str) -> Bibliography:
    """Parse the text of a .bib file."""
    library = parse_string(text, parse_stack=[])
    found = Bibliography()
    strings = _strings(library, found.faults)
    entries: dict[str, Entry] = {}
    for block in library.blocks:
        if isinstance(block, blocks.Entry):
            _take(block, entries, strings, found.faults)
        elif isinstance(block, blocks.ParsingFailedBlock):
            _take_failed(block, entries, strings, found.faults)
    for entry in entries.values():
        found.works.append(_work(entry, entries, found.faults))
    return found


def _take(
    block: blocks.Entry,
    entries: dict[str, Entry],
    strings: Mapping[str, str],
    faults: list[FormatError],
) -> None:
    entry = Entry(block.key.strip(), block.entry_type.lower(), _line(block))
    if not entry.key:
        faults.append(FormatError(f"@{entry.type} without a key", entry.line, "Add one"))
        return
    if entry.key in entries:
        first = entries[entry.key].line
        hint = f"The first, in line {first}, stands; give this one another key or remove it"
        faults.append(FormatError(f"duplicate key '{entry.key}'", entry.line, hint))
        return
    for one in block.fields:
        name = one.key.lower()
        line = _line(one)
        try:
            entry.values[name] = join(str(one.value), strings)
        except FormatError as fault:
            faults.append(FormatError(f"{entry.key}, {name}: {fault.message}", line, fault.hint))
        entry.lines[name] = line
    entries[entry.key] = entry


def _take_failed(
    block: blocks.ParsingFailedBlock,
    entries: dict[str, Entry],
    strings: Mapping[str, str],
    faults: list[FormatError],
) -> None:
    """Mend what can be mended: repeated fields keep the first, repeated keys are reported."""
    line = _line(block)
    inner = block.ignore_error_block
    if isinstance(inner, blocks.Entry):
        if isinstance(block, blocks.DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(block.duplicate_keys))
            hint = "The first stands; remove the other"
            faults.append(FormatError(f"{inner.key}: field {twice} stands twice", line, hint))
            once = {one.key.lower(): one for one in reversed(inner.fields)}
            inner.fields = [one for one in inner.fields if once[one.key.lower()] is one]
        _take(inner, entries, strings, faults)
        return
    if isinstance(inner, blocks.String):
        return
    key = re.match(r"\s*@\s*(\w+)\s*[{(]\s*([^,\s}]*)", block.raw or "")
    what = f"entry '{key[2]}'" if key and key[2] else "entry"
    hint = "Look for a brace or quotation mark that is not closed, or a comma that is missing"
    faults.append(FormatError(f"{what} cannot be read", line, hint))


def _line(part: blocks.Block | blocks.Field) -> int:
    """Return the line of a block or field, counting from 1."""
    return (part.start_line or 0) + 1


def _strings(library: Library, faults: list[FormatError]) -> dict[str, str]:
    strings = {month: month for month in _MONTHS}
    for block in library.blocks:
        if isinstance(block, blocks.String):
            try:
                strings[block.key.lower()] = join(str(block.value), strings)
            except FormatError as fault:
                line = _line(block)
                faults.append(FormatError(f"@string {block.key}: {fault.message}", line))
    return strings


def _work(entry: Entry, entries: Mapping[str, Entry], faults: list[FormatError]) -> Work:
    values = inherited(entry, entries, faults)
    people = {}
    for role in NAMES:
        line = entry.lines.get(role, entry.line)
        people[role] = read_names(values.pop(role, ""), f"{entry.key}: {role}", line, faults)
    fields = {name: value if name in VERBATIM else plain(value) for name, value in values.items()}
    return Work(
        key=entry.key,
        type=entry.type,
        authors=people["author"],
        editors=people["editor"],
        fields={name: value for name, value in fields.items() if value},
        line=entry.line,
    )


def with_path(works: list[Work], path: str) -> list[Work]:
    """Return the works with the file they come from."""
    return [replace(work, path=path) for work in works]
