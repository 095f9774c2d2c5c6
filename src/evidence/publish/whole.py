"""Is a website that was built still all there?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from evidence.publish.write import Manifest


def missing_files(out: Path) -> list[str]:
    """Return the files that a build wrote into a folder and that are no longer there, sorted.

    The front page is among them where nothing was ever built.
    """
    listed = Manifest.read(out).hashes or {"index.html": ()}
    there: dict[str, frozenset[str]] = {}
    missing = []
    for path in listed:
        folder, _, name = path.rpartition("/")
        if folder not in there:
            there[folder] = frozenset(_files(out / folder))
        if name not in there[folder]:
            missing.append(path)
    return sorted(missing)


def _files(folder: Path) -> Iterator[str]:
    """Yield the names of the files in a folder, which is read at once: there may be thousands."""
    with suppress(OSError), os.scandir(folder) as entries:
        yield from (entry.name for entry in entries if entry.is_file())
