"""Which ratings move: between two states of a map, or if a work did not bear out a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from evidence.model import Claim
from evidence.model.rating import Judgement
from evidence.model.records import REFUTED
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.lines import group
from evidence.synthesis.rating import Ratings
from evidence.synthesis.tally import Profile, Tally, profile

Pair = tuple[str, str]
"""A note and a work."""


@dataclass(frozen=True, slots=True)
class Move:
    """A factor or row whose state, strength or directness is another one afterwards."""

    id: str
    before: Judgement
    after: Judgement

    def __str__(self) -> str:
        return f"{self.id}: {in_words(self.before)} -> {in_words(self.after)}"


def in_words(judgement: Judgement) -> str:
    """Return what stands for a rating: 'mixed, moderate, indirect'."""
    words = (judgement.state, judgement.strength, "indirect" if judgement.indirect else None)
    return ", ".join(word for word in words if word)


def moves_between(before: Ratings, after: Ratings) -> tuple[Move, ...]:
    """Return what moved: factors in the order of the table, then rows."""
    old = {one.id: one.judgement for one in (*before.factors, *before.rows)}
    return tuple(
        Move(one.id, old[one.id], one.judgement)
        for one in (*after.factors, *after.rows)
        if one.id in old and _differ(old[one.id], one.judgement)
    )


def _differ(one: Judgement, other: Judgement) -> bool:
    return in_words(one) != in_words(other)


@dataclass(frozen=True, slots=True)
class _Known:
    """A rating taken apart: its sums, its lines' profiles, and all claims on each line."""

    tally: Tally
    profiles: Mapping[str, Profile]
    claims: Mapping[str, list[Claim]]


class Stakes:
    """What hangs on the pairs of note and work.

    A work that does not bear out a note silences the claims that are known of it from this note
    alone, or from it and other notes that fail too. Only the lines that this touches are made anew,
    so that ten thousand pairs take little longer than one rating of the map.
    """

    def __init__(self, map_: EvidenceMap) -> None:
        self._map = map_
        self._evidence = map_.evidence
        self._ratings = (*map_.ratings.factors, *map_.ratings.rows)
        self._gathered: dict[int, _Known] = {}

    def claims(self, pair: Pair) -> tuple[Claim, ...]:
        """Return the voting claims that would fall silent if the pair were not borne out."""
        hanging = self._hanging.get(pair, ())
        return tuple(claim for claim in hanging if self._map.silence(claim) is None)

    def moves(self, pair: Pair) -> tuple[Move, ...]:
        """Return the ratings that would move if the pair were not borne out."""
        gone = tuple(self._hanging.get(pair, ()))
        names = {name for claim in gone for name in (claim.id, *claim.supersedes)}
        touched = {place for name in names for place in self._rated_by.get(name, ())}
        found = (self._move(place, gone) for place in sorted(touched))
        return tuple(move for move in found if move)

    @cached_property
    def _hanging(self) -> Mapping[Pair, list[Claim]]:
        """The claims that hang on each pair alone: the other notes have failed already.

        Those that a later estimate replaces are among them: they would not vote in its place.
        """
        checks, article = self._map.check_of, self._evidence.article
        cited = {(link.note, link.work) for link in self._map.workspace.notes}
        failed = {pair for pair, check in checks.items() if check.verdict == REFUTED} & cited
        found: defaultdict[Pair, list[Claim]] = defaultdict(list)
        for claim in self._evidence.claims:
            seen = claim.seen_in
            why = self._map.silence(claim)
            if not seen.second_hand or seen.work != article or (why and why.code != "superseded"):
                continue
            left = {(note, claim.work) for note in seen.notes} - failed
            if len(left) == 1 and left <= cited:
                found[left.pop()].append(claim)
        return found

    @cached_property
    def _rated_by(self) -> Mapping[str, list[int]]:
        """The places of the ratings in which each claim votes, or would if it were not replaced."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, rating in enumerate(self._ratings):
            replaced = (one.claim for one in rating.silent if one.code == "superseded")
            for claim in (*rating.voting, *replaced):
                found[claim.id].append(place)
        return found

    def _known(self, place: int) -> _Known:
        """Return what was gathered of a rating: once, when a pair first touches it."""
        if place not in self._gathered:
            rating = self._ratings[place]
            claims: defaultdict[str, list[Claim]] = defaultdict(list)
            for claim in (*rating.voting, *(one.claim for one in rating.silent)):
                claims[self._evidence.line_of(claim.work)].append(claim)
            profiles = {line.id: profile(line) for line in rating.lines}
            self._gathered[place] = _Known(Tally(profiles.values()), profiles, claims)
        return self._gathered[place]

    def _move(self, place: int, gone: tuple[Claim, ...]) -> Move | None:
        rating, known = self._ratings[place], self._known(place)
        names = sorted({self._evidence.line_of(claim.work) for claim in gone})
        old = [known.profiles[name] for name in names if name in known.profiles]
        ids = frozenset(claim.id for claim in gone)
        new = list(self._without(known, frozenset(rating.factors), names, ids))
        _exchange(known.tally, old, new)
        after = known.tally.judge(self._evidence.rubric)
        _exchange(known.tally, new, old)
        moved = _differ(rating.judgement, after)
        return Move(rating.id, rating.judgement, after) if moved else None

    def _without(
        self, known: _Known, targets: frozenset[str], names: list[str], ids: frozenset[str]
    ) -> Iterator[Profile]:
        """Yield what is left of some lines when claims fall silent."""
        for name in names:
            voting, _ = self._evidence.decide(known.claims.get(name, ()), without=ids)
            yield from map(profile, group(voting, targets, self._evidence))


def _exchange(tally: Tally, old: list[Profile], new: list[Profile]) -> None:
    for one in old:
        tally.add(one, -1)
    for one in new:
        tally.add(one)
