"""Bytes of a text file to characters; an encoding that had to be guessed is said."""

from __future__ import annotations

import codecs

from evidence.citations.find.draft import Draft, Fault

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HINT = "Save the file as UTF-8"


def decoded(data: bytes, draft: Draft) -> str:
    """Return the characters of a text file, lines ended by a line feed.

    A byte order mark decides; else UTF-8, UTF-16 by its zero bytes, and Windows-1252 with a
    warning. Raises Fault for bytes that are no text.
    """
    text = _decoded(data, draft)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, draft: Draft) -> str:
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, draft)
    if 0 in data:
        return _without_mark(data, draft)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not in UTF-8; read as Windows-1252"
        hint = f"Look at accents and quotation marks. {_HINT}"
        draft.warning("encoding", message, hint, line)
        return data.decode("cp1252", errors="replace")


def _strictly(data: bytes, encoding: str, draft: Draft) -> str:
    """Decode what a byte order mark announced; what does not fit is replaced, and said."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        line = data[: error.start].decode(encoding, errors="replace").count("\n") + 1
        message = f"announced as {encoding.upper()}, which not every byte of it is"
        draft.problem("encoding", message, _HINT, line)
        return text


def _without_mark(data: bytes, draft: Draft) -> str:
    """Read UTF-16 that does not say so: every other byte of Western text is zero."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    most = min(len(data), 4096) // 2
    if not most or max(even, odd) < 0.4 * most or min(even, odd) > 0.1 * most:
        raise Fault("not-text", "this is no text", "Save the article as .docx, .txt or .md")
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    draft.warning("encoding", f"read as {encoding.upper()}, which it does not say", _HINT, 1)
    return data.decode(encoding, errors="replace")
