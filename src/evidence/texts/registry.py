"""Which reader reads which files, by suffix: a new format is a module and its lines here."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from evidence.model import Passage, Problem, Severity, Text, TextKind
from evidence.texts import markdown, plain
from evidence.texts.extract import BinaryReader, Extract, TextReader

MOST_BYTES = 64_000_000

_TEXT: Mapping[str, TextReader] = {
    ".markdown": markdown.read,
    ".md": markdown.read,
    ".txt": plain.read,
}
_BINARY: Mapping[str, BinaryReader] = {}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read, None where it could not be, and what was wrong with its file.

    `front` is the front matter as it stands, unparsed; its first line is the second of the file.
    """

    text: Text | None
    problems: tuple[Problem, ...] = ()
    front: str = ""


def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes that can be read, with their dots, in order."""
    return tuple(sorted({*_TEXT, *_BINARY}))


def is_binary(suffix: str) -> bool:
    """Whether files of this suffix are read from bytes; others are decoded first."""
    return suffix.casefold() in _BINARY


def read(
    data: bytes | str,
    suffix: str,
    work: str,
    kind: TextKind,
    path: str,
    *,
    sha256: str = "",
    page_offset: int | None = None,
) -> Reading:
    """Read the file of a text into content and passages; no fault of the file raises.

    `data` is what the file holds: bytes or, for a text format, characters that were decoded before
    (bytes that are no UTF-8 become U+FFFD here, without a problem). `sha256` is that of the file's
    bytes, computed where it is not given. `page_offset` plus the count of pages, from 1, is the
    number printed on the page.
    """
    known = suffix.casefold()
    if known not in _TEXT and known not in _BINARY:
        message = f"files ending in '{suffix}' cannot be read"
        hint = f"Known: {', '.join(known_suffixes())}"
        problem = Problem(path, None, "unknown-format", message, hint, Severity.WARNING)
        return Reading(None, (problem,))
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        message = f"larger than {MOST_BYTES // 1_000_000} MB"
        return Reading(None, (Problem(path, None, "too-large", message, "Split the file"),))
    extract = _extract(raw if known in _BINARY else data, known, path, page_offset)
    digest = sha256 or hashlib.sha256(raw).hexdigest()
    passages = tuple(
        Passage(work, kind, number, one.start, one.end, one.paragraph, one.heading, one.page)
        for number, one in enumerate(extract.spans, 1)
    )
    problems = extract.problems
    if not passages and not problems:
        message, hint = "the text is empty", "Fill it in, or delete the file"
        problems = (Problem(path, None, "empty", message, hint, Severity.WARNING),)
    text = Text(work, kind, path, digest, extract.content, passages)
    return Reading(text, problems, extract.front)


def _extract(data: bytes | str, suffix: str, path: str, page_offset: int | None) -> Extract:
    """Run a reader; whatever goes wrong in it is a problem of this one file."""
    if suffix in _BINARY:
        assert isinstance(data, bytes)
        run = partial(_BINARY[suffix], data, path, page_offset)
    else:
        run = partial(_TEXT[suffix], _decoded(data), path, page_offset)
    try:
        return run()
    except Exception as error:
        _log.exception("%s", path)
        message = f"cannot be read as {suffix} ({type(error).__name__})"
        hint = "Save it in another format, and report the fault with --debug"
        return Extract("", problems=(Problem(path, None, "unreadable", message, hint),))


def _decoded(data: bytes | str) -> str:
    text = data if isinstance(data, str) else data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
