"""A claim: one statement, in our own words, that a work makes or is reported to make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["finding", "argument", "recommendation", "illustration", "about-literature"]
Stance = Literal["supports", "contradicts", "qualifies"]
Status = Literal["proposed", "confirmed", "rejected"]
SeenKind = Literal["full-text", "abstract", "replication", "review", "citing-work"]
Attribution = Literal["specific", "general", "collective", "own"]
LocatorLabel = Literal[
    "act",
    "appendix",
    "article",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title",
    "verse",
    "volume",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
STANCES: tuple[Stance, ...] = get_args(Stance)
STATUSES: tuple[Status, ...] = get_args(Status)
SEEN_KINDS: tuple[SeenKind, ...] = get_args(SeenKind)
ATTRIBUTIONS: tuple[Attribution, ...] = get_args(Attribution)
LOCATOR_LABELS: tuple[LocatorLabel, ...] = get_args(LocatorLabel)

SECOND_HAND: SeenKind = "citing-work"

_SHORT_LABELS = {
    "chapter": ("ch.", "chs."),
    "column": ("col.", "cols."),
    "figure": ("fig.", "figs."),
    "folio": ("fol.", "fols."),
    "line": ("l.", "ll."),
    "note": ("n.", "nn."),
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "section": ("section", "sections"),
    "volume": ("vol.", "vols."),
}
_LABELS: dict[str, LocatorLabel] = {
    **{name: name for name in LOCATOR_LABELS},
    **{f"{name}s": name for name in LOCATOR_LABELS},
    **{short: name for name in LOCATOR_LABELS for short in _SHORT_LABELS.get(name, ())},
}
_PAGES = re.compile(r"[0-9ivxlcdmIVXLCDM]+(?:[-,; ]+[0-9ivxlcdmIVXLCDM]+)*")
_SELF_TELLING = frozenset({"section", "table", "figure", "part"})
"""Labels whose value may be words of its own: 'summary of Part I', 'stage 1'."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a work: a CSL 1.0.2 locator label, and the value as printed with plain hyphens."""

    label: LocatorLabel
    value: str

    def __str__(self) -> str:
        if self.label in _SELF_TELLING and self.value[:1].isalpha():
            return self.value
        one, many = _SHORT_LABELS.get(self.label, (self.label, self.label))
        several = any(mark in self.value for mark in "-,;&")
        return f"{many if several else one} {self.value}"

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read 'p. 65', 'pp. 3-11', 'chapter 7' or '65' (a page); ValueError for anything else."""
        words = text.replace("\u2013", "-").strip()
        head, _, rest = words.partition(" ")
        if head.casefold() in _LABELS and rest.strip():
            return cls(_LABELS[head.casefold()], rest.strip())
        if _PAGES.fullmatch(words):
            return cls("page", words)
        raise ValueError(f"'{text}' is no locator")


@dataclass(frozen=True, slots=True)
class Link:
    """A claim's bearing on one factor (or on a side as a whole)."""

    factor: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class SeenIn:
    """Where the coder read the claim.

    First hand: `source` says where, in words or as a URL. Second hand (kind `citing-work`): `work`
    reports it in `notes`, and `attribution` says how plainly it is laid to this work.
    """

    kind: SeenKind
    work: str = ""
    notes: tuple[str, ...] = ()
    attribution: Attribution | None = None
    source: str = ""

    @property
    def second_hand(self) -> bool:
        """Whether the claim was read in another work that cites this one."""
        return self.kind == SECOND_HAND


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of `annotations/claims/<key>.yaml`, as validated.

    `method` is the claim's own or, where the file gives none, that of its work's appraisal.
    `lines` tells where each field stands, in lines below the claim's own. `digest` and `basis` are
    the fingerprints noted by whoever loaded it (`evidence.model.seal`); a changed copy has none.
    """

    id: str
    work: str
    statement: str
    kind: Kind
    method: str
    outcome: str
    links: tuple[Link, ...]
    seen_in: SeenIn
    status: Status
    concept: str = ""
    scope: str = ""
    locator: Locator | None = None
    supersedes: tuple[str, ...] = ()
    also_listed: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    anchor: Mapping[str, object] | None = None
    coder: str = ""
    date: str = ""
    remark: str = ""
    path: str = ""
    line: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    digest: bytes = field(default=b"", init=False, compare=False, repr=False)
    basis: bytes = field(default=b"", init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.id)

    def at(self, place: str) -> int | None:
        """Return the line of a field (`outcome`) or list item (`links.0`), else of the claim."""
        if self.line is None:
            return None
        return self.line + self.lines.get(place, 0)

    def stances_on(self, targets: frozenset[str]) -> frozenset[Stance]:
        """Return the stances that the claim takes on any of the given factors."""
        return frozenset(link.stance for link in self.links if link.factor in targets)

    def concerns(self, target: str) -> bool:
        """Whether the claim is linked to this factor."""
        return any(link.factor == target for link in self.links)
