"""The site as a whole: everything that pages share, and the words and addresses of each thing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from evidence.model import (
    Check,
    Claim,
    Factor,
    LineOfEvidence,
    NoteLink,
    Rating,
    Row,
    UsageError,
    Work,
)
from evidence.model.claim import Stance
from evidence.model.page import OwnPage
from evidence.publish import addresses as at
from evidence.publish import lookups
from evidence.publish.edition import MapEdition, edition_of
from evidence.publish.finder.notes import Notes
from evidence.publish.parts import Parts
from evidence.publish.records import citation
from evidence.publish.text import Ref, count, listed
from evidence.publish.views import (
    KIND_WORDS,
    ORDER,
    ClaimView,
    LineView,
    LinkView,
    RatingView,
    squares,
    weights,
)
from evidence.synthesis.bearings import Bearing, bearings
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.gaps import Gaps, find_gaps, mirrors
from evidence.synthesis.lines import weight
from evidence.synthesis.words import marks, verdict
from evidence.tag import identify


class Site:
    """A map with the address of each page and the words for each thing in it."""

    def __init__(self, map_: EvidenceMap, notes: Notes | None = None) -> None:
        self.map = map_
        self.notes = notes or Notes()
        self.workspace = map_.workspace
        self.framework = map_.workspace.framework
        self.rubric = map_.evidence.rubric
        self.addresses = at.Addresses(map_)
        self.mirrors = mirrors(self.framework)
        self._methods = {method.id: method.label for method in self.rubric.methods}
        self._outcomes = {outcome.id: outcome.label for outcome in self.framework.outcomes}
        self._factors = self.framework.by_id
        self._claims: dict[str, ClaimView] = {}
        self._ratings: dict[str, RatingView] = {}

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
        protocol = self.workspace.protocol
        wholes = [("wholes", Ref("As a whole", at.WHOLES))] if self.framework.wholes else []
        return (
            ("front", Ref("The table", at.FRONT)),
            ("map", Ref("Map", at.MAP)),
            ("pictures", Ref("Pictures", at.PICTURES)),
            *wholes,
            ("works", Ref("Works", at.WORKS)),
            *([("notes", Ref("Notes", at.NOTES))] if self.workspace.notes else []),
            ("lines", Ref("Lines", at.LINES)),
            ("gaps", Ref("Gaps", at.GAPS)),
            ("method", Ref("Method", at.METHOD)),
            *((page.name, self.own_ref(page)) for page in self.workspace.pages if page == protocol),
            ("search", Ref("Search", at.SEARCH)),
        )

    @cached_property
    def more(self) -> tuple[Ref, ...]:
        """What stands in the footer beside the method: own pages, the history, about, files."""
        history = (Ref("History", at.HISTORY),) if self.workspace.history else ()
        files = (Ref("About and citing", at.ABOUT), Ref("Downloads", at.DOWNLOADS))
        return (*(self.own_ref(page) for page in self.workspace.pages), *history, *files)

    @cached_property
    def step_shapes(self) -> tuple[tuple[int, float, float], ...]:
        """Left, top and height of each step of the strength, in a drawing of 14 units."""
        steps = len(self.rubric.scale)
        heights = [round(5 + 9 / max(1, steps - 1) * step, 1) for step in range(steps)]
        return tuple((9 * i, round(14 - height, 1), height) for i, height in enumerate(heights))

    @cached_property
    def gaps(self) -> Gaps:
        """What is missing."""
        return find_gaps(self.map)

    @cached_property
    def bearings(self) -> tuple[Bearing, ...]:
        """What each voting claim says of each factor."""
        return bearings(self.map)

    @cached_property
    def heaviest(self) -> Mapping[tuple[str, Stance], frozenset[str]]:
        """For each factor and stance, the claims that give their lines their weight."""
        return lookups.heaviest(self.map.ratings.factors)

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

    # Links

    def own_ref(self, page: OwnPage) -> Ref:
        """Return the title of a page of the workspace's own words, with its page."""
        return Ref(page.title, at.href(self.addresses.own(page.name)))

    def work_ref(self, key: str) -> Ref:
        """Return a work's short name with its page; plain text where there is no such work."""
        path = self.addresses.work(key)
        return Ref(self.map.label(key), at.href(path) if path else None)

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

    # Words

    def method(self, name: str) -> str:
        """Return the label of a method."""
        return self._methods.get(name, name)

    def outcome(self, name: str) -> str:
        """Return the label of an outcome."""
        return self._outcomes.get(name, name)

    def by_line(self, key: str) -> tuple[str, ...]:
        """Return the other works on a work's line of evidence."""
        members = self.map.line_members.get(self.map.evidence.line_of(key), ())
        return tuple(other for other in members if other != key)

    def parts(self, path: str, title: str, nav: str, crumbs: tuple[Ref, ...]) -> Parts:
        """Return what splits the long lists of a page."""
        return Parts(path, title, nav, crumbs, at.href(path))

    # Views

    def claim(self, claim: Claim) -> ClaimView:
        """Return a claim as lists show it."""
        if claim.id not in self._claims:
            self._claims[claim.id] = self._claim(claim)
        return self._claims[claim.id]

    def _claim(self, claim: Claim) -> ClaimView:
        silence = self.map.silence(claim)
        return ClaimView(
            claim=claim,
            href=at.href(self.addresses.claim(claim)),
            work=self.work_ref(claim.work),
            locator=str(claim.locator) if claim.locator else "",
            kind=KIND_WORDS.get(claim.kind, claim.kind),
            method=self.method(claim.method),
            outcome=self.outcome(claim.outcome),
            seen=self.map.seen_words(claim),
            checked=claim.seen_in.kind in self.rubric.checked_in,
            links=tuple(
                LinkView(
                    self.target_ref(link.factor),
                    link.factor,
                    link.stance,
                    link.factor in self._factors,
                )
                for link in claim.links
            ),
            reason=silence.reason if silence else "",
            code=silence.code if silence else "",
        )

    def rating(self, rating: Rating) -> RatingView:
        """Return the rating of a factor or row as cards and tables show it."""
        if rating.id not in self._ratings:
            self._ratings[rating.id] = self._rating(rating)
        return self._ratings[rating.id]

    def _rating(self, rating: Rating) -> RatingView:
        factor = self._factors.get(rating.factor)
        if factor:
            label, path = factor.label, self.addresses.factor(factor)
        else:
            row = next(row for row in self.framework.rows if row.id == rating.id)
            label, path = row.label, self.addresses.row(row)
        rank = self.rubric.rank(rating.strength)
        return RatingView(
            id=rating.id,
            label=label,
            href=at.href(path),
            state=rating.state,
            strength=rating.strength,
            verdict=verdict(rating),
            hollow=rating.as_reported,
            marks=marks(rating),
            steps=tuple(step < rank for step in range(len(self.rubric.scale))) if rank else (),
            squares=squares(rating.lines),
            lines=rating.counts.total,
            works=len(rating.works),
            claims=len(rating.voting),
            silent=len(rating.silent),
        )

    def lines(self, rating: Rating) -> list[LineView]:
        """Return the lines of a rating: by stance, the heaviest first."""
        ordered = sorted(
            rating.lines,
            key=lambda line: (ORDER.index(line.stance), -line.weights[line.stance], line.id),
        )
        return [self._line(line) for line in ordered]

    def _line(self, line: LineOfEvidence) -> LineView:
        claims = {claim.id: claim for claim in line.claims}
        heaviest = claims.get(line.heaviest.get(line.stance, ""))
        name = self.map.line_name(line.id)
        return LineView(
            id=line.id,
            name=name,
            stance=line.stance,
            weights=weights(line),
            works=tuple(self.work_ref(key) for key in line.works),
            claims=len(line.claims),
            heaviest=Ref(heaviest.statement, self.claim(heaviest).href) if heaviest else None,
            methods=listed(m.label for m in self.rubric.methods if m.id in line.methods),
            empirical=line.empirical,
            primary=line.primary,
            checked=line.checked,
            reason=line.reason.removeprefix(f"{name}:").strip(),
        )

    def voting(self, rating: Rating, stance: Stance) -> list[ClaimView]:
        """Return the voting claims that take a stance on any factor of a rating.

        The heaviest first, then by work and id.
        """
        return [self.claim(claim) for claim in sorted(_taking(rating, stance), key=self._by_weight)]

    def heaviest_on(self, rating: Rating, stance: Stance) -> ClaimView | None:
        """Return the first of `voting`; None where there is none."""
        first = min(_taking(rating, stance), key=self._by_weight, default=None)
        return self.claim(first) if first else None

    def _by_weight(self, claim: Claim) -> tuple[int, str, str]:
        return -weight(claim, self.map.evidence), self.map.label(claim.work).casefold(), claim.id

    def summary(self, rating: Rating) -> str:
        """Return a rating in one sentence, for descriptions and search engines."""
        said = ", ".join((verdict(rating), *marks(rating)))
        return f"{said}; {count(rating.counts.total, 'line of evidence', 'lines of evidence')}."


def _taking(rating: Rating, stance: Stance) -> list[Claim]:
    """Return the voting claims that take a stance on any factor of a rating."""
    targets = frozenset(rating.factors)
    return [claim for claim in rating.voting if stance in claim.stances_on(targets)]
