"""The method page: the rule, written from the rubric and the framework."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model.agreement import Agreement, KappaKind
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.pages.front import STATE_ORDER
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import listed, number
from evidence.publish.views import KIND_WORDS, Page
from evidence.synthesis.coding_words import KAPPAS, interval, whole_map
from evidence.synthesis.votes import ATTRIBUTION_REASONS, KIND_REASONS
from evidence.synthesis.words import STATE_MEANINGS

SEEN_WORDS = {
    "full-text": "the full text",
    "abstract": "the abstract or the author's summary",
    "replication": "replication material",
    "review": "a review or summary by others",
    "citing-work": "a work that cites it",
}


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The agreement of coders on one factor, in words; `linked` of `n` decisions are links.

    `kind` names the kappa where it is another one than over all decisions.
    """

    name: str
    n: int
    linked: int
    alpha: str
    ac1: str
    kappa: str
    kind: str
    reason: str


def method(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the method page: what all pages have in common, and how far coders agree."""
    key = keys.settled("method", (), lambda: keys.of(whole_map(site.map), _agreement(site)))
    yield Plan(at.METHOD, key, partial(_method, site))


def _method(site: Site) -> Iterator[Page]:
    rubric = site.rubric
    primary = site.framework.primary_outcome
    yield Page(
        path=at.METHOD,
        template="method.html",
        title="Method",
        description=f"How {site.brand} rates its factors: every weight and threshold of the rule.",
        nav="method",
        context={
            "rubric": rubric,
            "primary": site.outcome(primary) if primary else "",
            "methods": [(m, number(m.weight)) for m in rubric.methods],
            "empirical": listed(m.label for m in rubric.methods if m.empirical),
            "case_studies": listed(m.label for m in rubric.methods if m.case_study),
            "outcomes": [
                (site.outcome(name), number(weight), name == primary)
                for name, weight in rubric.outcome_weights.items()
            ],
            "design": number(rubric.without_negative_cases),
            "example": _example(site),
            "voting_kinds": listed(KIND_WORDS.get(kind, kind) for kind in rubric.voting_kinds),
            "voting_attributions": listed(rubric.voting_attributions),
            "silent_kinds": [
                reason for kind, reason in KIND_REASONS.items() if kind not in rubric.voting_kinds
            ],
            "silent_attributions": [
                reason
                for kind, reason in ATTRIBUTION_REASONS.items()
                if kind not in rubric.voting_attributions
            ],
            "checked_in": listed(SEEN_WORDS.get(kind, kind) for kind in rubric.checked_in),
            "thresholds": [("medium", rubric.medium), ("robust", rubric.robust)],
            "agreement": (number(rubric.agreement_medium), number(rubric.agreement_high)),
            "strength": [
                (support, [rubric.strength[support][level] for level in ("low", "medium", "high")])
                for support in ("medium", "robust")
            ],
            "share": number(rubric.contradicted_share),
            "meanings": [(state, STATE_MEANINGS[state]) for state in STATE_ORDER],
            "framework": site.framework,
            "coding": whole_map(site.map),
            "coder_agreement": _agreement(site),
            "coders": listed(site.map.codes.coders),
            "kappa": KAPPAS.get(str(site.map.agreement[0].kappa_kind), "Kappa")
            if site.map.codes.units
            else "",
        },
    )


def _agreement(site: Site) -> list[AgreementView]:
    """Return the agreement over all decisions and on each factor; none of one coder."""
    if not site.map.codes.units:
        return []
    overall, each = site.map.agreement
    return [_view(site, one, overall.kappa_kind) for one in (overall, *each.values())]


def _view(site: Site, one: Agreement, usual: KappaKind | None) -> AgreementView:
    cells = [interval(value) for value in (one.alpha, one.ac1, one.kappa)]
    name = f"{one.target} {site.framework.label_of(one.target)}" if one.target else "All decisions"
    kappa = "" if one.kappa_kind in (usual, None) else KAPPAS[str(one.kappa_kind)]
    return AgreementView(name, one.n, one.linked, cells[0], cells[1], cells[2], kappa, one.reason)


def _example(site: Site) -> tuple[str, str, tuple[str, ...], str] | None:
    """Return a weight worked out: a case study without negative cases on the second outcome."""
    rubric = site.rubric
    studies = [method for method in rubric.methods if method.case_study]
    if not studies:
        return None
    study = studies[0]
    names = list(rubric.outcome_weights)
    name = names[min(1, len(names) - 1)]
    outcome, design = rubric.outcome_weights[name], rubric.without_negative_cases
    total = number(study.weight * outcome * design)
    parts = (number(study.weight), number(outcome), number(design))
    return study.label, site.outcome(name), parts, total
