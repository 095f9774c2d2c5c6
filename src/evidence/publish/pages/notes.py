"""The page of all notes of the article: the works that each one cites, and what became of them.

Neither the article's sentences nor the texts of its notes are shown: they are not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from evidence.model import NoteLink
from evidence.model.records import UNREAD, VERDICTS
from evidence.publish import addresses as at
from evidence.publish.keys import Keys
from evidence.publish.lookups import NOTES_PART, NOTES_SHOWN
from evidence.publish.parts import Parts
from evidence.publish.plans import Plan
from evidence.publish.site import Site
from evidence.publish.text import Ref, count
from evidence.publish.views import Further, Listing, Page

CHOSEN_SHOWN = 200
CHOSEN_FURTHER = 1500
UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that a note cites. `anchor` is that of the note, empty on its further works."""

    note: str
    anchor: str
    work: Ref
    locator: str
    form: str
    status: str
    remark: str
    verdict: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The citations of one verdict, or those that are not settled; each leads to its note."""

    id: str
    verdict: str
    words: str
    listing: Listing[Ref]


def notes(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the page of the notes, where there are any."""
    if site.note_links:
        yield Plan(
            at.NOTES, keys.on_ground("notes", partial(_key, site, keys)), partial(_notes, site)
        )


def _key(site: Site, keys: Keys) -> bytes:
    links = site.note_links
    checks = [site.map.check_of.get((link.note, link.work)) for link in links]
    return keys.of(links, checks, [keys.known(link.work) for link in links])


def _notes(site: Site) -> Iterator[Page | Further]:
    title = "Notes of the article"
    parts = site.parts(at.NOTES, title, "notes", ())
    rows = _rows(site)
    numbers = len(site.note_addresses)
    pairs = sum(bool(link.work) for link in site.note_links)
    yield Page(
        path=at.NOTES,
        template="notes.html",
        title=title,
        description=(
            f"{count(numbers, 'note')} of the article behind {site.brand}: the works that they "
            "cite, and whether those bear them out."
        ),
        nav="notes",
        context={
            "notes": parts.split(NOTES_PART, "All notes", "all_notes", rows, NOTES_SHOWN),
            "numbers": numbers,
            "pairs": pairs,
            "chosen": _chosen(site, parts, rows),
        },
    )
    yield from parts.pages


def _rows(site: Site) -> list[Cited]:
    seen: set[str] = set()
    found = []
    for link in site.note_links:
        found.append(_cited(site, link, link.note not in seen))
        seen.add(link.note)
    return found


def _cited(site: Site, link: NoteLink, first: bool) -> Cited:
    check = site.map.check_of.get((link.note, link.work))
    no_pair = not link.work
    nothing = "cites no work" if link.form == "none" else "no work of the bibliography"
    return Cited(
        note=link.note,
        anchor=site.note_anchors[link.note] if first else "",
        work=site.work_ref(link.work) if link.work else Ref(nothing),
        locator=str(link.locator) if link.locator else "",
        form=link.form,
        status="" if link.status == "resolved" else link.status,
        remark=link.remark,
        verdict="" if no_pair else check.verdict if check else UNREAD,
        reason=check.reason if check else "",
        basis=check.grounds if check else "",
    )


def _chosen(site: Site, parts: Parts, rows: list[Cited]) -> list[Chosen]:
    """Return the citations by verdict, then those that are not settled."""
    groups: list[tuple[str, list[Cited]]] = [
        (verdict, [row for row in rows if row.verdict == verdict]) for verdict in VERDICTS
    ]
    groups.append((UNSETTLED, [row for row in rows if row.status]))
    found = []
    for name, chosen in groups:
        if not chosen:
            continue
        part = f"as-{name.replace(' ', '-')}"
        words = "not settled which work is meant" if name == UNSETTLED else name
        refs = [
            Ref(f"{row.note}: {row.work.text}", site.note_addresses[row.note]) for row in chosen
        ]
        listing = parts.split(part, f"Notes {words}", "refs", refs, CHOSEN_SHOWN, CHOSEN_FURTHER)
        found.append(Chosen(part, "" if name == UNSETTLED else name, words, listing))
    return found
