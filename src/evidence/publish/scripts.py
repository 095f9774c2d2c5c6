"""Scripts as the website ships them: ours without what only we read, and data as scripts."""

from __future__ import annotations

import json

from rjsmin import jsmin

from evidence.publish.write import GENERATOR

_HARMFUL = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def compact(source: str) -> str:
    """Return a script without comments and without the blanks that it can do without."""
    return f"/* {GENERATOR}: made from a readable source */\n{jsmin(source)}\n"


def literal(value: object) -> str:
    """Return a value as JavaScript: plain ASCII, which ends no script or comment of HTML."""
    found = json.dumps(value, separators=(",", ":"))
    for harmful, escaped in _HARMFUL.items():  # much faster than `translate`
        found = found.replace(harmful, escaped)
    return found
