"""Ways through a map that only the website needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from evidence.model import Check, NoteLink, Rating
from evidence.model.claim import STANCES, Stance
from evidence.publish import addresses as at

NOTES_PART = "list"
NOTES_SHOWN = 200
"""Citations on a page of the notes."""


def heaviest(rating: Rating) -> Mapping[Stance, frozenset[str]]:
    """Return, for each stance, the claims that give their lines their weight."""
    return {
        stance: frozenset(line.heaviest[stance] for line in rating.lines if stance in line.heaviest)
        for stance in STANCES
    }


def checks_of_work(checks: Iterable[Check]) -> Mapping[str, tuple[Check, ...]]:
    """Return the checks on each work, in their order."""
    found: defaultdict[str, list[Check]] = defaultdict(list)
    for check in checks:
        found[check.work].append(check)
    return {work: tuple(rows) for work, rows in found.items()}


def note_anchors(links: Iterable[NoteLink]) -> Mapping[str, str]:
    """Return the anchor of each note on the page of notes: 'n12'."""
    return {note: f"n{name}" for note, name in at.names(link.note for link in links).items()}


def note_addresses(links: Sequence[NoteLink], anchors: Mapping[str, str]) -> Mapping[str, str]:
    """Return where each note stands; `links` are in the order of the page of notes."""
    found: dict[str, str] = {}
    for place, link in enumerate(links):
        page = place // NOTES_SHOWN + 1
        path = at.NOTES if page == 1 else at.continuation(at.NOTES, NOTES_PART, page)
        found.setdefault(link.note, f"{at.href(path)}#{quote(anchors[link.note])}")
    return found
