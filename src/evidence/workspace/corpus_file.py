"""A file with the text of a work: known by its hash, read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from evidence import texts
from evidence.formats import yaml
from evidence.formats.lines import FormatError
from evidence.model import Problem, Text, TextKind
from evidence.model.seal import seal
from evidence.workspace.files import decode, file_name
from evidence.workspace.program import code


@dataclass(frozen=True)
class TextFile:
    """A file with a text of a work, which is read when it is first asked for."""

    work: str
    kind: TextKind
    path: str
    suffix: str
    page_offset: int | None
    sha256: str
    load: Callable[[TextFile], Text] = field(compare=False, repr=False)

    @cached_property
    def key(self) -> str:
        """The hash of all that comes out of the file."""
        made_by = code("model", "texts", "workspace")
        about = (self.path, self.work, self.kind, self.page_offset, self.sha256)
        return seal((made_by, *about)).hex()

    @property
    def text_key(self) -> str:
        """Where the text stands on the shelf."""
        return f"{self.key} text"

    @cached_property
    def text(self) -> Text:
        """The text, read."""
        return self.load(self)


def read_text(data: bytes, file: TextFile) -> tuple[Text | None, tuple[Problem, ...]]:
    """Read one file; what it gives depends on the arguments alone."""
    problems: list[Problem] = []
    content: bytes | str = data
    path, key, suffix = file.path, file.work, file.suffix
    if not texts.is_binary(suffix) and suffix.lower() in texts.known_suffixes():
        source = decode(data, path)
        problems += source.problems
        if source.problems and not source.text:
            return None, tuple(problems)
        content = source.text
    reading = texts.read(
        content, suffix, key, file.kind, path, sha256=file.sha256, page_offset=file.page_offset
    )
    problems += reading.problems
    stated, faults = _stated_work(reading.front, path)
    problems += faults
    if stated is not None and stated[0] != key:
        message = f"the front matter names the work '{stated[0]}', the file '{key}'"
        hint = f"Write 'work: {key}', or rename the file to {file_name(stated[0])}{suffix}"
        problems.append(Problem(path, stated[1], "other-work", message, hint))
        return None, tuple(problems)
    return reading.text, tuple(problems)


def _stated_work(front: str, path: str) -> tuple[tuple[str, int] | None, tuple[Problem, ...]]:
    """Return the work that front matter names and the line of it, and what is wrong there."""
    if not front.strip():
        return None, ()
    try:
        document = yaml.load(front)
    except FormatError as fault:
        line = 1 + (fault.line or 0)
        return None, (Problem(path, line, "front-matter", fault.message, fault.hint),)
    value = document.value
    if not isinstance(value, dict):
        hint = "Write fields, one a line: 'work: KEY'"
        return None, (Problem(path, 2, "front-matter", "the front matter has no fields", hint),)
    if value.get("work") is None:
        return None, ()
    return (str(value["work"]), 1 + (document.line("work") or 1)), ()
