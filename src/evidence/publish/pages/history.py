"""The history of the map: its editions, newest first, with the ratings that moved and by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model.history import Edition, RecordedCause, RecordedMove, RecordedVerdict
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, listed
from evidence.publish.views import Further, Listing, Page

SHOWN = 10
NOUNS = {
    "works": "work",
    "claims": "claim",
    "factors": "factor",
    "work": "work",
    "claim": "claim",
    "factor": "factor",
    "appraisal": "appraisal",
    "note": "citation",
    "check": "citation check",
    "erratum": "erratum",
    "judgement": "judgement",
}
PLURALS = {"erratum": "errata"}


@dataclass(frozen=True, slots=True)
class MoveView:
    """A rating that moved; `by` names the changes, `more` counts those that are not named."""

    rating: Ref
    label: str
    old: RecordedVerdict | None
    new: RecordedVerdict | None
    by: tuple[tuple[Ref, str], ...]
    together: bool
    more: int


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition, in words. `ratings` of the first edition are those that it began with."""

    edition: Edition
    counts: str
    changes: tuple[str, ...]
    since: str
    ratings: tuple[MoveView, ...]


def history(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of the history, where there is one."""
    editions = site.workspace.history
    if editions:
        refs = [
            (_rating_ref(site, move), [_cause_ref(site, cause) for cause in move.by])
            for edition in editions
            for move in edition.ratings
        ]
        yield Plan(at.HISTORY, keys.of(editions, refs), partial(_history, site))


def _history(site: Site) -> Iterator[Page | Further]:
    title = "History"
    parts = site.parts(at.HISTORY, title, "", ())
    views = [_view(site, edition) for edition in reversed(site.workspace.history)]
    shown: Listing[EditionView] = parts.split("editions", "Editions", "editions", views, SHOWN)
    yield Page(
        path=at.HISTORY,
        template="history.html",
        title=title,
        description=f"The editions of {site.brand}: what changed, and which ratings moved.",
        context={"editions": shown},
    )
    yield from parts.pages


def _view(site: Site, edition: Edition) -> EditionView:
    counts = listed(_count(name, number) for name, number in edition.counts.items())
    changes = []
    for kind, tally in edition.changes.items():
        if kind not in NOUNS:
            changes.append(f"{kind} changed")
            continue
        words = (("added", tally.added), ("removed", tally.removed), ("changed", tally.changed))
        changes.append(listed(f"{_count(kind, n)} {what}" for what, n in words if n))
    old = edition.old
    since = f"{old.name} ({old.revision[:10]})" if old and old.revision else old.name if old else ""
    return EditionView(
        edition,
        counts,
        tuple(changes) if old else (),
        since,
        tuple(_move(site, move) for move in edition.ratings),
    )


def _count(kind: str, number: int) -> str:
    noun = NOUNS.get(kind, kind)
    return count(number, noun, PLURALS.get(noun, ""))


def _move(site: Site, move: RecordedMove) -> MoveView:
    ref = _rating_ref(site, move)
    is_row = bool(move.label) and move.id not in site.framework.by_id and ref.href is not None
    return MoveView(
        Ref(move.label, ref.href) if is_row else ref,
        "" if is_row else move.label,
        move.old,
        move.new,
        tuple((_cause_ref(site, cause), cause.change) for cause in move.by),
        move.together,
        move.more,
    )


def _rating_ref(site: Site, move: RecordedMove) -> Ref:
    """Return the id of a rating with its page, where there still is one."""
    factor = site.framework.by_id.get(move.id)
    row = next((row for row in site.framework.rows if row.id == move.id), None)
    path = site.addresses.factor(factor) if factor else site.addresses.row(row) if row else None
    return Ref(move.id, at.href(path) if path else None)


def _cause_ref(site: Site, cause: RecordedCause) -> Ref:
    """Return a change in words, with the page of the thing where there still is one."""
    words = cause.kind if cause.kind == cause.id else f"{cause.kind} {cause.id}"
    if cause.kind == "claim":
        return Ref(words, site.claim_ref(cause.id).href)
    if cause.kind in ("work", "appraisal"):
        return Ref(words, site.work_ref(cause.id).href)
    if cause.kind == "rubric":
        return Ref(words, at.METHOD)
    return Ref(words)
