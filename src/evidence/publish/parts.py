"""Long lists: what does not fit on a page goes to further pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from evidence.model.seal import seal
from evidence.publish.addresses import continuation, href
from evidence.publish.text import Ref
from evidence.publish.views import Further, Listing, Page

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


def as_it_is(thing: T) -> T:
    """Return a thing."""
    return thing


@dataclass(frozen=True, slots=True)
class Items(Generic[T]):
    """The things in a long list, each viewed where it is shown.

    Which things there are, and in which order, follows from the ground (`workspace.settled`); of
    claims whose words a view shows, `words` returns the fingerprint.
    """

    things: Sequence[Any]
    view: Callable[[Any], T] = as_it_is
    words: Callable[[Any], bytes] | None = None

    def viewed(self, start: int = 0, end: int | None = None) -> tuple[T, ...]:
        """Return the views of some of the things."""
        return tuple(map(self.view, self.things[start:end]))

    def words_of(self, start: int, end: int) -> list[bytes]:
        """Return the fingerprints of the words in the views of some of the things."""
        return list(map(self.words, self.things[start:end])) if self.words else []


@dataclass
class Parts:
    """The further pages of the long lists of one page.

    `path`, `title`, `nav` and `crumbs` are those of the page; `pages` collects what it leads to.
    `ground` is the fingerprint of all but the words of claims, where that is known.
    """

    path: str
    title: str
    nav: str
    crumbs: tuple[Ref, ...]
    href: str
    ground: bytes = b""
    pages: list[Page | Further] = field(default_factory=list)

    def split(
        self,
        part: str,
        title: str,
        kind: str,
        items: Sequence[T] | Items[T],
        size: int,
        then: int = 0,
    ) -> Listing[T]:
        """Return what stands on the page itself of a list; the rest goes to further pages.

        `part` names the list in addresses and as an anchor on the page; `kind` is the macro that
        shows its items. `then` is the size of further pages where it differs.
        """
        ground = self.ground if isinstance(items, Items) else b""
        items = items if isinstance(items, Items) else Items(items)
        total = len(items.things)
        if total <= size:
            return Listing(items.viewed(), total)
        starts = [0, *range(size, total, then or size), total]
        last = len(starts) - 1

        def listing(page: int) -> Listing[T]:
            viewed = items.viewed(starts[page - 1], starts[page])
            return Listing(viewed, total, page, last, self._near(part, page, last))

        for page in range(2, last + 1):
            path = continuation(self.path, part, page)
            make = partial(self._page, path, title, kind, partial(listing, page))
            words = items.words_of(starts[page - 1], starts[page])
            key = seal((ground, path, words))
            self.pages.append(Further(path, key, make) if ground else make())
        return listing(1)

    def _near(self, part: str, page: int, last: int) -> tuple[Ref, ...]:
        first = Ref("1", f"{self.href}#{part}")
        further = [number for number in near(page, last) if number > 1]
        paths = [continuation(self.path, part, number) for number in further]
        return (first, *(Ref(str(n), href(path)) for n, path in zip(further, paths, strict=True)))

    def _page(self, path: str, title: str, kind: str, make: Callable[[], Listing[T]]) -> Page:
        listing = make()
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
