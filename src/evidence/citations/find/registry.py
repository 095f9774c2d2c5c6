"""Which reader reads which articles: a new format is a module and its line here.

The suffix decides; where it tells nothing (`.txt`, `.xml`, none, an unknown one), the content does.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from evidence.citations.find import export, html, jats, markdown, plain, tei, word, xml
from evidence.citations.find.decode import decoded
from evidence.citations.find.draft import Draft, Fault
from evidence.model import Article, UsageError

MOST_BYTES = 64_000_000

_log = logging.getLogger(__name__)
_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|div|p)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of articles: what it is called, its suffixes, its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, Draft], None]


def _of_text(read: Callable[[str, Draft], None]) -> Callable[[bytes, Draft], None]:
    """Return a reader of bytes for one of characters."""
    return lambda data, draft: read(decoded(data, draft), draft)


def _read_text(data: bytes, draft: Draft) -> None:
    """Read a text file, which may be an export of Word, Markdown or plain."""
    text = decoded(data, draft)
    _text_reader(text)(text, draft)


def _text_reader(text: str) -> Callable[[str, Draft], None]:
    if export.MARK.search(text):
        return export.read
    if markdown.DEFINITION.search(text):
        return markdown.read
    return plain.read


def _read_markdown(data: bytes, draft: Draft) -> None:
    """Read Markdown; without notes of its own kind it may have those of plain text."""
    text = decoded(data, draft)
    if export.MARK.search(text):
        export.read(text, draft)
    elif markdown.MARKS.search(text) or not plain.has_notes(text):
        markdown.read(text, draft)
    else:
        plain.read(text, draft)


def _read_xml(data: bytes, draft: Draft) -> None:
    """Read XML by its root element."""
    name = xml.root_name(data)
    if name in jats.ROOTS:
        jats.read(data, draft)
    elif name in tei.ROOTS:
        tei.read(data, draft)
    elif name.casefold() == "html":
        html.read(data, draft)
    else:
        message = f"the root element is '{name}'" if name else "this is no XML"
        raise Fault("unknown-xml", message, "Known: JATS (article), TEI (TEI) and HTML")


FORMATS = (
    Format("Word", (".docx", ".docm"), word.read),
    Format("plain text or text export of Word", (".txt", ".text"), _read_text),
    Format("Markdown", (".md", ".markdown"), _read_markdown),
    Format("JATS or TEI", (".xml", ".jats", ".nxml", ".tei"), _read_xml),
    Format("HTML", (".html", ".htm", ".xhtml"), html.read),
)
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}


def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the articles that can be read, with their dots."""
    return tuple(_BY_SUFFIX)


def read_article(data: bytes, path: str) -> Article:
    """Read an article with its notes and their marks; no fault of the file raises.

    `data` is the file, `path` what problems call it; its suffix decides on the format, or the
    content where that suffix is missing or unknown. Raises UsageError for an unknown format.
    """
    draft = Draft(path)
    read = _reader(data, path)
    if len(data) > MOST_BYTES:
        draft.problem("too-large", f"larger than {MOST_BYTES // 1_000_000} MB", "Split the file")
        return draft.article()
    try:
        read(data, draft)
    except Fault as fault:
        draft.fault(fault)
    except Exception as error:
        _log.exception("%s", path)
        message = f"cannot be read ({type(error).__name__})"
        hint = "Save it in another format, and report the fault with --debug"
        draft.problem("unreadable", message, hint)
    return draft.article()


def _reader(data: bytes, path: str) -> Callable[[bytes, Draft], None]:
    suffix = PurePath(path).suffix.casefold()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix].read
    found = _by_content(data, suffix)
    if found is None:
        known = "; ".join(f"{one.name} ({', '.join(one.suffixes)})" for one in FORMATS)
        what = f"files ending in '{suffix}'" if suffix else "a file of this content"
        raise UsageError(f"{what} cannot be read as an article", f"Known: {known}")
    return found


def _by_content(data: bytes, suffix: str) -> Callable[[bytes, Draft], None] | None:
    """Return the reader that the content asks for; without a suffix, any text is plain text."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return word.read if word.MAIN.encode() in data else None
    if xml.root_name(data) in {*jats.ROOTS, *tei.ROOTS}:
        return _read_xml
    if _HTML.search(head):
        return html.read
    try:
        text = decoded(data, Draft(""))
    except Fault:
        return None
    reader = _text_reader(text)
    return _read_text if not suffix or reader is not plain.read else None
