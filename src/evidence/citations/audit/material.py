"""The citations of an article by work, and what each is measured against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from evidence.citations import printed
from evidence.citations.audit.finding import Finding
from evidence.citations.propose import work_of
from evidence.citations.resolve import Cited
from evidence.model import Note, Work
from evidence.model.article import Article
from evidence.model.citation import Citation, Reference
from evidence.texts.words import words

MOST = 0.6
"""Share from which on something is the habit of an article."""
SAME_VOLUME = 92
"""Likeness from which on two titles name one volume, of 100."""
FEWEST = 3
"""Citations that it takes to speak of a habit."""
PARTS = frozenset({"article", "incollection", "inbook", "inproceedings", "suppperiodical"})
WHOLES = frozenset({"collection", "mvcollection", "book", "mvbook", "proceedings", "periodical"})


@dataclass(frozen=True)
class Sighting:
    """One citation in its note. `order` counts the notes, `key` names its work."""

    note: Note
    order: int
    citation: Citation
    key: str

    @property
    def reference(self) -> Reference:
        """The citation as it stands in the note."""
        return self.citation.reference

    @property
    def full(self) -> bool:
        """Whether it cites the work in full."""
        return self.reference.form == "full"

    @cached_property
    def title_span(self) -> tuple[int, int] | None:
        """Where its title stands in `reference.raw`; None where there is none."""
        title = self.reference.title
        start = self.reference.raw.find(title) if title else -1
        return None if start < 0 else (start, start + len(title))

    @cached_property
    def head(self) -> str:
        """The text before its title: names, and perhaps a year."""
        return self.reference.raw[: self.title_span[0]] if self.title_span else ""

    @cached_property
    def tail(self) -> str:
        """The text after its title."""
        return self.reference.raw[self.title_span[1] :] if self.title_span else ""

    @cached_property
    def details(self) -> str:
        """The text after its title without what it stands in, addresses and their dates."""
        return printed.details(self.reference)

    def finding(self, code: str, message: str, cited: str = "", expected: str = "") -> Finding:
        """Return a finding at this citation."""
        note = self.note
        return Finding(note.note, note.section, note.kind, code, message, cited, expected, self.key)


@dataclass(frozen=True)
class Standard:
    """What a work is measured against: its record, else its first full citation.

    `source` says in words which of them it is: 'the bibliography has', 'note 5 has'.
    """

    work: Work
    source: str
    recorded: bool


def another(first: Sighting, one: Sighting) -> bool:
    """Whether two full citations are of two works after all: two differences that matter."""
    ref, before = one.reference, first.reference
    if not one.full:
        return False
    if words(ref.title) != words(before.title):
        ours, theirs = ({name.family for name in each.names} for each in (ref, before))
        if (ours and theirs and not ours & theirs) or (ref.url and before.url != ref.url):
            return True
    if not ref.year or not before.year or ref.year == before.year:
        return False
    return any(
        ours and theirs and words(ours) != words(theirs)
        for ours, theirs in (
            (ref.title, before.title),
            (ref.volume, before.volume),
            (ref.container, before.container),
        )
    )


class Material:
    """An article's citations as the checks of an audit need them."""

    def __init__(self, article: Article, cited: Sequence[Cited], works: Mapping[str, Work]) -> None:
        self.article = article
        self.cited = cited
        self.works = works
        self.sightings: list[Sighting] = []
        for order, one in enumerate(cited):
            for citation in one.citations:
                key = citation.key or citation.own
                self.sightings.append(Sighting(one.note, order, citation, key))
        self._standards: dict[str, Standard | None] = {}

    @cached_property
    def by_work(self) -> dict[str, list[Sighting]]:
        """The citations of each work, in the order of the article."""
        found: defaultdict[str, list[Sighting]] = defaultdict(list)
        for one in self.sightings:
            if one.key:
                found[one.key].append(one)
        return dict(found)

    @cached_property
    def in_full(self) -> dict[str, list[Sighting]]:
        """The full citations of each work."""
        return {
            key: full
            for key, found in self.by_work.items()
            if (full := [one for one in found if one.full])
        }

    def standard(self, key: str) -> Standard | None:
        """Return what a work is measured against; None where nothing describes it."""
        if key not in self._standards:
            self._standards[key] = self._standard(key)
        return self._standards[key]

    def _standard(self, key: str) -> Standard | None:
        full = self.in_full.get(key, [])
        record = self.works.get(key)
        if record is not None:
            return Standard(record, "the bibliography has", recorded=True)
        if not full:
            return None
        first = full[0]
        return Standard(
            work_of(first.reference, key), f"note {first.note.note} has", recorded=False
        )

    def measured(self) -> Iterator[tuple[Sighting, Standard]]:
        """Yield every citation of a known work with what it is measured against.

        A citation that is itself the measure of its work is left out.
        """
        for one in self.sightings:
            standard = self.standard(one.key) if one.key else None
            if standard is None:
                continue
            if not standard.recorded:
                first = self.in_full[one.key][0]
                if first is one or another(first, one):
                    continue
            yield one, standard

    def habit(self, of: Callable[[Sighting], bool], among: Callable[[Sighting], bool]) -> bool:
        """Whether most of the full citations of a kind have something in common."""
        some = [one for one in self.sightings if one.full and among(one)]
        return len(some) >= FEWEST and sum(map(of, some)) >= MOST * len(some)

    def kind(self, one: Sighting) -> str:
        """Return the biblatex type of a work, by its record or else by how it is cited."""
        standard = self.standard(one.key) if one.key else None
        return standard.work.type if standard else ""

    @cached_property
    def volumes(self) -> dict[str, list[Sighting]]:
        """The full citations that describe a volume, those of its chapters included."""
        found: defaultdict[str, list[Sighting]] = defaultdict(list)
        for one in self.sightings:
            if one.full and (name := self._volume(one, found)):
                found[name].append(one)
        return dict(found)

    def _volume(self, one: Sighting, known: Iterable[str]) -> str:
        """Return the key of a volume that is described or, without one, its folded title."""
        ref = one.reference
        record = self.works.get(one.key)
        if record is not None and not (ref.editors and not record.crossref):
            return record.crossref if ref.container else record.key
        title = ref.container if ref.editors else "" if ref.container else ref.title
        name = " ".join(words(title))
        alike = (other for other in known if fuzz.ratio(name, other) >= SAME_VOLUME)
        return next(alike, name)
