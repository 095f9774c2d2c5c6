"""Fingerprints of works, claims and lines, each over everything that pages show of it.

What every page depends on (the framework, the rubric, the settings, the templates) is left out
here: `evidence.publish.common` has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

from evidence.model import Claim, Rating
from evidence.model.seal import Flat, basis_of, digest_of, digests_of, seal
from evidence.publish.site import Site
from evidence.workspace.settled import Settled

TOGETHER = 64
"""Works whose fingerprints are looked up in one go."""

Known = tuple[str, str | None]
"""A thing that a page names: its words and the path of its page."""


class WorkKeys:
    """The fingerprints of one map; each is computed once.

    `positions` takes in where things stand in their files, which no template of ours shows.
    `settled` knows fingerprints of before, made with the same `common`.
    """

    def __init__(
        self,
        site: Site,
        positions: bool = False,
        settled: Settled | None = None,
        common: str = "",
    ) -> None:
        self._site = site
        self._settled = Settled() if positions or settled is None else settled
        self._common = common.encode()
        self._map = site.map
        self._positions = positions
        self._flat = Flat(
            positions,
            {Rating: frozenset({"body"})},
        )
        self._heads: dict[str, bytes] = {}
        self._works: dict[str, bytes] = {}
        self._frames: dict[str, bytes] = {}
        self._records: dict[str, bytes] = {}
        self._lines: dict[str, bytes] = {}
        self._line_names: dict[str, str] = {}
        self._line_bases: dict[str, bytes] = {}
        self._notes: dict[str, bytes] = {}

    def of(self, *values: object) -> bytes:
        """Return the fingerprint of any values."""
        return seal(self._flat(values))

    def settled(
        self,
        name: str,
        claims: Iterable[Claim],
        exact: Callable[[], bytes],
        *parts: bytes,
        finer: Callable[[], bytes] | None = None,
    ) -> bytes:
        """Return a fingerprint that takes in the words of no other claims than the given ones.

        `name` is its own; `parts` take in what it follows from and what is no source file. `finer`
        is that of `evidence.workspace.settled`.
        """
        return self._settled.of(name, (self._common, *parts, *digests_of(claims)), exact, finer)

    def on_ground(
        self, name: str, exact: Callable[[], bytes], finer: Callable[[], bytes] | None = None
    ) -> bytes:
        """Return a fingerprint that takes in the words of no claim."""
        return self.settled(name, (), exact, finer=finer)

    def odd(self) -> bytes:
        """Return the fingerprint of the names of pages that may follow from other claims."""
        return seal(self._site.addresses.odd)

    # Works and claims

    def known(self, work: str) -> Known:
        """Return short name and path of a work."""
        return self._map.label(work), self._site.addresses.work(work)

    def claim(self, claim: Claim) -> bytes:
        """Return the fingerprint of a claim as lists show it, and of what its weight rests on."""
        return seal((self.frame(claim), self.words((claim,))))

    def words(self, claims: Sequence[Claim]) -> bytes:
        """Return the fingerprint of what tells claims from others.

        Where they stand in their files is left out unless it counts.
        """
        if self._positions:
            return seal([self._flat(claim) for claim in claims])
        return seal(digests_of(claims))

    def frame(self, claim: Claim) -> bytes:
        """Return the fingerprint of what lists show of a claim beside its own words."""
        found = self._frames.get(claim.id)
        if found is None:
            seen = claim.seen_in
            silence = self._map.silence(claim)
            found = self._frames[claim.id] = seal(
                (
                    self._head(claim.work),
                    self._site.addresses.claim(claim),
                    (silence.code, silence.reason) if silence else None,
                    self.known(seen.work) if seen.second_hand else None,
                )
            )
        return found

    def _head(self, work: str) -> bytes:
        """Return the fingerprint of a work's name and appraisal."""
        if work not in self._heads:
            appraisal = self._map.workspace.appraisals.get(work)
            self._heads[work] = seal((self.known(work), self._flat(appraisal)))
        return self._heads[work]

    def record(self, work: str) -> bytes:
        """Return the fingerprint of a work's bibliographic record."""
        if work not in self._records:
            found = self._map.workspace.works.get(work)
            record = digest_of(found) if found and not self._positions else self._flat(found)
            self._records[work] = seal((record, self.known(work)))
        return self._records[work]

    def work(self, work: str) -> bytes:
        """Return the fingerprint of the page of a work and of those of its claims."""
        found = self._works.get(work)
        if found is None:
            found = self._works[work] = seal(
                (self._frame_of(work), self.words(self._on_work(work)))
            )
        return found

    def _on_work(self, work: str) -> Sequence[Claim]:
        """Return the claims whose words stand on the page of a work."""
        own, listed = self._map.claims_of_work.get(work, ()), self._map.listed_in.get(work)
        return (*own, *listed) if listed else own

    def _frame_of(self, work: str) -> bytes:
        """Return the fingerprint of what stands on the pages of a work beside words of claims."""
        name = _work_name(work)
        found = self._frames_of_works.get(name)
        if found is None:
            exact, finer = partial(self._sealed_work, work), partial(self._around_work, work)
            found = self.settled(name, (), exact, *self._off_ground(work), finer=finer)
        return found

    @cached_property
    def _frames_of_works(self) -> dict[str, bytes]:
        """What `_frame_of` returns for works, where it can be told for many at once."""
        found: dict[str, bytes] = {}
        works = [*self._map.workspace.works]
        for start in range(0, len(works), TOGETHER):
            some = works[start : start + TOGETHER]
            parts = [part for work in some for part in self._off_ground(work)]
            names = [*map(_work_name, some)]
            finer = partial(self._around_works, some)
            together = f"works from {start}"
            found |= self._settled.all_of(together, names, [self._common, *parts], finer)
        return found

    def _around_works(self, works: Sequence[str]) -> bytes:
        """Return the fingerprint of what `_around_work` takes in of any of some works."""
        lines = dict.fromkeys(map(self._map.evidence.line_of, works))
        return seal((self.odd(), self._replaced, [self.bases_on_line(line) for line in lines]))

    @cached_property
    def _replaced(self) -> bytes:
        """The fingerprint of which claims that are replaced have a page."""
        path = self._site.addresses.claim_by_id
        return seal([(name, path(name)) for name in self._map.superseded_by])

    def _off_ground(self, work: str) -> tuple[bytes, bytes]:
        """Return what the pages of a work follow from beside the ground and the words of claims.

        These are our note, the works that its claims list, and the claims that list it.
        """
        note = self._site.notes.keys.get(work, "").encode()
        own, listed = self._listing.get(work), self._map.listed_in.get(work)
        return note, seal((own, [basis_of(one) for one in listed or ()])) if own or listed else b""

    @cached_property
    def _listing(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """The claims of each work that list others, with these."""
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        listing = {one.id: one for claims in self._map.listed_in.values() for one in claims}
        for claim in listing.values():
            found.setdefault(claim.work, []).append((claim.id, claim.also_listed))
        return {work: sorted(claims) for work, claims in found.items()}

    def _sealed_work(self, key: str) -> bytes:
        return seal(self._work(key))

    def _around_work(self, key: str) -> bytes:
        """Return the fingerprint of what the pages of a work follow from in claims.

        Which of its claims are the heaviest follows from those of the same line.
        """
        map_ = self._map
        path = self._site.addresses.claim_by_id
        replaced = [
            path(name) for one in map_.claims_of_work.get(key, ()) for name in one.supersedes
        ]
        line = self.bases_on_line(map_.evidence.line_of(key))
        return seal((self.odd(), replaced, line))

    def _work(self, key: str) -> tuple[object, ...]:
        map_ = self._map
        work = map_.workspace.works[key]
        line = map_.evidence.line_of(key)
        return (
            self._head(key),
            self.record(key),
            self._site.notes.keys.get(key),
            self.line_name(line),
            self._line(line),
            self.known(work.crossref) if work.crossref else None,
            [self.known(part.key) for part in map_.parts_of.get(key, ())],
            [self.frame(claim) for claim in map_.listed_in.get(key, ())],
            [self._note(link.note) for link in map_.notes_of_work.get(key, ())],
            self._flat(map_.notes_of_work.get(key, ())),
            self._flat(self._site.checks_of_work.get(key, ())),
            self._flat(map_.errata_of_work.get(key, ())),
            [(self.frame(one), *self._around(one)) for one in map_.claims_of_work.get(key, ())],
        )

    def _around(self, claim: Claim) -> tuple[object, ...]:
        """Return what the page of a claim says of other claims and works."""
        place = self._site.note_addresses.get
        on = self._map.workspace.framework.by_id
        heavy = [
            self._site.is_heaviest(claim, link.factor, link.stance)
            for link in claim.links
            if link.factor in on
        ]
        heaviest = (heavy, [place(note) for note in claim.seen_in.notes])
        if not (claim.supersedes or claim.also_listed or claim.id in self._map.superseded_by):
            return (heaviest,)
        path = self._site.addresses.claim_by_id
        return (
            [(one.id, path(one.id)) for one in self._map.superseded_by.get(claim.id, ())],
            [path(name) for name in claim.supersedes],
            [self.known(work) for work in claim.also_listed],
            heaviest,
        )

    def _note(self, note: str) -> bytes:
        """Return the fingerprint of which works a note may mean, and of where it stands."""
        if note not in self._notes:
            links = self._map.works_of_note.get(note, ())
            works = [(one.work, self._map.label(one.work), one.status) for one in links]
            self._notes[note] = seal((works, self._site.note_addresses.get(note)))
        return self._notes[note]

    # Lines

    def bases_on_line(self, line: str) -> bytes:
        """Return the fingerprint of what all works of a line claim, their words left out."""
        if line not in self._line_bases:
            works = (line, *self._map.line_members.get(line, ()))
            claims_of = self._map.claims_of_work
            said = [basis_of(claim) for work in works for claim in claims_of.get(work, ())]
            self._line_bases[line] = seal(said)
        return self._line_bases[line]

    def line_name(self, line: str) -> str:
        """Return the name of a line of evidence."""
        if line not in self._line_names:
            self._line_names[line] = self._map.line_name(line)
        return self._line_names[line]

    def _line(self, line: str) -> bytes:
        """Return the fingerprint of the works on a line."""
        if line not in self._lines:
            works = self._map.line_members.get(line, ())
            self._lines[line] = seal([(key, self.known(key)) for key in works])
        return self._lines[line]


def _work_name(work: str) -> str:
    return f"work {work}"
