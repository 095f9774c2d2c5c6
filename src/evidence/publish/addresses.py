"""Where each page stands: paths of files, and the addresses that lead to them.

A path uses forward slashes and counts from the root of the site. Names come from
`evidence.workspace.files.file_name`; its percent signs belong to the name of the file, so that an
address has to encode them once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

from evidence.model import Claim, Factor, Row
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace.files import file_name

FRONT = "index.html"
WORKS = "works/index.html"
METHOD = "method.html"
GAPS = "gaps.html"
MAP = "map.html"
PICTURES = "pictures.html"
LINES = "lines.html"
NOTES = "notes.html"
ABOUT = "about.html"
DOWNLOADS = "downloads.html"
DATA = "data"
MAP_RECORD = "data/evidence-map.ris"
WHOLES = "wholes.html"
HISTORY = "history.html"
SEARCH = "search.html"
SEARCHES = "searches.html"
STYLE = "assets/style.css"
OWN_STYLE = "assets/site.css"
ICON = "assets/icon.svg"
FIELD = "assets/field.js"
SEARCH_SCRIPTS = tuple(f"assets/search-{name}.js" for name in ("words", "query", "index", "page"))
"""The scripts of the search, each resting on those before it."""
SEARCH_FILES = "search"
SEARCH_INDEX = f"{SEARCH_FILES}/index.js"
MAP_SCRIPT = "assets/map.js"
MAP_DATA = "map/data.js"
COPY_SCRIPT = "assets/copy.js"

_PLAIN = re.compile("[A-Za-z0-9._~/-]*").fullmatch
"""Whether a path has nothing to encode, as most have."""

LONGEST_NAME = 180
RESERVED = frozenset({"index"})

_NAME = rf"(?!index|con|prn|aux|nul|com|lpt)[a-z0-9_][a-z0-9._-]{{,{LONGEST_NAME - 1}}}"
_USUAL = re.compile(_NAME).fullmatch
"""Whether an id is plainly a file name as it is; so are most."""
_ALL_USUAL = re.compile(rf"(?>{_NAME}\n)*+").fullmatch
"""Whether each of many ids is, a line for each: they are looked at in one go."""


class Addresses:
    """The path of every page about something in a map; no two things share one."""

    def __init__(self, map_: EvidenceMap) -> None:
        workspace = map_.workspace
        self._map = map_
        self._works = names(workspace.works)
        self._claims = names(claim.id for claim in map_.evidence.claims)

    @cached_property
    def odd(self) -> tuple[tuple[str, str], ...]:
        """The claims whose pages are not named as they are: such a name may follow from others."""
        return tuple((one, name) for one, name in self._claims.items() if one != name)

    @cached_property
    def _factors(self) -> dict[str, str]:
        framework = self._map.workspace.framework
        return names((factor.id for factor in framework.factors), lower=True)

    @cached_property
    def _rows(self) -> dict[str, str]:
        return names(row.id for row in self._map.workspace.framework.rows)

    def factor(self, factor: Factor) -> str:
        """Path of a factor's page."""
        return f"factors/{self._factors[factor.id]}.html"

    def on_map(self, factor: Factor) -> str:
        """Path of the lists behind a factor's cells on the map."""
        return f"map/{self._factors[factor.id]}.html"

    def row(self, row: Row) -> str:
        """Path of a row's page."""
        return f"rows/{self._rows[row.id]}.html"

    @cached_property
    def _own(self) -> dict[str, str]:
        return names((page.name for page in self._map.workspace.pages), lower=True)

    def own(self, name: str) -> str:
        """Path of a page of the workspace's own words."""
        return f"pages/{self._own[name]}.html"

    def work(self, key: str) -> str | None:
        """Path of a work's page; None where there is no such work."""
        name = self._works.get(key)
        return f"works/{name}.html" if name else None

    def record(self, key: str) -> str:
        """Path of the file that cites a work."""
        return f"{DATA}/works/{self._works[key]}.ris"

    def claim(self, claim: Claim) -> str:
        """Path of a claim's page."""
        return f"claims/{self._claims[claim.id]}.html"

    def claim_by_id(self, name: str) -> str | None:
        """Path of the page of a claim; None where there is no such claim."""
        known = self._claims.get(name)
        return f"claims/{known}.html" if known else None


def continuation(path: str, part: str, page: int) -> str:
    """Path of a further page of a long list: 'factors/r1/supports-2.html'."""
    return f"{path.removesuffix('.html')}/{part}-{page}.html"


def href(path: str) -> str:
    """Return a path as an address relative to the root of the site."""
    return path if _PLAIN(path) else quote(path, safe="/")


def to_root(path: str) -> str:
    """Return what leads from a page to the root of the site: '../' for each folder."""
    return "../" * path.count("/")


def names(ids: Iterable[str], lower: bool = False) -> dict[str, str]:
    """Give each id a file name of its own.

    Two ids may have one name (in lower case, or where no file can have their letters): the later
    one gets a number behind a tilde, which no other name contains.
    """
    found = dict.fromkeys(ids, "")
    lines = "".join([f"{one}\n" for one in found])
    if lines.count("\n") == len(found) and _ALL_USUAL(lines):
        return dict(zip(found, found, strict=True))
    taken: set[str] = set()
    for one in found:
        name = _name(one.lower() if lower else one)
        free, number = name, 2
        while free in taken:
            free, number = f"{name}~{number}", number + 1
        taken.add(free)
        found[one] = free
    return found


def _name(key: str) -> str:
    if _USUAL(key):
        return key
    name = file_name(key)
    if name in RESERVED:
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if len(name) > LONGEST_NAME:
        digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        name = f"{name[:LONGEST_NAME]}~{digest}"
    return name
