"""The program itself, as something that results depend on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable

_KINDS = (".py", ".html", ".css", ".js", ".svg")


@cache
def code(*packages: str) -> str:
    """Return the fingerprint of packages of ours, and of the program's version."""
    found = sha256(version("evidence-map").encode())
    root = package_files("evidence")
    for name in packages:
        for path, data in _sources(root / name, name):
            found.update(f"\n{path} {len(data)}\n".encode())
            found.update(data)
    return found.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _sources(one, f"{name}/{one.name}")
        elif one.name.endswith(_KINDS):
            yield f"{name}/{one.name}", one.read_bytes()
