"""What a reader needs to question a rating: its gaps, and a text to send."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.model import Factor, Rating
from evidence.publish import addresses as at
from evidence.publish.site import Site
from evidence.publish.text import count
from evidence.publish.views import ORDER
from evidence.synthesis.gap_kinds import WORDS
from evidence.synthesis.gaps import WAITING, one_sided, remarks
from evidence.synthesis.words import marks, verdict

MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class OwnGap:
    """A gap of one factor: its title, what there is to remark, and its place among all gaps."""

    title: str
    remark: str
    href: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A text that names a rating, its page and its claims; `page` is how it calls the page."""

    text: str
    page: str
    rows: int


def own_gaps(site: Site, rating: Rating) -> tuple[OwnGap, ...]:
    """Return what the evidence on one factor does not reach."""
    found = [_gap(kind, said or WORDS[kind][1]) for kind, said in remarks(site.map, rating)]
    found += [
        _gap("one-sided", f"{one.id} is {verdict(one)}, {other.id} {verdict(other)}")
        for one, other in ((pair.mirror, pair.covered) for pair in one_sided(site.map))
        if rating.id in (one.id, other.id)
    ]
    if rating.factor not in site.mirrors:
        found.append(_gap("without-mirror", WORDS["without-mirror"][1]))
    waiting = sum(one.code == WAITING for one in rating.silent)
    if waiting:
        found.append(_gap("waiting", f"{count(waiting, 'claim')} on this factor"))
    return tuple(found)


def _gap(kind: str, remark: str) -> OwnGap:
    return OwnGap(WORDS[kind][0], remark, f"{at.GAPS}#{kind}")


def challenge(site: Site, factor: Factor, rating: Rating) -> Challenge:
    """Write the text that challenges a rating; the reader adds the reason."""
    path = at.href(site.addresses.factor(factor))
    page = f"{site.url}{path}" if site.url else path
    said = ", ".join((verdict(rating), *marks(rating)))
    lines = [
        f"I question the rating of {factor.id} {factor.label}",
        f"in: {site.brand}",
        f"Page: {page}",
        "",
        f"Proposition: {factor.proposition}",
        f"Rating: {said} (rule version {site.rubric.version})",
        "",
    ]
    for stance in ORDER:
        claims = [claim.id for claim in site.voting(rating, stance)]
        lines.append(f"Claims that {_verb(stance)} it: {_named(claims)}")
    lines.append(f"Set aside without a vote: {_named([one.claim.id for one in rating.silent])}")
    lines += ["", "What is wrong or missing (claim id, work, page, and why):", "", ""]
    return Challenge("\n".join(lines), page, min(24, len(lines) + 4))


def _verb(stance: str) -> str:
    return {"supports": "support", "qualifies": "qualify", "contradicts": "contradict"}[stance]


def _named(ids: list[str]) -> str:
    if not ids:
        return "none"
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return ", ".join(ids[:MOST_NAMED]) + more
