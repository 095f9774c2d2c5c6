"""Make the pages of a site whose plans have changed; the others stay as they are on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evidence.model.seal import Flat, seal
from evidence.publish.parts import LIST
from evidence.publish.plans import Plan
from evidence.publish.record import Folder, Record
from evidence.publish.render import Renderer
from evidence.publish.views import Attachment, Page


@dataclass
class Assembly:
    """A site in the making. `pages` holds, in order, the bytes of pages; None for those kept.

    `plans` are the plans by the path of their page, for the next record; `contents` the
    fingerprints of pages of lists and of data.
    """

    pages: dict[str, bytes | None] = field(default_factory=dict)
    plans: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)


class Assembler:
    """Decides which pages to make; `before` is empty where all must be made."""

    def __init__(self, renderer: Renderer, before: Record, out: Path) -> None:
        self._renderer = renderer
        self._before = before
        self._folder = Folder(out)
        self._flat = Flat(renderer.has_own)
        self._made = Assembly()

    def assemble(self, plans: Iterable[Plan]) -> Assembly:
        """Make or keep every page; the first of two with one path stands."""
        made = self._made
        for plan in plans:
            old = self._before.plans.get(plan.path)
            if old and old[0] == plan.key and self._stand(old[1]):
                made.pages.update(dict.fromkeys(old[1]))
                made.plans[plan.path] = old
                continue
            pages = list(plan.make())
            paths = tuple(page.path for page in pages)
            if made.pages.keys().isdisjoint(paths):
                made.plans[plan.path] = (plan.key, paths)
            for page in pages:
                if page.path not in made.pages:
                    made.pages[page.path] = self._page(page)
        return made

    def _stand(self, paths: tuple[str, ...]) -> bool:
        return self._made.pages.keys().isdisjoint(paths) and self._before.stands(
            self._folder, paths
        )

    def _page(self, page: Page | Attachment) -> bytes | None:
        """Render a page; None for that of a list, or for a file, which has not changed."""
        if isinstance(page, Attachment):
            return None if self._kept(page.path, seal(page.data)) else page.data
        if page.template == LIST and self._kept(page.path, seal(self._flat(page))):
            return None
        return self._renderer.render(page)

    def _kept(self, path: str, content: bytes) -> bool:
        """Note the content of a file; whether it stands on the disk already."""
        self._made.contents[path] = content
        kept = self._before.pages.get(path)
        same = kept is not None and kept.content == content
        return same and self._before.stands(self._folder, (path,))
