"""The program that makes pages, as something that they depend on."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from evidence.workspace.cache import digest
from evidence.workspace.program import code


@cache
def program() -> str:
    """Return the fingerprint of the code that makes pages, and of what it makes them with."""
    versions = [version(name) for name in ("jinja2", "markupsafe", "markdown-it-py")]
    return digest(code("model", "formats", "synthesis", "exchange", "publish"), *versions)
