"""Build the website: gather and render what has changed, write it, check the links."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from evidence.model import Problem
from evidence.model.searches import Rerun
from evidence.publish import addresses as at
from evidence.publish.assemble import Assembler
from evidence.publish.common import common_key
from evidence.publish.finder.notes import Notes
from evidence.publish.follow import follow, noted
from evidence.publish.keys import Keys
from evidence.publish.links import is_page
from evidence.publish.pages import KINDS
from evidence.publish.plans import Plan
from evidence.publish.record import Record, shelf_of, stamp
from evidence.publish.render import Renderer
from evidence.publish.scripts import compact
from evidence.publish.site import Site
from evidence.publish.sitemap import sitemaps
from evidence.publish.standing import Standing, begin_look
from evidence.publish.text import encode
from evidence.publish.write import MANIFEST, Writer, foreign
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace.cache import uncollected
from evidence.workspace.files import read_source
from evidence.workspace.processes import LARGE
from evidence.workspace.settled import Settled

OWN_STYLE = "site/style.css"
SCRIPTS = (at.FIELD, *at.SEARCH_SCRIPTS, at.MAP_SCRIPT, at.COPY_SCRIPT)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What a build of the website did; paths are relative to its folder, with forward slashes.

    `kept` is the number of pages that did not have to be rendered.
    """

    pages: int
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    problems: tuple[Problem, ...]
    kept: int = 0


def build_site(
    map: EvidenceMap,
    out: Path,
    fresh: bool = False,
    notes: Notes | None = None,
    searches: tuple[Rerun, ...] = (),
    settled: Settled | None = None,
    standing: Callable[[], Standing] | None = None,
) -> SiteReport:
    """Build the website of a map in a folder; its search finds `notes` too, if there are any.

    `searches` are the recorded ones, asked again; `settled` knows fingerprints of before;
    `standing` is a look at the folder that was begun earlier (`evidence.publish.standing`).

    Same map, same bytes. Only pages that changed since the last build are rendered, by the record
    that it left in .evidence/; with `fresh`, all of them, whatever the record says. Only files that
    changed are written, each whole or not at all, what is linked to first and the front page last;
    files of earlier builds that are no longer part of the site are deleted, and nothing else. A
    build may be killed at any time; the next one goes on.
    """
    frozen = gc.get_freeze_count()
    gc.freeze()  # what is loaded stays: the collector need not walk through it again and again
    try:
        site = Site(map, notes, searches)
        if standing is None:
            standing = Standing if fresh else begin_look(site.workspace.root, out)
        return _build(site, out, fresh, settled, standing)
    finally:
        if not frozen:  # else whoever froze what is loaded wants it to stay so
            gc.unfreeze()


def _build(
    site: Site, out: Path, fresh: bool, settled: Settled | None, standing: Callable[[], Standing]
) -> SiteReport:
    root, shown = site.workspace.root, _shown(site.workspace.root, out)
    assets, faults = gather_assets(root)
    own_style = at.OWN_STYLE in assets
    renderer = Renderer(site, own_style)
    if settled and not renderer.has_own:
        site.ground = settled.ground.whole
    common = common_key(site, renderer.templates, own_style) if renderer.is_modest else ""
    shelf = shelf_of(root, out)
    before = Record() if fresh else Record.load(shelf)
    believed = before if common and common == before.common else Record()
    listed = before.manifest is not None and before.manifest == stamp(out, MANIFEST)
    known = before.files.hashes
    writer = Writer(out, known, listed)
    put = {path: writer.put(path, data) for path, data in assets.items()}
    plans = gather_plans(site, Keys(site, renderer.has_own, settled, common))
    large = len(site.map.evidence.claims) >= LARGE
    there = Standing() if fresh else standing()
    for path, time in there.times.items():
        before.files.note_time(path, time)
    made = Assembler(renderer, believed, writer, there.lost, large).assemble(plans)
    maps = sitemaps(site.url, made.kept | made.put.keys())
    put |= made.put | {path: writer.put(path, data) for path, data in maps.items()}
    ours = {path: hash for path, hash in known.items() if path in made.kept}
    ours |= {path: one.hash for path, one in put.items() if one.state != "blocked"}
    deleted = writer.finish(ours, there.left)
    paths = made.kept | put.keys()
    followed = follow(paths, put, before, out, shown, not renderer.has_own)

    after = Record(
        common="" if renderer.problems else common,
        plans=made.plans,
        files=before.files.some(made.kept, noted(put, made.contents, followed, before)),
        faulty=tuple(followed.faults),
        outside=followed.outside,
        manifest=stamp(out, MANIFEST),
    )
    if after != before or there.times:
        after.save(shelf)
    blocked = [foreign(f"{shown}{one.path}") for one in put.values() if one.state == "blocked"]
    return SiteReport(
        pages=sum(map(is_page, paths)),
        written=tuple(one.path for one in put.values() if one.state == "written"),
        deleted=tuple(deleted),
        problems=(*faults, *renderer.problems, *blocked, *followed.problems),
        kept=sum(map(is_page, made.kept)),
    )


def gather_plans(site: Site, keys: Keys) -> list[Plan]:
    """Return the plans of all pages, what is linked to before what links to it."""
    with uncollected():
        plans = [plan for kind in KINDS for plan in kind(site, keys)]
        gc.freeze()  # until the site is built
        return plans


def gather_assets(root: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return styles, scripts and icon by path; the workspace's own style comes after ours."""
    folder = package_files("evidence.publish") / "assets"
    assets = {path: (folder / Path(path).name).read_bytes() for path in (at.STYLE, at.ICON)}
    for path in SCRIPTS:
        assets[path] = encode(compact((folder / Path(path).name).read_text("utf-8")))
    own = read_source(root / OWN_STYLE, OWN_STYLE)
    if own is None:
        return assets, ()
    if own.text:
        assets[at.OWN_STYLE] = encode(f"/* evidence-map: a copy of {OWN_STYLE} */\n{own.text}")
    return assets, own.problems


def _shown(root: Path, out: Path) -> str:
    """Return the folder as problems print it, with a slash at its end."""
    folder, base = out.resolve(), root.resolve()
    if folder.is_relative_to(base):
        return f"{folder.relative_to(base).as_posix()}/"
    return f"{folder.as_posix()}/"
