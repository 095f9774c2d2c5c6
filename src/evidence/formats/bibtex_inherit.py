"""What a BibTeX entry gets through `crossref` from the volume it stands in.

The rules are those of the biblatex manual, appendix B.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.formats.lines import FormatError
from evidence.model.errors import did_you_mean

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


@dataclass(slots=True)
class Entry:
    """An entry on its way to a work: the joined values of its fields, and their lines."""

    key: str
    type: str
    line: int
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def inherited(
    entry: Entry, entries: Mapping[str, Entry], faults: list[FormatError]
) -> dict[str, str]:
    """Return the values of an entry with those of its volume, and of that volume's volume.

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
