"""The list of works, and a page for each: record, appraisal, claims and the notes that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from evidence.model import Appraisal, NoteLink, Work
from evidence.model.records import NO_METHOD, UNREAD
from evidence.publish import addresses as at
from evidence.publish import linked
from evidence.publish.cite import cite, record_file
from evidence.publish.keys import Keys
from evidence.publish.pages.claims import claims
from evidence.publish.plans import Plan
from evidence.publish.records import citation, fields
from evidence.publish.site import Site
from evidence.publish.text import Ref, count, short
from evidence.publish.views import Attachment, Further, Page

WORKS_SHOWN = 400
CLAIMS_SHOWN = 100
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work in the list of works."""

    ref: Ref
    title: str
    year: int | None
    claims: int
    votes: int
    notes: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note that cites a work, and whether the work bears it out."""

    ref: Ref
    locator: str
    form: str
    ambiguous: str
    remark: str
    verdict: str
    reason: str
    basis: str


def works_index(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the list of works, by author."""
    works = site.workspace.works
    key = keys.settled(
        "works", (), lambda: keys.of([(keys.record(work), *_counts(site, work)) for work in works])
    )
    yield Plan(at.WORKS, key, partial(_index, site))


def _index(site: Site) -> Iterator[Page | Further]:
    title = "Works"
    parts = site.parts(at.WORKS, title, "works", ())
    found = [_row(site, work) for work in sorted(site.workspace.works.values(), key=by_author)]
    claimed = sum(1 for row in found if row.claims)
    listing = parts.split("list", "by author", "works", found, WORKS_SHOWN)
    yield Page(
        path=at.WORKS,
        template="works.html",
        title=title,
        description=f"{count(len(found), 'work')} of {site.brand}, {claimed} of them with claims.",
        nav="works",
        context={"listing": listing, "claimed": claimed},
    )
    yield from parts.pages


def by_author(work: Work) -> tuple[str, int, str, str]:
    """Order works by author (else title), year, title and key."""
    who = "; ".join(name.sorted for name in work.creators) or work.title or work.key
    return (who.casefold(), work.year or 0, work.title.casefold(), work.key)


def _row(site: Site, work: Work) -> WorkRow:
    made, votes, notes = _counts(site, work.key)
    return WorkRow(site.work_ref(work.key), work.title, work.year, made, votes, notes)


def _counts(site: Site, work: str) -> tuple[int, int, int]:
    """Return how many claims a work has, how many of them vote, and how many notes cite it."""
    made = site.map.claims_of_work.get(work, ())
    votes = sum(site.map.silence(claim) is None for claim in made)
    return len(made), votes, len({link.note for link in site.map.notes_of_work.get(work, ())})


def works(site: Site, keys: Keys) -> Iterator[Plan]:
    """Yield the pages of each work: those of its claims, then its own.

    They are one plan, since they depend on much the same.
    """
    for work in site.workspace.works.values():
        path = site.addresses.work(work.key)
        if path:
            yield Plan(path, keys.work(work.key), partial(_pages, site, work, path))


def _pages(site: Site, work: Work, path: str) -> Iterator[Page | Further | Attachment]:
    record = Attachment(site.addresses.record(work.key), record_file(work))
    yield record
    yield from claims(site, work.key)
    yield from _work(site, work, path, record)


def _work(site: Site, work: Work, path: str, record: Attachment) -> Iterator[Page | Further]:
    crumbs = (Ref("Works", at.WORKS),)
    parts = site.parts(path, work.label, "works", crumbs)
    made = [site.claim(claim) for claim in site.map.claims_of_work.get(work.key, ())]
    listed = [site.claim(claim) for claim in site.map.listed_in.get(work.key, ())]
    links = site.map.notes_of_work.get(work.key, ())
    cited_in = tuple(dict.fromkeys(link.note for link in links))
    notes = [_note(site, link) for link in links]
    volume = work.crossref
    yield Page(
        path=path,
        template="work.html",
        title=work.label,
        description=short(citation(work)),
        nav="works",
        crumbs=crumbs,
        data=linked.work_page(site, work, path),
        context={
            "work": work,
            "reading": _reading(site, work.key),
            "cite": cite(work, at.href(record.path), record.data),
            "fields": fields(work),
            "appraisal": site.workspace.appraisals.get(work.key),
            "method": _method(site, site.workspace.appraisals.get(work.key)),
            "line": site.map.line_name(site.map.evidence.line_of(work.key)),
            "same_line": [site.work_ref(key) for key in site.by_line(work.key)],
            "volume": site.work_ref(volume) if volume else None,
            "contents": [site.work_ref(part.key) for part in site.map.parts_of.get(work.key, ())],
            "is_article": work.key == site.workspace.article,
            "claims": parts.split("claims", "Claims", "claims", made, CLAIMS_SHOWN),
            "votes": sum(claim.votes for claim in made),
            "listed": parts.split("listed", "Also listed", "claims", listed, CLAIMS_SHOWN),
            "cited_in": [Ref(note, site.note_addresses.get(note)) for note in cited_in],
            "notes": parts.split("notes", "Notes", "notes", notes, ROWS_SHOWN),
            "context_checks": [
                check
                for check in site.checks_of_work.get(work.key, ())
                if check.note not in cited_in
            ],
            "errata": site.map.errata_of_work.get(work.key, ()),
        },
    )
    yield from parts.pages


def _reading(site: Site, work: str) -> list[tuple[str, list[str]]]:
    """Return our reading notes on a work: paragraphs, under the heading that they stand below."""
    text = site.notes.of(work)
    if text is None:
        return []
    sections: list[tuple[str, list[str]]] = []
    for (head, _), found in groupby(text.passages, key=attrgetter("heading", "paragraph")):
        passages = list(found)  # of one paragraph: a long one is several passages
        if not sections or sections[-1][0] != head:
            sections.append((head, []))
        sections[-1][1].append(text.content[passages[0].start : passages[-1].end])
    return sections


def _method(site: Site, appraisal: Appraisal | None) -> str:
    if appraisal is None:
        return ""
    return "none" if appraisal.method == NO_METHOD else site.method(appraisal.method)


def _note(site: Site, link: NoteLink) -> NoteView:
    check = site.map.check_of.get((link.note, link.work))
    others = [
        site.map.label(other.work)
        for other in site.map.works_of_note.get(link.note, ())
        if other.work != link.work and other.status == "ambiguous"
    ]
    ambiguous = ""
    if link.status == "ambiguous":
        ambiguous = "Ambiguous: the note may mean this work" + (
            f" or {' or '.join(dict.fromkeys(others))}" if others else " or another"
        )
    elif link.status == "unresolved":
        ambiguous = "Unresolved: it is not settled that the note means this work"
    return NoteView(
        ref=site.note_ref(link.note),
        locator=str(link.locator) if link.locator else "",
        form=link.form,
        ambiguous=ambiguous,
        remark=link.remark,
        verdict=check.verdict if check else UNREAD,
        reason=check.reason if check else "",
        basis=check.grounds if check else "",
    )
