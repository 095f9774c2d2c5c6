"""sitemap.xml and robots.txt, where it is known at which address the site is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from evidence.publish import addresses as at
from evidence.publish.links import is_page
from evidence.publish.text import encode
from evidence.publish.write import GENERATOR

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST_ADDRESSES = 50_000
"""Addresses in one sitemap, by the protocol of sitemaps.org."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {GENERATOR}: made by a build -->\n'


def sitemaps(url: str, paths: Iterable[str], most: int = MOST_ADDRESSES) -> dict[str, bytes]:
    """Return the sitemap of the pages among some files, by path; nothing without an address.

    Where there are more pages than one sitemap holds, sitemap.xml lists further ones. robots.txt
    names it, but only for a site that has a host of its own: elsewhere nobody reads it.
    """
    if not url:
        return {}
    pages = sorted(path for path in paths if is_page(path))
    addresses = [f"{url}{'' if path == at.FRONT else at.href(path)}" for path in pages]
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    if len(parts) <= 1:
        found = {SITEMAP: _xml("urlset", "url", addresses)}
    else:
        found = {
            f"sitemap-{number}.xml": _xml("urlset", "url", part)
            for number, part in enumerate(parts, 1)
        }
        found[SITEMAP] = _xml("sitemapindex", "sitemap", [f"{url}{name}" for name in found])
    if urlsplit(url).path == "/":
        found[ROBOTS] = encode(f"# {GENERATOR}\nUser-agent: *\nAllow: /\nSitemap: {url}{SITEMAP}\n")
    return found


def _xml(root: str, entry: str, addresses: Sequence[str]) -> bytes:
    lines = "".join(
        f"<{entry}><loc>{escape(one, quote=False)}</loc></{entry}>\n" for one in addresses
    )
    return encode(f'{_HEAD}<{root} xmlns="{_SPACE}">\n{lines}</{root}>\n')
