"""Claims use the words that framework and rubric define."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.model import Claim, Problem, Severity
from evidence.model.errors import did_you_mean
from evidence.model.records import NO_METHOD
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Report outcomes, methods, questions, actors and concepts that are not defined."""
    framework, rubric = workspace.framework, workspace.rubric
    outcomes = [facet.id for facet in framework.outcomes]
    questions = [facet.id for facet in framework.questions]
    actors = [facet.id for facet in framework.actors]
    methods = list(rubric.method) if rubric else []
    for claim in workspace.claims:
        yield from _words(claim, "outcome", [claim.outcome], outcomes)
        yield from _words(claim, "question", claim.question, questions)
        yield from _words(claim, "actors", claim.actors, actors)
        yield from _method(claim, methods)
        yield from _concept(claim, workspace)


def _words(
    claim: Claim, field: str, values: Sequence[str], known: Sequence[str]
) -> Iterator[Problem]:
    for value in values:
        if value not in known:
            message = f"claim '{claim.id}': unknown {field} '{value}'"
            hint = did_you_mean(value, known)
            yield Problem(claim.path, claim.at(field), f"unknown-{field}", message, hint)


def _method(claim: Claim, known: Sequence[str]) -> Iterator[Problem]:
    if not known:
        return
    if claim.method in {"", NO_METHOD}:
        message = f"claim '{claim.id}' has no method, nor has its work"
        hint = f"Add 'method:' to the claim. Known: {', '.join(known)}"
        yield Problem(claim.path, claim.line, "no-method", message, hint)
    elif claim.method not in known:
        message = f"claim '{claim.id}': unknown method '{claim.method}'"
        hint = did_you_mean(claim.method, known)
        yield Problem(claim.path, claim.at("method"), "unknown-method", message, hint)


def _concept(claim: Claim, workspace: Workspace) -> Iterator[Problem]:
    """Warn of a concept that none of the linked factors defines."""
    by_id = workspace.framework.by_id
    factors = [by_id[link.factor] for link in claim.links if link.factor in by_id]
    if not claim.concept or not factors:
        return
    known = [word for factor in factors for word in factor.concepts]
    if claim.concept not in known:
        where = ", ".join(factor.id for factor in factors)
        yield Problem(
            claim.path,
            claim.at("concept"),
            "unknown-concept",
            f"claim '{claim.id}': concept '{claim.concept}' is not defined for {where}",
            did_you_mean(claim.concept, known),
            Severity.WARNING,
        )
