"""Stems of words: what search compares.

Every engine indexes these words as they are, so that all engines agree on what a word is. No word
is left out: a phrase of stop words can be found, and places are never renumbered. Words are folded
by `evidence.texts.words`; stems are those of Snowball's English stemmer.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import Stemmer

from evidence.texts.words import LONGEST, Token, fold, tokens, words

__all__ = ["LONGEST", "VERSION", "Token", "fold", "stem", "tokens", "words"]

VERSION = f"1 snowball-{Stemmer.version()}"
"""Changes whenever the same text would give other words."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: 'elections' and 'election' give 'elect'."""
    found: str = _stemmer().stemWord(word)
    return found or word


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")
