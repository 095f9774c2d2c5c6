"""The files of a Whoosh index: write them so that a killed or failed write never passes for whole.

Order of a write: Whoosh's segments, then its table of contents (renamed into place), then
`documents.json`, then, everything flushed to disk, `manifest.json`. Up to the table of contents the
old index stands; between it and the manifest there is none, and the next update makes it anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.model import WorkspaceError
from evidence.search import tokens
from evidence.search.documents import Document, Ready
from evidence.search.engine import IndexUnusableError
from evidence.search.whoosh_postings import fact

FORMAT = 1
MANIFEST = "manifest.json"
DOCUMENTS = "documents.json"
BUILD = "type 'evidence build'"
MOST_DELETED = 0.5
MOST_DELETED_OF = 100
"""Deleted documents are cleared out when they are more than this share of so many or more."""
Key = tuple[str, str]
"""Kind and id of a document."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manifest:
    """What an index holds: the digest of each document, and what all of them depend on."""

    fingerprint: str
    digests: Mapping[Key, str]


class Store:
    """One Whoosh index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, fingerprint: str) -> tuple[Manifest | None, str]:
        """Return what the index holds, every byte of it checked; or None and the reason.

        What is not sound is deleted.
        """
        try:
            listed = self._listed()
            for name, known in listed["files"].items():
                if _sha256(self.folder / name) != known["sha256"]:
                    raise IndexUnusableError(f"{name} is damaged")
            rows = json.loads((self.folder / DOCUMENTS).read_bytes())
            digests = {(kind, name): one for kind, ids in rows.items() for name, one in ids.items()}
        except (OSError, ValueError, IndexUnusableError) as error:
            self._clear()
            return None, error.message if isinstance(error, IndexUnusableError) else str(error)
        if listed["fingerprint"] != fingerprint:
            return None, "its settings changed"
        return Manifest(fingerprint, digests), ""

    def reader(self) -> Any:
        """Open the index; IndexUnusableError where there is none or its files are not whole."""
        from whoosh import index

        self._listed()
        found = index.open_dir(str(self.folder), schema=_schema())
        return found.reader()

    def distrust(self) -> None:
        """Forget the manifest, so that the next update makes the index anew."""
        with suppress(OSError):
            (self.folder / MANIFEST).unlink(missing_ok=True)

    def _listed(self) -> dict[str, Any]:
        try:
            listed = json.loads((self.folder / MANIFEST).read_bytes())
            sizes = {name: int(known["size"]) for name, known in listed["files"].items()}
            stamp, _ = listed["stamp"], listed["fingerprint"]
        except FileNotFoundError:
            raise IndexUnusableError("there is no search index yet", f"{BUILD} makes it") from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise IndexUnusableError(
                "the search index is damaged", f"{BUILD} makes it anew"
            ) from None
        if stamp != _stamp():
            message = "the search index is of another version"
            raise IndexUnusableError(message, f"{BUILD} makes it anew")
        for name, size in sizes.items():
            path = self.folder / name
            if not path.is_file() or path.stat().st_size != size:
                raise IndexUnusableError(
                    "the search index is not complete", f"{BUILD} completes it"
                )
        return dict(listed)

    @contextmanager
    def change(self, anew: bool, fingerprint: str) -> Iterator[Change]:
        """Change the index, or make it `anew`; nothing counts before `Change.finish`.

        WorkspaceError where the disk cannot be written: then the old index stands, or the next
        update makes it anew.
        """
        change = Change(self, anew, fingerprint)
        try:
            yield change
        except Exception:
            change.abandon()
            raise
        finally:
            change.unlock()

    def _clear(self) -> None:
        self.distrust()
        if self.folder.is_dir():
            shutil.rmtree(self.folder)
        elif self.folder.exists():
            self.folder.unlink()

    def seal(self, found: Any, manifest: Manifest) -> None:
        from evidence.workspace.files import write_atomically

        reader = found.reader()
        try:
            leaves = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
            segments = [leaf.segment().segment_id() for leaf in leaves]
        finally:
            reader.close()
        rows: dict[str, dict[str, str]] = {}
        for (kind, name), one in sorted(manifest.digests.items()):
            rows.setdefault(kind, {})[name] = one
        write_atomically(self.folder / DOCUMENTS, json.dumps(rows))
        files = {
            path.name: {"size": path.stat().st_size, "sha256": _flushed(path)}
            for path in sorted(self._own(segments, found.latest_generation()))
        }
        listed = {
            "stamp": _stamp(),
            "fingerprint": manifest.fingerprint,
            "files": files,
        }
        write_atomically(self.folder / MANIFEST, json.dumps(listed, indent=1) + "\n")

    def _own(self, segments: list[str], generation: int) -> Iterator[Path]:
        """Yield the files of the index, removing what a killed run left behind."""
        for path in list(self.folder.iterdir()):
            of_segment = any(path.name.startswith(f"{one}.") for one in segments)
            if path.name == DOCUMENTS or of_segment or path.name.endswith(f"_{generation}.toc"):
                yield path
            elif path.name != MANIFEST and not path.name.endswith("LOCK"):
                with suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


class Change:
    """A change to an index; Whoosh is asked to write only once there is something to write."""

    def __init__(self, store: Store, anew: bool, fingerprint: str) -> None:
        self._store = store
        self._anew = anew
        self._fingerprint = fingerprint
        self._index: Any = None
        self._reader: Any = None
        self._writer: Any = None
        if anew:
            with _disk():
                self._begin()

    def put(self, document: Document, replaced: bool) -> None:
        """Write a document; `replaced` where the index holds an older form of it."""
        with _disk():
            self._begin()
            if replaced:
                self._delete((document.kind, document.id))
            self._writer.add_document(**_record(document))

    def drop(self, key: Key) -> None:
        """Delete a document."""
        with _disk():
            self._begin()
            self._delete(key)

    def finish(self, digests: Mapping[Key, str]) -> None:
        """Make the change count; `digests` are those of all documents."""
        if self._writer is None:
            return
        with _disk():
            self._reader.close()
            self._writer.commit(mergetype=self._merging(len(digests)))
            self._store.seal(self._index, Manifest(self._fingerprint, digests))

    def abandon(self) -> None:
        """Undo what was written so far, as far as the disk allows."""
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):
                self._reader.close()
            with suppress(Exception):
                self._writer.cancel()

    def unlock(self) -> None:
        """Let go of Whoosh's lock, however the change ended."""
        if self._writer is not None and not self._writer.is_closed:
            with suppress(Exception):
                self._writer.writelock.release()

    def _begin(self) -> None:
        from whoosh import index

        if self._writer is None:
            folder = self._store.folder
            folder.mkdir(parents=True, exist_ok=True)
            make = index.open_dir if index.exists_in(str(folder)) else index.create_in
            self._index = make(str(folder), schema=_schema())
            self._reader = self._index.reader()
            self._writer = self._index.writer()

    def _delete(self, key: Key) -> None:
        term = fact(*key)
        if not self._anew and ("key", term) in self._reader:
            for number in list(self._reader.postings("key", term).all_ids()):
                self._writer.delete_document(number)

    def _merging(self, documents: int) -> Any:
        from whoosh import writing

        if self._anew:
            return writing.CLEAR
        many = self._writer.deleted_count() > MOST_DELETED * max(MOST_DELETED_OF, documents)
        return writing.OPTIMIZE if many else None


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"the search index cannot be written: {error.strerror or error}",
            f"Make room on the disk, then {BUILD}",
        ) from error


def _schema() -> Any:
    from whoosh import columns, fields

    from evidence.search.whoosh_fields import Terms

    return fields.Schema(
        stems=Terms(),
        facts=Terms(),
        key=Terms(),
        length=fields.COLUMN(columns.NumericColumn("I")),
        forward=fields.COLUMN(columns.VarBytesColumn()),
        name=fields.COLUMN(columns.VarBytesColumn()),
        record=fields.STORED(),
    )


def _record(document: Document) -> dict[str, Any]:
    ready = Ready.of(document)
    facts = {
        fact(name, value): 1 for name, values in document.conditions.items() for value in values
    }
    return {
        "stems": ready.stems,
        "facts": facts,
        "key": {fact(document.kind, document.id): 1},
        "length": min(ready.length, 0xFFFFFFFF),
        "forward": ready.forward.encode(),
        "name": fact(document.kind, document.id).encode(),
        "record": json.dumps(document.as_json()),
    }


def _stamp() -> str:
    from importlib.metadata import version

    return f"{FORMAT} tokens {tokens.VERSION} whoosh {version('whoosh-reloaded')}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flushed(path: Path) -> str:
    with path.open("rb") as file:
        with suppress(OSError):
            os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
