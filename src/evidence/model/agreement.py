"""How far independent coders agree, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KappaKind = Literal["cohen", "fleiss"]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A value with its 95 % interval; None where undefined."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on one target, or on all of them where `target` is empty.

    `n` counts decisions with two codes or more, `linked` those of them in which any coder links the
    claim; `observed` is the share of agreeing pairs of codes. `reason` says why values are None.
    """

    target: str
    n: int
    linked: int
    coders: tuple[str, ...] = ()
    kappa_kind: KappaKind | None = None
    observed: float | None = None
    alpha: Coefficient = Coefficient()
    ac1: Coefficient = Coefficient()
    kappa: Coefficient = Coefficient()
    reason: str = ""
