"""What speaks for a proposition, and what against it: lines in order of weight, and the rest."""

from __future__ import annotations

from evidence.model import LineOfEvidence, Rating
from evidence.model.claim import Stance
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import Piece, Sentence, Writer, listed, plural, sentence, verb
from evidence.synthesis.explain.telling import (
    DOING,
    SHOWN,
    by_weight,
    it,
    its,
    name_line,
    reserved,
    tell,
)

OPENINGS: dict[Stance, str] = {
    "supports": "In {its} favour, ",
    "contradicts": "Against {it}, ",
    "qualifies": "As a qualification, ",
}


def in_favour(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Tell the supporting lines, and support inside lines that on balance do not."""
    said = _told(map_, rating, writer, "supports")
    if rating.lines and not any(line.weights["supports"] for line in rating.lines):
        said.append(sentence(f"Nothing that has a vote supports {it(rating)}."))
    inside = [
        line.id for line in rating.lines if line.stance != "supports" and line.weights["supports"]
    ]
    if inside:
        count = writer.count(
            "lines-partly", "Lines that do not support it on balance, but in part", "lines", inside
        )
        number = len(inside)
        said.append(
            sentence(
                "{count} {lines} that on balance {do} not support {it} {do2} so in part.",
                count=count, lines=plural(number, "line"), do="does" if number == 1 else "do",
                it=it(rating), do2="does" if number == 1 else "do",
            )
        )  # fmt: skip
    return said


def against(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Tell what contradicts, what qualifies, and what supporting lines hold back."""
    if not rating.lines:
        return []
    said = _told(map_, rating, writer, "contradicts")
    if not any(line.weights["contradicts"] for line in rating.lines):
        said.append(sentence(f"Nothing that has a vote contradicts {it(rating)}."))
    said += _told(map_, rating, writer, "qualifies")
    lines = reserved(rating)
    if lines:
        supporting = sum(line.stance == "supports" for line in rating.lines)
        count = writer.count(
            "lines-reserved", "Supporting lines with reservations", "lines",
            (line.id for line in lines),
        )  # fmt: skip
        of = "supporting line" if supporting == 1 else "supporting lines"
        said.append(
            sentence(
                "{count} of the {of} {carry} a reservation of its own."
                if len(lines) == 1 < supporting
                else "The supporting line carries a reservation of its own."
                if supporting == 1
                else "{count} of the {of} {carry} reservations of their own.",
                count=count, of=of, carry=verb(len(lines), "carry"),
            )
        )  # fmt: skip
        said += [tell(map_, line, _heavier(line), again=True) for line in lines[:SHOWN]]
    return said


def _heavier(line: LineOfEvidence) -> Stance:
    """Which of its reservations weighs most, contradictions in full and qualifications by half."""
    return (
        "contradicts"
        if 2 * line.weights["contradicts"] >= line.weights["qualifies"]
        and line.weights["contradicts"]
        else "qualifies"
    )


def _told(map_: EvidenceMap, rating: Rating, writer: Writer, stance: Stance) -> list[Sentence]:
    """Tell the lines of a stance: the heaviest one by one, the others by name or number."""
    lines = by_weight([line for line in rating.lines if line.stance == stance], stance)
    words = OPENINGS[stance].format(its=its(rating), it=it(rating))
    told = [
        tell(map_, line, stance, words if place == 0 else "")
        for place, line in enumerate(lines[:SHOWN])
    ]
    rest = lines[SHOWN:]
    if rest:
        number = len(rest)
        count = writer.count(
            f"further-{stance}", f"Further lines that {DOING[stance]} {it(rating)}", "lines",
            (line.id for line in rest),
        )  # fmt: skip
        names = [name_line(map_, line.id, bare=True) for line in rest] if number <= SHOWN else []
        told.append(
            sentence(
                "{count} further {lines} {doing} {it}{names}.",
                count=count, lines=plural(number, "line"), doing=verb(number, DOING[stance]),
                it=it(rating), names=[Piece(": "), *listed(names)] if names else [],
            )
        )  # fmt: skip
    return told
