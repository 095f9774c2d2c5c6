"""Tell what this user's program has written from what came with a workspace.

Whoosh unpickles a part of its index, and a pickle can run code. So an index is marked with a secret
of this user before it counts, and one without a right mark is never opened but made anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from evidence.workspace.files import write_atomically

BYTES = 32


def mark(data: bytes) -> str:
    """Return this user's mark on some bytes: HMAC-SHA-256, in hexadecimal."""
    return hmac.new(_secret(_folder()), data, hashlib.sha256).hexdigest()


def is_marked(data: bytes, given: object) -> bool:
    """Whether a mark is this user's mark on these bytes."""
    return isinstance(given, str) and hmac.compare_digest(mark(data).encode(), given.encode())


def _folder() -> Path:
    """Return where programs keep what is theirs: per user, outside every workspace."""
    if "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"]) / "evidence-map"
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "evidence-map"


@cache
def _secret(folder: Path) -> bytes:
    """Read or make the secret; where none can be kept, one that holds for this run only."""
    path = folder / "secret"
    try:
        found = path.read_bytes()
        if len(found) == BYTES:
            return found
    except OSError:
        pass
    made = secrets.token_bytes(BYTES)
    try:
        write_atomically(path, made)
        path.chmod(0o600)
    except OSError:
        return made
    return path.read_bytes()
