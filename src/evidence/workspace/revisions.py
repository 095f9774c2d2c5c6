"""A workspace as it was at a revision of git, in a folder of its own; the work tree is not touched.

Blobs are read straight from git's objects: no checkout, no index, no filter, no network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.model import UsageError, WorkspaceError
from evidence.model.errors import did_you_mean
from evidence.workspace.cache import FOLDER
from evidence.workspace.files import MOST_BYTES
from evidence.workspace.open import Workspace, open_workspace
from evidence.workspace.sources import SETTINGS

NOTHING = "-"
"""Name of the state before the first edition, in which there is nothing."""
WORK_TREE = ""
"""Name of the state of the files as they are."""

_PARTS = ("annotations/", "bib/", "site/pages/")
_FILE_MODES = frozenset({"100644", "100755"})
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class State:
    """A state of a workspace. `name` is how it was asked for; `workspace` None is nothing at all.

    `revision` is the commit, and `modified` whether files differ from it; without git both are
    empty.
    """

    name: str
    workspace: Workspace | None
    revision: str = ""
    modified: bool = False


@contextlib.contextmanager
def opened(root: Path | None, name: str) -> Iterator[State]:
    """Open a state: a folder with a workspace, a revision of git, the work tree, or nothing.

    `root` is the workspace whose revisions are meant. UsageError where a revision is unknown or has
    no workspace; WorkspaceError where git is missing or does not know the folder.
    """
    if name == NOTHING:
        yield State(name, None)
    elif name != WORK_TREE and (Path(name) / SETTINGS).is_file():
        folder = Path(name).resolve()
        yield State(folder.name, open_workspace(folder))
    elif root is None:
        raise UsageError(f"'{name}' is no folder with an {SETTINGS}", "Name a workspace's folder")
    elif name == WORK_TREE:
        revision, modified = _head(root)
        yield State("work tree", open_workspace(root), revision, modified)
    else:
        with tempfile.TemporaryDirectory(prefix="evidence-") as made:
            folder = Path(made)
            revision = _extract(root, name, folder)
            with contextlib.suppress(OSError):  # what is parsed already need not be parsed again
                (folder / FOLDER).mkdir()
                shutil.copyfile(root / FOLDER / "parsed.cache", folder / FOLDER / "parsed.cache")
            yield State(name, open_workspace(folder), revision)


def _head(root: Path) -> tuple[str, bool]:
    """Return the commit that the work tree is based on, and whether a source differs from it."""
    try:
        revision = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
        changed = _git(root, "status", "--porcelain", "-z", "--", SETTINGS, *_PARTS)
    except (WorkspaceError, subprocess.CalledProcessError):
        return "", False
    return revision, bool(changed)


def _extract(root: Path, name: str, folder: Path) -> str:
    """Write the sources of a revision into a folder; return its commit."""
    try:
        prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").partition("\n")[0]
        raise WorkspaceError(
            f"git knows no revisions of {root} ({reason.removeprefix('fatal: ')})",
            "Name two folders, or put the workspace under git",
        ) from None
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options",
                     f"{name}^{{commit}}")  # fmt: skip
    except subprocess.CalledProcessError:
        refs = _git(root, "for-each-ref", "--format=%(refname:short)", "--count=1000")
        known = refs.decode("utf-8", "replace").split()
        raise UsageError(f"unknown revision '{name}'", did_you_mean(name, known)) from None
    revision = found.decode().strip()
    blobs = _blobs(root, f"{revision}:{prefix}")
    if SETTINGS not in blobs:
        where = f" in {prefix}" if prefix else ""
        raise UsageError(f"revision '{name}' has no {SETTINGS}{where}", "Name a later one")
    data = _git(
        root, "cat-file", "--batch", given="".join(f"{one}\n" for one in blobs.values()).encode()
    )
    for path, content in zip(blobs, _contents(data), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return revision


def _blobs(root: Path, tree: str) -> dict[str, str]:
    """Return the source files of a tree by path; links and what is too large are left out."""
    found: dict[str, str] = {}
    try:
        listed = _git(root, "ls-tree", "--full-tree", "-r", "-l", "-z", tree)
    except subprocess.CalledProcessError:  # this revision does not have the folder
        return found
    for entry in listed.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if not (path == SETTINGS or path.startswith(_PARTS)) or not _is_plain(path):
            continue
        mode, kind, blob, size = head.decode().split()
        if kind == "blob" and mode in _FILE_MODES and int(size) <= MOST_BYTES:
            found[path] = blob
    return found


def _is_plain(path: str) -> bool:
    parts = path.split("/")
    return not any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts)


def _contents(data: bytes) -> Iterator[bytes]:
    """Yield the blobs that `git cat-file --batch` printed."""
    start = 0
    while start < len(data):
        end = data.index(b"\n", start)
        size = int(data[start:end].split()[2])
        yield data[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints; CalledProcessError where it fails."""
    command: Sequence[str] = ("git", "-C", str(root), "-c", "core.fsmonitor=false", *words)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 -- fixed words; a name cannot be an option
            command, input=given, capture_output=True, check=True, timeout=_SECONDS,
            env={**ours, **quiet, "LC_ALL": "C"},
        )  # fmt: skip
    except FileNotFoundError:
        raise WorkspaceError("git is not installed", "Install it, or name two folders") from None
    except subprocess.TimeoutExpired:
        raise WorkspaceError("git does not answer", "Name two folders instead") from None
    return done.stdout
