"""How works, lines and claims are named in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Claim, LineOfEvidence, Rating
from evidence.model.claim import Stance
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import Piece, Sentence, listed, sentence

SHOWN = 3
"""How many lines, pairs or changes of a kind are told one by one."""
WORKS_NAMED = 5

DOING: dict[Stance, str] = {
    "supports": "support",
    "contradicts": "contradict",
    "qualifies": "qualify",
}
"""What a line does, of several; `prose.verb` makes it one."""

_VERBS = {"finding": ("finds", "find"), "argument": ("argues", "argue")}


def it(rating: Rating) -> str:
    """Return the pronoun of what is rated: a proposition, or those of a row."""
    return "it" if rating.factor else "them"


def its(rating: Rating) -> str:
    """Return the possessive of what is rated."""
    return "its" if rating.factor else "their"


def outcome(map_: EvidenceMap) -> Piece:
    """Return the name of the primary outcome."""
    outcomes = map_.workspace.framework.outcomes
    label = next((one.label.lower() for one in outcomes if one.primary), "the outcome")
    return Piece(label, "quote", "outcome")


def strength(word: str) -> Piece:
    """Return a word of the rubric's scale."""
    return Piece(word, "quote", "strength")


def all_of(count: Piece) -> list[Piece]:
    """Return 'all five', or 'both'."""
    if count.number == 2:
        return [Piece("both", "count", count.of, number=2)]
    return [Piece("all "), count]


def name_line(map_: EvidenceMap, line: str, bare: bool = False) -> list[Piece]:
    """Return the name of a line of evidence: that of its only work, or 'the line' and its name.

    `bare` leaves out the words 'the line'.
    """
    name = Piece(map_.line_name(line), "name", "line", line)
    if line in map_.workspace.works:
        return [name]
    return [Piece(f"{'' if bare else 'the line '}\u201c"), name, Piece("\u201d")]


def name_work(map_: EvidenceMap, key: str) -> Piece:
    """Return the short name of a work."""
    return Piece(map_.label(key), "name", "work", key)


def by_weight(lines: Sequence[LineOfEvidence], stance: Stance) -> list[LineOfEvidence]:
    """Return lines with some weight for a stance, the heaviest first."""
    found = [line for line in lines if line.weights[stance]]
    return sorted(found, key=lambda line: (-line.weights[stance], line.id))


def reserved(rating: Rating) -> list[LineOfEvidence]:
    """Return the supporting lines that also contradict or qualify."""
    return [
        line
        for line in rating.lines
        if line.stance == "supports" and (line.weights["contradicts"] or line.weights["qualifies"])
    ]


def tell(
    map_: EvidenceMap, line: LineOfEvidence, stance: Stance, opening: str = "", again: bool = False
) -> Sentence:
    """Tell the heaviest claim of a line on one side: 'Feng 1997 is reported to find (p. 9): ...'.

    A line of several works is named with them, unless it is told `again`. A claim that was seen
    second hand says so.
    """
    claim = next(one for one in line.claims if one.id == line.heaviest[stance])
    where = [Piece(" ("), Piece(str(claim.locator), "quote", "locator"), Piece(")")]
    return sentence(
        "{opening}{team}{work} {says}{where}: {statement}",
        opening=opening,
        team=_team(map_, line, again),
        work=name_work(map_, claim.work),
        says=Piece(_says(map_, claim), "name", "claim", claim.id),
        where=where if claim.locator else [],
        statement=Piece(_ended(claim.statement), "quote", "claim", claim.id),
    )


def _team(map_: EvidenceMap, line: LineOfEvidence, again: bool) -> list[Piece]:
    if len(line.works) == 1:
        return []
    name = name_line(map_, line.id)
    if again:
        return [Piece("within "), *name, Piece(", ")]
    works = listed([name_work(map_, key) for key in line.works[:WORKS_NAMED]])
    more = [Piece(" and others")] if len(line.works) > WORKS_NAMED else []
    return [Piece("within "), *name, Piece(" ("), *works, *more, Piece("), ")]


def _says(map_: EvidenceMap, claim: Claim) -> str:
    work = map_.workspace.works.get(claim.work)
    several = work is not None and len(work.creators) > 1
    one, more = _VERBS.get(claim.kind, ("says", "say"))
    if claim.seen_in.second_hand:
        return f"{'are' if several else 'is'} reported to {more}"
    return more if several else one


def _ended(statement: str) -> str:
    return statement if statement.endswith((".", "!", "?")) else f"{statement}."
