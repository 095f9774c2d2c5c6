"""The values of BibTeX fields: pieces joined, LaTeX decoded to text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from evidence.formats.lines import FormatError
from evidence.model.errors import did_you_mean

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf"})
"""Fields that are not LaTeX."""

_ONE_PIECE = re.compile(r"\{([^{}\\]*)\}")
_SIMPLE = re.compile(r"(?:[^\\$]|\\[&%_#{}])*")
"""Text whose only LaTeX is braces and escaped signs."""
_MARKUP = re.compile(r"\\([&%_#{}])|[{}]")
_CARET = re.compile(r"\\textasciicircum(?:\{\}|(?![A-Za-z])\s*)")
"""The sign, which the decoder would make a modifier letter."""
_LOGOS = {"TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e"}
"""Names set by a command, which the decoder would leave out."""
_PIECE = re.compile(r"\s*(#)?\s*", re.DOTALL)


def join(raw: str, strings: Mapping[str, str]) -> str:
    """Join the pieces of a field: braced, quoted, a number or the name of a string.

    FormatError where one is none of these.
    """
    rest = raw.strip()
    if whole := _ONE_PIECE.fullmatch(rest):
        return _spaced(whole[1])
    pieces = []
    while rest:
        if rest[0] in '{"':
            end = _closing(rest)
            pieces.append(rest[1:end])
            rest = rest[end + 1 :]
        else:
            bare = re.match(r'[^\s#{}"]+', rest)
            if not bare:
                raise FormatError(f"'{rest[:20]}' is no value", hint="Put braces around it")
            word = bare[0]
            if word.isdecimal():
                pieces.append(word)
            elif word.lower() in strings:
                pieces.append(strings[word.lower()])
            else:
                raise FormatError(f"unknown string '{word}'", hint=did_you_mean(word, strings))
            rest = rest[bare.end() :]
        joint = _PIECE.match(rest)
        if joint is None or (not joint[1] and joint.end() < len(rest)):
            raise FormatError(
                f"'{rest.strip()[:20]}' after the value", hint="Add a comma before it"
            )
        rest = rest[joint.end() :]
    return _spaced("".join(pieces))


def _spaced(text: str) -> str:
    """Return text with single blanks, and none at its ends."""
    return " ".join(text.split())


def _closing(text: str) -> int:
    """Place of the brace or quotation mark that closes the first one."""
    depth = 0
    quoted = text[0] == '"'
    escaped = False
    for place, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return place
        elif char == '"' and quoted and place and depth == 0:
            return place
    raise FormatError("a brace or quotation mark is not closed", hint="Close it")


def plain(value: str) -> str:
    """Decode LaTeX to text; a value without backslash, brace or dollar sign comes back as it is."""
    if not any(mark in value for mark in "\\{}$"):
        return value
    if _SIMPLE.fullmatch(value):
        return _spaced(_MARKUP.sub(lambda mark: mark[1] or "", value))
    return _spaced(_decoder().latex_to_text(_CARET.sub("^", value)))


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc import latex2text  # noqa: PLC0415 -- slow, and not every file needs it

    known = latex2text.get_default_latex_context_db()
    logos = [latex2text.MacroTextSpec(name, shown) for name, shown in _LOGOS.items()]
    known.add_context_category("logos", macros=logos, prepend=True)
    return latex2text.LatexNodes2Text(known, math_mode="text", keep_comments=True)
