"""The files of `cite`: the article, the bibliography, and entries appended to it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli.session import Session
from evidence.model.errors import UsageError, WorkspaceError

if TYPE_CHECKING:
    from evidence.citations.propose import Proposal
    from evidence.model import Article, Problem, Work

WORKSPACE_BIB = "bib/references.bib"


@dataclass(frozen=True)
class Library:
    """The works to look citations up in, what was wrong with their file, and where to append."""

    works: Sequence[Work] = ()
    problems: Sequence[Problem] = ()
    path: Path | None = None
    root: Path | None = None
    """The workspace whose bibliography it is."""


def read(path: Path) -> Article:
    """Read an article; '-' is standard input. UsageError for a format that no reader knows."""
    from evidence.citations.find import read_article

    if str(path) == "-":
        return read_article(sys.stdin.buffer.read(), "-")
    return read_article(path.read_bytes(), str(path))


def library(session: Session, bib: Path | None, write: bool) -> Library:
    """Read the bibliography: that of a file, of the workspace, or none.

    UsageError for a file that is not there, unless entries are to be written to it, and where they
    are to be written and there is neither file nor workspace.
    """
    if bib is not None:
        return _of_file(bib, write)
    root = _root(session)
    if root is not None:
        return _of_workspace(session, root)
    if write:
        raise UsageError("there is no bibliography to write to", "Name a file with --bib FILE")
    return Library()


def _of_file(path: Path, write: bool) -> Library:
    from evidence.formats import bibtex
    from evidence.model import Problem
    from evidence.workspace.files import read_source

    source = read_source(path, str(path))
    if source is None:
        if not write:
            hint = "Name another file, or make this one with --propose --write"
            raise UsageError(f"{path} does not exist", hint)
        return Library(path=path)
    found = bibtex.load(source.text)
    faults = [
        Problem(str(path), fault.line, "bibtex", fault.message, fault.hint)
        for fault in found.faults
    ]
    works = bibtex.with_path(found.works, str(path))
    return Library(works, [*source.problems, *faults], path)


def _root(session: Session) -> Path | None:
    """Return the folder of the workspace; None where there is none and none was asked for."""
    try:
        return session.root
    except WorkspaceError:
        if session.folder is not None:
            raise
        return None


def _of_workspace(session: Session, root: Path) -> Library:
    """Read the bibliography of a workspace; what is wrong with it is told by `evidence check`."""
    from evidence.workspace.cache import Shelf
    from evidence.workspace.load import Loader

    assert session.settings  # a folder that is no workspace, or too new a one, is an error
    loader = Loader(root, [], Shelf(root, "parsed"))
    works = loader.bibliography()
    return Library(works, loader.problems, root / WORKSPACE_BIB, root)


def append(library: Library, proposed: Sequence[Proposal]) -> Path:
    """Append proposed entries to the bibliography, which is made where there is none."""
    from evidence.workspace import bibliography

    assert library.path is not None
    bibliography.append(library.path, [one.work for one in proposed], library.root)
    return library.path
