"""Load a workspace's files into the model; a fault becomes a problem and the rest loads."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from evidence.formats import bibtex, overlap, table, toml, yaml
from evidence.formats.lines import Document, FormatError, Json, Place
from evidence.model import (
    Appraisal,
    Check,
    Claim,
    Erratum,
    Framework,
    Locator,
    NoteLink,
    Problem,
    Rubric,
    Severity,
    Work,
)
from evidence.model.rubric import MAIN_RUBRIC
from evidence.model.seal import digest_of, note_digest, seal
from evidence.workspace import schema
from evidence.workspace.cache import Shelf, digest
from evidence.workspace.convert import plain, to_claim, to_framework, to_rubric
from evidence.workspace.files import file_name, read_source
from evidence.workspace.program import code
from evidence.workspace.sources import Sources
from evidence.workspace.validate import validate

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")

CLAIMS = "annotations/claims"


@dataclass
class Loader:
    """Reads the files below `root` and collects what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    shelf: Shelf | None = None
    sources: Sources | None = None

    def bibliography(self) -> list[Work]:
        """Read every .bib file below bib/, in the order of their names."""
        works: dict[str, Work] = {}
        for path in sorted((self.root / "bib").glob("**/*.bib")):
            shown = self._shown(path)
            for work in self._kept(shown, self._works_of):
                first = works.setdefault(work.key, work)
                if first is not work:
                    hint = f"It stands in {first.path}:{first.line} too; give one another key"
                    message = f"duplicate key '{work.key}'"
                    self._add(shown, work.line, "duplicate-key", message, hint)
        return list(works.values())

    def _works_of(self, shown: str, text: str) -> list[Work]:
        found = bibtex.load(text)
        self._faults(shown, found.faults, "bibtex")
        return bibtex.with_path(found.works, shown)

    def framework(self) -> Framework:
        """Read annotations/framework.yaml."""
        shown = "annotations/framework.yaml"
        document = self._yaml(shown, required=True)
        if document is None:
            return Framework()
        entry, problems = validate(schema.FrameworkFile, document.value, shown, document.line)
        self.problems += problems
        if entry is None:
            return Framework()
        return to_framework(entry, lambda place: document.line("factors", place))

    def rubric(self, name: str = MAIN_RUBRIC) -> Rubric | None:
        """Read annotations/<name>.toml."""
        shown = f"annotations/{name}.toml"
        entry = self._toml(schema.RubricFile, shown)
        return None if entry is None else to_rubric(entry, name)

    def other_rubrics(self) -> list[Rubric]:
        """Read every annotations/rubric-*.toml, in the order of their names."""
        files = sorted((self.root / "annotations").glob(f"{MAIN_RUBRIC}-?*.toml"))
        return [rubric for path in files if (rubric := self.rubric(path.stem))]

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

    def claims(self, appraisals: Mapping[str, Appraisal]) -> list[Claim]:
        """Read annotations/claims/*.yaml, each claim on its own: a bad one leaves the others.

        A claim without a method takes that of its work's appraisal.
        """
        found: list[Claim] = []
        folder = self.root / CLAIMS
        names = os.listdir(folder) if folder.is_dir() else ()  # noqa: PTH208 -- ten times as quick
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")):
                for claim in self._kept(f"{CLAIMS}/{name}", self._claims_of):
                    appraisal = None if claim.method else appraisals.get(claim.work)
                    found.append(_with_method(claim, appraisal.method) if appraisal else claim)
        return found

    def _kept(self, shown: str, read: Callable[[str, str], list[R]]) -> list[R]:
        """Return what `read` makes of path and text of a file, with its problems.

        Kept by path and hash of the bytes: where the hash is known, the file is not read.
        """
        known = self.sources.hash(shown) if self.sources else ""
        made_by = code("model", "formats", "workspace")
        found = self.shelf.find(digest(made_by, shown, known)) if self.shelf and known else None
        if found is not None:
            values: list[R]
            values, digests, problems = found
            _note_all(values, digests)
            self.problems += problems
            return values
        source = read_source(self.root / shown, shown)
        if source is None:
            return []
        before = len(self.problems)
        self.problems += source.problems
        values = [] if source.problems and not source.text else read(shown, source.text)
        digests = [digest_of(one) for one in values if isinstance(one, Claim | Work)]
        _note_all(values, digests)
        if self.shelf and source.sha256:
            kept = (values, digests, self.problems[before:])
            self.shelf.put(digest(made_by, shown, source.sha256), kept)
        return values

    def _claims_of(self, shown: str, text: str) -> list[Claim]:
        document = self._parsed(shown, text)
        if document is None:
            return []
        value = document.value
        if not isinstance(value, dict) or not isinstance(value.get("claims"), list):
            message = "not a claims file: 'work' and a list 'claims' are needed"
            hint = "Type 'evidence claim new KEY' to make one"
            self._add(shown, 1, "schema", message, hint)
            return []
        whole = {**value, "claims": []}
        head, problems = validate(schema.ClaimsFile, whole, shown, document.line)
        self.problems += problems
        if head is None:
            return []
        expected = f"{CLAIMS}/{file_name(head.work)}.yaml"
        if shown != expected:
            message = f"the claims of '{head.work}' are in a file of another name"
            self._add(shown, 1, "file-name", message, f"Rename it to {expected}", Severity.WARNING)
        entries: list[Any] = value["claims"]  # type: ignore[assignment]
        claims = []
        for place, one in enumerate(entries):
            claim = self._claim(one, place, head.work, shown, document)
            if claim:
                claims.append(claim)
        return claims

    def _claim(
        self,
        value: Json,
        place: int,
        work: str,
        shown: str,
        document: Document,
    ) -> Claim | None:
        name = value.get("id") if isinstance(value, dict) else None
        what = f"claim '{name}'" if name else f"claim {place + 1}"
        at = ("claims", place)
        entry, problems = validate(schema.ClaimEntry, value, shown, document.line, at, what)
        self.problems += problems
        if entry is None:
            return None
        line = document.line(*at)
        lines = _lines_of(document, at, value, line or 0)
        return replace(to_claim(entry, work), path=shown, line=line, lines=lines)

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _text(self, shown: str, required: bool = False) -> str | None:
        source = read_source(self.root / shown, shown)
        if source is None:
            if required:
                hint = "Type 'evidence init DIR' to see a complete workspace"
                self._add(shown, None, "missing-file", "the file is missing", hint)
            return None
        self.problems += source.problems
        if source.problems and not source.text:
            return None
        return source.text

    def _yaml(self, shown: str, required: bool = False) -> Document | None:
        text = self._text(shown, required)
        return None if text is None else self._parsed(shown, text)

    def _parsed(self, shown: str, text: str) -> Document | None:
        try:
            return yaml.load(text)
        except FormatError as fault:
            self._faults(shown, [fault], "yaml")
            return None

    def _toml(self, shape: type[M], shown: str) -> M | None:
        text = self._text(shown, required=True)
        if text is None:
            return None
        try:
            value = toml.load(text)
        except FormatError as fault:
            self._faults(shown, [fault], "toml")
            return None
        entry, problems = validate(shape, value, shown, lambda *place: toml.line_of(text, place))
        self.problems += problems
        return entry

    def _rows(self, shown: str, text: str, shape: type[M]) -> list[tuple[int, M]]:
        """Read the rows of a table with their lines; those that do not fit become problems."""
        optional = [name for name, info in shape.model_fields.items() if not info.is_required()]
        try:
            parsed = table.load(text, list(shape.model_fields), optional)
        except FormatError as fault:
            self._faults(shown, [fault], "table")
            return []
        self._faults(shown, parsed.faults, "table")
        rows = []
        for line, cells in parsed.rows:
            known: dict[str, Json] = {
                key: cell for key, cell in cells.items() if key in shape.model_fields and cell
            }
            row, problems = validate(shape, known, shown, _always(line))
            self.problems += problems
            if row:
                rows.append((line, row))
        return rows

    def _faults(self, shown: str, faults: Sequence[FormatError], code: str) -> None:
        for fault in faults:
            self._add(shown, fault.line, code, fault.message, fault.hint)

    def _add(
        self,
        shown: str,
        line: int | None,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.problems.append(Problem(shown, line, code, message, hint, severity))


def _lines_of(document: Document, at: Place, value: Json, first: int) -> Mapping[str, int]:
    """Return the lines of a claim's fields and of the items of its lists, counted from its own."""
    found: dict[str, int] = {}
    for name, part in value.items() if isinstance(value, dict) else ():
        places: list[Place] = [(name,)]
        if isinstance(part, list):
            places += [(name, number) for number in range(len(part))]
        for place in places:
            line = document.lines.get((*at, *place))
            if line is not None:
                found[".".join(map(str, place))] = line - first
    return _shared(tuple(found.items()))


@lru_cache(maxsize=1024)
def _shared(lines: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Return the same mapping for the same lines: most claims are laid out alike."""
    return dict(lines)


def _note_all(values: list[Any], digests: list[bytes]) -> None:
    """Note the fingerprints of claims and works; of other values there are none."""
    if digests:
        for value, one in zip(values, digests, strict=True):
            note_digest(value, one)


def _with_method(claim: Claim, method: str) -> Claim:
    found = replace(claim, method=method)
    note_digest(found, seal((claim.digest, method)))
    return found


def _always(line: int) -> Callable[..., int | None]:
    return lambda *_: line
