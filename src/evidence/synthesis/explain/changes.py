"""What would change a rating first, in sentences: the smallest change comes first."""

from __future__ import annotations

from collections import defaultdict

from evidence.model import Change, Rating
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import (
    Piece,
    Sentence,
    Writer,
    figure,
    listed,
    plural,
    sentence,
)
from evidence.synthesis.explain.telling import SHOWN, it, name_line, outcome, strength


def changes(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Sentence]:
    """Say what would move the strength: lines gone, lines more, notes gone."""
    removed = [one for one in rating.changes if one.kind == "remove"]
    added = sorted((one for one in rating.changes if one.kind == "add"), key=lambda one: one.lines)
    gone = _removals(map_, removed, writer)
    more = [(one.lines, _addition(map_, rating, one)) for one in added]
    size = removed[0].lines if removed else 0
    said = [one for lines, one in more if removed and lines < size]
    said += gone
    said += [one for lines, one in more if not removed or lines >= size]
    if rating.strength and not removed:
        said.append(
            sentence(
                "It stays {strength} without any single line, and without any pair of lines.",
                strength=strength(rating.strength),
            )
        )
    return said + _notes(rating, writer)


def _removals(map_: EvidenceMap, removed: list[Change], writer: Writer) -> list[Sentence]:
    """Say which lines, or pairs of them, would be missed; those with one outcome together."""
    by_strength: defaultdict[str | None, list[Change]] = defaultdict(list)
    for change in removed[:SHOWN]:
        by_strength[change.strength].append(change)
    said = []
    for word, alike in by_strength.items():
        each = [
            [
                Piece("without "),
                *listed([name_line(map_, name) for name in change.names]),
                *([Piece(" together")] if change.lines > 1 else []),
            ]
            for change in alike
        ]
        said.append(sentence("{each}, {then}.", each=listed(each, ", or "), then=_then(word)))
    rest = removed[SHOWN:]
    if rest:
        noun = ("line", "lines") if rest[0].lines == 1 else ("pair of lines", "pairs of lines")
        count = writer.count(
            "further-changes", f"Further {noun[1]} without which the strength would change",
            "changes", (" + ".join(change.names) for change in rest),
        )  # fmt: skip
        which = {1: "", 2: "either of "}.get(len(rest), "any one of ")
        said.append(
            sentence(
                "Leaving out {which}{count} other {nouns} would change the strength as well.",
                which=which, count=count, nouns=noun[len(rest) > 1],
            )
        )  # fmt: skip
    return said


def _then(word: str | None) -> list[Piece]:
    if word is None:
        return [Piece("no strength could be named")]
    return [Piece("it would be "), strength(word)]


def _addition(map_: EvidenceMap, rating: Rating, change: Change) -> Sentence:
    number = change.lines
    method = map_.evidence.rubric.reference_method.label
    doing = "support" if change.stance == "supports" else "contradict"
    makes = [Piece("leave it without a strength")]
    if change.strength:
        makes = [Piece("make it "), strength(change.strength)]
    return sentence(
        "{number}{more} first-hand {method} on {outcome} that {doing} {it} would {makes}.",
        number=figure(number, "changes"),
        more=" more" if rating.lines else "",
        method=Piece(plural(number, method), "quote", "method"),
        outcome=outcome(map_),
        doing=f"{doing}s" if number == 1 else doing,
        it=it(rating),
        makes=makes,
    )


def _notes(rating: Rating, writer: Writer) -> list[Sentence]:
    """Say which notes of a citing work the strength hangs on."""
    moving = [one for one in rating.without_notes if one.strength != rating.strength]
    said = [
        sentence(
            "Without what {note} alone reports, {then}.",
            note=Piece(
                f"note {one.note}" if one.note.isdecimal() else one.note, "name", "note", one.note
            ),
            then=_then(one.strength),
        )
        for one in moving[:SHOWN]
    ]
    rest = moving[SHOWN:]
    if rest:
        count = writer.count(
            "further-notes", "Further notes on which the strength hangs", "notes",
            (one.note for one in rest),
        )  # fmt: skip
        said.append(
            sentence(
                "It hangs on {count} further {notes} as well.",
                count=count, notes=plural(len(rest), "note"),
            )
        )  # fmt: skip
    return said
