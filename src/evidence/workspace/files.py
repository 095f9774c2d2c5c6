"""Read and write files so that nothing is lost: limits, encodings, atomic writes, one lock."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from filelock import FileLock, Timeout

from evidence.model import Problem, WorkspaceError

MOST_BYTES = 64_000_000
LOCK_SECONDS = 30.0

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

_PLAIN = re.compile(r"[a-z0-9._-]+")
_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, what was wrong with its bytes, and their SHA-256 where they were read."""

    text: str
    problems: tuple[Problem, ...] = ()
    sha256: str = ""


def read_source(path: Path, shown: str) -> Source | None:
    """Read a text file as UTF-8; None where there is none.

    Bytes that are no UTF-8 are an error with their line; the rest is read with U+FFFD in their
    place. `shown` is the path as problems print it.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"larger than {MOST_BYTES // 1_000_000} MB"
            return Source("", (Problem(shown, None, "too-large", message, "Split the file"),))
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        return Source("", (Problem(shown, None, "unreadable", message, "Check its permissions"),))
    return replace(decode(data, shown), sha256=sha256(data).hexdigest())


def decode(data: bytes, shown: str) -> Source:
    """Decode UTF-8, with or without a byte order mark, and any line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4096]:
        hint = "Save the file as UTF-8"
        return Source("", (Problem(shown, 1, "encoding", "not UTF-8 but UTF-16 or binary", hint),))
    problems: tuple[Problem, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02X}"
        hint = "Save the file as UTF-8; it looks like Windows-1252 or Latin-1"
        problems = (Problem(shown, line, "encoding", message, hint),)
        text = data.decode("utf-8-sig", errors="replace")
    return Source(text.replace("\r\n", "\n").replace("\r", "\n"), problems)


def write_atomically(path: Path, data: str | bytes, durable: bool = True) -> bool:
    """Replace a file whole or not at all; return whether its bytes changed.

    The bytes go to a temporary file in the same folder, are flushed to disk and renamed over the
    old file. A file that holds the same bytes already is left alone. Without `durable` nothing
    waits for the disk: for derived files only, since a loss of power may then leave one empty.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    put_in_place(str(path), content, durable)
    return True


def put_in_place(
    path: str, content: bytes, durable: bool = True, new: bool = False
) -> os.stat_result:
    """Write a file as `write_atomically` does, whatever it held before; return its new state.

    `new` says that there is none yet.
    """
    folder = os.path.dirname(path)  # noqa: PTH120 -- plain words here: a site has 100,000 files
    mode = None
    if not new:
        with contextlib.suppress(FileNotFoundError):
            mode = os.stat(path).st_mode & 0o777  # noqa: PTH116
    try:
        handle, name = _new_file(folder)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        handle, name = _new_file(folder)
    try:
        try:
            state = _fill(handle, content, durable)
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(name, mode)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return state


def _fill(handle: int, content: bytes, durable: bool) -> os.stat_result:
    """Write the content of a file that has none; return its state."""
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]
    if durable:
        os.fsync(handle)
    return os.fstat(handle)


def _new_file(folder: str) -> tuple[int, str]:
    """Open a new file for writing, under a name that nobody can know before; return both."""
    while True:
        name = os.path.join(folder, f".{token_hex(4)}.part")  # noqa: PTH118
        with contextlib.suppress(FileExistsError):
            return os.open(name, _NEW, 0o666), name


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the workspace's one lock for writing; raise WorkspaceError when another run keeps it."""
    folder = root / ".evidence"
    folder.mkdir(exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise WorkspaceError(
            "another evidence command is writing to this workspace",
            f"Wait for it, or delete {folder / 'lock'} when none is running",
        ) from None


def file_name(key: str) -> str:
    """Return a citation key or id as a file name: all but [a-z0-9._-] percent-encoded.

    Capitals too, since many file systems do not tell them apart; so is the first letter of a name
    that Windows keeps for itself and a leading dot.
    """
    name = key if _PLAIN.fullmatch(key) else "".join(map(_percent, key))
    if name.startswith(".") or _WINDOWS.match(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return name


def _percent(char: str) -> str:
    if _PLAIN.fullmatch(char):
        return char
    encoded = quote(char, safe="", errors="replace")
    return encoded if encoded.startswith("%") else f"%{ord(char):02X}"
