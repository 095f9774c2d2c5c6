"""Write single rows of the tables that people fill in; every other row stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from evidence.formats import table
from evidence.formats.lines import FormatError
from evidence.model import Check, Coding, Consensus, EvidenceError, UsageError
from evidence.model.coding import CONSENSUS
from evidence.workspace import schema
from evidence.workspace.files import file_name, locked, write_atomically
from evidence.workspace.load_people import CODING

CHECKS = "annotations/checks.csv"
CHECK_COLUMNS = tuple(schema.CheckRow.model_fields)
CODING_COLUMNS = tuple(schema.CodingRow.model_fields)
CONSENSUS_COLUMNS = tuple(schema.ConsensusRow.model_fields)

_CODER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_BOM = "\ufeff"
Row = Mapping[str, str]


def coder_name(name: str) -> str:
    """Return a coder's name if it can be a file's on every system; else UsageError."""
    if not _CODER.fullmatch(name) or file_name(name) != name:
        tame = re.sub(r"[^a-z0-9_-]+", "-", name.casefold()).strip("-")
        hint = "Use small letters, digits, - and _, beginning with a letter or digit"
        if _CODER.fullmatch(tame) and file_name(tame) == tame:
            hint += f": --as {tame}"
        raise UsageError(f"'{name}' cannot be the name of a coder's file", hint)
    if name == CONSENSUS:
        raise UsageError(f"'{name}' is the file of what coders agreed on", "Choose another name")
    return name


def coding_path(coder: str) -> str:
    """Path of a coder's file, relative to the workspace."""
    return f"{CODING}/{coder}.csv"


def save_check(root: Path, check: Check) -> str:
    """Record whether a work bears out a note: replace the row of the pair, or append one.

    Of several rows of one pair the last, which counts, is replaced. Returns the path.
    """
    pair = {"note": check.note, "work": check.work}
    _put(root, CHECKS, CHECK_COLUMNS, _words(check), pair)
    return CHECKS


def save_consensus(root: Path, decided: Consensus) -> str:
    """Record what coders agreed on; the claim's link before that stays the first one recorded."""
    shown = coding_path(CONSENSUS)
    unit = {"claim": decided.claim, "factor": decided.factor}
    _put(root, shown, CONSENSUS_COLUMNS, _words(decided), unit, keep=("before",))
    return shown


def save_codes(root: Path, coder: str, codes: Iterable[Coding], instead: Iterable[Coding]) -> str:
    """Append codes to a coder's file, in place of others; return its path.

    The file is in the order in which it was coded. A file that cannot be read is left alone, and
    EvidenceError raised.
    """
    shown = coding_path(coder)
    gone = {(one.claim, one.factor) for one in instead}
    new = [_words(one) for one in codes]

    def change(text: str) -> str:
        parsed = table.load(text, CODING_COLUMNS, CODING_COLUMNS)
        broken = next((fault for fault in parsed.faults), None)
        if broken:
            raise broken
        rows = [row for _, row in parsed.rows if (row["claim"], row["factor"]) not in gone]
        return table.dump(CODING_COLUMNS, [*rows, *new])

    _change(root, shown, CODING_COLUMNS, change)
    return shown


def _put(
    root: Path,
    shown: str,
    columns: Sequence[str],
    row: Row,
    key: Row,
    keep: Sequence[str] = (),
) -> None:
    """Replace the last row that has the values of `key`, or append; `keep` names cells to keep."""

    def change(text: str) -> str:
        parsed = table.load(text, columns, columns)
        found = [
            (line, cells)
            for line, cells in parsed.rows
            if all(cells.get(name) == value for name, value in key.items())
        ]
        if not found:
            return table.put_row(text, columns, row, None)
        line, old = found[-1]
        kept = {name: old.get(name, "") for name in keep}
        others = {name: value for name, value in old.items() if name not in row}
        return table.put_row(text, columns, {**others, **row, **kept}, line)

    _change(root, shown, columns, change)


def _change(root: Path, shown: str, columns: Sequence[str], change: Callable[[str], str]) -> None:
    """Change the text of a table under the lock, keeping its byte order mark and line ends."""
    path = root / shown
    with locked(root):
        try:
            text = path.read_bytes().decode("utf-8") if path.exists() else ""
            mark = _BOM if text.startswith(_BOM) else ""
            new = change(text.removeprefix(_BOM) or ",".join(columns) + "\n")
        except UnicodeDecodeError:
            raise EvidenceError(f"{shown}: not UTF-8", "Save the file as UTF-8 first") from None
        except FormatError as fault:
            where = f"{shown}:{fault.line}" if fault.line else shown
            hint = fault.hint or "Mend the file first"
            raise EvidenceError(
                f"{where}: {fault.message}", f"{hint}; nothing was written"
            ) from None
        write_atomically(path, mark + new)


def _words(value: Check | Coding | Consensus) -> dict[str, str]:
    return {name: str(part or "") for name, part in asdict(value).items()}
