"""A rating as a scholar would put it: what speaks for it and against it, and what it hangs on.

Every number is the length of a list that can be shown, or a threshold of the rule; see
`evidence.synthesis.explain.prose`. Nothing here decides anything: the rule has done that.
"""

from __future__ import annotations

from evidence.model import Rating
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.beside import beside
from evidence.synthesis.explain.body import body
from evidence.synthesis.explain.caveats import checked, overlap, set_aside
from evidence.synthesis.explain.changes import changes
from evidence.synthesis.explain.prose import CountedList, Explanation, Paragraph, Piece, Writer
from evidence.synthesis.explain.sides import against, in_favour

LAYOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("rating",)),
    ("", ("for",)),
    ("", ("against",)),
    ("", ("set-aside", "checked", "overlap")),
    ("What would change it first", ("change",)),
    ("For comparison, in plain counts", ("vote-count", "criteria")),
)
"""How topics are put together, with the heading of each block."""


def explain(map_: EvidenceMap, rating: Rating) -> Explanation:
    """Put a rating into paragraphs, each on one topic; topics with nothing to say are left out."""
    writer = Writer()
    paragraphs = [
        Paragraph("rating", tuple(body(map_, rating, writer))),
        Paragraph("for", tuple(in_favour(map_, rating, writer))),
        Paragraph("against", tuple(against(map_, rating, writer))),
        Paragraph("set-aside", tuple(set_aside(rating, writer))),
        Paragraph("checked", tuple(checked(map_, rating, writer))),
        Paragraph("overlap", tuple(overlap(map_, rating, writer))),
        Paragraph("change", tuple(changes(map_, rating, writer))),
        *beside(map_, rating, writer),
    ]
    told = tuple(one for one in paragraphs if one.sentences)
    used = {
        piece.of
        for one in told
        for said in one.sentences
        for piece in said
        if piece.number is not None
    }
    lists = {name: found for name, found in writer.lists.items() if name in used}
    return Explanation(told, lists)


__all__ = ["LAYOUT", "CountedList", "Explanation", "Paragraph", "Piece", "explain"]
