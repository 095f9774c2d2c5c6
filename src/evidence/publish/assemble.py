"""Make the pages of a site whose plans have changed; the others stay as they are on the disk.

Where there is much to make, several processes share it. Each page is written as soon as it is made,
all by one process: two would wait for each other at every folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from evidence.model.seal import Flat, seal
from evidence.publish.parts import LIST
from evidence.publish.plans import Plan
from evidence.publish.record import Planned, Record
from evidence.publish.render import Renderer
from evidence.publish.views import File, Further, Page
from evidence.publish.write import Put, Writer
from evidence.workspace.processes import MOST, shared

MANY = 400
"""Plans from which on other processes pay for their start."""
UNIT = 32
"""Plans that are handed to a process at a time, at most."""

Made: TypeAlias = list[tuple[str, bytes | None, bytes]]
"""The files of a plan: path, bytes, and the fingerprint of the content where that is noted.

There are no bytes of what stands on the disk already.
"""

Written: TypeAlias = list[tuple[Put | None, str, bytes]]
"""What became of the files of a plan: nothing where a file stands, its path, and as in `Made`."""


@dataclass
class Assembly:
    """A site, written: `kept` files stand as they are, `put` says what became of the others.

    `plans` are the plans by the path of their page, for the next record; `contents` the
    fingerprints of pages of lists and of data.
    """

    kept: set[str] = field(default_factory=set)
    put: dict[str, Put] = field(default_factory=dict)
    plans: dict[str, Planned] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def add(self, plan: Plan, made: Written) -> bool:
        """Add what was made of a plan; False, and nothing is added, where a path is taken."""
        paths = tuple(path for _, path, _ in made)
        taken = not (self.kept.isdisjoint(paths) and self.put.keys().isdisjoint(paths))
        if taken or len(set(paths)) < len(paths):
            return False
        for put, path, content in made:
            if put is None:
                self.kept.add(path)
            else:
                self.put[path] = put
            if content:
                self.contents[path] = content
        self.plans[plan.path] = (plan.key, paths)
        return True


class Assembler:
    """Decides which pages to make, and has them written; `before` is empty where all must be.

    `lost` are files of the record that do not stand; `large` tells that even a few pages of the map
    are much to make.
    """

    def __init__(
        self,
        renderer: Renderer,
        before: Record,
        writer: Writer,
        lost: Collection[str] = (),
        large: bool = False,
    ) -> None:
        self._renderer = renderer
        self._large = large
        self._before = before
        self._writer = writer
        self._there = before.files.keys() - lost
        self._flat = Flat(renderer.has_own)

    def assemble(self, plans: Sequence[Plan]) -> Assembly:
        """Make or keep every page; the first of two with one path stands."""
        done = Assembly(plans=self._kept_of(plans))
        done.kept = {path for _, paths in done.plans.values() for path in paths}
        changed = [plan for plan in plans if plan.path not in done.plans]
        of = {id(plan): self._write(made) for plan, made in self._made_of(changed)}
        alone = len({plan.path for plan in plans}) == len(plans)
        if alone and all(done.add(plan, of[id(plan)]) for plan in changed):
            return done
        return Assembler(self._renderer, Record(), self._writer).in_turn(plans)

    def _kept_of(self, plans: Sequence[Plan]) -> dict[str, Planned]:
        """Return the plans that have not changed and whose files stand, by path."""
        old = self._before.plans
        return {
            plan.path: found
            for plan in plans
            if (found := old.get(plan.path)) and found[0] == plan.key
            if self._there.issuperset(found[1])
        }

    def _made_of(self, plans: Sequence[Plan]) -> Iterator[tuple[Plan, Made]]:
        """Yield what is made of each plan, about in order."""
        worth = self._large or len(plans) >= MANY
        if not worth or self._renderer.has_own:  # faults of own templates are noted here
            yield from ((plan, self._make(plan)) for plan in plans)
            return
        size = max(1, min(UNIT, len(plans) // (2 * MOST)))
        units = sorted(_units(plans, size), key=len, reverse=True)  # the long ones are begun first
        for number, made in shared(self._make_all, units):
            yield from zip(units[number], made, strict=True)

    def _make_all(self, plans: Sequence[Plan]) -> list[Made]:
        return [self._make(plan) for plan in plans]

    def _make(self, plan: Plan) -> Made:
        return [self._file(page) for page in plan.make()]

    def _file(self, page: Page | Further | File) -> tuple[str, bytes | None, bytes]:
        """Make a page or file; that of a list, or one of data, only if its content is new."""
        content = b""
        if not isinstance(page, Page):
            content = page.key
        elif page.template == LIST:
            content = seal(self._flat(page))
        old = self._before.files.get(page.path) if content else None
        if old and old.content == content and page.path in self._there:
            return page.path, None, content
        if isinstance(page, Further):
            page = page.page()
        data = self._renderer.render(page) if isinstance(page, Page) else page.make()
        return page.path, data, content

    def _write(self, made: Made) -> Written:
        return [
            (None if data is None else self._writer.put(path, data), path, content)
            for path, data, content in made
        ]

    def in_turn(self, plans: Sequence[Plan]) -> Assembly:
        """Make plans one by one, leaving out what has the path of another."""
        done = Assembly()
        for plan in plans:
            pages = {page.path: page for page in reversed(list(plan.make()))}
            found = [self._file(page) for path, page in pages.items() if path not in done.put]
            done.add(plan, self._write(found[::-1]))
        return done


def _units(plans: Sequence[Plan], size: int) -> Iterator[Sequence[Plan]]:
    """Part plans, in their order, into what one process makes in one go."""
    for together, found in groupby(plans, lambda plan: plan.together):
        unit = list(found)
        if together:
            yield unit
        else:
            yield from (unit[start : start + size] for start in range(0, len(unit), size))
