"""The whole map as one HTML file, to send by mail: pages as sections, style and scripts inside.

The policy of the file names the SHA-256 of each script and of the style, and allows nothing else.
Without JavaScript every section is there to be read, one after the other; with it, one at a time.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files as package_files
from pathlib import Path

from evidence.model import Problem, UsageError
from evidence.model.searches import Rerun
from evidence.publish import addresses as at
from evidence.publish.build import gather_assets, gather_plans
from evidence.publish.finder.notes import Notes
from evidence.publish.keys import Keys
from evidence.publish.links import broken_links
from evidence.publish.render import Renderer
from evidence.publish.scripts import compact
from evidence.publish.sections import Sections, data_address, name_of
from evidence.publish.site import Site
from evidence.publish.text import encode, fit
from evidence.publish.views import Further, Page
from evidence.publish.write import GENERATOR
from evidence.synthesis.evidence_map import EvidenceMap

MOST_BYTES = 18_000_000
"""Bytes of the file, at most. Mail services take messages of 25 MB, and a file grows by more than a
third on its way into one."""

_HEAD = "document.documentElement.classList.add('js')"
"""Run before anything is shown, so that the pages do not flash up one below the other."""


@dataclass(frozen=True, slots=True)
class Single:
    """The map in one file, and what is wrong with it."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...]


def build_single(
    map: EvidenceMap,
    shown: str,
    notes: Notes | None = None,
    searches: tuple[Rerun, ...] = (),
) -> Single:
    """Return the map as one HTML file; `shown` is its name in problems.

    Same map, same bytes. UsageError where it would be larger than MOST_BYTES.
    """
    site = Site(map, notes, searches)
    assets, faults = gather_assets(site.workspace.root)
    renderer = Renderer(site, at.OWN_STYLE in assets)
    pages: dict[str, bytes] = {}
    data: list[bytes] = []
    files: set[str] = set()
    size = 0
    for plan in gather_plans(site, Keys(site)):
        for made in plan.make():
            page = made.page() if isinstance(made, Further) else made
            if not isinstance(page, Page):
                files.add(page.path)
                if page.path.startswith(f"{at.SEARCH_FILES}/"):  # the others are files to fetch
                    data.append(page.make())
                    size += len(data[-1])
            elif page.path not in pages:
                pages[page.path] = renderer.render(page)
                size += len(pages[page.path])
        _check(size // 2, len(pages))  # half of a page is head and foot, which the file has once
    sections = Sections(pages.keys(), assets, site.url, shown, frozenset(files))
    body = _body(site, pages, sections)
    whole = encode(_document(site, assets, body, _scripts(assets, data)))
    _check(len(whole), len(pages))
    links = broken_links({shown: whole}, Path())
    problems = (*faults, *renderer.problems, *sections.problems, *links)
    return Single(whole, len(pages), problems)


def _check(size: int, pages: int) -> None:
    if size > MOST_BYTES:
        limit = f"{MOST_BYTES / 1_000_000:g}"
        message = (
            f"the map does not fit into one file of {limit} MB, which is what mail can carry: "
            f"{pages:,} of its pages and the search take more"
        )
        hint = "Write the website with 'evidence site', and send its folder as a ZIP archive"
        raise UsageError(message, hint)


def in_order(site: Site, paths: Iterable[str]) -> list[str]:
    """Return pages as one reads them: front page, navigation, factors, rows, works, claims."""
    given = list(paths)
    main = [at.FRONT, *(ref.href for _, ref in site.nav if ref.href), *_more(site)]
    folders = ["", "factors/", "rows/", "works/", "claims/"]
    rank = {path: place for place, path in enumerate(main)}

    def place(path: str) -> tuple[int, int]:
        if path in rank:
            return rank[path], 0
        folder = f"{path.partition('/')[0]}/" if "/" in path else ""
        return len(rank), folders.index(folder) if folder in folders else len(folders)

    return sorted(given, key=place)


def _more(site: Site) -> Iterator[str]:
    yield from (ref.href for ref in site.more if ref.href)


def _body(site: Site, pages: dict[str, bytes], sections: Sections) -> str:
    front = pages[at.FRONT]
    parts = [sections.part(at.FRONT, front, "header.top"), '<main id="content" tabindex="-1">\n']
    parts += [sections.section(path, pages[path]) for path in in_order(site, pages)]
    parts += ["</main>\n", sections.part(at.FRONT, front, "footer")]
    return "".join(parts)


def _scripts(assets: dict[str, bytes], data: list[bytes]) -> str:
    """Return all scripts as one: words, queries and index, the data, then what acts on the page."""
    folder = package_files("evidence.publish") / "assets"
    router = encode(compact((folder / "single.js").read_text("utf-8")))
    *before, page = (assets[path] for path in at.SEARCH_SCRIPTS)
    return b"".join((*before, *data, router, assets[at.FIELD], page)).decode("utf-8")


def _document(site: Site, assets: dict[str, bytes], body: str, script: str) -> str:
    style = b"\n".join(assets[path] for path in (at.STYLE, at.OWN_STYLE) if path in assets)
    css = _inside(fit(style.decode("utf-8")), "style")
    script = _inside(fit(script), "script")
    policy = (
        f"default-src 'none'; script-src {_hash(_HEAD)} {_hash(script)}; style-src {_hash(css)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{escape(site.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(site.brand)}</title>\n"
        f'<link rel="icon" href="{data_address(at.ICON, assets[at.ICON])}">\n'
        f"<style>{css}</style>\n<script>{_HEAD}</script>\n</head>\n"
        f'<body class="single" data-front="{name_of(at.FRONT)}">\n'
        f'<a class="skip" href="#content">Skip to the content</a>\n{body}'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _inside(text: str, tag: str) -> str:
    """Return text as it may stand inside a tag: nothing in it ends the tag."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(f"</{tag}", f"<\\/{tag}")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(encode(text)).digest()).decode()}'"
