"""Is a website that was built still all there?"""

from __future__ import annotations

from pathlib import Path

from evidence.publish.write import Manifest


def missing_files(out: Path) -> list[str]:
    """Return the files that a build wrote into a folder and that are no longer there, sorted.

    The front page is among them where nothing was ever built.
    """
    listed = Manifest.read(out).hashes or {"index.html": ()}
    return sorted(path for path in listed if not (out / path).is_file())
