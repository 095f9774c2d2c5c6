"""Load the texts of a workspace: our notes on each work, and the user's own copies of it.

A file is of the work that its name says (`file_name(key)` and a suffix). One that fits no work, or
whose front matter names another, is left out and becomes a problem: a text on the wrong work is
worse than none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence.formats import table
from evidence.formats.lines import FormatError
from evidence.model import Problem, Severity, Text, TextKind
from evidence.model.errors import did_you_mean
from evidence.workspace.cache import Shelf
from evidence.workspace.corpus_file import TextFile, read_text
from evidence.workspace.files import MOST_BYTES, file_name, read_source
from evidence.workspace.sources import Sources

NOTES = "corpus/notes"
TEXTS = "corpus/texts"
MANIFEST = "corpus/manifest.csv"
COLUMNS = ("key", "file", "sha256", "pages", "page_offset", "added")

_NOTES_SUFFIX = ".md"
_READINGS = "readings"
Reading = tuple[bool, tuple[Problem, ...]]
"""Whether a file has a text that can be used, and what is wrong with it."""

MOST_SUGGESTIONS = 20
"""Files without a work that get a 'Did you mean': looking for near names among many is slow."""


@dataclass(frozen=True)
class Corpus:
    """The files of texts, notes before copies and in the order of names, and what is wrong."""

    files: tuple[TextFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text, read."""
        return tuple(file.text for file in self.files)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of corpus/manifest.csv; `page_offset` is None where it is not known."""

    key: str
    sha256: str
    page_offset: int | None
    line: int


def load_corpus(root: Path, works: Iterable[str], sources: Sources | None = None) -> Corpus:
    """Read the notes and texts of the works whose keys are given.

    What was read is kept below .evidence/ by the hash of the file, and not even loaded from there
    before it is asked for; no fault in a file raises.
    """
    keys = {file_name(key): key for key in works}
    shelf = Shelf(root, "texts")
    loader = _Loader(root, keys, shelf, sources or Sources(root), shelf.find(_READINGS) or {})
    listed = loader.manifest()
    found = [*loader.folder(NOTES, "notes", {}), *loader.folder(TEXTS, "text", listed)]
    if loader.read != loader.kept:
        shelf.put(_READINGS, loader.read)
    shelf.save()
    return Corpus(tuple(found), tuple(loader.problems))


@dataclass
class _Loader:
    """Reads files and collects what is wrong with them. `keys` holds the works by file name.

    `kept` says by key what came of each file the last time, `read` what came of it now.
    """

    root: Path
    keys: Mapping[str, str]
    shelf: Shelf
    sources: Sources
    kept: Mapping[str, Reading]
    read: dict[str, Reading] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    strangers: int = 0

    def manifest(self) -> dict[str, Listed]:
        """Read the manifest: rows by the name of the file that they describe."""
        source = read_source(self.root / MANIFEST, MANIFEST)
        if source is None:
            return {}
        self.problems += source.problems
        try:
            parsed = table.load(source.text, COLUMNS, COLUMNS[2:]) if source.text else None
        except FormatError as fault:
            self._fault(MANIFEST, fault)
            return {}
        found: dict[str, Listed] = {}
        for line, row in parsed.rows if parsed else ():
            offset = row.get("page_offset", "")
            number = _whole(offset)
            if offset and number is None:
                message = f"page_offset '{offset}' is not a whole number"
                hint = "Write the number printed on the first page, less one"
                self._add(MANIFEST, line, "schema", message, hint)
            name = row["file"].replace("\\", "/").rpartition("/")[2]
            sha256 = row.get("sha256", "").lower()
            found.setdefault(name, Listed(row["key"], sha256, number, line))
        for one in parsed.faults if parsed else ():
            self._fault(MANIFEST, one)
        return found

    def folder(
        self, shown: str, kind: TextKind, listed: Mapping[str, Listed]
    ) -> Iterator[TextFile]:
        """Yield the files of texts in a folder, one for each work."""
        taken: dict[str, str] = {}
        for name in self._files(shown):
            path = f"{shown}/{name}"
            stem, suffix = os.path.splitext(name)  # noqa: PTH122 -- Path.suffix knows no 'a.'
            key = self.keys.get(stem)
            if key is None:
                self._no_work(path, stem)
            elif kind == "notes" and suffix.lower() != _NOTES_SUFFIX:
                hint = f"Save it as {stem}{_NOTES_SUFFIX}, or move it to {TEXTS}"
                self._add(path, None, "notes-format", "reading notes are Markdown", hint)
            elif key in taken:
                message = f"a second text of '{key}'; {taken[key]} is the one that is read"
                self._add(path, None, "second-text", message, "Keep one of the two", warn=True)
            else:
                file = self._file(path, suffix, key, kind, listed.get(name))
                if file is not None:
                    taken[key] = name
                    yield file

    def _files(self, shown: str) -> list[str]:
        """Return the names of the files in a folder; hidden ones and its README are none of ours.

        Sorted by name without suffix first, so that 'a.md' comes before 'a-b.md' everywhere.
        """
        try:
            entries = [entry.name for entry in os.scandir(self.root / shown) if entry.is_file()]
        except FileNotFoundError:
            return []
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror or error}"
            self._add(shown, None, "unreadable", message, "Check its permissions")
            return []
        ours = [one for one in entries if not one.startswith(".") and one[:7].upper() != "README."]
        return sorted(ours, key=os.path.splitext)

    def _file(
        self, path: str, suffix: str, key: str, kind: TextKind, listed: Listed | None
    ) -> TextFile | None:
        offset = listed.page_offset if listed else None
        file = TextFile(key, kind, path, suffix, offset, self.sources.hash(path), self._load)
        reading = self.kept.get(file.key) if file.sha256 else None
        if reading is None:
            data = self._bytes(path)
            if data is None:
                return None
            file = replace(file, sha256=hashlib.sha256(data).hexdigest())
            text, problems = read_text(data, file)
            reading = (text is not None, problems)
            if text is not None:
                self.shelf.put(file.text_key, text)
        self.read[file.key] = reading
        sound, problems = reading
        self.problems += problems
        if listed and listed.sha256 and listed.sha256 != file.sha256:
            message = f"{path} is no longer the file that was added (its SHA-256 differs)"
            hint = "Enter its new SHA-256 here, or restore the file"
            self._add(MANIFEST, listed.line, "changed-file", message, hint, warn=True)
        return file if sound and self.shelf.keep(file.text_key) else None

    def _load(self, file: TextFile) -> Text:
        text: Text | None = self.shelf.find(file.text_key)
        if text is None and (data := self._bytes(file.path)) is not None:
            text = read_text(data, file)[0]
        return text or Text(file.work, file.kind, file.path, file.sha256, "", ())

    def _bytes(self, path: str) -> bytes | None:
        file = self.root / path
        try:
            if file.stat().st_size > MOST_BYTES:
                message = f"larger than {MOST_BYTES // 1_000_000} MB"
                self._add(path, None, "too-large", message, "Split the file")
                return None
            return file.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror or error}"
            self._add(path, None, "unreadable", message, "Check its permissions")
            return None

    def _no_work(self, path: str, stem: str) -> None:
        hint = "Add the work to bib/, or rename the file after its key"
        self.strangers += 1
        if self.strangers <= MOST_SUGGESTIONS:
            near = did_you_mean(stem, self.keys)
            hint = f"{near} {hint}" if near.startswith("Did") else hint
        self._add(path, None, "unknown-work", f"no work in bib/ is called '{stem}'", hint)

    def _fault(self, shown: str, fault: FormatError) -> None:
        self._add(shown, fault.line, "table", fault.message, fault.hint)

    def _add(
        self,
        shown: str,
        line: int | None,
        code: str,
        message: str,
        hint: str,
        warn: bool = False,
    ) -> None:
        severity = Severity.WARNING if warn else Severity.ERROR
        self.problems.append(Problem(shown, line, code, message, hint, severity))


def _whole(cell: str) -> int | None:
    digits = cell.removeprefix("-")
    return int(cell) if digits.isdecimal() and len(digits) < 7 else None
