"""Propose a column map for a file: columns by their names, values by their usual meaning.

What is not recognised is marked '?' and has to be decided by a person before the import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from evidence.exchange.studies.columns import UNDECIDED
from evidence.exchange.studies.sheet import Sheet
from evidence.model.claim import STANCES
from evidence.workspace import Workspace
from evidence.workspace.study_map import ColumnsEntry

MOST_VALUES = 60
NAMES: Mapping[str, tuple[str, ...]] = {
    "study": ("study", "study id", "reference", "citation", "source", "work", "paper", "report"),
    "direction": ("direction", "effect", "result", "finding", "association", "sign", "stance"),
    "dimension": ("tool", "row", "dimension", "intervention", "domain", "category", "group"),
    "side": ("side", "column"),
    "factor": ("factor", "design factor", "variable", "determinant", "theme", "element"),
    "outcome": ("outcome", "outcome measure", "dependent variable"),
    "method": ("method", "methods", "methodology", "design", "study design", "approach"),
    "statement": ("statement", "summary", "claim", "text"),
    "page": ("page", "pages", "page number"),
    "author": ("author", "authors"),
    "title": ("title", "study title"),
    "year": ("year", "date", "publication year"),
    "container": ("journal", "container", "published in"),
    "publisher": ("publisher", "institution"),
    "doi": ("doi",),
    "url": ("url", "link", "address"),
}
MEANINGS: Mapping[str, tuple[str, ...]] = {
    "supports": ("supports", "support", "positive", "+", "increase", "increases", "effective",
                 "more effective", "yes", "for"),
    "contradicts": ("contradicts", "contradict", "negative", "-", "decrease", "decreases",
                    "ineffective", "less effective", "no", "against"),
    "qualifies": ("qualifies", "qualify", "mixed", "mixed results", "conditional", "inconclusive",
                  "+/-", "~"),
}  # fmt: skip
NOTES = {
    "study": "which study a row is about: a citation key, or its name",
    "direction": "what the study says of the cell; see [values.direction]",
    "dimension": "the tool, or the row of the table",
    "side": "the column of the table, where it has two ways",
    "factor": "the factor",
}


def propose(sheet: Sheet, file: Path, workspace: Workspace, day: str) -> str:
    """Return a column map for a file as TOML, with every value that has to be given a meaning."""
    roles = _roles(sheet)
    rubric, outcomes = workspace.rubric, workspace.framework.outcomes
    methods = {method.id: method.label for method in rubric.methods} if rubric else {}
    parts = [
        f"# How the rows of {_plain(file.name)} become works and claims of this workspace.\n"
        f'# Replace every "{UNDECIDED}"; a value that means "" leaves its rows out. Then look at\n'
        "# what would be made: evidence import studies FILE --map THIS\n"
        "format = 1\n"
        "new_factors = true   # make the cells that the framework does not have yet",
        _columns(roles),
    ]
    found = {
        "direction": _meanings(sheet, roles["direction"], _stance),
        "outcome": _meanings(sheet, roles["outcome"], _among({o.id: o.label for o in outcomes})),
        "method": _meanings(sheet, roles["method"], _among(methods)),
    }
    known = {"direction": STANCES, "outcome": [o.id for o in outcomes], "method": list(methods)}
    for role, values in found.items():
        if values:
            allowed = f"# one of: {', '.join(known[role])}"
            parts.append(f"[values.{role}]\n{allowed}\n{_pairs(values)}")
    parts += [
        _defaults(roles, workspace),
        "[source]\n"
        f"words = {_quoted(f'{UNDECIDED} where {file.name} comes from')}\n"
        'seen_in = "review"   # others read the studies; full-text or abstract where you did\n'
        f'coder = "{UNDECIDED} who coded the rows"\n'
        f'date = "{day}"',
    ]
    return "\n\n".join(parts) + "\n"


def _roles(sheet: Sheet) -> dict[str, str]:
    """Return the column for each role: by its whole name first, then by a word of it."""
    free = list(sheet.header)
    found = dict.fromkeys(ColumnsEntry.model_fields, "")
    for whole in (True, False):
        for role, names in NAMES.items():
            match = None if found[role] else _match(free, names, whole)
            if match:
                found[role] = match
                free.remove(match)
    return found


def _match(free: Iterable[str], names: tuple[str, ...], whole: bool) -> str | None:
    for name in names:
        for column in free:
            words = re.sub(r"[\W_]+", " ", column.casefold()).strip()
            if words == name or (not whole and name in words.split()):
                return column
    return None


def _columns(roles: Mapping[str, str]) -> str:
    lines = ["[columns]"]
    for role, column in roles.items():
        needed = role in ("study", "direction") and not column
        value = _quoted(UNDECIDED if needed else column)
        lines.append(f"{role} = {value}" + (f"   # {NOTES[role]}" if role in NOTES else ""))
    return "\n".join(lines)


def _meanings(sheet: Sheet, column: str, guess: Callable[[str], str]) -> dict[str, str]:
    values = sheet.values(column) if column else []
    return {value: guess(value) for value in values[:MOST_VALUES]}


def _stance(value: str) -> str:
    words = value.casefold()
    return next((stance for stance, said in MEANINGS.items() if words in said), UNDECIDED)


def _among(known: Mapping[str, str]) -> Callable[[str], str]:
    """Return what finds a value among ids and labels."""
    by_words = {words.casefold(): name for name, label in known.items() for words in (name, label)}
    return lambda value: by_words.get(value.casefold(), UNDECIDED)


def _defaults(roles: Mapping[str, str], workspace: Workspace) -> str:
    cell = [f"{{{role}}}" for role in ("dimension", "side", "factor") if roles[role]]
    where = ", ".join(cell)
    outcome = workspace.framework.primary_outcome
    return (
        "[defaults]\n"
        f"outcome = {_quoted(outcome)}   # where a row has none\n"
        'method = ""   # likewise; empty: that of the work\'s appraisal\n'
        'kind = "finding"\n'
        'status = "confirmed"\n'
        f"statement = {_quoted(f'{{study}} on {where}: {{direction}}.')}\n"
        f"proposition = {_quoted(f'{where} contributes to the outcome.')}   # of a new factor"
    )


def _pairs(values: Mapping[str, str]) -> str:
    return "\n".join(f"{_quoted(value)} = {_quoted(meaning)}" for value, meaning in values.items())


def _quoted(text: str) -> str:
    """Write a text as TOML: JSON's strings are, but for the character U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
