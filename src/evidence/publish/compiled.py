"""Our templates compiled once, and kept where Python keeps its compiled modules.

Never in a workspace: what is kept is code, and a workspace may come from a stranger.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from evidence.workspace.cache import digest


def compiled_in(folder: Path, syntax: Mapping[str, Any], program: str) -> BytecodeCache | None:
    """Return what keeps templates of one syntax compiled in a folder.

    They are compiled anew by another `program`, since one template may be put into another. None
    where Python may write no code.
    """
    if sys.dont_write_bytecode:
        return None
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    made_by = digest(version("jinja2"), repr(sorted(syntax.items())))
    return _Compiled(str(folder), f"jinja-{made_by[:12]}-%s.cache", program)


class _Compiled(FileSystemBytecodeCache):
    """Where nothing can be read or written, templates are compiled each time."""

    def __init__(self, directory: str, pattern: str, program: str) -> None:
        super().__init__(directory, pattern)
        self._program = program

    def get_source_checksum(self, source: str) -> str:
        """Return what a compiled template was made of."""
        return digest(self._program, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
