"""What qualifies a rating: claims without a vote, what was checked, what lines share."""

from __future__ import annotations

from evidence.model import Rating, Silence
from evidence.model.claim import Stance
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import (
    Piece,
    Sentence,
    Writer,
    listed,
    plural,
    sentence,
    verb,
)
from evidence.synthesis.explain.telling import SHOWN, all_of, it, name_line

SILENCES = {
    "superseded": (
        "is replaced by a later estimate of the same line",
        "are replaced by later estimates of the same line",
    ),
    "refuted": (
        "rests on a note that the cited work does not bear out",
        "rest on notes that the cited work does not bear out",
    ),
    "proposed": (
        "is only proposed until it is seen in a better source",
        "are only proposed until they are seen in a better source",
    ),
    "attribution": (
        "is cited in general or for a whole list of works",
        "are cited in general or for a whole list of works",
    ),
    "recommendation": ("is a recommendation", "are recommendations"),
    "illustration": ("is an illustration", "are illustrations"),
    "about-literature": ("is a remark on the literature", "are remarks on the literature"),
    "finding": ("is a finding, a kind without a vote", "are findings, a kind without a vote"),
    "argument": ("is an argument, a kind without a vote", "are arguments, a kind without a vote"),
    "own-article": (
        "is the article\u2019s own, which is no evidence for its own framework",
        "are the article\u2019s own, which is no evidence for its own framework",
    ),
    "no-weight": (
        "has a method or an outcome without a weight in the rule",
        "have a method or an outcome without a weight in the rule",
    ),
    "rejected": (
        "was looked at and is no evidence here",
        "were looked at and are no evidence here",
    ),
}
"""Why claims have no vote, of one claim and of several, in the order of telling."""


def set_aside(rating: Rating, writer: Writer) -> list[Sentence]:
    """Say what had no vote, and why."""
    if not rating.silent:
        return []
    total = writer.count(
        "silent", "Claims without a vote", "claims", (one.claim.id for one in rating.silent)
    )
    parts = []
    for code, (single, several) in SILENCES.items():
        ids = [one.claim.id for one in rating.silent if _why(one) == code]
        if ids:
            title = f"Claims without a vote that {several}"
            count = writer.count(f"silent-{code}", title, "claims", ids)
            parts.append([count, Piece(f" {several if len(ids) > 1 else single}")])
    number = total.number or 0
    if len(parts) == 1:
        parts = [[Piece("it" if number == 1 else "they"), *parts[0][1:]]]
    said = sentence(
        "{total} {claims} {be} shown without a vote: {parts}.",
        total=total, claims=plural(number, "claim"), be=verb(number, "be"),
        parts=listed(parts, "; and ", "; "),
    )  # fmt: skip
    return [said, *_leanings(rating, writer)]


def _why(silence: Silence) -> str:
    """Return why a claim has no vote: the code, or the kind of claim where it is that."""
    return silence.claim.kind if silence.code == "kind" else silence.code


def _leanings(rating: Rating, writer: Writer) -> list[Sentence]:
    """Say to which side the claims without a vote lean."""
    targets = frozenset(rating.factors)
    found: list[tuple[str, Piece]] = []
    leanings: tuple[tuple[Stance, str], ...] = (("supports", "for"), ("contradicts", "against"))
    for stance, where in leanings:
        ids = [one.claim.id for one in rating.silent if stance in one.claim.stances_on(targets)]
        if ids:
            title = f"Claims {where} {it(rating)}, without a vote"
            count = writer.count(f"silent-{stance}", title, "claims", ids)
            found.append((f"{where} {it(rating)}", count))
    if not found:
        return []
    where, count = found[0]
    if len(found) == 1 and count.number == len(rating.silent):
        who = all_of(count) if len(rating.silent) > 1 else "it"
        return [sentence(f"{{who}} would speak {where}.", who=who)]
    first, *others = ([count, Piece(f" {where}")] for where, count in found)
    first.insert(1, Piece(" would speak"))
    return [sentence("Of these, {parts}.", parts=listed([first, *others]))]


def checked(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Say how much of it was checked at the source."""
    lines, total = rating.lines, len(rating.lines)
    if not lines:
        return []
    count = writer.count(
        "lines-checked", "Lines checked at the source", "lines",
        (one.id for one in lines if one.checked),
    )  # fmt: skip
    number = count.number or 0
    if total == 1:
        said = sentence(
            "The line was checked at its source."
            if number
            else "The line was not checked at its source: the rating is as reported."
        )
    elif number == total:
        said = sentence("{all} lines were checked at the source.", all=all_of(count))
    elif not number:
        said = sentence(
            "{none} of the lines was checked at its source: the rating is as reported.",
            none=count,
        )
    else:
        rest = writer.count(
            "lines-reported", "Lines that rest on what others report", "lines",
            (one.id for one in lines if not one.checked),
        )  # fmt: skip
        said = sentence(
            "{checked} of the lines {was} checked at the source; the other {rest} {doing} on what "
            "others report.",
            checked=count, was=verb(number, "was"), rest=rest,
            doing=verb(rest.number or 0, "rest"),
        )  # fmt: skip
    return [said, *_claims_checked(map_, rating, writer)]


def _claims_checked(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    kinds = map_.evidence.rubric.checked_in
    seen = [claim.id for claim in rating.voting if claim.seen_in.kind in kinds]
    reported = [claim.id for claim in rating.voting if claim.seen_in.kind not in kinds]
    if not seen or not reported:
        return []
    return [
        sentence(
            "Of the claims that vote, {seen} {was} seen at the source and {reported} {be} known "
            "only from what others report.",
            seen=writer.count("claims-checked", "Claims seen at the source", "claims", seen),
            was=verb(len(seen), "was"),
            reported=writer.count(
                "claims-reported", "Claims known as others report them", "claims", reported
            ),
            be=verb(len(reported), "be"),
        )
    ]


def overlap(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Say what lines share that are counted apart."""
    found = map_.overlaps_of(rating)
    if not found:
        return []
    number = writer.count(
        "overlaps", "Lines that share something", "overlaps", (one.id for one in found)
    )
    said = []
    for one in found[:SHOWN]:
        reasons = "; ".join(one.reasons)
        by = "" if one.declared else ", by the names in the bibliography"
        share = [Piece(f" share {one.kind}{by}")]
        if reasons:
            share += [Piece(" ("), Piece(reasons, "quote", "reason"), Piece(")")]
        said.append([*listed([name_line(map_, name) for name in one.lines]), *share])
    end = ", among others" if len(found) > SHOWN else ""
    return [
        sentence(
            "{number} {pairs} of these lines {be} not wholly independent: {said}{end}.",
            number=number, pairs=plural(len(found), "pair"), be=verb(len(found), "be"),
            said=listed(said, "; and ", "; "), end=end,
        )
    ]  # fmt: skip
