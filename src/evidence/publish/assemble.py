"""Make the pages of a site whose plans have changed; the others stay as they are on the disk.

Where there is much to make, several processes share it. Each page is written as soon as it is made,
all by one process: two would wait for each other at every folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from evidence.model.seal import Flat, seal
from evidence.publish.parts import LIST
from evidence.publish.plans import Plan
from evidence.publish.record import Folder, Record
from evidence.publish.render import Renderer
from evidence.publish.views import Attachment, Page
from evidence.publish.write import Put, Writer
from evidence.workspace.processes import shared

MANY = 400
"""Plans from which on other processes pay for their start."""
UNIT = 32
"""Plans that are handed to a process at a time."""

Made: TypeAlias = list[tuple[str, bytes | None, bytes]]
"""The files of a plan: path, bytes, and the fingerprint of the content where that is noted.

There are no bytes of what stands on the disk already.
"""

Written: TypeAlias = list[tuple[Put, bytes]]


@dataclass
class Assembly:
    """A site, written. `files` says, in their order, what became of each file.

    `plans` are the plans by the path of their page, for the next record; `contents` the
    fingerprints of pages of lists and of data.
    """

    files: dict[str, Put] = field(default_factory=dict)
    plans: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def add(self, plan: Plan, made: Written) -> bool:
        """Add what was made of a plan; False, and nothing is added, where a path is taken."""
        paths = tuple(put.path for put, _ in made)
        if not self.files.keys().isdisjoint(paths) or len(set(paths)) < len(paths):
            return False
        self.files.update((put.path, put) for put, _ in made)
        self.contents.update((put.path, content) for put, content in made if content)
        self.plans[plan.path] = (plan.key, paths)
        return True


class Assembler:
    """Decides which pages to make, and has them written; `before` is empty where all must be.

    `large` tells that even a few pages of the map are much to make.
    """

    def __init__(
        self, renderer: Renderer, before: Record, writer: Writer, large: bool = False
    ) -> None:
        self._renderer = renderer
        self._large = large
        self._before = before
        self._writer = writer
        self._folder = Folder(writer.out)
        self._flat = Flat(renderer.has_own)

    def assemble(self, plans: Sequence[Plan]) -> Assembly:
        """Make or keep every page; the first of two with one path stands."""
        of = {id(plan): found for plan in plans if (found := self._kept_of(plan)) is not None}
        changed = [plan for plan in plans if id(plan) not in of]
        for plan, made in self._made_of(changed):
            of[id(plan)] = self._write(made)
        done = Assembly()
        if all(done.add(plan, of[id(plan)]) for plan in plans):
            return done
        return Assembler(self._renderer, Record(), self._writer).in_turn(plans)

    def _kept_of(self, plan: Plan) -> Written | None:
        """Return the files of a plan that stand as they should; None where it has to be made."""
        old = self._before.plans.get(plan.path)
        if not old or old[0] != plan.key or not self._before.stands(self._folder, old[1]):
            return None
        return [(self._standing(path), self._before.pages[path].content) for path in old[1]]

    def _standing(self, path: str) -> Put:
        kept = self._before.pages[path]
        return Put(path, kept.hash, "kept", (kept.size, kept.time))

    def _made_of(self, plans: Sequence[Plan]) -> Iterator[tuple[Plan, Made]]:
        """Yield what is made of each plan, about in order."""
        worth = self._large or len(plans) >= MANY
        if not worth or self._renderer.has_own:  # faults of own templates are noted here
            yield from ((plan, self._make(plan)) for plan in plans)
            return
        units = sorted(_units(plans), key=len, reverse=True)  # what takes long is begun first
        for number, made in shared(self._make_all, units):
            yield from zip(units[number], made, strict=True)

    def _make_all(self, plans: Sequence[Plan]) -> list[Made]:
        return [self._make(plan) for plan in plans]

    def _make(self, plan: Plan) -> Made:
        return [self._file(page) for page in plan.make()]

    def _file(self, page: Page | Attachment) -> tuple[str, bytes | None, bytes]:
        """Make a page or file; that of a list, or one of data, only if its content is new."""
        content = b""
        if isinstance(page, Attachment):
            content = seal(page.data)
        elif page.template == LIST:
            content = seal(self._flat(page))
        old = self._before.pages.get(page.path) if content else None
        if old and old.content == content and self._before.stands(self._folder, (page.path,)):
            return page.path, None, content
        data = page.data if isinstance(page, Attachment) else self._renderer.render(page)
        return page.path, data, content

    def _write(self, made: Made) -> Written:
        return [
            (self._standing(path) if data is None else self._writer.put(path, data), content)
            for path, data, content in made
        ]

    def in_turn(self, plans: Sequence[Plan]) -> Assembly:
        """Make plans one by one, leaving out what has the path of another."""
        done = Assembly()
        for plan in plans:
            pages = {page.path: page for page in reversed(list(plan.make()))}
            found = [self._file(page) for path, page in pages.items() if path not in done.files]
            done.add(plan, self._write(found[::-1]))
        return done


def _units(plans: Sequence[Plan]) -> Iterator[Sequence[Plan]]:
    """Part plans, in their order, into what one process makes in one go."""
    for together, found in groupby(plans, lambda plan: plan.together):
        unit = list(found)
        if together:
            yield unit
        else:
            yield from (unit[start : start + UNIT] for start in range(0, len(unit), UNIT))
