"""The kinds of page. A new kind is one function here and one template.

A kind yields plans. The key of a plan must hold all that its pages show and pages do not share;
`tests/publish/test_incremental.py` finds what was forgotten.

The order is that of writing: what is linked to comes before what links to it, the front page last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.publish.keys import Keys
from evidence.publish.pages.about import about
from evidence.publish.pages.downloads import bibliography, downloads
from evidence.publish.pages.factors import factors
from evidence.publish.pages.front import front
from evidence.publish.pages.gaps import gaps
from evidence.publish.pages.history import history
from evidence.publish.pages.lines import lines
from evidence.publish.pages.map import evidence_map
from evidence.publish.pages.method import method
from evidence.publish.pages.notes import notes
from evidence.publish.pages.own import own
from evidence.publish.pages.pictures import pictures
from evidence.publish.pages.rows import rows
from evidence.publish.pages.search import search
from evidence.publish.pages.wholes import wholes
from evidence.publish.pages.works import works, works_index
from evidence.publish.plans import Plan
from evidence.publish.site import Site

KINDS: tuple[Callable[[Site, Keys], Iterator[Plan]], ...] = (
    works,
    factors,
    rows,
    wholes,
    method,
    own,
    history,
    gaps,
    lines,
    notes,
    bibliography,
    downloads,
    about,
    evidence_map,
    pictures,
    works_index,
    search,
    front,
)

__all__ = ["KINDS"]
