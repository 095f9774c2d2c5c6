"""Claims, ratings and lines of evidence as lists, cards and tables show them."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Claim, LineOfEvidence, Rating
from evidence.model.claim import Stance
from evidence.model.seal import digest_of
from evidence.publish import addresses as at
from evidence.publish.named import Named
from evidence.publish.parts import Items
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
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.lines import weight
from evidence.synthesis.words import marks, verdict


class Viewed(Named):
    """A map with the view of everything in it; views of claims and ratings are made once."""

    def __init__(self, map_: EvidenceMap) -> None:
        super().__init__(map_)
        self._claims: dict[str, ClaimView] = {}
        self._ratings: dict[str, RatingView] = {}

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

    def lines(self, rating: Rating) -> Items[LineView]:
        """Return the lines of a rating: by stance, the heaviest first."""
        ordered = sorted(
            rating.lines,
            key=lambda line: (ORDER.index(line.stance), -line.weights[line.stance], line.id),
        )
        return Items(ordered, self._line, _words_of)

    def _line(self, line: LineOfEvidence) -> LineView:
        heaviest = _heaviest(line)
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

    def claims(self, claims: Sequence[Claim]) -> Items[ClaimView]:
        """Return claims as lists show them."""
        return Items(claims, self.claim, digest_of)

    def voting(self, rating: Rating, stance: Stance) -> list[Claim]:
        """Return the voting claims that take a stance on any factor of a rating.

        The heaviest first, then by work and id.
        """
        return sorted(_taking(rating, stance), key=self._by_weight)

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


def _heaviest(line: LineOfEvidence) -> Claim | None:
    """Return the claim that gives a line its weight with the stance that it takes."""
    name = line.heaviest.get(line.stance)
    return next((claim for claim in line.claims if claim.id == name), None)


def _words_of(line: LineOfEvidence) -> bytes:
    found = _heaviest(line)
    return digest_of(found) if found else b""


def _taking(rating: Rating, stance: Stance) -> list[Claim]:
    """Return the voting claims that take a stance on any factor of a rating."""
    targets = frozenset(rating.factors)
    return [claim for claim in rating.voting if stance in claim.stances_on(targets)]
