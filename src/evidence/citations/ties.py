"""Which of several works that fit equally well a citation means."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.citations.fit import Fit
from evidence.citations.memory import Memory
from evidence.model import Note
from evidence.model.citation import Reference

AHEAD = 0.015
"""Difference that decides where nothing else does."""


def choose(
    reference: Reference, tied: Sequence[Fit], note: Note, memory: Memory, anew: bool
) -> Fit | None:
    """Return the one cited before, of the year cited, or ahead by a little; None where none is.

    `anew` says that which was cited before does not matter.
    Names alone mean the work of theirs that was cited right before, as in the styles that print
    them in place of 'Ibid.'.
    """
    before = [one for one in tied if not anew and one.key in memory.last]
    of_year = [one for one in tied if one.year]
    alone = not (reference.title or reference.year)
    right_before = {one.key for one in memory.before(note)} if alone else ()
    just_now = [one for one in tied if one.key in right_before]
    for few in (tied, before, of_year, just_now):
        if len(few) == 1:
            return few[0]
    ahead = len(tied) > 1 and tied[0].score - tied[1].score >= AHEAD
    return tied[0] if ahead else None
