"""Build the website: gather everything, render it, write what changed, check the links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from evidence.model import Problem
from evidence.publish import addresses as at
from evidence.publish.links import broken_links
from evidence.publish.pages import KINDS
from evidence.publish.render import Renderer, render_all
from evidence.publish.site import Site
from evidence.publish.text import encode
from evidence.publish.views import Page
from evidence.publish.write import write_site
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace.files import read_source

OWN_STYLE = "site/style.css"


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What a build of the website did; paths are relative to its folder, with forward slashes."""

    pages: int
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    problems: tuple[Problem, ...]


def build_site(map: EvidenceMap, out: Path) -> SiteReport:
    """Build the website of a map in a folder.

    Same map, same bytes. Only files that changed are written, each whole or not at all, what is
    linked to first and the front page last; files of earlier builds that are no longer part of the
    site are deleted, and nothing else. A build may be killed at any time; the next one goes on.
    """
    site = Site(map)
    assets, faults = gather_assets(map.workspace.root)
    renderer = Renderer(site, own_style=at.OWN_STYLE in assets)
    pages = render_all(renderer, gather_pages(site))
    files = {**assets, **pages}
    shown = _shown(map.workspace.root, out)
    done = write_site(files, out, shown)
    problems = (*faults, *renderer.problems, *done.problems, *broken_links(files, out, shown))
    return SiteReport(len(pages), tuple(done.written), tuple(done.deleted), problems)


def gather_pages(site: Site) -> Iterator[Page]:
    """Yield every page, what is linked to before what links to it."""
    for kind in KINDS:
        yield from kind(site)


def gather_assets(root: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return style sheets and icon by path; the workspace's own style comes after ours."""
    folder = package_files("evidence.publish") / "assets"
    assets = {path: (folder / Path(path).name).read_bytes() for path in (at.STYLE, at.ICON)}
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
