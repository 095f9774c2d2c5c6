"""Fingerprints of the things in a map, each over everything that pages show of it.

What every page depends on (the framework, the rubric, the settings, the templates) is left out
here: `evidence.publish.common` has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

from evidence.model import Claim, Rating
from evidence.model.seal import basis_of, seal
from evidence.publish.work_keys import WorkKeys


class Keys(WorkKeys):
    """The fingerprints of one map, those of ratings among them."""

    @cached_property
    def _votes(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _claims_on(self) -> dict[str, Sequence[Claim]]:
        return {}

    @cached_property
    def _bases_by(self) -> dict[str, bytes]:
        return {}

    def rating(self, rating: Rating) -> bytes:
        """Return the fingerprint of a rating, down to the claims that it rests on.

        What a line is, and what would remain without it, follows from its claims, their works and
        the rubric; who votes, from the lines.
        """
        exact, finer = partial(self._rating, rating), partial(self._bases_on, rating)
        frames = self.on_ground(f"rating {rating.id}", exact, finer)
        return seal((frames, self._words_on(rating)))

    def _rating(self, rating: Rating) -> bytes:
        silent = [(self.frame(one.claim), one.claim.id) for one in rating.silent]
        return seal((self._flat(rating), self._lines_of(rating), silent))

    def votes_on(self, rating: Rating) -> bytes:
        """Return the fingerprint of the lines and claims that vote on a factor or row."""
        if rating.id not in self._votes:
            finer = partial(self._bases_on, rating)
            exact = partial(self._sealed_lines, rating)
            frames = self.on_ground(f"lines {rating.id}", exact, finer)
            words = partial(self._words_on, rating, voting=True)
            said = self.settled(f"votes {rating.id}", self._on(rating), words)
            self._votes[rating.id] = seal((frames, said))
        return self._votes[rating.id]

    def _sealed_lines(self, rating: Rating) -> bytes:
        return seal(self._lines_of(rating))

    def _lines_of(self, rating: Rating) -> object:
        return [
            (line.id, self.line_name(line.id), [self.frame(claim) for claim in line.claims])
            for line in rating.lines
        ]

    def _words_on(self, rating: Rating, voting: bool = False) -> bytes:
        """Return the fingerprint of the words of all claims on a rating's factors, or of votes."""
        silence = self._map.silence
        claims = [one for one in self._on(rating) if not voting or silence(one) is None]
        return self.words(claims)

    @cached_property
    def votes(self) -> bytes:
        """The fingerprint of all votes on factors, of the works that have them and their order."""
        rated = [self.votes_on(rating) for rating in self._map.ratings.factors]
        return seal((rated, self.on_ground("voting works", self._voting_works)))

    def _voting_works(self) -> bytes:
        voting = {work for one in self._map.ratings.factors for work in one.works}
        works = [key for key in self._map.workspace.works if key in voting]
        return seal([(key, self.record(key)) for key in works])

    def on(self, rating: Rating, exact: Callable[[], bytes]) -> bytes:
        """Return the fingerprint of a page that quotes claims on some factors and no others."""
        return self.settled(f"page {rating.id}", self._on(rating), exact)

    def _on(self, rating: Rating) -> Sequence[Claim]:
        """Return the claims linked to the factors of a rating."""
        if rating.id not in self._claims_on:
            on = self._map.claims_on
            found = [claim for factor in rating.factors for claim in on.get(factor, ())]
            self._claims_on[rating.id] = found
        return self._claims_on[rating.id]

    def _bases_on(self, rating: Rating) -> bytes:
        """Return the fingerprint of the claims on a rating's factors, their words left out."""
        if rating.id not in self._bases_by:
            bases = [basis_of(claim) for claim in self._on(rating)]
            self._bases_by[rating.id] = seal((self.odd(), bases))
        return self._bases_by[rating.id]

    def around(self, rating: Rating, others: Iterable[Rating], exact: Callable[[], bytes]) -> bytes:
        """Return a fingerprint of what follows from some ratings, and from the lines of the first.

        A line is all that its works say, on other factors too.
        """

        def finer() -> bytes:
            works = {claim.work for claim in self._on(rating)}
            lines = {self._map.evidence.line_of(work) for work in works}
            said = [self.bases_on_line(line) for line in sorted(lines)]
            return seal((said, [self._bases_on(one) for one in (rating, *others)]))

        return self.on_ground(f"around {rating.id}", exact, finer)

    def view(self, rating: Rating) -> bytes:
        """Return the fingerprint of a rating as cards and tables show it."""

        def exact() -> bytes:
            return self.of(self._site.rating(rating), rating.range)

        return self.on_ground(f"view {rating.id}", exact, partial(self._bases_on, rating))

    def coding(self, rating: Rating, say: Callable[[], str]) -> str:
        """Return what is said of the coding of a rating's claims; the words are kept."""

        def finer() -> bytes:
            return seal((self._map.codes.counts_of(*rating.factors), self._coded))

        return self.on_ground(f"coding {rating.id}", lambda: say().encode(), finer).decode()

    @cached_property
    def _coded(self) -> bytes:
        """The fingerprint of all claims that were coded twice, their words left out."""
        codes = self._map.codes
        coded = [codes.claims[one] for one in codes.given]
        return seal([(basis_of(one), one.coder) for one in coded])
