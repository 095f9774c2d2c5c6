"""The rows of every table of the data dictionary, as plain values: no pandas is needed for them.

A value is text, a whole number, a number, true or false, a list of texts, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from evidence.model import Claim, Rating
from evidence.model.claim import STANCES
from evidence.model.records import UNREAD
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.lines import UNIT, weight

Value = str | int | float | bool | list[str] | None
Row = dict[str, Value]


def rows(map_: EvidenceMap, table: str) -> list[Row]:
    """Return the rows of a table, in the order of the workspace's files; KeyError if unknown."""
    return list(_MAKERS[table](map_))


def _claims(map_: EvidenceMap) -> Iterator[Row]:
    return claim_rows(map_, map_.evidence.claims)


def claim_rows(map_: EvidenceMap, claims: Iterable[Claim]) -> Iterator[Row]:
    """Yield the rows of some claims."""
    for claim in claims:
        seen, silence = claim.seen_in, map_.silence(claim)
        yield {
            "id": claim.id,
            "work": claim.work,
            "statement": claim.statement,
            "kind": claim.kind,
            "concept": claim.concept or None,
            "method": claim.method or None,
            "outcome": claim.outcome,
            "scope": claim.scope or None,
            "locator_label": claim.locator.label if claim.locator else None,
            "locator_value": claim.locator.value if claim.locator else None,
            "seen_in": seen.kind,
            "seen_in_work": seen.work or None,
            "seen_in_notes": list(seen.notes),
            "attribution": seen.attribution,
            "source": seen.source or None,
            "supersedes": list(claim.supersedes),
            "also_listed": list(claim.also_listed),
            "question": list(claim.question),
            "actors": list(claim.actors),
            "anchored": claim.anchor is not None,
            "coder": claim.coder,
            "date": claim.date or None,
            "status": claim.status,
            "remark": claim.remark or None,
            "votes": silence is None,
            "silence": silence.code if silence else None,
            "silence_reason": silence.reason if silence else None,
        }


def _links(map_: EvidenceMap) -> Iterator[Row]:
    framework, evidence = map_.workspace.framework, map_.evidence
    heaviest = {
        (rating.factor, stance, claim)
        for rating in map_.ratings.factors
        for line in rating.lines
        for stance, claim in line.heaviest.items()
    }
    for claim in evidence.claims:
        votes = map_.silence(claim) is None
        for link in dict.fromkeys(claim.links):
            factor, whole = framework.by_id.get(link.factor), framework.wholes.get(link.factor)
            if factor is None and whole is None:
                continue
            counts = votes and factor is not None
            yield {
                "claim": claim.id,
                "work": claim.work,
                "factor": link.factor,
                "dimension": factor.dimension if factor else None,
                "side": factor.side if factor else whole.id if whole else None,
                "stance": link.stance,
                "line": evidence.line_of(claim.work),
                "votes": counts,
                "weight": weight(claim, evidence) / UNIT if counts else None,
                "heaviest": (link.factor, link.stance, claim.id) in heaviest,
            }


def _works(map_: EvidenceMap) -> Iterator[Row]:
    for key, work in map_.workspace.works.items():
        claims = map_.claims_of_work.get(key, ())
        notes = [link.note for link in map_.notes_of_work.get(key, ())]
        yield {
            "key": key,
            "label": work.label,
            "type": work.type,
            "authors": [str(name) for name in work.authors],
            "editors": [str(name) for name in work.editors],
            "year": work.year,
            "title": work.title or None,
            "container": work.container or None,
            "volume": work.get("volume") or None,
            "number": work.get("number", "issue") or None,
            "pages": work.pages or None,
            "publisher": work.publisher or None,
            "place": work.get("location", "address") or None,
            "doi": work.get("doi") or None,
            "isbn": work.get("isbn") or None,
            "url": work.get("url") or None,
            "crossref": work.crossref or None,
            "doubts": work.doubts or None,
            "verified_by": work.verified_by or None,
            "line": map_.evidence.line_of(key),
            "claims": len(claims),
            "voting": sum(map_.silence(claim) is None for claim in claims),
            "notes": list(dict.fromkeys(notes)),
        }


def _ratings(map_: EvidenceMap) -> Iterator[Row]:
    labels = {row.id: row.label for row in map_.workspace.framework.rows}
    for rating in (*map_.ratings.factors, *map_.ratings.rows):
        label = labels.get(rating.id) or map_.workspace.framework.label_of(rating.id)
        yield {"id": rating.id, "kind": "factor" if rating.factor else "row", "label": label,
               **_rating(rating)}  # fmt: skip


def _rating(rating: Rating) -> Row:
    judgement, counts, override = rating.judgement, rating.counts, rating.override
    return {
        "dimension": rating.dimension,
        "side": rating.side,
        "proposition": rating.proposition or None,
        "state": judgement.state,
        "strength": judgement.strength,
        "evidence": judgement.evidence,
        "support": judgement.support,
        "agreement": judgement.agreement,
        "agreement_value": judgement.agreement_value,
        "indirect": judgement.indirect,
        "as_reported": rating.as_reported,
        "claims": len(rating.voting),
        "works": len(rating.works),
        "lines": counts.total,
        "supports": counts.supports,
        "contradicts": counts.contradicts,
        "qualifies": counts.qualifies,
        "empirical": counts.empirical,
        "checked": counts.checked,
        "listed": len(rating.also_listed),
        "lowest": rating.range[0],
        "highest": rating.range[1],
        "overridden": override is not None,
        "override": override.strength if override else None,
        "override_reason": override.reason if override else None,
    }


def _lines(map_: EvidenceMap) -> Iterator[Row]:
    for rating in map_.ratings.factors:
        for line in rating.lines:
            yield {
                "factor": rating.factor,
                "line": line.id,
                "name": map_.line_name(line.id),
                "stance": line.stance,
                **{stance: line.weights[stance] / UNIT for stance in STANCES},
                "works": list(line.works),
                "claims": [claim.id for claim in line.claims],
                "methods": sorted(line.methods),
                "empirical": line.empirical,
                "primary": line.primary,
                "checked": line.checked,
                "reason": line.reason or None,
            }


def _factors(map_: EvidenceMap) -> Iterator[Row]:
    framework = map_.workspace.framework
    dimensions = {one.id: one.label for one in framework.dimensions}
    sides = {one.id: one.label for one in framework.sides}
    for factor in framework.factors:
        yield {
            "id": factor.id,
            "dimension": factor.dimension,
            "dimension_label": dimensions.get(factor.dimension),
            "side": factor.side,
            "side_label": sides.get(factor.side),
            "label": factor.label,
            "proposition": factor.proposition,
            "definition": factor.definition or None,
            "mirror": factor.mirror or None,
            "concepts": list(factor.concepts),
        }


def counted(map_: EvidenceMap, target: str) -> tuple[Claim, ...]:
    """Return the claims that a cell counts: confirmed, of a kind that votes, not the article's."""
    kinds, article = map_.evidence.rubric.voting_kinds, map_.workspace.article
    return tuple(
        claim
        for claim in map_.claims_on.get(target, ())
        if claim.status == "confirmed" and claim.kind in kinds and claim.work != article
    )


def _cells(map_: EvidenceMap) -> Iterator[Row]:
    for factor in map_.workspace.framework.factors:
        claims, here = counted(map_, factor.id), frozenset({factor.id})
        yield {
            "factor": factor.id,
            "dimension": factor.dimension,
            "side": factor.side,
            "label": factor.label,
            "works": len({claim.work for claim in claims}),
            **{
                stance: len({claim.work for claim in claims if stance in claim.stances_on(here)})
                for stance in STANCES
            },
            "claims": len(claims),
        }


def _appraisals(map_: EvidenceMap) -> Iterator[Row]:
    names = ("work", "method", "negative_cases", "line", "line_reason", "scope", "region",
             "period", "peer_reviewed", "limitations", "appraised_from")  # fmt: skip
    for appraisal in map_.workspace.appraisals.values():
        yield {name: getattr(appraisal, name) or None for name in names}


def _notes(map_: EvidenceMap) -> Iterator[Row]:
    for link in map_.workspace.notes:
        check = map_.check_of.get((link.note, link.work))
        yield {
            "note": link.note,
            "work": link.work or None,
            "locator_label": link.locator.label if link.locator else None,
            "locator_value": link.locator.value if link.locator else None,
            "form": link.form or None,
            "status": link.status,
            "verdict": (check.verdict if check else UNREAD) if link.work else None,
            "remark": link.remark or None,
        }


def _checks(map_: EvidenceMap) -> Iterator[Row]:
    cited = {(link.note, link.work) for link in map_.workspace.notes}
    for check in map_.workspace.checks:
        yield {
            "note": check.note,
            "work": check.work,
            "verdict": check.verdict,
            "reason": check.reason or None,
            "basis": check.basis or None,
            "checked_by": check.checked_by or None,
            "page": check.page or None,
            "date": check.date or None,
            "cited": (check.note, check.work) in cited,
        }


def _errata(map_: EvidenceMap) -> Iterator[Row]:
    names = ("note", "work", "field", "cited", "verified", "basis", "status", "remark")
    for erratum in map_.workspace.errata:
        yield {name: getattr(erratum, name) or None for name in names}


_MAKERS: dict[str, Callable[[EvidenceMap], Iterator[Row]]] = {
    "claims": _claims,
    "links": _links,
    "works": _works,
    "ratings": _ratings,
    "lines": _lines,
    "factors": _factors,
    "cells": _cells,
    "appraisals": _appraisals,
    "notes": _notes,
    "checks": _checks,
    "errata": _errata,
}
