"""Words of a text, folded, with their places in it.

Folding makes 'H\u00e5vard', 'HAVARD' and 'havard' one word: Unicode compatibility form (NFKC), case
folded, accents removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 64
"""Characters of a word that count: what is longer is data, not language."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Combining marks, which `\\w` does not match, in ranges of the scripts that use them."""
_SILENT = "\u00ad\u200c\u200d\u2060\ufeff"
"""Soft hyphens and joiners: inside a word, and no part of it."""
_NOTE_MARKS = "\u00b2\u00b3\u00b9\u2070-\u209f"
"""Superscript figures: the mark of a note, not the end of a word."""
_WHOLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Han, written without spaces: each sign is a word, several are a phrase."""
_LETTER = rf"[^\W_{_NOTE_MARKS}{_WHOLE}]"
_INNER = rf"(?:{_LETTER}|[{_MARKS}{_SILENT}])"
_WORD = re.compile(rf"[{_WHOLE}]|{_LETTER}{_INNER}*(?:['\u2019]{_LETTER}{_INNER}*)*")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_NOT_WORD = re.compile(rf"[^\w'{_MARKS}]|_")
_LETTERS = str.maketrans(
    {
        "\u00e6": "ae",
        "\u00f0": "d",
        "\u00f8": "o",
        "\u00fe": "th",
        "\u0111": "d",
        "\u0127": "h",
        "\u0131": "i",
        "\u0142": "l",
        "\u0153": "oe",
        "\u0167": "t",
        "\u2019": "'",
    }
)
"""Letters that Unicode does not take apart into a plain one and an accent."""
_SPELLING = frozenset({0, 7, 8, 9})
"""Combining classes that are no accents: none, nukta, kana voicing, virama."""


class Token(NamedTuple):
    """A folded word, and where it stands: `text[start:end]`, in Unicode characters."""

    plain: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return text as it is compared: NFKC, case folded, without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(char for char in apart if unicodedata.combining(char) in _SPELLING)
    return unicodedata.normalize("NFC", bare.translate(_LETTERS)).casefold()


@lru_cache(maxsize=50_000)
def _folded_word(raw: str) -> str:
    return _NOT_WORD.sub("", fold(raw))[:LONGEST].strip("'")


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text, in order."""
    if text.isascii():
        for found in _ASCII_WORD.finditer(text.lower()):
            yield Token(found[0][:LONGEST].strip("'"), found.start(), found.end())
        return
    for found in _WORD.finditer(text):
        plain = _folded_word(found[0])
        if plain:
            yield Token(plain, found.start(), found.end())


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    if text.isascii():
        return [word[:LONGEST].strip("'") for word in _ASCII_WORD.findall(text.lower())]
    return [plain for raw in _WORD.findall(text) if (plain := _folded_word(raw))]
