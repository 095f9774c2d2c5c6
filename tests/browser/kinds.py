"""The kinds of page, as patterns of paths below a site."""

from __future__ import annotations

from pathlib import Path

KINDS = [
    "index.html",
    "factors/*.html",
    "rows/*.html",
    "works/index.html",
    "works/*.html",
    "claims/*.html",
    "method.html",
    "gaps.html",
    "lines.html",
    "notes.html",
    "about.html",
    "downloads.html",
    "map.html",
    "map/*.html",
    "pictures.html",
    "wholes.html",
    "search.html",
    "history.html",
    "pages/*.html",
    "rows/*/*-2.html",
]
MOST_OF_A_KIND = 3


def some(root: Path, kind: str) -> list[str]:
    """Return the paths of the largest page of a kind, then of some others."""
    found = sorted(root.glob(kind))
    assert found, f"no page of kind {kind}"
    largest = max(found, key=lambda path: path.stat().st_size)
    step = max(1, len(found) // MOST_OF_A_KIND)
    return [path.relative_to(root).as_posix() for path in dict.fromkeys([largest, *found[::step]])]
