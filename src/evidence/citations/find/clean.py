"""Characters as they are meant: blanks are blanks, and what no reader sees is gone."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = {
    **dict.fromkeys((0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB)),
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))),
    **dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\v\f\r"),
    **dict.fromkeys(range(0x7F, 0x85)),
    **dict.fromkeys(range(0x86, 0xA0)),
}
_ADDRESS = re.compile(r"https?://|\bwww\.|\b10\.\d{4,9}/", re.IGNORECASE)
_OF_A_MANAGER = re.compile(r"https?://(?:www\.)?(?:zotero\.org/google-docs|paperpile\.com/c)/")


def visible(text: str) -> str:
    """Drop soft hyphens, zero-width, direction and control characters; white space stays.

    Letters and accents that stand apart, as some systems write them, become one (NFC).
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def one_line(text: str) -> str:
    """Return the visible text with every run of white space as one blank, none at the ends."""
    return " ".join(visible(text).split())


def one_paragraph_a_line(text: str) -> str:
    """Collapse the white space within each line of a text; drop lines that are empty."""
    return "\n".join(filter(None, map(one_line, text.split("\n"))))


def with_address(words: str, address: str) -> str:
    """Return what to add after a link's words: its web address where the words hold none.

    Links that citation managers put in for themselves lead nowhere and add nothing.
    """
    shown = one_line(address)
    web = shown.casefold().startswith(("http://", "https://"))
    if not web or not words.strip() or _ADDRESS.search(words) or _OF_A_MANAGER.match(shown):
        return ""
    return f" ({shown})"
