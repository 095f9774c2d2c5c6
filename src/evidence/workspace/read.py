"""Read the files of a workspace one by one: kept by content, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from evidence.formats import table, toml, yaml
from evidence.formats.lines import Document, FormatError, Json
from evidence.model import Problem, Severity, Work
from evidence.model.seal import note_seals, seals_of
from evidence.workspace.cache import Shelf, digest
from evidence.workspace.files import read_source
from evidence.workspace.program import code
from evidence.workspace.sources import Sources
from evidence.workspace.validate import validate

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")


@dataclass
class FileReader:
    """Reads files below `root` and collects what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    shelf: Shelf | None = None
    sources: Sources | None = None

    def _kept(self, shown: str, read: Callable[[str, str], list[R]]) -> list[R]:
        """Return what `read` makes of path and text of a file, with its problems.

        Kept by path and hash of the bytes: where the hash is known, the file is not read.
        """
        known = self.sources.hash(shown) if self.sources else ""
        made_by = code("model", "formats", "workspace")
        found = self.shelf.find(digest(made_by, shown, known)) if self.shelf and known else None
        if found is not None:
            values: list[R]
            values, seals, problems = found
            _note_all(values, seals)
            self.problems += problems
            return values
        sha256, values, faults = self._read(shown, read)
        seals = [seals_of(one) for one in values if isinstance(one, Work)]
        _note_all(values, seals)
        self.problems += faults
        if self.shelf and sha256:
            self.shelf.put(digest(made_by, shown, sha256), (values, seals, faults))
        return values

    def _read(
        self, shown: str, read: Callable[[str, str], list[R]]
    ) -> tuple[str, list[R], list[Problem]]:
        """Return the SHA-256 of a file, what `read` makes of it, and what is wrong with it."""
        source = read_source(self.root / shown, shown)
        if source is None:
            return "", [], []
        before = len(self.problems)
        self.problems += source.problems
        values = [] if source.problems and not source.text else read(shown, source.text)
        faults = self.problems[before:]
        del self.problems[before:]
        return source.sha256, values, faults

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


def _note_all(values: list[Any], seals: list[tuple[bytes, ...]]) -> None:
    """Note the fingerprints of works; of other values there are none."""
    if seals:
        for value, found in zip(values, seals, strict=True):
            note_seals(value, *found)


def _always(line: int) -> Callable[..., int | None]:
    return lambda *_: line
