"""Results that can be computed again, kept by the hash of all that they depend on.

A shelf is one file of `.evidence/`: a dictionary from hash to value. What a run does not ask for is
dropped when the shelf is saved, so a shelf never grows beyond what is in use. A shelf that is
missing, damaged or written by another version of the program or of Python is an empty one.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import pickle
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from evidence.workspace.files import write_atomically

V = TypeVar("V")
FOLDER = ".evidence"
_log = logging.getLogger(__name__)


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of parts that cannot run into each other, in hexadecimal."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


class _Unpickler(pickle.Unpickler):
    """Makes values of our own model and nothing else.

    A shelf may come with a workspace from a stranger: no name in it is looked up outside the model.
    """

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("evidence.model."):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place on a shelf")


class Shelf:
    """Values by hash, in one file below `.evidence/`."""

    def __init__(self, root: Path, name: str) -> None:
        self.path = root / FOLDER / f"{name}.cache"
        self._stamp = f"{version('evidence-map')} {sys.version_info[:2]} {name}"
        self._old = self._load()
        self._new: dict[str, Any] = {}
        self.computed = 0

    def get(self, key: str, compute: Callable[[], V]) -> V:
        """Return the value of a hash, computing it where it is not kept."""
        if key in self._new:
            found: V = self._new[key]
        elif key in self._old:
            found = self._old[key]
        else:
            found = compute()
            self.computed += 1
        self._new[key] = found
        return found

    def find(self, key: str) -> Any:
        """Return the kept value of a hash, or None; what is found stays on the shelf."""
        if key in self._new:
            return self._new[key]
        if key in self._old:
            self._new[key] = self._old[key]
            return self._old[key]
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a value that was computed elsewhere."""
        self._new[key] = value
        self.computed += 1

    def save(self) -> None:
        """Write the shelf if it holds anything else than before; a failure costs time, not data."""
        if not self.computed and self._new.keys() == self._old.keys():
            return
        with contextlib.suppress(OSError):
            write_atomically(self.path, pickle.dumps((self._stamp, self._new), protocol=5))

    def _load(self) -> dict[str, Any]:
        try:
            stamp, values = _Unpickler(io.BytesIO(self.path.read_bytes())).load()
        except FileNotFoundError:
            return {}
        except Exception as error:
            _log.info("%s is computed anew: %s", self.path.name, error)
            return {}
        return values if stamp == self._stamp and isinstance(values, dict) else {}
