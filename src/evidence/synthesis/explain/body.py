"""What is rated, on how much evidence, and what the rule makes of it."""

from __future__ import annotations

from evidence.model import Rating
from evidence.model.claim import Stance
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import (
    Piece,
    Sentence,
    Writer,
    figure,
    listed,
    plural,
    sentence,
    verb,
)
from evidence.synthesis.explain.telling import DOING, all_of, it, its, outcome, strength

STANCE_ORDER: tuple[Stance, ...] = ("supports", "contradicts", "qualifies")

STATES = {
    "contradicted": "most of the weight speaks against {it}, which makes the evidence contradicted",
    "contested": "the lines disagree, which makes the evidence contested",
    "mixed": "the lines agree only in part, which makes the evidence mixed",
    "consistent": "the lines largely agree, which makes the evidence consistent",
}


def body(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Say what is rated, on how much, and what the rule makes of it."""
    said = []
    if not rating.factor and rating.factors:
        framework = map_.workspace.framework
        names = [
            Piece(f"{name} {framework.label_of(name)}", "name", "factor", name)
            for name in rating.factors
        ]
        said.append(sentence("Pooled here are the lines of {names}.", names=listed(names)))
    if not rating.lines:
        if rating.silent:
            about = it(rating)
            said.append(
                sentence(f"No claim in these sources counts as evidence for or against {about}.")
            )
        else:
            said.append(sentence(f"No claim in these sources is linked to {it(rating)}."))
        return said
    return [
        *said,
        _lines(rating, writer),
        _basis(rating, writer),
        _empirical(map_, rating, writer),
        *_verdict(map_, rating, writer),
    ]


def _lines(rating: Rating, writer: Writer) -> Sentence:
    counts = {
        stance: writer.count(
            f"lines-{stance}",
            f"Lines that {DOING[stance]} {it(rating)}",
            "lines",
            (line.id for line in rating.lines if line.stance == stance),
        )
        for stance in STANCE_ORDER
    }
    total = writer.count("lines", "Lines of evidence", "lines", (line.id for line in rating.lines))
    parts = []
    some = [stance for stance in STANCE_ORDER if counts[stance].number]
    for stance in STANCE_ORDER:
        number = counts[stance].number or 0
        if number or stance != "qualifies":
            doing = f" {verb(number, DOING[stance])} {it(rating)}"
            parts.append([counts[stance], Piece(doing)])
    if len(some) > 1:
        return sentence(
            "{total} independent lines of evidence bear on {it}: {parts}.",
            total=total, it=it(rating), parts=listed(parts),
        )  # fmt: skip
    (stance,) = some
    number = total.number or 0
    head = [
        *([total] if number == 1 else all_of(total)),
        Piece(f" {'' if number == 1 else 'independent '}{plural(number, 'line')} of evidence "),
        Piece(f"{verb(number, DOING[stance])} {it(rating)}"),
    ]
    if number > 1 and stance != "qualifies":
        return sentence("{all}.", all=head)
    others = [part for one, part in zip(STANCE_ORDER, parts, strict=False) if one != stance]
    return sentence("{all}.", all=listed([head, *others]))


def _basis(rating: Rating, writer: Writer) -> Sentence:
    claims = writer.count(
        "claims", "Claims that vote", "claims", (claim.id for claim in rating.voting)
    )
    works = writer.count("works", "Works with a claim that votes", "works", rating.works)
    one = len(rating.lines) == 1
    return sentence(
        "{who} on {claims} {noun} in {works} {nouns}.",
        who="it rests" if one else "they rest",
        claims=claims, noun=plural(len(rating.voting), "claim"),
        works=works, nouns=plural(len(rating.works), "work"),
    )  # fmt: skip


def _empirical(map_: EvidenceMap, rating: Rating, writer: Writer) -> Sentence:
    lines, what = rating.lines, outcome(map_)
    empirical = writer.count(
        "lines-empirical", "Empirical lines", "lines", (one.id for one in lines if one.empirical)
    )
    primary = writer.count(
        "lines-primary",
        f"Empirical lines on {what.text} itself",
        "lines",
        (one.id for one in lines if one.primary),
    )
    number, direct = empirical.number or 0, primary.number or 0
    if len(lines) == 1:
        if not number:
            return sentence("The line is not empirical.")
        how = " and" if direct else ", though not"
        return sentence("The line is empirical{how} on {outcome} itself.", how=how, outcome=what)
    if not number:
        return sentence("{n} of them is empirical.", n=empirical)
    who = all_of(empirical) if number == len(lines) else [empirical]
    if direct == number:
        of = [Piece("all of them " if number > 1 else "")]
    elif direct:
        of = [primary, Piece(" of them ")]
    else:
        of = [Piece("though not ")]
    return sentence(
        "{who} {be} empirical, {of}on {outcome} itself.",
        who=who, be=verb(number, "be"), of=of, outcome=what,
    )  # fmt: skip


def _verdict(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    if rating.state == "thin":
        return [_thin(map_, rating)]
    state = STATES[rating.state].replace("{it}", it(rating))
    return [sentence(f"{state}."), _strength(map_, rating, writer)]


def _thin(map_: EvidenceMap, rating: Rating) -> Sentence:
    return sentence(
        "The evidence is thin: it takes at least {lines} independent {noun}, {empirical} of them "
        "empirical, to judge by, and as many in {its} favour to name a strength.",
        **_needed(map_), its=its(rating),
    )  # fmt: skip


def _needed(map_: EvidenceMap) -> dict[str, Piece | str]:
    """Return the least that the rule asks of evidence, and of support, to be more than limited."""
    need = map_.evidence.rubric.medium
    return {
        "lines": figure(need.lines, "rubric levels.medium.lines"),
        "noun": plural(need.lines, "line"),
        "empirical": figure(need.empirical, "rubric levels.medium.empirical"),
    }


def _unnamed(map_: EvidenceMap, rating: Rating, writer: Writer) -> Sentence:
    """Say that no strength can be named, and what there is of what that takes."""
    need = map_.evidence.rubric.medium
    supporting = [line for line in rating.lines if line.stance == "supports"]
    all_ = writer.count(
        "lines-supports", f"Lines that support {it(rating)}", "lines",
        (line.id for line in supporting),
    )  # fmt: skip
    empirical = writer.count(
        "lines-supports-empirical", f"Empirical lines that support {it(rating)}", "lines",
        (line.id for line in supporting if line.empirical),
    )  # fmt: skip
    number, sound = len(supporting), empirical.number or 0
    tail: list[Piece] = [Piece(f"there {verb(number, 'be')} "), all_]
    if number >= need.lines and sound < need.empirical:
        only = [Piece("only ")] if sound else []
        tail = [*only, empirical, Piece(" of the "), all_, Piece(f" {verb(sound, 'be')} empirical")]
    elif number >= need.lines:
        tail += [Piece(", "), empirical, Piece(" of them empirical")]
    return sentence(
        "No strength can be named: that takes {lines} supporting {noun}, {empirical} of them "
        "empirical, and {tail}.",
        **_needed(map_), tail=tail,
    )  # fmt: skip


def _strength(map_: EvidenceMap, rating: Rating, writer: Writer) -> Sentence:
    rubric = map_.evidence.rubric
    if rating.strength is None:
        return _unnamed(map_, rating, writer)
    if not rating.judgement.indirect:
        return sentence(
            "{how} the strength in these sources is {strength}.",
            how=_how(rating),
            strength=strength(rating.strength),
        )
    return sentence(
        "{how} the strength in these sources is {strength}, and indirect: no empirical supporting "
        "line is on {outcome} itself, which caps it at {cap}.",
        how=_how(rating),
        strength=strength(rating.strength),
        outcome=outcome(map_),
        cap=strength(rubric.indirect_cap),
    )


def _how(rating: Rating) -> str:
    now = rating.judgement
    return f"With {now.support} support and {now.agreement} agreement,"
