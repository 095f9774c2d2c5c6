"""Long lists: what does not fit on a page goes to further pages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from evidence.publish.addresses import continuation, href
from evidence.publish.text import Ref
from evidence.publish.views import Listing, Page

T = TypeVar("T")

LIST = "list.html"
"""The template of the further pages of long lists."""


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
        starts = range(size, len(items), then or size)
        chunks = [tuple(items[:size])]
        chunks += [tuple(items[start : start + (then or size)]) for start in starts]
        paths = [continuation(self.path, part, page) for page in range(2, len(chunks) + 1)]
        further = tuple(Ref(str(page), href(path)) for page, path in enumerate(paths, 2))
        refs = (Ref("1", f"{self.href}#{part}"), *further)
        for page, (path, chunk) in enumerate(zip(paths, chunks[1:], strict=True), 2):
            listing = Listing(chunk, len(items), page, refs)
            self.pages.append(self._page(path, title, kind, listing))
        return Listing(chunks[0], len(items), 1, refs)

    def _page(self, path: str, title: str, kind: str, listing: Listing[T]) -> Page:
        whole = f"{self.title}: {title}, page {listing.page} of {len(listing.pages)}"
        return Page(
            path=path,
            template=LIST,
            title=whole,
            description=whole,
            context={"heading": title, "of": self.title, "kind": kind, "listing": listing},
            nav=self.nav,
            crumbs=(*self.crumbs, Ref(self.title, self.href)),
        )
