"""The plain counts that stand beside a rating, in sentences: a vote count and four criteria."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model import Rating
from evidence.synthesis.comparison import FourCriteria, VoteCount, compare
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain.prose import (
    Paragraph,
    Piece,
    Sentence,
    Writer,
    listed,
    plural,
    sentence,
    verb,
)
from evidence.synthesis.explain.telling import it, outcome

REGIONS_NAMED = 6


def beside(map_: EvidenceMap, rating: Rating, writer: Writer) -> list[Paragraph]:
    """Return the paragraphs on other ways to count; none where there is no evidence."""
    found = compare(map_, rating)
    if not rating.lines:
        return []
    return [
        Paragraph("vote-count", (_votes(found.votes, rating, writer),)),
        Paragraph("criteria", tuple(_criteria(map_, found.criteria, rating, writer))),
    ]


def _votes(votes: VoteCount, rating: Rating, writer: Writer) -> Sentence:
    about = it(rating)
    pro = writer.count("votes-for", "Works that find for it", "works", votes.supports)
    con = writer.count("votes-against", "Works that find against it", "works", votes.contradicts)
    both = writer.count(
        "votes-mixed", "Works with mixed or qualified findings", "works", votes.mixed
    )
    return sentence(
        "Counted by publications, with equal votes and earlier estimates included, {pro} {finds} "
        "for {it}, {con} {con_finds} against {it} and {both} {has} mixed or qualified findings.",
        pro=_works(pro), finds=verb(pro.number or 0, "find"), it=about, con=con, both=both,
        con_finds=verb(con.number or 0, "find"), has=verb(both.number or 0, "have"),
    )  # fmt: skip


def _works(count: Piece) -> list[Piece]:
    number = count.number or 0
    return [count, Piece(f" {plural(number, 'work')}" if number else " of the works")]


def _criteria(
    map_: EvidenceMap, found: FourCriteria, rating: Rating, writer: Writer
) -> list[Sentence]:
    def works(name: str, title: str, keys: tuple[str, ...]) -> Piece:
        return writer.count(name, title, "works", keys)

    reviewed = works("criteria-reviewed", "Peer reviewed works", found.peer_reviewed)
    not_ = works("criteria-not-reviewed", "Works without peer review", found.not_peer_reviewed)
    unknown = works(
        "criteria-review-unknown", "Works of which peer review is unknown", found.review_unknown
    )
    empirical = works("criteria-empirical", "Works with an empirical claim", found.empirical)
    negative = works(
        "criteria-negative-cases",
        "Works whose design has cases without the outcome",
        found.negative_cases,
    )
    return [
        sentence(
            "Quality: {reviewed}; {empirical} {has} an empirical claim, and the design of "
            "{negative} includes cases without the outcome.",
            reviewed=_reviewed(reviewed, not_, unknown), empirical=empirical,
            has=verb(empirical.number or 0, "have"), negative=negative,
        ),
        sentence(
            "Size: {works} {noun} in {lines} {nouns}.",
            works=works("works", "Works with a claim that votes", found.works),
            noun=plural(len(found.works), "work"),
            lines=writer.count("lines", "Lines of evidence", "lines",
                               (line.id for line in rating.lines)),
            nouns=plural(len(rating.lines), "line"),
        ),
        _consistency(rating, writer),
        _context(map_, found, writer),
    ]  # fmt: skip


def _reviewed(yes: Piece, no: Piece, unknown: Piece) -> list[Piece]:
    """Say how many works are peer reviewed, are not, and of how many that is not known."""
    parts: list[list[Piece]] = []
    for count, doing in ((yes, ""), (no, "not ")):
        if number := count.number or 0:
            noun = "" if parts else f" {plural(number, 'work')}"
            reviewed = "" if parts else "peer reviewed"
            parts.append([count, Piece(f"{noun} {verb(number, 'be')} {doing}{reviewed}".rstrip())])
    if number := unknown.number or 0:
        what = " it is not known"
        if not parts:
            who = "it was" if number == 1 else "they were"
            what = f" {plural(number, 'work')} it is not known whether {who} peer reviewed"
        parts.append([Piece("of "), unknown, Piece(what)])
    return listed(parts)


def _consistency(rating: Rating, writer: Writer) -> Sentence:
    by = {
        stance: [line.id for line in rating.lines if line.stance == stance]
        for stance in ("supports", "contradicts", "qualifies")
    }
    about = it(rating)
    return sentence(
        "Consistency: {pro} {line} {are} for {it}, {con} {is_} against {it} and {mixed} {be} in "
        "between.",
        are=verb(len(by["supports"]), "be"),
        is_=verb(len(by["contradicts"]), "be"),
        be=verb(len(by["qualifies"]), "be"),
        pro=writer.count("lines-supports", f"Lines that support {about}", "lines", by["supports"]),
        line=plural(len(by["supports"]), "line") if by["supports"] else "of the lines",
        con=writer.count(
            "lines-contradicts", f"Lines that contradict {about}", "lines", by["contradicts"]
        ),
        mixed=writer.count(
            "lines-qualifies", f"Lines that qualify {about}", "lines", by["qualifies"]
        ),
        it=about,
    )


def _context(map_: EvidenceMap, found: FourCriteria, writer: Writer) -> Sentence:
    """Say which regions are studied, and how much is on the primary outcome."""
    parts = []
    if found.world:
        world = writer.count("context-world", "Works on the whole world", "works", found.world)
        parts.append([world, Piece(f"{_are(found.world)} on the whole world")])
    named = list(found.regions.items())
    for place, (region, keys) in enumerate(named[:REGIONS_NAMED], 1):
        count = writer.count(f"context-region-{place}", f"Works on {region}", "works", keys)
        noun = "" if parts else _are(keys)
        parts.append([count, Piece(f"{noun} on "), Piece(region, "quote", "region")])
    if len(named) > REGIONS_NAMED:
        rest = sorted({key for _, keys in named[REGIONS_NAMED:] for key in keys})
        count = writer.count("context-regions", "Works on further regions", "works", rest)
        parts.append([count, Piece(" on further regions")])
    if found.region_unknown:
        count = writer.count(
            "context-unknown", "Works of which the region is unknown", "works", found.region_unknown
        )
        noun = "" if parts else _are(found.region_unknown)
        parts.append([count, Piece(f"{noun} of unknown region")])
    primary = writer.count(
        "claims-primary", f"Claims on {outcome(map_).text}", "claims", found.on_primary
    )
    others = writer.count("claims-others", "Claims on other outcomes", "claims", found.on_others)
    return sentence(
        "Context: {parts}; {primary} {claims} {be} on {outcome} and {others} on other outcomes.",
        be=verb(len(found.on_primary), "be"),
        parts=listed(parts), primary=primary,
        claims=plural(len(found.on_primary), "claim") if found.on_primary else "of the claims",
        outcome=outcome(map_), others=others,
    )  # fmt: skip


def _are(works: Sequence[str]) -> str:
    return f" {plural(len(works), 'work')} {verb(len(works), 'be')}"
