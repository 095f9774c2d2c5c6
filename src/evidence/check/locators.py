"""A page that a claim points at lies inside its work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.model import Locator, Problem, Severity, Work
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Warn of pages outside the page range of the record."""
    for claim in workspace.claims:
        work = workspace.works.get(claim.work)
        if work and claim.locator and outside(claim.locator, work):
            yield Problem(
                claim.path,
                claim.at("locator"),
                "page-outside",
                f"claim '{claim.id}': {claim.locator} lies outside {work.key} ({work.pages})",
                "Mend the locator, or 'pages' in the bibliography",
                Severity.WARNING,
            )


def outside(locator: Locator, work: Work) -> bool:
    """Whether a page locator lies outside the work's page range; False where either is unknown."""
    if locator.label != "page":
        return False
    whole = re.fullmatch(r"(\d+)-(\d+)?", work.pages)
    pages = [int(number) for number in re.findall(r"\d+", locator.value)]
    if not whole or not pages:
        return False
    first = int(whole[1])
    last = int(_full(whole[1], whole[2])) if whole[2] else None
    return pages[0] < first or (last is not None and pages[0] > last)


def _full(first: str, last: str) -> str:
    """Complete a shortened last page: 391-8 is 391-398."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last
