"""What the templates show: values with every word and address ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from evidence.model import Claim, LineOfEvidence
from evidence.model.claim import Stance
from evidence.model.seal import seal
from evidence.publish.text import Ref, count, number
from evidence.synthesis.lines import UNIT

T = TypeVar("T")

ORDER: tuple[Stance, ...] = ("supports", "qualifies", "contradicts")
"""Stances as the site shows them: for, with reservations, against."""

KIND_WORDS = {
    "finding": "finding",
    "argument": "argument",
    "recommendation": "recommendation",
    "illustration": "illustration",
    "about-literature": "about the literature",
}
"""Kinds of claim as the site names them."""

SIDE = 11
PITCH = 14
IN_A_ROW = 16
MOST_SQUARES = 96


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is rendered.

    `path` is its file, `nav` the entry of the main navigation that it belongs to, `crumbs` the way
    down to it (the front page and the page itself are added by the template), `data` what the page
    says of itself in JSON-LD.
    """

    path: str
    template: str
    title: str
    description: str
    context: Mapping[str, object]
    nav: str = ""
    crumbs: tuple[Ref, ...] = ()
    data: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Further:
    """A further page of a long list, gathered only where the fingerprint `key` is new."""

    path: str
    key: bytes
    page: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is no page: data to fetch, or a script that holds them for a page."""

    path: str
    data: bytes

    @property
    def key(self) -> bytes:
        """Fingerprint of the data."""
        return seal(self.data)

    def make(self) -> bytes:
        """Return the data."""
        return self.data


@dataclass(frozen=True, slots=True)
class Script:
    """Data as a script that hands them over, made only where the fingerprint `key` is new."""

    path: str
    key: bytes
    make: Callable[[], bytes]


File: TypeAlias = Attachment | Script


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A list, or the part of a long one that stands on one page of several.

    `pages` is their number; `near` leads to the first, the last and some between, nearer ones more
    densely, this one included.
    """

    items: tuple[T, ...]
    total: int
    page: int = 1
    pages: int = 1
    near: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Squares:
    """One square per line of evidence, as SVG paths; `per` is the number of lines to a square."""

    width: int
    height: int
    paths: tuple[tuple[str, str], ...]
    label: str
    per: int


@dataclass(frozen=True, slots=True)
class RatingView:
    """The rating of a factor or row: mark, words, steps, squares and counts."""

    id: str
    label: str
    href: str
    state: str
    strength: str | None
    verdict: str
    hollow: bool
    marks: tuple[str, ...]
    steps: tuple[bool, ...]
    squares: Squares | None
    lines: int
    works: int
    claims: int
    silent: int

    @property
    def counts(self) -> str:
        """The counts of lines, works and claims in words."""
        if not self.lines:
            return "No claim in these sources counts as evidence"
        return " · ".join(one.text for one in self.counted)

    @property
    def counted(self) -> tuple[Ref, ...]:
        """The counts of a factor, each with its list on the page; none without evidence."""
        if not self.lines:
            return ()
        return (
            Ref(count(self.lines, "line of evidence", "lines of evidence"), f"{self.href}#lines"),
            Ref(count(self.works, "work"), f"{self.href}#count-works"),
            Ref(count(self.claims, "claim"), f"{self.href}#count-claims"),
        )


@dataclass(frozen=True, slots=True)
class LinkView:
    """A claim's bearing on one factor or whole."""

    target: Ref
    id: str
    stance: Stance
    rated: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in a list: what it says, whose it is, where, how it came about, how it was seen."""

    claim: Claim
    href: str
    work: Ref
    locator: str
    kind: str
    method: str
    outcome: str
    seen: str
    checked: bool
    links: tuple[LinkView, ...]
    reason: str
    code: str

    @property
    def votes(self) -> bool:
        """Whether it has a vote and is linked to a factor, not to a side alone."""
        return not self.code and any(link.rated for link in self.links)


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of evidence on a factor or row."""

    id: str
    name: str
    stance: str
    weights: str
    works: tuple[Ref, ...]
    claims: int
    heaviest: Ref | None
    methods: str
    empirical: bool
    primary: bool
    checked: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Claims under one heading; with `own_reasons` each of them says why it stands there."""

    title: str
    listing: Listing[ClaimView]
    own_reasons: bool = False


def squares(lines: Sequence[LineOfEvidence]) -> Squares | None:
    """Draw one square per line, by stance; hollow where nothing was checked at its source.

    Beyond a hundred lines a square stands for several of them, so that the drawing stays small.
    """
    if not lines:
        return None
    kinds = [(stance, hollow) for stance in ORDER for hollow in (False, True)]
    numbers = {
        kind: sum((line.stance, not line.checked) == kind for line in lines) for kind in kinds
    }
    per = max(1, -(-len(lines) // MOST_SQUARES))
    place = 0
    paths = []
    for (stance, hollow), lines_of_kind in numbers.items():
        drawn = -(-lines_of_kind // per)
        if drawn:
            places = range(place, place + drawn)
            corners = [(one % IN_A_ROW * PITCH, one // IN_A_ROW * PITCH) for one in places]
            paths += square_paths(stance, hollow, corners)
            place += drawn
    across = min(place, IN_A_ROW)
    down = -(-place // IN_A_ROW)
    stances = [line.stance for line in lines]
    label = ", ".join(f"{stances.count(one)} {WORDS[one]}" for one in ORDER) + " lines"
    if unchecked := sum(not line.checked for line in lines):
        label += f"; {unchecked} as reported"
    return Squares(
        width=across * PITCH - (PITCH - SIDE),
        height=down * PITCH - (PITCH - SIDE),
        paths=tuple(paths),
        label=label,
        per=per,
    )


WORDS: dict[Stance, str] = {
    "supports": "supporting",
    "qualifies": "qualifying",
    "contradicts": "contradicting",
}


def square_paths(
    stance: Stance, hollow: bool, corners: Iterable[tuple[int, int]]
) -> list[tuple[str, str]]:
    """Return class and data of the paths for squares of one kind: the body and the sign on it."""
    corners = list(corners)
    body = "".join(
        f"M{x + 1} {y + 1}h9v9h-9z" if hollow else f"M{x} {y}h11v11h-11z" for x, y in corners
    )
    look = "line" if hollow else "full"
    paths = [(f"{stance} {look}", body)]
    if stance == "qualifies":
        paths.append(
            (f"{stance} sign-{look}", "".join(f"M{x + 2} {y + 9}l7-7" for x, y in corners))
        )
    if stance == "contradicts":
        cross = "".join(f"M{x + 3} {y + 3}l5 5m0-5l-5 5" for x, y in corners)
        paths.append((f"{stance} sign-{look}", cross))
    return paths


def weights(line: LineOfEvidence) -> str:
    """Say how heavy a line is: 'weight 0.7, also qualifies 0.7'."""
    also = (
        f", also {stance} {number(line.weights[stance] / UNIT)}"
        for stance in ORDER
        if stance != line.stance and line.weights[stance]
    )
    return f"weight {number(line.weights[line.stance] / UNIT)}{''.join(also)}"
