"""The site as a whole: everything that pages share, and the words and addresses of each thing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from evidence.model import (
    Check,
    Claim,
    UsageError,
    Work,
)
from evidence.model.claim import Stance
from evidence.model.searches import Rerun
from evidence.publish import addresses as at
from evidence.publish import lookups
from evidence.publish.edition import MapEdition, edition_of
from evidence.publish.finder.notes import Notes
from evidence.publish.parts import Parts
from evidence.publish.records import citation
from evidence.publish.text import Ref
from evidence.publish.viewed import Viewed
from evidence.synthesis.bearings import Bearing, bearings
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.gaps import Gaps, find_gaps, mirrors
from evidence.tag import identify


class Site(Viewed):
    """A map with the address of each page, the words for each thing in it, and what pages share.

    `ground` is that of `evidence.workspace.settled`, where it is known and tells of pages.
    """

    def __init__(
        self,
        map_: EvidenceMap,
        notes: Notes | None = None,
        searches: tuple[Rerun, ...] = (),
    ) -> None:
        super().__init__(map_)
        self.searches = searches or tuple(Rerun(one) for one in map_.workspace.searches)
        self.notes = notes or Notes()
        self.mirrors = mirrors(self.framework)
        self.ground = b""

    # What stands on every page

    @property
    def brand(self) -> str:
        """Title of the workspace."""
        return self.workspace.title

    @property
    def title(self) -> str:
        """Heading of the front page."""
        return self.workspace.site.title or self.workspace.title

    @property
    def language(self) -> str:
        """Language of the site, as an HTML tag."""
        return self.workspace.site.language or "en"

    @property
    def url(self) -> str:
        """Address at which the site is published, with a slash at its end; or the empty string."""
        url = self.workspace.site.url
        return f"{url.rstrip('/')}/" if url else ""

    @property
    def licence(self) -> str:
        """Licence of the map."""
        return self.workspace.settings.licence

    @cached_property
    def model(self) -> str:
        """Name and version of the model that tags the texts; its name alone where it is missing."""
        name = self.workspace.settings.nlp.model
        try:
            return str(identify(name))
        except UsageError:
            return name

    @property
    def coding(self) -> str:
        """Whether the links of the map were coded twice: 'single-coded', ..."""
        return self.map.codes.status

    @cached_property
    def article(self) -> Work | None:
        """The article whose citations are mapped."""
        return self.workspace.works.get(self.workspace.article)

    @cached_property
    def article_citation(self) -> str:
        """The article, cited; its key where it has no record, empty where there is none."""
        return citation(self.article) if self.article else self.workspace.article

    @cached_property
    def article_ref(self) -> Ref:
        """The article's page under its short name."""
        return self.work_ref(self.workspace.article)

    @cached_property
    def nav(self) -> tuple[tuple[str, Ref], ...]:
        """Entries of the main navigation."""
        return (
            ("front", Ref("The table", at.FRONT)),
            ("map", Ref("Map", at.MAP)),
            ("pictures", Ref("Pictures", at.PICTURES)),
            ("works", Ref("Works", at.WORKS)),
            *([("notes", Ref("Notes", at.NOTES))] if self.workspace.notes else []),
            ("gaps", Ref("Gaps", at.GAPS)),
            ("method", Ref("Method", at.METHOD)),
            ("search", Ref("Search", at.SEARCH)),
        )

    @cached_property
    def more(self) -> tuple[Ref, ...]:
        """What stands in the footer: lines, wholes, own pages, searches, history, about, files."""
        lines = (Ref("Lines of evidence", at.LINES),)
        wholes = (Ref("As a whole", at.WHOLES),) if self.framework.wholes else ()
        history = (Ref("History", at.HISTORY),) if self.workspace.history else ()
        searches = (Ref("Recorded searches", at.SEARCHES),) if self.searches else ()
        files = (Ref("About and citing", at.ABOUT), Ref("Downloads", at.DOWNLOADS))
        own = (self.own_ref(page) for page in self.workspace.pages)
        return (*lines, *wholes, *own, *searches, *history, *files)

    @cached_property
    def step_shapes(self) -> tuple[tuple[int, float, float], ...]:
        """Left, top and height of each step of the strength, in a drawing of 14 units."""
        steps = len(self.rubric.scale)
        heights = [round(5 + 9 / max(1, steps - 1) * step, 1) for step in range(steps)]
        return tuple((9 * i, round(14 - height, 1), height) for i, height in enumerate(heights))

    # What many pages look up

    @cached_property
    def gaps(self) -> Gaps:
        """What is missing."""
        return find_gaps(self.map)

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """What each voting claim says of each factor."""
        return bearings(self.map)

    def is_heaviest(self, claim: Claim, factor: str, stance: Stance) -> bool:
        """Whether a claim gives its line its weight with this stance on a factor."""
        if factor not in self._heaviest:
            self._heaviest[factor] = lookups.heaviest(self.map.ratings[factor])
        return claim.id in self._heaviest[factor][stance]

    @cached_property
    def _heaviest(self) -> dict[str, Mapping[Stance, frozenset[str]]]:
        return {}

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {claim.id: claim for claim in self.map.evidence.claims}

    @cached_property
    def checks_of_work(self) -> Mapping[str, tuple[Check, ...]]:
        """The checks on each work, whether a note cites it or not."""
        return lookups.checks_of_work(self.workspace.checks)

    @cached_property
    def edition(self) -> MapEdition:
        """The present state of the map, as it is cited."""
        return edition_of(self.workspace)

    def by_line(self, key: str) -> tuple[str, ...]:
        """Return the other works on a work's line of evidence."""
        members = self.map.line_members.get(self.map.evidence.line_of(key), ())
        return tuple(other for other in members if other != key)

    def parts(self, path: str, title: str, nav: str, crumbs: tuple[Ref, ...]) -> Parts:
        """Return what splits the long lists of a page."""
        return Parts(path, title, nav, crumbs, at.href(path), self.ground)
