"""Plain text: paragraphs stand between blank lines, a form feed begins the next printed page.

That is how `pdftotext` and word processors write it. The content is the file itself, each form
feed a line feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.texts.extract import Extract, Span, spans_of, without_controls

_PARAGRAPH_END = re.compile(r"\n[ \t\f]*\n\s*")


def read(text: str, path: str, page_offset: int | None) -> Extract:
    """Read plain text.

    `page_offset` is what is added to the count of pages, from 1, to get the number printed on the
    page; where it is not known, or there is no form feed, passages have no page.
    """
    del path
    raw = without_controls(text)
    offset = page_offset if "\f" in raw else None
    content = raw.replace("\f", "\n")
    return Extract(content, tuple(_spans(raw, content, offset)))


def _spans(raw: str, content: str, offset: int | None) -> Iterator[Span]:
    paragraph, page = 0, 1
    for start, end in _paragraphs(raw):
        paragraph += not raw[start:end].isspace()
        place = start
        # A paragraph that runs over a page break keeps its number and becomes two passages.
        for part in raw[start:end].split("\f"):
            printed = str(page + offset) if offset is not None and page + offset > 0 else ""
            yield from spans_of(content, place, place + len(part), paragraph, page=printed)
            place += len(part) + 1
            page += 1
        page -= 1


def _paragraphs(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs begin and where the next one does."""
    start = 0
    for gap in _PARAGRAPH_END.finditer(raw):
        yield start, gap.end()
        start = gap.end()
    if start < len(raw):
        yield start, len(raw)
