"""What coders and readers of a map decide: independent codes, their consensus, concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Code = Literal["supports", "contradicts", "qualifies", "none"]
Component = Literal["methodological_limitations", "coherence", "adequacy", "relevance"]
CodingStatus = Literal["single-coded", "partly double-coded", "double-coded"]
ConcernLevel = Literal["none", "minor", "moderate", "serious"]

CODES: tuple[Code, ...] = get_args(Code)
NOT_APPLICABLE: Code = "none"
COMPONENTS: tuple[Component, ...] = get_args(Component)
CONCERN_LEVELS: tuple[ConcernLevel, ...] = get_args(ConcernLevel)

CONSENSUS = "consensus"
"""Name of the file of consensus decisions; no coder may be called so."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One decision of an independent coder: how a claim bears on a factor, `none` for not at all.

    What a coder's file does not hold was not coded. `at` is the line in `path`.
    """

    coder: str
    claim: str
    factor: str
    stance: Code
    date: str = ""
    comment: str = ""
    path: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Consensus:
    """What coders agreed on after they had disagreed.

    `before` is the claim's own link before that ('none' where it had none): it stays the code of
    the coder who linked the claim, so that agreement is always that of the independent codes.
    """

    claim: str
    factor: str
    stance: Code
    before: Code
    by: str
    date: str = ""
    comment: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """How much concern a person has about one GRADE-CERQual component, and why."""

    component: Component
    level: ConcernLevel
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A person's GRADE-CERQual concerns about the evidence on one factor.

    The components are those of Lewin et al. 2018 (Applying GRADE-CERQual to qualitative evidence
    synthesis findings: introduction to the series, Implementation Science 13, article 2). They
    stand beside the computed rating and never change it.
    """

    factor: str
    concerns: tuple[Concern, ...]
    by: str
    date: str = ""
    at: int | None = None
