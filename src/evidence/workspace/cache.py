"""Results that can be computed again, kept by the hash of all that they depend on.

A shelf is one file of `.evidence/`: values by hash, each pickled by itself, so that what is not
asked for is not made again and what has not changed is not pickled again. What a run does not ask
for is dropped when the shelf is saved: a shelf never grows beyond what is in use. A shelf that is
missing, damaged or written by another version of the program or of Python is an empty one.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import json
import logging
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from evidence.model import Claim
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


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector back where there are many small values and no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Pickler(pickle.Pickler):
    """Writes a dataclass as its class and fields: half the size, and five times as quick to read.

    A field that is no argument of its class, such as a digest, is left out.
    """

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if is_dataclass(kind):
            return kind, _arguments(kind)(value)
        return NotImplemented


class _ClaimPickler(_Pickler):
    """Writes known claims as their ids; apart, since it is asked about every single value."""

    def __init__(self, file: io.BytesIO, claims: Mapping[str, Claim]) -> None:
        super().__init__(file, protocol=5)
        self._claims = claims

    def persistent_id(self, value: Any) -> str | None:
        if value.__class__ is Claim and self._claims.get(value.id) is value:
            return str(value.id)
        return None


@cache
def _arguments(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    names = [one.name for one in fields(kind) if one.init]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


class _Unpickler(pickle.Unpickler):
    """Makes values of our own model and nothing else.

    A shelf may come with a workspace from a stranger: no name in it is looked up outside the model.
    """

    def __init__(self, file: io.BytesIO, claims: Mapping[str, Claim] | None) -> None:
        super().__init__(file)
        self._claims = claims or {}

    def persistent_load(self, name: Any) -> Claim:
        return self._claims[name]

    def find_class(self, module: str, name: str) -> Any:
        return _of_model(module, name)


@cache
def _of_model(module: str, name: str) -> type:
    if module.startswith("evidence.model."):
        found = getattr(import_module(module), name, None)
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name} has no place on a shelf")


class Shelf:
    """Values by hash, in one file below `.evidence/`.

    Claims in them are kept as such or, where `claims` has them by id, as their ids.
    """

    def __init__(self, root: Path, name: str, claims: Mapping[str, Claim] | None = None) -> None:
        self.path = root / FOLDER / f"{name}.cache"
        self._stamp = f"{version('evidence-map')} {sys.version_info[:2]} {name}"
        self._claims = claims
        self._old = self._load()
        self._new: dict[str, bytes | memoryview] = {}
        self.computed = 0

    def get(self, key: str, compute: Callable[[], V]) -> V:
        """Return the value of a hash, computing it where it is not kept; a value is never None."""
        found: V | None = self.find(key)
        if found is None:
            found = compute()
            self.put(key, found)
        return found

    def find(self, key: str) -> Any:
        """Return the kept value of a hash, or None; what is found stays on the shelf."""
        if not self.keep(key):
            return None
        try:
            return _Unpickler(io.BytesIO(self._new[key]), self._claims).load()
        except Exception as error:
            _log.info("a value of %s is computed anew: %s", self.path.name, error)
            del self._new[key]
            return None

    def keep(self, key: str) -> bool:
        """Whether a hash has a value; if so it stays on the shelf, without being read."""
        if key in self._new:
            return True
        if key in self._old:
            self._new[key] = self._old[key]
            return True
        return False

    def put(self, key: str, value: object) -> None:
        """Keep a value that was computed elsewhere."""
        data = io.BytesIO()
        pickler = _ClaimPickler(data, self._claims) if self._claims else _Pickler(data, protocol=5)
        pickler.dump(value)
        self._new[key] = data.getvalue()
        self.computed += 1

    def save(self) -> None:
        """Write the shelf if it holds anything else than before; a failure costs time, not data."""
        if not self.computed and self._new.keys() == self._old.keys():
            return
        body = b"".join(self._new.values())
        sizes = {key: len(value) for key, value in self._new.items()}
        head = json.dumps({"stamp": self._stamp, "sum": _sum(body), "sizes": sizes})
        with contextlib.suppress(OSError):
            write_atomically(self.path, head.encode() + b"\n" + body, durable=False)

    def _load(self) -> Mapping[str, memoryview]:
        try:
            whole = self.path.read_bytes()
            start = whole.index(b"\n") + 1
            head = json.loads(whole[:start])
            if head["stamp"] != self._stamp:
                return {}
            data = memoryview(whole)
            if head["sum"] != _sum(data[start:]):
                raise ValueError("it is damaged")
            found = {}
            for key, size in head["sizes"].items():
                found[key] = data[start : start + size]
                start += size
        except FileNotFoundError:
            return {}
        except Exception as error:
            _log.info("%s is computed anew: %s", self.path.name, error)
            return {}
        return found


def _sum(data: bytes | memoryview) -> str:
    return f"{crc32(data):08x}"
