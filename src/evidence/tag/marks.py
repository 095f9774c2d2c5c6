"""Note marks in the running text, which no reader speaks and no tagger understands."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"""
    \[footnoteRef:\s*\d+\]                           # Word, exported as text
    | \[\^[^\]\s]{1,40}\]                            # Markdown
    | \[\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3}){0,20}\]  # [12], [3, 7-9]
    | (?<!\b[^\W\d_])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+  # superscript, but not the one of R2
    | [^\S\ ]                                        # line feeds and tabs, one blank each
    """,
    re.VERBOSE,
)


def masked(words: str) -> str:
    """Return the words with every note mark, line feed and tab as blanks of the same length."""
    return _MARK.sub(lambda found: " " * len(found[0]), words)
