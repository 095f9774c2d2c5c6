"""Load the tables of a workspace: appraisals, notes, checks and errata."""

from __future__ import annotations

from evidence.formats import overlap
from evidence.model import Appraisal, Check, Erratum, Locator, NoteLink
from evidence.workspace import schema
from evidence.workspace.convert import plain
from evidence.workspace.read import FileReader


class TableLoader(FileReader):
    """A reader of the .csv files in annotations/."""

    def appraisals(self) -> dict[str, Appraisal]:
        """Read annotations/appraisals.csv: the first row of each work stands."""
        rows = self._kept("annotations/appraisals.csv", self._appraisals_of)
        return {row.work: row for row in rows}

    def _appraisals_of(self, shown: str, text: str) -> list[Appraisal]:
        found: dict[str, Appraisal] = {}
        for line, row in self._rows(shown, text, schema.AppraisalRow):
            first = found.get(row.work)
            if first is not None:
                hint = f"The first, in line {first.at}, stands; remove the other"
                message = f"work '{row.work}' is appraised twice"
                self._add(shown, line, "duplicate-row", message, hint)
                continue
            shared, faults = overlap.load(row.overlap)
            for fault in faults:
                message = f"{row.work}: {fault.message}"
                self._add(shown, line, "overlap", message, fault.hint)
            cells = {**plain(row), "line": row.line or row.work, "overlap": shared}
            found[row.work] = Appraisal(**cells, at=line)
        return list(found.values())

    def notes(self) -> list[NoteLink]:
        """Read annotations/notes.csv."""
        return self._kept("annotations/notes.csv", self._notes_of)

    def _notes_of(self, shown: str, text: str) -> list[NoteLink]:
        return [
            NoteLink(
                note=row.note,
                work=row.work,
                locator=Locator(row.label, row.value) if row.label and row.value else None,
                form=row.form,
                status=row.status,
                remark=row.remark,
                at=line,
            )
            for line, row in self._rows(shown, text, schema.NoteRow)
        ]

    def checks(self) -> list[Check]:
        """Read annotations/checks.csv."""
        return self._kept("annotations/checks.csv", self._checks_of)

    def _checks_of(self, shown: str, text: str) -> list[Check]:
        rows = self._rows(shown, text, schema.CheckRow)
        return [Check(**plain(row), at=line) for line, row in rows]

    def errata(self) -> list[Erratum]:
        """Read annotations/errata.csv."""
        return self._kept("annotations/errata.csv", self._errata_of)

    def _errata_of(self, shown: str, text: str) -> list[Erratum]:
        rows = self._rows(shown, text, schema.ErratumRow)
        return [Erratum(**plain(row), at=line) for line, row in rows]
