"""In sentences: by how many people the claims were linked to factors, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model.agreement import Agreement, Coefficient
from evidence.synthesis.evidence_map import EvidenceMap

KAPPAS = {"cohen": "Cohen's kappa", "fleiss": "Fleiss' kappa"}
SINGLE = "Single-coded: one person linked {what}; nobody has coded {it} independently."


def whole_map(map_: EvidenceMap) -> str:
    """Say by how many people the map was coded."""
    codes = map_.codes
    if codes.status == "single-coded":
        return SINGLE.format(what="each claim to factors", it="them")
    return f"{_extent(map_, codes.targets)} {agreement_words(map_.agreement[0])}"


def on_targets(map_: EvidenceMap, targets: tuple[str, ...]) -> str:
    """Say by how many people the links to some factors were coded; of one, how far they agree."""
    if map_.codes.status_of(*targets) == "single-coded":
        return SINGLE.format(what="its claims", it="them")
    extent = _extent(map_, targets)
    if len(targets) != 1:
        return extent
    return f"{extent} {agreement_words(map_.agreement_on(targets[0]))}"


def agreement_words(found: Agreement) -> str:
    """Say how far coders agree on a target, or on the whole map."""
    who = f"On {_number(found.n, 'decision')} of {len(found.coders)} coders"
    if found.reason:
        return f"{who}: {found.reason}."
    parts = [f"alpha {interval(found.alpha)}", f"AC1 {interval(found.ac1)}"]
    if found.kappa_kind:
        parts.append(f"{KAPPAS[found.kappa_kind]} {interval(found.kappa)}")
    return f"{who}: {', '.join(parts)}."


def interval(one: Coefficient) -> str:
    """Write a coefficient with its interval: '0.71 (0.55 to 0.83)'."""
    if one.value is None:
        return "undefined"
    if one.low is None or one.high is None:
        return _places(one.value)
    return f"{_places(one.value)} ({_places(one.low)} to {_places(one.high)})"


def brief(one: Coefficient) -> str:
    """Write a coefficient with its interval for a table: '0.71 [0.55,0.83]'."""
    if one.value is None or one.low is None or one.high is None:
        return interval(one)
    return f"{_places(one.value)} [{_places(one.low)},{_places(one.high)}]"


def _places(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00")


def _extent(map_: EvidenceMap, targets: Sequence[str]) -> str:
    double, total = map_.codes.counts_of(*targets)
    if double == total:
        return f"Double-coded: each of {_number(total, 'link')} was coded independently by others."
    return f"Partly double-coded: {double} of {_number(total, 'link')} coded by others as well."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
