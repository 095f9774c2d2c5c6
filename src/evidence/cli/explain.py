"""Ratings and claims as text for the terminal, shared by `rate`, `factor`, `work` and `claim`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from evidence.cli.output import heading, paragraph
from evidence.model.claim import STANCES

if TYPE_CHECKING:
    from rich.console import Console

    from evidence.model import Claim, Rating, Silence
    from evidence.synthesis.evidence_map import EvidenceMap
    from evidence.synthesis.overlap import LineOverlap

TOLD_BY_CLAIMS = frozenset({"for", "against", "set-aside", "vote-count", "criteria"})
HEADS = {
    "supports": "Supports it",
    "contradicts": "Contradicts it",
    "qualifies": "Qualifies it",
}


def explain_rating(out: Console, map_: EvidenceMap, rating: Rating, whole: bool = True) -> None:
    """Print a rating: title, proposition, verdict, reasons, what would change it, and its claims.

    With `whole` everything is put into words, and the lines of evidence follow.
    """
    title(out, map_, rating)
    _paragraphs(out, map_, rating, whole)
    _judgements(out, rating)
    if whole and rating.lines:
        _lines(out, map_, rating)
    shared = map_.overlaps_of(rating)
    if whole and shared:
        out.print()
        heading(out, "What these lines share")
        show_overlaps(out, map_, shared)
    for_and_against(out, map_, rating)
    set_aside(out, map_, rating)


def _judgements(out: Console, rating: Rating) -> None:
    """Print what people judge, beside the computed rating."""
    one = rating.override
    if not one and not rating.assessments:
        return
    out.print()
    heading(out, "What people judge, beside the computed rating")
    if one:
        strength = one.strength or "too little to call"
        paragraph(out, f"{one.by} ({one.date}): {strength}. {one.reason}", 2)
    for assessment in rating.assessments:
        paragraph(out, f"{assessment.by} ({assessment.date}), GRADE-CERQual concerns:", 2)
        for concern in assessment.concerns:
            component = concern.component.replace("_", " ")
            paragraph(out, f"- {component}: {concern.level}. {concern.reason}", 4)


def _paragraphs(out: Console, map_: EvidenceMap, rating: Rating, whole: bool) -> None:
    """Print the explanation in paragraphs; the claims tell what speaks for and against."""
    from evidence.synthesis.coding_words import on_targets
    from evidence.synthesis.explain import LAYOUT, explain

    found = explain(map_, rating)
    for place, (head, topics) in enumerate(LAYOUT):
        shown = [topic for topic in topics if whole or topic not in TOLD_BY_CLAIMS]
        texts = [text for topic in shown if (text := found.paragraph(topic).text)]
        if not texts:
            continue
        if place:
            out.print()
        if head:
            heading(out, head)
        for text in texts if head else [" ".join(texts)]:
            paragraph(out, text, 2)
        if place == 0:
            paragraph(out, on_targets(map_, rating.factors), 2)


def show_overlaps(out: Console, map_: EvidenceMap, overlaps: Sequence[LineOverlap]) -> None:
    """Print lines that share something, what it is, and on which factors both vote."""
    for one in overlaps:
        paragraph(out, " + ".join(map_.line_name(line) for line in one.lines), 2)
        how = "" if one.declared else ", computed from the bibliography"
        what = f": {'; '.join(one.reasons)}" if one.reasons else ""
        both = f"Both vote on {', '.join(one.factors)}" if one.factors else "No factor in common"
        paragraph(out, f"{one.kind}{how}{what}. {both}.", 4, style="dim")


def title(out: Console, map_: EvidenceMap, rating: Rating) -> None:
    """Print id, label, proposition and verdict; for a row its factors and their range."""
    from evidence.synthesis.words import marks, verdict

    framework = map_.workspace.framework
    row = next((row for row in framework.rows if row.id == rating.id), None)
    label = row.label if row else framework.label_of(rating.id)
    heading(out, f"{rating.id}  {label}")
    if rating.proposition:
        paragraph(out, rating.proposition, 2)
    words = [verdict(rating), *marks(rating)]
    if row:
        low, high = (one or "no strength" for one in rating.range)
        factors = ", ".join(rating.factors)
        words.append(f"factors {factors}: {low if low == high else f'{low} to {high}'}")
    out.print()
    paragraph(out, f"Rating: {' · '.join(words)}", style="bold")


def for_and_against(out: Console, map_: EvidenceMap, rating: Rating) -> None:
    """Print the voting claims by stance."""
    targets = frozenset(rating.factors)
    for stance in STANCES:
        claims = [claim for claim in rating.voting if stance in claim.stances_on(targets)]
        out.print()
        what = "claim" if len(claims) == 1 else "claims"
        heading(out, f"{HEADS[stance]} ({len(claims)} {what})")
        for claim in claims:
            show_claim(out, map_, claim)
        if not claims:
            paragraph(out, "nothing that has a vote", 2)


def set_aside(out: Console, map_: EvidenceMap, rating: Rating) -> None:
    """Print the claims without a vote, by reason."""
    if not rating.silent:
        return
    by_reason: defaultdict[str, list[Silence]] = defaultdict(list)
    for silence in rating.silent:
        by_reason[silence.reason].append(silence)
    out.print()
    heading(out, f"Set aside, without a vote ({len(rating.silent)})")
    for reason, silences in by_reason.items():
        paragraph(out, f"{reason}:", 2, style="italic")
        for silence in silences:
            show_claim(out, map_, silence.claim, indent=4, targets=frozenset(rating.factors))


def show_claim(
    out: Console,
    map_: EvidenceMap,
    claim: Claim,
    indent: int = 2,
    targets: frozenset[str] = frozenset(),
) -> None:
    """Print a claim in two lines: what it says, and where it comes from."""
    stances = ", ".join(sorted(claim.stances_on(targets))) if targets else ""
    paragraph(out, f"{claim.statement}{f' [{stances}]' if stances else ''}", indent)
    paragraph(out, f"{source_words(map_, claim)}  {claim.id}", indent + 2, style="dim")


def source_words(map_: EvidenceMap, claim: Claim) -> str:
    """Say whose claim it is, on which page, by which method, on what, and how it was seen."""
    method = map_.evidence.rubric.method.get(claim.method)
    outcomes = {facet.id: facet.label.lower() for facet in map_.workspace.framework.outcomes}
    where = f", {claim.locator}" if claim.locator else ""
    parts = [
        f"{map_.label(claim.work)}{where}",
        method.label if method else claim.method,
        outcomes.get(claim.outcome, claim.outcome),
        map_.seen_words(claim),
    ]
    return "; ".join(part for part in parts if part) + "."


def _lines(out: Console, map_: EvidenceMap, rating: Rating) -> None:
    """Print each line of evidence with its works, heaviest claims and what remains without it."""
    without = {row.line: row for row in rating.without_lines}
    out.print()
    heading(out, "Lines of evidence")
    for line in rating.lines:
        weights = ", ".join(
            f"{stance} {line.weights[stance] / 1e9:g}" for stance in STANCES if line.weights[stance]
        )
        facts = [
            word
            for word, holds in (
                ("empirical", line.empirical),
                ("checked at the source", line.checked),
            )
            if holds
        ]
        rest = without[line.id]
        left = f"{rest.state}{f', {rest.strength}' if rest.strength else ''}"
        name = map_.line_name(line.id)
        paragraph(out, f"{name}: {line.stance} ({weights})", 2)
        works = ", ".join(map_.label(key) for key in line.works)
        heaviest = ", ".join(line.heaviest[stance] for stance in STANCES if stance in line.heaviest)
        paragraph(
            out,
            f"{'; '.join([works, *facts])}. Heaviest: {heaviest}. Without it: {left}.",
            4,
            style="dim",
        )
