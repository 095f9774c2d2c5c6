"""Markdown of the workspace as HTML: CommonMark and tables, no raw HTML, no pictures.

What is no http, https or DOI address is no link: its markup stays as it was written. Headings are
moved down so that the title of the page is the only one of the first level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from evidence.publish.text import doi_address, web_address

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ANCHOR = re.compile(r"[ \t]*\{#([a-z0-9-]+)\}$")


def to_html(text: str) -> str:
    """Return Markdown as HTML that is safe to put into a page."""
    parser = _parser()
    tokens = parser.parse(text, {})
    _prepare(tokens)
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- most builds make no page of such words

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = lambda url: _address(url) is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: _address(url) or ""  # type: ignore[method-assign]
    return parser


def _address(url: str) -> str | None:
    return web_address(url) or (doi_address(url) if url.lower().startswith("doi:") else None)


def _prepare(tokens: Sequence[Token]) -> None:
    """Move headings down, give them the ids that stand behind them, and mark links as outside."""
    highest = min((int(one.tag[1]) for one in tokens if one.type == "heading_open"), default=2)
    down = max(0, 2 - highest)
    for place, token in enumerate(tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + down)}"
        if token.type == "heading_open":
            _anchor(token, tokens[place + 1])
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("class", "out")
                child.attrSet("rel", "noopener noreferrer")


def _anchor(heading: Token, inline: Token) -> None:
    last = inline.children[-1] if inline.children else None
    found = _ANCHOR.search(last.content) if last and last.type == "text" else None
    if last and found:
        last.content = last.content[: found.start()]
        heading.attrSet("id", f"s-{found[1]}")
