"""The pages of the claims of a work: every field, its links, its vote and its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence.model import Claim, Facet
from evidence.model.claim import Stance
from evidence.publish import addresses as at
from evidence.publish import linked
from evidence.publish.records import Field
from evidence.publish.site import Site
from evidence.publish.text import Ref, number, pieces, short
from evidence.publish.views import Page
from evidence.synthesis.lines import UNIT, weight

STATUS_WORDS = {
    "proposed": "proposed: no vote until seen in a better source",
    "confirmed": "confirmed",
    "rejected": "rejected: looked at, and no evidence",
}


@dataclass(frozen=True, slots=True)
class Vote:
    """What a claim says on one factor or whole, and whether that counts there."""

    target: Ref
    stance: str
    counts: bool
    words: str


@dataclass(frozen=True, slots=True)
class Weight:
    """How the weight of a voting claim comes about."""

    parts: tuple[tuple[str, str, str], ...]
    total: str


def claims(site: Site, work: str) -> Iterator[Page]:
    """Yield a page for each claim of a work."""
    questions = _labels(site.framework.questions)
    actors = _labels(site.framework.actors)
    for claim in site.map.claims_of_work.get(work, ()):
        yield _claim(site, claim, questions, actors)


def _claim(
    site: Site, claim: Claim, questions: Mapping[str, str], actors: Mapping[str, str]
) -> Page:
    view = site.claim(claim)
    path = site.addresses.claim(claim)
    silence = site.map.silence(claim)
    return Page(
        path=path,
        template="claim.html",
        title=f"{short(claim.statement, 70)} ({view.work.text})",
        description=short(f"{view.work.text}: {claim.statement}"),
        nav="works",
        crumbs=(Ref("Works", at.WORKS), view.work),
        data=linked.claim_page(site, claim, path),
        context={
            "claim": view,
            "votes": [_vote(site, claim, link.target, link.id, link.stance) for link in view.links],
            "weight": None if silence else _weight(site, claim),
            "fields": _fields(site, claim, questions, actors),
            "replaced_by": [
                site.claim_ref(one.id) for one in site.map.superseded_by.get(claim.id, ())
            ],
            "replaces": [site.claim_ref(name) for name in claim.supersedes],
            "listed": [site.work_ref(key) for key in claim.also_listed],
            "address": f"{site.url}{at.href(path)}",
        },
    )


def _vote(site: Site, claim: Claim, target: Ref, name: str, stance: Stance) -> Vote:
    if name in site.framework.wholes:
        return Vote(target, stance, False, "shown, never rated: a side as a whole has no rating")
    if name not in site.framework.by_id:
        return Vote(target, stance, False, "no factor of this name")
    silence = site.map.silence(claim)
    if silence:
        return Vote(target, stance, False, f"no vote: {silence.reason}")
    if site.is_heaviest(claim, name, stance):
        return Vote(target, stance, True, "votes; the heaviest claim of its line with this stance")
    return Vote(target, stance, True, "votes; its line has a claim that is as heavy or heavier")


def _weight(site: Site, claim: Claim) -> Weight:
    rubric = site.rubric
    method = rubric.method[claim.method]
    appraisal = site.workspace.appraisals.get(claim.work)
    lacking = method.case_study and appraisal is not None and appraisal.negative_cases == "no"
    if lacking:
        design, why = (
            rubric.without_negative_cases,
            "a case study without cases that lack the outcome",
        )
    else:
        design, why = 1.0, "no deduction"
    return Weight(
        parts=(
            ("Method", method.label, number(method.weight)),
            ("Outcome", site.outcome(claim.outcome), number(rubric.outcome_weights[claim.outcome])),
            ("Design", why, number(design)),
        ),
        total=number(weight(claim, site.map.evidence) / UNIT),
    )


def _fields(
    site: Site, claim: Claim, questions: Mapping[str, str], actors: Mapping[str, str]
) -> list[Field]:
    view = site.claim(claim)
    found: list[tuple[str, str | list[Ref]]] = [
        ("Kind", view.kind),
        ("Concept", _concept(site, claim)),
        ("Where in the work", view.locator or "no page or section given"),
        ("Method", view.method),
        ("Outcome", view.outcome),
        ("Scope", claim.scope),
        ("Seen", _seen(site, claim)),
        ("Question", ", ".join(questions.get(q, q) for q in claim.question)),
        ("Actors", ", ".join(actors.get(a, a) for a in claim.actors)),
        ("Passage", _anchor(claim)),
        ("Status", STATUS_WORDS.get(claim.status, claim.status)),
        ("Linked by", ", ".join(part for part in (claim.coder, claim.date) if part)),
        ("Remark", pieces(claim.remark)),
        ("File", claim.path),
    ]
    return [
        Field(label, (Ref(said),) if isinstance(said, str) else tuple(said))
        for label, said in found
        if said
    ]


def _concept(site: Site, claim: Claim) -> str:
    """Return the concept with its meaning, where a linked factor explains it."""
    for link in claim.links:
        factor = site.framework.by_id.get(link.factor)
        meaning = factor.concepts.get(claim.concept) if factor else None
        if meaning:
            return f"{claim.concept}: {meaning}"
    return claim.concept


def _seen(site: Site, claim: Claim) -> list[Ref]:
    seen = claim.seen_in
    found = [Ref(site.map.seen_words(claim))]
    if seen.second_hand:
        found += [Ref(" · "), site.work_ref(seen.work)]
        if seen.work == site.workspace.article:
            for note in seen.notes:
                found += [Ref(" · "), site.note_ref(note)]
        return found
    if seen.source:
        found += [Ref(": "), *pieces(seen.source)]
    return found


def _anchor(claim: Claim) -> str:
    anchor = claim.anchor
    if not anchor:
        return ""
    return f"{anchor.get('start')} … {anchor.get('end')} ({anchor.get('chars')} characters)"


def _labels(facets: tuple[Facet, ...]) -> dict[str, str]:
    return {facet.id: facet.label for facet in facets}
