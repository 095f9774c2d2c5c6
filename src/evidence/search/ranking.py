"""BM25 over weighted fields.

Robertson, Zaragoza and Taylor 2004, 'Simple BM25 extension to multiple weighted fields' (CIKM):
weights of fields go into the frequency of a term before it saturates, so that a word in title and
text is not counted as two words. K1 and B were chosen on the Cranfield collection and checked, not
chosen, on CACM (docs/decisions/0008-search-tokens.md).
"""

from __future__ import annotations

import math

K1 = 2.0
B = 0.75
PLACES = 9
"""Scores are compared after rounding, so that the order of summing never decides."""


def rarity(holding: int, documents: int) -> float:
    """Return the weight of a word that `holding` of all documents hold (above 0)."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def damping(length: int, mean: float) -> float:
    """Return what a frequency is damped by in a document of this length.

    `mean` is the mean length of documents of its kind: a claim of one sentence is not short, since
    all claims are.
    """
    return K1 * (1.0 - B + B * length / mean) if mean else K1
