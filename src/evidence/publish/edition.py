"""The map as something to cite: its version, its date, its makers and its licence.

The date is that of the last change as the protocol states it, or else of the newest claim: never
that of a build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.model import Name, Work
from evidence.publish.text import Ref, web_address
from evidence.workspace import Workspace

CITE_KEY = "evidence-map"
_CC = re.compile(r"CC[ -](BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?)[ -]([1-4]\.0)", re.IGNORECASE)
_ZERO = re.compile(r"CC[ -]?0(?:[ -]1\.0)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MapEdition:
    """A state of the map. `version` counts its recorded editions; empty where there is none."""

    version: str
    changed: str
    work: Work


def edition_of(workspace: Workspace) -> MapEdition:
    """Return the present state of a map as a work that can be cited."""
    number = len(workspace.history)
    version = f"edition {number}" if number else ""
    changed = _changed(workspace)
    fields = {
        "title": workspace.site.title or workspace.title,
        "version": version,
        "date": changed,
        "url": workspace.site.url,
        "note": _note(workspace),
    }
    authors = tuple(map(_name, workspace.site.authors))
    kept = {name: value for name, value in fields.items() if value}
    return MapEdition(version, changed, Work(CITE_KEY, "dataset", authors, fields=kept))


def _changed(workspace: Workspace) -> str:
    protocol = workspace.protocol
    if protocol and protocol.last_changed:
        return protocol.last_changed
    return max((claim.date for claim in workspace.sound_claims.values()), default="")


def _note(workspace: Workspace) -> str:
    rubric = workspace.rubric
    parts = ["Evidence map", f"rule version {rubric.version}" if rubric else ""]
    return ", ".join(part for part in parts if part)


def _name(text: str) -> Name:
    """Read 'Family, Given'; a name without a comma is that of a body."""
    family, comma, given = text.partition(",")
    return Name(family.strip(), given.strip(), corporate=not comma)


def map_reference(edition: MapEdition) -> str:
    """Return the map in one line: who, date, title, version, address; title first without who."""
    work = edition.work
    who = "; ".join(name.sorted for name in work.authors)
    date = f"({edition.changed})" if edition.changed else ""
    head = (f"{who} {date}", work.title) if who else (f"{work.title} {date}",)
    parts = (*(part.strip() for part in head), edition.version.capitalize())
    said = " ".join(
        part if part[-1] in ".?!" else f"{part}." for part in (*parts, work.get("note")) if part
    )
    address = web_address(work.get("url"))
    return f"{said} {address}" if address else said


def licence_ref(licence: str) -> Ref:
    """Return a licence in its words, with its deed where it is one of Creative Commons."""
    if _ZERO.fullmatch(licence.strip()):
        address = "https://creativecommons.org/publicdomain/zero/1.0/"
        return Ref(licence, address, outside=True)
    known = _CC.fullmatch(licence.strip())
    if known is None:
        return Ref(licence)
    address = f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    return Ref(licence, address, outside=True)
