"""Text and addresses made safe for a page.

Escaping is the template's work (autoescape is always on). Here: characters that no page may hold,
and which addresses may become a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

REPLACEMENT = "\ufffd"

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_C1 = re.compile(b"\xc2[\x80-\x9f]").search
"""In UTF-8, further controls; what else is unfit begins with the byte ED or EF."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}]+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_HEADS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")
_TRAILING = ".,;:!?"
MOST_CHARS_IN_DESCRIPTION = 180


class Ref(NamedTuple):
    """Words, and where they lead: an address relative to the root of the site, or None.

    `outside` marks an address of another host.
    """

    text: str
    href: str | None = None
    outside: bool = False


def fit(text: str) -> str:
    """Replace what HTML and UTF-8 cannot hold (controls, lone surrogates) by U+FFFD."""
    return _UNFIT.sub(REPLACEMENT, text)


def encode(text: str) -> bytes:
    """Return the bytes of a page.

    Most pages have nothing to replace, which their bytes tell much sooner than their characters.
    """
    data = text.encode("utf-8", "surrogatepass")
    plain = len(data) == len(data.translate(None, _CONTROLS)) and not _C1(data)
    if plain and b"\xed" not in data and b"\xef" not in data:
        return data
    return fit(text).encode("utf-8")


def web_address(value: str) -> str | None:
    """Return an http or https address that is safe to link, or None."""
    text = value.strip()
    if not _ADDRESS.fullmatch(text) or _UNFIT.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]")


def doi_address(value: str) -> str | None:
    """Return the address of a DOI, written bare, as 'doi:' or as an address; None if it is none."""
    text = value.strip()
    lower = text.lower()
    for head in (*_DOI_HEADS, "doi:"):
        if lower.startswith(head):
            text = text[len(head) :].strip()
            break
    if not _DOI.fullmatch(text) or _UNFIT.search(text):
        return None
    return "https://doi.org/" + quote(text, safe="/:;()._-")


def pieces(text: str) -> list[Ref]:
    """Split text into words and the web addresses in it, which become links."""
    found: list[Ref] = []
    start = 0
    for match in _ADDRESS.finditer(text):
        raw = _trimmed(match[0])
        address = web_address(raw)
        if address is None:
            continue
        if match.start() > start:
            found.append(Ref(text[start : match.start()]))
        found.append(Ref(raw, address, outside=True))
        start = match.start() + len(raw)
    if start < len(text):
        found.append(Ref(text[start:]))
    return found


def _trimmed(address: str) -> str:
    """Leave out the punctuation of the sentence that an address stands in."""
    while address and (
        address[-1] in _TRAILING
        or (address[-1] == ")" and address.count(")") > address.count("("))
        or (address[-1] == "]" and address.count("]") > address.count("["))
    ):
        address = address[:-1]
    return address


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun: '1 claim', '3 claims'."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: 'a, b and c'."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def short(text: str, most: int = MOST_CHARS_IN_DESCRIPTION) -> str:
    """Cut text at a word; an ellipsis marks the cut."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > most // 2 else cut).rstrip(" ,;:.") + "…"


def number(value: float) -> str:
    """Return a weight or share as short as it can be said: '1', '0.7', '0.56'."""
    return f"{round(value, 4):g}"
