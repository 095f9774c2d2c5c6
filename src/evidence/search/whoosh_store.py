"""The files of a Whoosh index: write them so that a killed or failed write never passes for whole.

Order of a write: Whoosh's segments, then its table of contents (renamed into place), then
`documents.json`, then, everything flushed to disk, `manifest.json`. Up to the table of contents the
old index stands; between it and the manifest there is none, and the next update makes it anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.filedb.filestore import FileStorage

from evidence.search import tokens
from evidence.search.engine import IndexUnusableError
from evidence.search.held import Held
from evidence.search.whoosh_fields import schema
from evidence.workspace import trust
from evidence.workspace.files import write_atomically

FORMAT = 2
MANIFEST = "manifest.json"
DOCUMENTS = "documents.json"
BUILD = "Type 'evidence build'"
_OURS = re.compile(r"_?MAIN[_.].*|documents\.json|manifest\.json")
_CONTENTS = re.compile(r"_MAIN_(\d+)\.toc")


class Store:
    """One Whoosh index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._checked: Mapping[str, Mapping[str, Any]] = {}
        """The files whose every byte was looked at, as the manifest names them."""

    def load(self) -> tuple[Held | None, str]:
        """Return what the index holds, every byte of it checked; or None and the reason.

        What is not sound is deleted.
        """
        self._checked = {}
        try:
            listed = self._check()
            held = Held.read((self.folder / DOCUMENTS).read_bytes())
        except (OSError, ValueError, IndexUnusableError) as error:
            self._clear()
            return None, error.message if isinstance(error, IndexUnusableError) else str(error)
        self._checked = listed["files"]
        return held, ""

    def reader(self) -> Any:
        """Open the index; IndexUnusableError where there is none or its files are not whole."""
        self._listed()
        return index.open_dir(str(self.folder), schema=schema()).reader()

    def index(self, anew: bool) -> Any:
        """Open Whoosh's index as it is, or make an empty one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        make = index.create_in if anew else index.open_dir
        return make(str(self.folder), schema=schema())

    def sound(self) -> bool:
        """Whether every byte of the index is as it was written."""
        try:
            self._check()
        except (OSError, ValueError, IndexUnusableError):
            return False
        return True

    def _check(self) -> dict[str, Any]:
        listed = self._listed()
        for name, known in listed["files"].items():
            if _sha256(self.folder / name) != known["sha256"]:
                raise IndexUnusableError(f"{name} is damaged")
        return listed

    def _listed(self) -> dict[str, Any]:
        try:
            listed = json.loads((self.folder / MANIFEST).read_bytes())
            ours = trust.is_marked(_unmarked(listed), listed["mark"])
            sizes = {name: int(known["size"]) for name, known in listed["files"].items()}
            stamp = listed["stamp"]
            newer = self._generation() != listed["generation"]
        except FileNotFoundError:
            raise IndexUnusableError(
                "there is no search index yet", f"{BUILD} to make it"
            ) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise IndexUnusableError(
                "the search index is damaged", f"{BUILD} to make it anew"
            ) from None
        if not ours:
            message = "the search index was made by another user or program"
            raise IndexUnusableError(message, f"{BUILD} to make it anew")
        if stamp != _stamp():
            message = "the search index is of another version"
            raise IndexUnusableError(message, f"{BUILD} to make it anew")
        whole = all(self._has(name, size) for name, size in sizes.items())
        if newer or not whole or not self._contents_stand(listed["files"]):
            message = "the search index is not complete"
            raise IndexUnusableError(message, f"{BUILD} to complete it")
        return dict(listed)

    def _has(self, name: str, size: int) -> bool:
        path = self.folder / name
        return path.is_file() and path.stat().st_size == size

    def _contents_stand(self, files: Mapping[str, Any]) -> bool:
        """Whether the table of contents, which Whoosh unpickles, is the one that was marked."""
        tables = [name for name in files if _CONTENTS.fullmatch(name)]
        return all(_sha256(self.folder / name) == files[name]["sha256"] for name in tables)

    def _generation(self) -> int:
        """Return the number of Whoosh's newest table of contents."""
        found = (_CONTENTS.fullmatch(path.name) for path in self.folder.iterdir())
        return max((int(match[1]) for match in found if match), default=-1)

    def _clear(self) -> None:
        """Delete what an index may have left, the manifest first, and nothing else."""
        self._delete(self.folder / MANIFEST)
        if self.folder.is_dir():
            for path in list(self.folder.iterdir()):
                self._delete(path)

    @staticmethod
    def _delete(path: Path) -> None:
        if _OURS.fullmatch(path.name):
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def seal(self, held: Held) -> None:
        """Make what Whoosh has written count."""
        contents = index.TOC.read(FileStorage(str(self.folder)), "MAIN", schema=schema())
        segments = [segment.segment_id() for segment in contents.segments]
        write_atomically(self.folder / DOCUMENTS, held.lines())
        own = sorted(self._own(segments, contents.generation))
        listed = {
            "stamp": _stamp(),
            "generation": contents.generation,
            "files": {path.name: self._described(path) for path in own},
        }
        listed["mark"] = trust.mark(_unmarked(listed))
        write_atomically(self.folder / MANIFEST, json.dumps(listed, indent=1) + "\n")

    def _described(self, path: Path) -> Mapping[str, Any]:
        """Return size and hash of a file; a segment, once written, never changes."""
        known, size = self._checked.get(path.name), path.stat().st_size
        if known and path.suffix == ".seg" and known["size"] == size:
            return known
        return {"size": size, "sha256": _flushed(path)}

    def _own(self, segments: list[str], generation: int) -> Iterator[Path]:
        """Yield the files of the index, removing what a killed run left behind."""
        for path in list(self.folder.iterdir()):
            of_segment = any(path.name.startswith(f"{one}.") for one in segments)
            if path.name == DOCUMENTS or of_segment or path.name.endswith(f"_{generation}.toc"):
                yield path
            elif path.name != MANIFEST:
                self._delete(path)


def _stamp() -> str:
    return f"{FORMAT} tokens {tokens.VERSION} whoosh {version('whoosh-reloaded')}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flushed(path: Path) -> str:
    with path.open("rb") as file:
        with suppress(OSError):
            os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unmarked(listed: Mapping[str, Any]) -> bytes:
    """Return what the mark of a manifest is made on: all the rest of it."""
    return json.dumps({**listed, "mark": ""}, sort_keys=True).encode()
