"""Add entries to a .bib file: at its end, whole or not at all, never twice."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from evidence.formats import bibtex_write
from evidence.formats.lines import FormatError
from evidence.model import EvidenceError, Work
from evidence.workspace.files import decode, locked, write_atomically

_MARK = b"\xef\xbb\xbf"


def append(path: Path, works: Sequence[Work], root: Path | None = None) -> None:
    """Append works to a .bib file, making it where there is none.

    What the file holds stays byte for byte, its byte order mark and line ends included. `root` is
    the workspace whose lock is held meanwhile. Raises EvidenceError, and writes nothing, for a file
    that cannot be read, a key that is taken and an entry that cannot be written.
    """
    with locked(root) if root else nullcontext():
        data = _bytes(path)
        source = decode(data, path.name)
        if source.problems:
            problem = source.problems[0]
            raise EvidenceError(f"{path}: {problem.message}", problem.hint)
        text = data.removeprefix(_MARK).decode("utf-8")
        try:
            new = bibtex_write.appended(text, works)
        except FormatError as fault:
            raise EvidenceError(f"{path}: {fault.message}", fault.hint) from None
        mark = _MARK if data.startswith(_MARK) else b""
        write_atomically(path, mark + new.encode("utf-8"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror or error}") from None
