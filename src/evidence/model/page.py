"""A page of the workspace's own words: Markdown with a head of a few fields."""

from __future__ import annotations

from dataclasses import dataclass

PROTOCOL = "protocol"
"""Name of the page that says how the map was made."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A file of site/pages/. `name` is that of the file without its suffix.

    `body` is Markdown without its head, and `line` where in the file it begins, from 1.
    `last_changed` is as written, or empty.
    """

    name: str
    title: str
    body: str
    last_changed: str = ""
    path: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a protocol states, under a heading of this name or with `{#id}` behind it."""

    id: str
    heading: str
    question: str


POINTS = (
    Point("scope", "Scope", "What does the map cover, and what does it leave out?"),
    Point(
        "selection",
        "How the works were chosen",
        "Where do the works come from, who chose them, and what was not searched?",
    ),
    Point(
        "coding",
        "Who coded",
        "Who took the claims down and linked them, and did anybody do so a second time?",
    ),
    Point(
        "reading",
        "What was read, and how",
        "What was seen of the works: the whole, an abstract, a report by others? How was it read?",
    ),
    Point(
        "interests",
        "Competing interests",
        "Does anybody who takes part have a stake in the result? Say 'not stated' if nobody asked.",
    ),
)
"""What a protocol has to say beside the date of its last change."""
