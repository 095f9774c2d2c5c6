"""The kinds of gap in words: the title and meaning of each."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "without-evidence": (
        "Without any evidence",
        "No claim in these sources counts as evidence for or against them.",
    ),
    "not-empirical": (
        "Without an empirical line",
        "There are claims that count, but none rests on data or cases.",
    ),
    "one-line": (
        "On one line of evidence only",
        "One team, or one set of data, carries everything that is known here.",
    ),
    "one-method": (
        "On one kind of source only, and not an empirical one",
        "Every claim that counts comes from the same kind of source.",
    ),
    "one-region": (
        "On one region only",
        "Every work whose region is known studies the same one. A work on the whole world is on "
        "no region in particular.",
    ),
    "one-decade": (
        "On one decade only",
        "Every work whose period is known studies the same decade.",
    ),
    "published-in-one-decade": (
        "From works of one decade only",
        "Every work that counts appeared in the same decade.",
    ),
    "only-reported": (
        "As reported only",
        "No line was checked at its source: the rating rests on what others report.",
    ),
    "one-sided": (
        "One side covered, its mirror not",
        "The evidence on the first is enough to judge; on its mirror it is thin, or there is none.",
    ),
    "without-mirror": (
        "Factors without a mirror",
        "The table gives them no counterpart on another side.",
    ),
    "cited-without-claim": (
        "Cited works without a claim",
        "A note cites them, but no claim of theirs is recorded here.",
    ),
    "unread": (
        "Notes nobody has checked",
        "Nobody has read yet whether the work bears out the sentence that rests on it.",
    ),
    "waiting": (
        "Claims that wait",
        "They have no vote until somebody sees them in a better source.",
    ),
}
"""Title and meaning of every kind of gap."""

KINDS = tuple(WORDS)
