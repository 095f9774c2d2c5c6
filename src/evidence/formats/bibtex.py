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
from functools import cache
from typing import TYPE_CHECKING

from bibtexparser import model as blocks
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import names as bibnames

from evidence.formats.lines import FormatError
from evidence.model import Name, Work
from evidence.model.errors import did_you_mean

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf"})
NAMES = frozenset({"author", "editor"})

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TITLES = {"title": "title", "subtitle": "subtitle", "titleaddon": "titleaddon"}
_NOT_INHERITED = frozenset(
    "ids crossref xref entryset entrysubtype execute label options presort related relatedoptions "
    "relatedstring relatedtype shortauthor shorteditor shorthand shorthandintro shortjournal "
    "shortseries shorttitle sortkey sortname sortshorthand sorttitle sortyear indextitle "
    "indexsorttitle title subtitle titleaddon abstract annotation annote note keywords doi url "
    "eprint file pages usera userb userc userd usere userf".split()
)
_PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "inreference", "suppbook", "suppcollection"}
)
_ONE_PIECE = re.compile(r"\{([^{}\\]*)\}")
_SIMPLE = re.compile(r"(?:[^\\$]|\\[&%_#{}])*")
"""Text whose only LaTeX is braces and escaped signs."""
_MARKUP = re.compile(r"\\([&%_#{}])|[{}]")
_CARET = re.compile(r"\\textasciicircum(?:\{\}|(?![A-Za-z])\s*)")
"""The sign, which the decoder would make a modifier letter."""
_PIECE = re.compile(r"\s*(#)?\s*", re.DOTALL)


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
    entries: dict[str, _Entry] = {}
    for block in library.blocks:
        if isinstance(block, blocks.Entry):
            _take(_Entry(block), entries, strings, found.faults)
        elif isinstance(block, blocks.ParsingFailedBlock):
            _take_failed(block, entries, strings, found.faults)
    for entry in entries.values():
        found.works.append(_work(entry, entries, found.faults))
    return found


class _Entry:
    """An entry on its way to a work: raw values, then plain ones."""

    def __init__(self, block: blocks.Entry) -> None:
        self.key: str = block.key.strip()
        self.type: str = block.entry_type.lower()
        self.line = _line(block)
        self.raw = block.fields
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}


def _take(
    entry: _Entry,
    entries: dict[str, _Entry],
    strings: Mapping[str, str],
    faults: list[FormatError],
) -> None:
    if not entry.key:
        faults.append(FormatError(f"@{entry.type} without a key", entry.line, "Add one"))
        return
    if entry.key in entries:
        first = entries[entry.key].line
        hint = f"The first, in line {first}, stands; give this one another key or remove it"
        faults.append(FormatError(f"duplicate key '{entry.key}'", entry.line, hint))
        return
    for one in entry.raw:
        name = one.key.lower()
        line = _line(one)
        try:
            entry.values[name] = _value(str(one.value), strings)
        except FormatError as fault:
            faults.append(FormatError(f"{entry.key}, {name}: {fault.message}", line, fault.hint))
        entry.lines[name] = line
    entries[entry.key] = entry


def _take_failed(
    block: blocks.ParsingFailedBlock,
    entries: dict[str, _Entry],
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
        _take(_Entry(inner), entries, strings, faults)
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
                strings[block.key.lower()] = _value(str(block.value), strings)
            except FormatError as fault:
                line = _line(block)
                faults.append(FormatError(f"@string {block.key}: {fault.message}", line))
    return strings


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """Join the pieces of a field: braced, quoted, a number or the name of a string."""
    rest = raw.strip()
    if whole := _ONE_PIECE.fullmatch(rest):
        return _spaced(whole[1])
    pieces = []
    while rest:
        if rest[0] in '{"':
            end = _closing(rest)
            pieces.append(rest[1:end])
            rest = rest[end + 1 :]
        else:
            bare = re.match(r'[^\s#{}"]+', rest)
            if not bare:
                raise FormatError(f"'{rest[:20]}' is no value", hint="Put braces around it")
            word = bare[0]
            if word.isdecimal():
                pieces.append(word)
            elif word.lower() in strings:
                pieces.append(strings[word.lower()])
            else:
                raise FormatError(f"unknown string '{word}'", hint=did_you_mean(word, strings))
            rest = rest[bare.end() :]
        joint = _PIECE.match(rest)
        if joint is None or (not joint[1] and joint.end() < len(rest)):
            raise FormatError(
                f"'{rest.strip()[:20]}' after the value", hint="Add a comma before it"
            )
        rest = rest[joint.end() :]
    return _spaced("".join(pieces))


def _spaced(text: str) -> str:
    """Return text with single blanks, and none at its ends."""
    return " ".join(text.split())


def _closing(text: str) -> int:
    """Place of the brace or quotation mark that closes the first one."""
    depth = 0
    quoted = text[0] == '"'
    escaped = False
    for place, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return place
        elif char == '"' and quoted and place and depth == 0:
            return place
    raise FormatError("a brace or quotation mark is not closed", hint="Close it")


def _work(entry: _Entry, entries: Mapping[str, _Entry], faults: list[FormatError]) -> Work:
    values = _inherited(entry, entries, faults)
    people = {}
    for role in NAMES:
        people[role] = _names(values.pop(role, ""), entry, role, faults)
    fields = {name: value if name in VERBATIM else plain(value) for name, value in values.items()}
    return Work(
        key=entry.key,
        type=entry.type,
        authors=people["author"],
        editors=people["editor"],
        fields={name: value for name, value in fields.items() if value},
        line=entry.line,
    )


def _inherited(
    entry: _Entry, entries: Mapping[str, _Entry], faults: list[FormatError]
) -> dict[str, str]:
    """Add what the entry gets from the volume it stands in (biblatex manual, appendix B).

    Identifiers, addresses, pages and remarks are the work's own and are not inherited.
    """
    values = dict(entry.values)
    child, seen = entry, {entry.key}
    while parent_key := child.values.get("crossref", ""):
        line = child.lines.get("crossref", child.line)
        parent = entries.get(parent_key)
        if parent is None:
            if child is entry:
                hint = did_you_mean(parent_key, entries)
                message = f"{entry.key}: unknown crossref '{parent_key}'"
                faults.append(FormatError(message, line, hint))
            break
        if parent.key in seen:
            if child is entry or parent is entry:
                message = f"{entry.key}: crossref runs in a circle through '{parent_key}'"
                faults.append(FormatError(message, line, "Remove one of the crossrefs"))
            break
        seen.add(parent.key)
        for name, value in parent.values.items():
            for target in _targets(name, parent.type, child.type):
                values.setdefault(target, value)
        child = parent
    return values


def _targets(name: str, parent: str, child: str) -> tuple[str, ...]:
    """Return the names under which a child of one type gets a field of a parent of another."""
    if name in _TITLES:
        if parent.startswith("mv"):
            return (f"main{name}",)
        if parent == "periodical":
            return (f"journal{name}",)
        return (f"book{name}",) if child in _PARTS else ()
    if name == "author" and child in _PARTS:
        return ("bookauthor", "author") if child == "inbook" else ("bookauthor",)
    return () if name in _NOT_INHERITED else (name,)


def _names(value: str, entry: _Entry, role: str, faults: list[FormatError]) -> tuple[Name, ...]:
    found = []
    for one in bibnames.split_multiple_persons_names(value):
        if one.strip().casefold() in {"", "others"}:
            continue
        try:
            found.append(_name(one))
        except bibnames.InvalidNameError as error:
            line = entry.lines.get(role, entry.line)
            message = f"{entry.key}: {role} '{plain(one)}' is no name ({error.reason})"
            hint = "Write 'Family, Given', names joined by ' and ', bodies in braces"
            faults.append(FormatError(message, line, hint))
            found.append(Name(plain(one), corporate=True))
    return tuple(found)


def _name(raw: str) -> Name:
    parts = bibnames.parse_single_name_into_parts(raw)
    family = " ".join(parts.last)
    whole = not (parts.first or parts.von or parts.jr)
    return Name(
        family=plain(family),
        given=plain(" ".join(parts.first)),
        prefix=plain(" ".join(parts.von)),
        suffix=plain(" ".join(parts.jr)),
        corporate=whole and family.startswith("{") and family.endswith("}"),
    )


def plain(value: str) -> str:
    """Decode LaTeX to text; a value without backslash, brace or dollar sign comes back as it is."""
    if not any(mark in value for mark in "\\{}$"):
        return value
    if _SIMPLE.fullmatch(value):
        return _spaced(_MARKUP.sub(lambda mark: mark[1] or "", value))
    return _spaced(_decoder().latex_to_text(_CARET.sub("^", value)))


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 -- slow, and not every file needs it

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def with_path(works: list[Work], path: str) -> list[Work]:
    """Return the works with the file they come from."""
    return [replace(work, path=path) for work in works]
