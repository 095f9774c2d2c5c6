"""How far independent coders agree beyond chance.

Three coefficients for nominal codes, since they answer different questions where most codes are
alike: Krippendorff's alpha (2011, Computing Krippendorff's Alpha-Reliability), Gwet's AC1 (2008,
British Journal of Mathematical and Statistical Psychology 61) and kappa: Cohen's (1960, Educational
and Psychological Measurement 20) where just two people coded, Fleiss' (1971, Psychological Bulletin
76) where more did. Intervals are percentiles over bootstrap samples of claims, because the
decisions on one claim hang together.

Every coefficient is a function of sums over units, so a bootstrap sample is a weighted sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evidence.model.agreement import Agreement, Coefficient, KappaKind
from evidence.model.coding import CODES
from evidence.synthesis.coding import Unit

Array: TypeAlias = NDArray[np.float64]

RESAMPLES = 2_000
SEED = 1
LEVEL = 0.95
MOST_DRAWN = 2_000_000
"""Numbers that are drawn, and held in memory, at a time."""

SINGLE = "single-coded: no claim has two independent codes"
UNIFORM = "all codes are '{code}': without variation, chance cannot be told from agreement"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over units, one row for each sample. `pairs` is None where more than two people coded.

    `units`: their number; `counts`: codes of each category; `against`: disagreeing codes of the
    coincidence matrix; `agreeing`: agreeing pairs as a share of all pairs of a unit; `rated` and
    `shares`: as `units` and `counts`, single codes included, each unit with the same weight.
    """

    units: Array
    counts: Array
    against: Array
    agreeing: Array
    rated: Array
    shares: Array
    pairs: Array | None = None

    @classmethod
    def over(cls, features: Array, categories: int) -> Sums:
        """Take rows of summed features apart."""
        q = categories
        rest = features[:, 4 + 2 * q :]
        return cls(
            units=features[:, 0],
            against=features[:, 1],
            agreeing=features[:, 2],
            rated=features[:, 3],
            counts=features[:, 4 : 4 + q],
            shares=features[:, 4 + q : 4 + 2 * q],
            pairs=rest.reshape(-1, q, q) if rest.size else None,
        )

    @property
    def varied(self) -> NDArray[np.bool_]:
        """Whether more than one category was used in units with two codes or more."""
        varied: NDArray[np.bool_] = (self.counts > 0).sum(axis=1) > 1
        return varied


def features_of(counts: Array, pairs: Array | None = None) -> Array:
    """Return what each unit adds to the sums; `counts` are codes by unit and category.

    `pairs`, units x categories x categories, tells who gave which code, for Cohen's kappa.
    """
    codes = counts.sum(axis=1)
    paired = codes > 1
    same = (counts * (counts - 1)).sum(axis=1)
    parts = [
        paired[:, None].astype(float),
        np.where(paired, codes - same / np.maximum(codes - 1, 1), 0.0)[:, None],
        np.where(paired, same / np.maximum(codes * (codes - 1), 1), 0.0)[:, None],
        (codes > 0)[:, None].astype(float),
        np.where(paired[:, None], counts, 0.0),
        counts / np.maximum(codes, 1)[:, None],
    ]
    if pairs is not None:
        parts.append(pairs.reshape(len(pairs), -1))
    return np.hstack(parts)


def alpha(sums: Sums) -> Array:
    """Return Krippendorff's alpha for nominal data: 1 - observed / expected disagreement."""
    total = sums.counts.sum(axis=1)
    expected = (total**2 - (sums.counts**2).sum(axis=1)) / np.maximum(total - 1, 1)
    return 1 - _divided(sums.against, expected, sums.varied)


def ac1(sums: Sums) -> Array:
    """Return Gwet's AC1. Categories are all that coders could choose, used or not.

    Units with one code count for the shares of the categories, as in Gwet's handbook.
    """
    share = _shares(sums)
    chance = (share * (1 - share)).sum(axis=1) / (share.shape[1] - 1)
    return _beyond(chance, sums)


def fleiss(sums: Sums) -> Array:
    """Return Fleiss' kappa; numbers of codes may differ from unit to unit, as with `ac1`."""
    return _beyond((_shares(sums) ** 2).sum(axis=1), sums)


def cohen(sums: Sums) -> Array:
    """Return Cohen's kappa of two coders."""
    assert sums.pairs is not None
    table = sums.pairs / np.maximum(sums.units, 1)[:, None, None]
    chance = (table.sum(axis=2) * table.sum(axis=1)).sum(axis=1)
    return _beyond(chance, sums)


def observed(sums: Sums) -> Array:
    """Return the share of agreeing pairs of codes, averaged over units."""
    return _divided(sums.agreeing, sums.units, sums.units > 0)


def _shares(sums: Sums) -> Array:
    return sums.shares / np.maximum(sums.rated, 1)[:, None]


def _beyond(chance: Array, sums: Sums) -> Array:
    """Return agreement beyond chance, as a share of what chance leaves over."""
    return _divided(observed(sums) - chance, 1 - chance, sums.varied)


def _divided(part: Array, whole: Array, defined: NDArray[np.bool_]) -> Array:
    found: Array = np.full(part.shape, np.nan)
    np.divide(part, whole, out=found, where=defined & (whole > 0))
    return found


def measure(target: str, units: Sequence[Unit]) -> Agreement:
    """Measure the agreement over some decisions."""
    if not units:
        return Agreement(target, 0, 0, reason=SINGLE)
    coders = tuple(sorted({coder for unit in units for coder in unit.codes}))
    kind: KappaKind = "cohen" if len(coders) == 2 else "fleiss"
    features = _by_claim(units, coders)
    sums = Sums.over(features.sum(axis=0, keepdims=True), len(CODES))
    used = sorted({code for unit in units for code in unit.codes.values()})
    samples = Sums.over(_resampled(features), len(CODES)) if len(used) > 1 else sums
    kappa = cohen if kind == "cohen" else fleiss
    several = len(features) > 1
    return Agreement(
        target=target,
        n=len(units),
        linked=sum(unit.linked for unit in units),
        coders=coders,
        kappa_kind=kind,
        observed=_value(observed(sums)),
        alpha=_coefficient(alpha(sums), alpha(samples), several),
        ac1=_coefficient(ac1(sums), ac1(samples), several),
        kappa=_coefficient(kappa(sums), kappa(samples), several),
        reason="" if len(used) > 1 else UNIFORM.format(code=used[0]),
    )


def _by_claim(units: Sequence[Unit], coders: Sequence[str]) -> Array:
    """Return features summed over the units of each claim."""
    place = {code: number for number, code in enumerate(CODES)}
    counts = np.zeros((len(units), len(CODES)))
    pairs = np.zeros((len(units), len(CODES), len(CODES))) if len(coders) == 2 else None
    claims: dict[str, int] = {}
    owner = np.empty(len(units), dtype=np.intp)
    for row, unit in enumerate(units):
        owner[row] = claims.setdefault(unit.claim.id, len(claims))
        for code in unit.codes.values():
            counts[row, place[code]] += 1
        if pairs is not None:
            first, second = (place[unit.codes[coder]] for coder in coders)
            pairs[row, first, second] = 1
    features = features_of(counts, pairs)
    summed = np.zeros((len(claims), features.shape[1]))
    np.add.at(summed, owner, features)
    return summed


def _resampled(features: Array) -> Array:
    """Return the summed features of every bootstrap sample of claims; the same in every run.

    Claims with the same features are alike, so it is drawn how many of each kind a sample has.
    """
    kinds, times = np.unique(features, axis=0, return_counts=True)
    claims, random = len(features), np.random.default_rng(SEED)
    samples, left = [], RESAMPLES
    while left:
        batch = min(left, max(1, MOST_DRAWN // len(kinds)))
        samples.append(random.multinomial(claims, times / claims, size=batch) @ kinds)
        left -= batch
    return np.vstack(samples)


def _coefficient(value: Array, samples: Array, several: bool) -> Coefficient:
    """Return a value with its interval; none where one claim, or few samples, define it."""
    defined = samples[~np.isnan(samples)]
    if _value(value) is None or not several or 2 * len(defined) < len(samples):
        return Coefficient(_value(value))
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Coefficient(_value(value), round(float(low), 4), round(float(high), 4))


def _value(values: Array) -> float | None:
    return None if np.isnan(values[0]) else round(float(values[0]), 4)
