"""The blind queue of one coder as a session keeps it, and its way out to a sheet and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli.check import complain
from evidence.cli.output import to_csv
from evidence.cli.session import Session
from evidence.model import UsageError
from evidence.model.coding import Code

if TYPE_CHECKING:
    from evidence.model import Claim, Coding
    from evidence.workspace import Workspace


class Queue:
    """The blind queue of one coder: what is left, what was answered, in the order of answers."""

    def __init__(self, workspace: Workspace, coder: str, targets: Sequence[str]) -> None:
        from evidence.synthesis.blind import blind_queue

        self.root = workspace.root
        self.coder = coder
        self.targets = targets
        self.all = blind_queue(workspace.sound_claims, coder)
        asked = set(targets)
        self._given: dict[str, list[Coding]] = {}
        for one in workspace.codings:
            if one.coder == coder and one.factor in asked:
                self._given.setdefault(one.claim, []).append(one)
        self.left = [c for c in self.all if len(self._given.get(c.id, ())) < len(asked)]

    @property
    def done(self) -> int:
        """How many claims are coded on everything that is asked for."""
        return len(self.all) - len(self.left)

    def answer(self, claim: Claim, stances: Mapping[str, Code], comment: str = "") -> None:
        """Save the answer on a claim, in place of an earlier one."""
        from evidence.synthesis.blind import decide

        today = datetime.date.today().isoformat()
        self.save({claim.id: decide(self.coder, claim.id, stances, self.targets, today, comment)})

    def save(self, answers: Mapping[str, Sequence[Coding]]) -> str:
        """Save answers by claim; return the path of the file."""
        from evidence.workspace.save_tables import save_codes

        new = [one for codes in answers.values() for one in codes]
        path = save_codes(self.root, self.coder, new, new)
        for claim, codes in answers.items():
            self._given.pop(claim, None)
            self._given[claim] = list(codes)
        self.left = [claim for claim in self.left if claim.id not in answers]
        return path

    def undo(self) -> Claim | None:
        """Take the last answer back and return its claim; None where there is none."""
        from evidence.workspace.save_tables import save_codes

        by_id = {claim.id: claim for claim in self.all}
        name = next((name for name in reversed(self._given) if name in by_id), None)
        if name is None:
            return None
        save_codes(self.root, self.coder, (), self._given.pop(name))
        self.left = [by_id[name], *(claim for claim in self.left if claim.id != name)]
        return by_id[name]


def export_sheet(
    session: Session, queue: Queue, path: Path, limit: int | None, hide_work: bool
) -> None:
    """Write what is left to code as a sheet; nothing that exists is overwritten."""
    from evidence.synthesis.blind import sheet_code, sheet_columns
    from evidence.workspace.files import write_atomically

    if path.exists():
        raise UsageError(f"{path} exists already", "Choose another name; nothing was written")
    works = session.workspace.works
    columns = sheet_columns(queue.targets, source=not hide_work)
    rows = [
        {
            "code": sheet_code(queue.coder, claim),
            "statement": claim.statement,
            "scope": claim.scope,
            "work": works[claim.work].label,
            "locator": str(claim.locator or ""),
        }
        for claim in queue.left[:limit]
    ]
    # A byte order mark, because spreadsheets take UTF-8 without one for something else.
    write_atomically(path, "\ufeff" + to_csv(columns, rows))
    what = "1 claim" if len(rows) == 1 else f"{len(rows)} claims"
    session.say(f"{what} to code in {path}. Fill in the columns {queue.targets[0]} and so on.")
    session.say(f"Next: evidence code --as {queue.coder} --read {path}")


def import_sheet(session: Session, queue: Queue, path: Path) -> int:
    """Read a filled sheet; what is sound is saved. Return the exit code."""
    from evidence.synthesis.blind import read_sheet
    from evidence.workspace.files import read_source

    source = read_source(path, str(path))
    if source is None:
        raise UsageError(f"there is no {path}", "Export the queue first: --export FILE")
    today = datetime.date.today().isoformat()
    sheet = read_sheet(source.text, str(path), queue.coder, queue.all, queue.targets, today)
    if source.problems:
        sheet.answers.clear()
    problems = [*source.problems, *sheet.problems]
    if sheet.answers:
        queue.save(sheet.answers)
    complain(problems)
    session.say(
        f"{len(sheet.answers)} coded, {sheet.empty} left empty; "
        f"{queue.done} of {len(queue.all)} claims coded."
    )
    session.say(f"Next: evidence {f'code --as {queue.coder}' if queue.left else 'agree'}")
    return 1 if problems else 0
