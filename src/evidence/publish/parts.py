"""Long lists: what does not fit on a page goes to further pages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from evidence.publish.addresses import continuation, href
from evidence.publish.text import Ref
from evidence.publish.views import Listing, Page

T = TypeVar("T")

FEW = 12
"""Pages of a list that all lead to each other."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""How far the pages of a longer one lead, so that any other is a few steps away."""

LIST = "list.html"
"""The template of the further pages of long lists."""


def near(page: int, last: int) -> list[int]:
    """Return the numbers of the pages that one of several leads to, itself included."""
    if last <= FEW:
        return list(range(1, last + 1))
    around = {page, *(page - step for step in STEPS), *(page + step for step in STEPS)}
    return sorted({1, last} | {number for number in around if 1 <= number <= last})


@dataclass
class Parts:
    """The further pages of the long lists of one page.

    `path`, `title`, `nav` and `crumbs` are those of the page; `pages` collects what it leads to.
    """

    path: str
    title: str
    nav: str
    crumbs: tuple[Ref, ...]
    href: str
    pages: list[Page] = field(default_factory=list)

    def split(
        self, part: str, title: str, kind: str, items: Sequence[T], size: int, then: int = 0
    ) -> Listing[T]:
        """Return what stands on the page itself of a list; the rest goes to further pages.

        `part` names the list in addresses and as an anchor on the page; `kind` is the macro that
        shows its items. `then` is the size of further pages where it differs.
        """
        if len(items) <= size:
            return Listing(tuple(items), len(items))
        starts = [0, *range(size, len(items), then or size), len(items)]
        last = len(starts) - 1
        listings = [
            Listing(tuple(items[start:end]), len(items), page, last, self._near(part, page, last))
            for page, (start, end) in enumerate(pairwise(starts), 1)
        ]
        for listing in listings[1:]:
            path = continuation(self.path, part, listing.page)
            self.pages.append(self._page(path, title, kind, listing))
        return listings[0]

    def _near(self, part: str, page: int, last: int) -> tuple[Ref, ...]:
        first = Ref("1", f"{self.href}#{part}")
        further = [number for number in near(page, last) if number > 1]
        paths = [continuation(self.path, part, number) for number in further]
        return (first, *(Ref(str(n), href(path)) for n, path in zip(further, paths, strict=True)))

    def _page(self, path: str, title: str, kind: str, listing: Listing[T]) -> Page:
        whole = f"{self.title}: {title}, page {listing.page} of {listing.pages}"
        return Page(
            path=path,
            template=LIST,
            title=whole,
            description=whole,
            context={"heading": title, "of": self.title, "kind": kind, "listing": listing},
            nav=self.nav,
            crumbs=(*self.crumbs, Ref(self.title, self.href)),
        )
