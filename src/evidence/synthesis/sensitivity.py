"""What a rating hangs on: each line, each note, and the smallest change that moves it.

Every question takes the profiles of the lines by name and the tally over them, and leaves the tally
as it found it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, combinations_with_replacement, islice, product

from evidence.model import Change, Claim, LineOfEvidence, Rubric, WithoutLine, WithoutNote
from evidence.model.claim import Stance
from evidence.model.rating import Judgement
from evidence.synthesis.tally import Profile, Tally, another_line, profile
from evidence.synthesis.votes import Evidence

MOST_ADDED = 50
"""No change is named that would need more new lines than this."""
SLACK = 10
"""In billionths of a weight: room for rounding, so that no suspect is missed."""
MOST_NAMED = 100
"""No more smallest removals than this are named."""


def without_each_line(
    profiles: Mapping[str, Profile], tally: Tally, rubric: Rubric
) -> tuple[WithoutLine, ...]:
    """Judge the lines once without each of them."""
    seen: dict[Profile, Judgement] = {}
    rows = []
    for line, shape in profiles.items():
        if shape not in seen:
            seen[shape] = _judge_without(tally, (shape,), rubric)
        rest = seen[shape]
        rows.append(WithoutLine(line, rest.evidence, rest.state, rest.strength))
    return tuple(rows)


def without_each_note(
    claims: Sequence[Claim],
    profiles: Mapping[str, Profile],
    tally: Tally,
    without: Callable[[str, frozenset[str]], LineOfEvidence | None],
    evidence: Evidence,
) -> tuple[WithoutNote, ...]:
    """Judge once without what each note reports.

    A claim seen in several notes is gone only with the last of them. Notes of another citing work
    than the article are written `key n. 12`. `without(line, ids)` makes a line anew as if the
    claims with these ids did not exist; only the lines that a note touches are made anew.
    """
    by_note: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        seen = claim.seen_in
        if seen.second_hand and len(set(seen.notes)) == 1:
            by_note[seen.work, seen.notes[0]].append(claim)
    rows = []
    for work, note in sorted(by_note, key=lambda pair: (pair[0], _natural(pair[1]))):
        gone = frozenset(claim.id for claim in by_note[work, note])
        touched = sorted({evidence.line_of(claim.work) for claim in by_note[work, note]})
        rest = [profile(line) for name in touched if (line := without(name, gone))]
        old = [profiles[name] for name in touched]
        _exchange(tally, old, rest)
        strength = tally.judge(evidence.rubric).strength
        _exchange(tally, rest, old)
        name = note if work == evidence.article else f"{work} n. {note}"
        rows.append(WithoutNote(name, strength))
    return tuple(rows)


def smallest_changes(
    profiles: Mapping[str, Profile], tally: Tally, now: Judgement, rubric: Rubric
) -> tuple[Change, ...]:
    """Name what moves the strength: every smallest removal, and how many new lines.

    Removals are of one line or, where no single one does it, of two; `MOST_NAMED` at most.
    """
    return (*_removals(profiles, tally, now, rubric), *_additions(tally, now, rubric))


def _removals(
    profiles: Mapping[str, Profile], tally: Tally, now: Judgement, rubric: Rubric
) -> list[Change]:
    """Try each kind of line, then each pair of kinds: equal profiles are interchangeable."""
    kinds: defaultdict[Profile, list[str]] = defaultdict(list)
    for line, shape in profiles.items():
        kinds[shape].append(line)
    for size in (1, 2):
        found: list[Change] = []
        for gone in combinations_with_replacement(_suspects(kinds, tally, rubric, size), size):
            if size > 1 and gone[0] == gone[1] and len(kinds[gone[0]]) == 1:
                continue
            strength = _judge_without(tally, gone, rubric).strength
            if strength != now.strength:
                found += [
                    Change("remove", size, strength, names=names)
                    for names in islice(_members(gone, kinds), MOST_NAMED)
                ]
        if found:
            return sorted(found, key=lambda change: change.names)[:MOST_NAMED]
    return []


def _suspects(
    kinds: Mapping[Profile, Sequence[str]], tally: Tally, rubric: Rubric, size: int
) -> list[Profile]:
    """Return the kinds of line that can take part in a removal which moves the strength.

    All of them, where the level of support could change. Where it cannot, only agreement can move
    the strength. It falls below a threshold t when the removed lines' 2s - t(2s + 2c + q) add up to
    more than 2S - t(2S + 2C + Q), so a line is no suspect when even the heaviest other beside it
    leaves them short; rising above t is the same with the signs turned.
    """
    if not tally.support_is_safe(rubric, size):
        return list(kinds)
    suspects: set[Profile] = set()
    for threshold in (rubric.agreement_medium, rubric.agreement_high):
        margin = 2 * tally.supports - threshold * tally.total
        pull = {kind: 2 * kind.supports - threshold * kind.total for kind in kinds}
        sign = 1 if margin >= 0 else -1
        best = max((sign * one for one in pull.values()), default=0)
        need = sign * margin - (size - 1) * best - SLACK
        suspects.update(kind for kind in kinds if sign * pull[kind] >= need)
    return [kind for kind in kinds if kind in suspects]


def _members(
    gone: Sequence[Profile], kinds: Mapping[Profile, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    """Every set of lines of the given kinds, by name."""
    if len(gone) == 1:
        return ((name,) for name in kinds[gone[0]])
    first, second = gone
    if first == second:
        return combinations(kinds[first], 2)
    pairs = product(kinds[first], kinds[second])
    return (tuple(sorted(pair)) for pair in pairs)


def _additions(tally: Tally, now: Judgement, rubric: Rubric) -> list[Change]:
    found = []
    stances: tuple[Stance, ...] = ("supports", "contradicts")
    for stance in stances:
        new = another_line(stance, rubric)
        for number in range(1, MOST_ADDED + 1):
            tally.add(new, number)
            strength = tally.judge(rubric).strength
            tally.add(new, -number)
            if strength != now.strength:
                found.append(Change("add", number, strength, stance=stance))
                break
    return found


def _exchange(tally: Tally, old: Iterable[Profile], new: Iterable[Profile]) -> None:
    for one in old:
        tally.add(one, -1)
    for one in new:
        tally.add(one)


def _judge_without(tally: Tally, gone: Sequence[Profile], rubric: Rubric) -> Judgement:
    _exchange(tally, gone, ())
    judgement = tally.judge(rubric)
    _exchange(tally, (), gone)
    return judgement


def _natural(note: str) -> tuple[int, int, str]:
    return (0, int(note), "") if note.isdecimal() else (1, 0, note)
