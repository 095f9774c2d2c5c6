"""The words and the address of each thing that pages name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from evidence.model import Factor, NoteLink, Row
from evidence.model.page import OwnPage
from evidence.publish import addresses as at
from evidence.publish import lookups
from evidence.publish.text import Ref
from evidence.synthesis.evidence_map import EvidenceMap


class Named:
    """A map of which everything has a name, and a page where there is one."""

    def __init__(self, map_: EvidenceMap) -> None:
        self.map = map_
        self.workspace = map_.workspace
        self.framework = map_.workspace.framework
        self.rubric = map_.evidence.rubric
        self.addresses = at.Addresses(map_)
        self._works: dict[str, Ref] = {}
        self._methods = {method.id: method.label for method in self.rubric.methods}
        self._outcomes = {outcome.id: outcome.label for outcome in self.framework.outcomes}
        self._factors = self.framework.by_id

    # Pages and places

    def own_ref(self, page: OwnPage) -> Ref:
        """Return the title of a page of the workspace's own words, with its page."""
        return Ref(page.title, at.href(self.addresses.own(page.name)))

    def work_ref(self, key: str) -> Ref:
        """Return a work's short name with its page; plain text where there is no such work."""
        ref = self._works.get(key)
        if ref is None:
            path = self.addresses.work(key)
            ref = self._works[key] = Ref(self.map.label(key), at.href(path) if path else None)
        return ref

    def note_ref(self, note: str) -> Ref:
        """Return a note with its place on the page of notes; plain text where it is not there."""
        return Ref(f"Note {note}", self.note_addresses.get(note))

    def claim_ref(self, name: str) -> Ref:
        """Return a claim's id with its page; plain text where there is no such claim."""
        path = self.addresses.claim_by_id(name)
        return Ref(name, at.href(path) if path else None)

    def factor_ref(self, factor: Factor) -> Ref:
        """Return id and label of a factor with its page."""
        return Ref(f"{factor.id} {factor.label}", at.href(self.addresses.factor(factor)))

    def row_ref(self, row: Row) -> Ref:
        """Return the label of a row with its page."""
        return Ref(row.label, at.href(self.addresses.row(row)))

    def target_ref(self, target: str) -> Ref:
        """Return the factor or whole that a claim is linked to; plain text where unknown."""
        if target in self._factors:
            return self.factor_ref(self._factors[target])
        side = self.framework.wholes.get(target)
        if side:
            return Ref(side.whole_label or f"{side.label} as a whole", f"{at.WHOLES}#{side.id}")
        return Ref(target)

    def row_of(self, factor: Factor) -> Row | None:
        """Return the row that a factor stands in."""
        return next((row for row in self.framework.rows if row.id == factor.row), None)

    @cached_property
    def note_links(self) -> tuple[NoteLink, ...]:
        """Every citation of the article's notes, those of one note together."""
        return tuple(link for links in self.map.works_of_note.values() for link in links)

    @cached_property
    def note_anchors(self) -> Mapping[str, str]:
        """The anchor of each note."""
        return lookups.note_anchors(self.note_links)

    @cached_property
    def note_addresses(self) -> Mapping[str, str]:
        """Where each note stands on the page of notes."""
        return lookups.note_addresses(self.note_links, self.note_anchors)

    # Words

    def method(self, name: str) -> str:
        """Return the label of a method."""
        return self._methods.get(name, name)

    def outcome(self, name: str) -> str:
        """Return the label of an outcome."""
        return self._outcomes.get(name, name)
