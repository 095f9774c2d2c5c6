"""Agreement against evidence, as the IPCC draws it, with every factor in its place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from evidence.model.rubric import AGREEMENTS, LEVELS
from evidence.publish.site import Site
from evidence.publish.text import short
from evidence.publish.views import RatingView

LEFT, TOP, LINE, PAD, HEAD = 26, 4, 26, 6, 18
NARROW, LETTER, MOST_LETTERS = 24, 8, 10
LEAST_WIDE = 92


@dataclass(frozen=True, slots=True)
class Place:
    """A factor in the picture, by the corner of its mark."""

    rating: RatingView
    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Field:
    """One of the fields: a level of evidence and of agreement, and the factors in it."""

    evidence: str
    agreement: str
    x: int
    y: int
    width: int
    height: int
    tone: int
    factors: tuple[RatingView, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """The picture; `apart` are the factors without anything to agree on."""

    width: int
    height: int
    fields: tuple[Field, ...]
    places: tuple[Place, ...]
    apart: tuple[RatingView, ...]
    columns: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, int], ...]
    label: str


def placed(site: Site) -> Placed:
    """Place every factor by its levels of evidence and agreement: Mastrandrea et al. 2010."""
    inside: defaultdict[tuple[str, str], list[RatingView]] = defaultdict(list)
    apart = []
    for rating in site.map.ratings.factors:
        judgement, view = rating.judgement, site.rating(rating)
        if judgement.agreement is None or judgement.evidence == "none":
            apart.append(view)
        else:
            inside[judgement.evidence, judgement.agreement].append(view)
    letters = max((len(_name(one)) for ones in inside.values() for one in ones), default=2)
    chip = NARROW + LETTER * letters
    wide = max(LEAST_WIDE, chip + PAD)
    across = max(1, (wide - PAD) // chip)
    evidence, agreement = LEVELS[1:], tuple(reversed(AGREEMENTS))
    fields: list[Field] = []
    places: list[Place] = []
    lines = []
    y = TOP
    for down, agree in enumerate(agreement):
        most = max(len(inside[level, agree]) for level in evidence)
        high = max(2, -(-most // across)) * LINE + 2 * PAD
        lines.append((agree, y + high // 2))
        for right, level in enumerate(evidence):
            x, ones = LEFT + right * wide, inside[level, agree]
            tone = right + len(agreement) - 1 - down
            fields.append(Field(level, agree, x, y, wide, high, tone, tuple(ones)))
            places += [
                Place(one, _name(one), x + PAD + n % across * chip, y + PAD + n // across * LINE)
                for n, one in enumerate(ones)
            ]
        y += high
    said = "; ".join(
        f"{field.evidence} evidence, {field.agreement} agreement: "
        + ", ".join(one.id for one in field.factors)
        for field in fields
        if field.factors
    )
    return Placed(
        width=LEFT + wide * len(evidence) + 2,
        height=y + HEAD * 2,
        fields=tuple(fields),
        places=tuple(places),
        apart=tuple(apart),
        columns=tuple((level, LEFT + n * wide + wide // 2) for n, level in enumerate(evidence)),
        lines=tuple(lines),
        label=f"Factors by evidence and agreement. {said or 'No factor has evidence yet'}.",
    )


def _name(view: RatingView) -> str:
    return short(view.id, MOST_LETTERS)
