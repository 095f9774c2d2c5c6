"""The blind queue of a coder, in order, and as a sheet to be filled in elsewhere.

Blind means: nothing of what others decided can be seen. A coder gets the statement of a claim, its
scope, its work and the place in it. Not shown are links, stances, ratings and other coders, nor
what would give them away: the claim's id and concept, which are often named after a factor, the
note it was seen in, and its neighbours, since the order is shuffled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from evidence.formats import table
from evidence.formats.lines import FormatError
from evidence.model import Claim, Coding, Problem
from evidence.model.coding import CODES, NOT_APPLICABLE, Code
from evidence.model.errors import did_you_mean
from evidence.synthesis.coding import coder_of

HEAD = ("code", "statement", "scope")
SOURCE = ("work", "locator")
COMMENT = "comment"


def blind_queue(claims: Mapping[str, Claim], coder: str) -> list[Claim]:
    """Return the claims that a coder may code, shuffled by the coder's name.

    The order is the same in every run, and stays so for the rest when a claim is added or removed.
    Rejected claims, and those that the coder linked, are left out.
    """
    found = (
        c for c in claims.values() if c.status != "rejected" and coder_of(c) != coder.casefold()
    )
    return sorted(found, key=lambda claim: _hash(coder, claim))


def sheet_code(coder: str, claim: Claim) -> str:
    """Return the word that stands for a claim in a coder's sheet and gives nothing away."""
    return f"c{_hash(coder, claim)[:10]}"


def _hash(coder: str, claim: Claim) -> str:
    return sha256(f"{coder}\0{claim.id}".encode()).hexdigest()


def sheet_columns(targets: Sequence[str], source: bool = True) -> list[str]:
    """Return the columns of a sheet; those of the source only where it is to be shown."""
    return [*HEAD, *(SOURCE if source else ()), *targets, COMMENT]


def decide(
    coder: str,
    claim: str,
    stances: Mapping[str, Code],
    targets: Sequence[str],
    date: str,
    note: str,
) -> list[Coding]:
    """Return the decisions of one answer: targets without a stance are 'none'."""
    return [
        Coding(coder, claim, target, stances.get(target, NOT_APPLICABLE), date, note)
        for target in targets
    ]


@dataclass
class Sheet:
    """What a filled sheet says: answers by claim, and what is wrong with its rows."""

    answers: dict[str, list[Coding]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    empty: int = 0


def read_sheet(
    text: str, shown: str, coder: str, queue: Sequence[Claim], targets: Sequence[str], date: str
) -> Sheet:
    """Read a filled sheet; a row that does not fit becomes a problem and the others count.

    A row in which any factor is filled in is coded: its empty factors are 'none'. Columns may be
    parted by commas, semicolons or tabs, as spreadsheets do in different countries.
    """
    sheet = Sheet()
    known = {sheet_code(coder, claim): claim for claim in queue}
    columns = sheet_columns(targets)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        parsed = table.load(text, columns, columns[1:], delimiter)
    except FormatError as fault:
        sheet.problems.append(Problem(shown, fault.line, "table", fault.message, fault.hint))
        return sheet
    asked = [target for target in targets if target in parsed.columns]
    if not asked:
        hint = f"Keep at least one of the columns {', '.join(targets)}"
        sheet.problems.append(Problem(shown, 1, "table", "no column of a factor", hint))
    for one in parsed.faults:
        sheet.problems.append(Problem(shown, one.line, "table", one.message, one.hint))
    for line, row in parsed.rows:
        _read_row(sheet, known, asked, row, Problem(shown, line, "", ""), coder, date)
    return sheet


def _read_row(
    sheet: Sheet,
    known: Mapping[str, Claim],
    asked: Sequence[str],
    row: Mapping[str, str],
    at: Problem,
    coder: str,
    date: str,
) -> None:
    def refuse(code: str, message: str, hint: str) -> None:
        sheet.problems.append(Problem(at.path, at.line, code, message, hint))

    cells = {target: row[target] for target in asked if row[target]}
    claim = known.get(row["code"])
    if claim is None:
        hint = "Leave the first column as it was exported, for the same coder"
        refuse("unknown-claim", f"unknown code '{row['code']}'", hint)
        return
    if not cells:
        sheet.empty += 1
        return
    if claim.id in sheet.answers:
        refuse("duplicate-row", f"'{row['code']}' is coded twice", "Remove one of the two rows")
        return
    stances: dict[str, Code] = {}
    for target, cell in cells.items():
        found = stance_of(cell)
        if found is None:
            hint = did_you_mean(cell, CODES)
            refuse("stance", f"{target}: '{cell}' is no stance", hint)
            return
        stances[target] = found
    comment = row.get(COMMENT, "")
    sheet.answers[claim.id] = decide(coder, claim.id, stances, asked, date, comment)


def stance_of(cell: str) -> Code | None:
    """Read a stance, or the beginning of one, in any case: 's', 'Supports', 'NONE'."""
    word = cell.strip().casefold()
    found = [code for code in CODES if word and code.startswith(word)]
    return found[0] if len(found) == 1 else None
