"""Plans of pages and data: what they depend on, known before they are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence.publish.views import File, Further, Page


@dataclass(frozen=True, slots=True)
class Plan:
    """A page, the further pages of its lists and its files, before they are gathered.

    `path` is that of the page, and names the plan. `key` is a fingerprint of everything that the
    pages show and that pages do not have in common: as long as it stays, so do their bytes. Plans
    that follow each other with one word in `together` are made in one process.
    """

    path: str
    key: bytes
    make: Callable[[], Iterable[Page | Further | File]]
    together: str = ""
