"""Agreement beyond chance, against worked examples of published papers and at its edges.

Where a value comes from:

- Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: example A (two observers, binary),
  alpha 0.095, and example C (four observers, twelve units, missing data), alpha 0.743, nominal.
- Wongpakaran, Wongpakaran, Wedding and Gwet 2013, BMC Medical Research Methodology 13:61, the table
  for schizoid personality disorder, raters VU and MN: AC1 .752 (printed so; exactly .7527) and
  Cohen's kappa .565.
- Fleiss 1971, Psychological Bulletin 76, 378-382, the table of 30 patients and 6 raters: .430.
- Gwet's own package irrCAC prints, for Krippendorff's example C, AC1 0.77544, Fleiss' kappa 0.76117
  and agreement 0.81818 (Handbook of Inter-Rater Reliability, 4th edition, p. 120).
- Cohen 1960, Educational and Psychological Measurement 20, 37-46, table 2.b on p. 45 (200 units),
  as the file cohenskappa.m of thomaspingel/cohens-kappa-matlab quotes it; kappa .492 is what the
  manual of the R package psych says that Cohen reports for the same table as proportions.
- irrCAC's overview prints, for `cont3x3abstractors` (100 cases, three diagnoses), kappa 0.79641.
- The example of three coders and fifteen units in the encyclopedia's article on Krippendorff's
  alpha: 0.691, nominal.

Tables and values were read in public files that quote them, not in the papers themselves. Untested:
the examples of Gwet 2008, whose tables were not in hand.
"""

import numpy as np
import pytest

from evidence.model import Coding, Consensus
from evidence.synthesis.agreement import (
    RESAMPLES,
    Sums,
    ac1,
    alpha,
    cohen,
    features_of,
    fleiss,
    measure,
    observed,
)
from evidence.synthesis.coding import gather

X = None


def measure_all(found):
    """Measure over all decisions, and on each target."""
    return measure("", found.units), tuple(measure(t, found.units_on(t)) for t in found.targets)


KRIPPENDORFF_A = [
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
]
KRIPPENDORFF_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
    [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
]
THREE_CODERS = [
    [X, X, X, X, X, 3, 4, 1, 2, 1, 1, 3, 3, X, 3],
    [1, X, 2, 1, 3, 3, 4, 3, X, X, X, X, X, X, X],
    [X, X, 2, 1, 3, 4, 4, X, 2, 1, 1, 3, 3, X, 4],
]
WONGPAKARAN = [[0] * 13 + [0, 0, 1] + [1] * 3, [0] * 13 + [1, 1, 0] + [1] * 3]
ABSTRACTORS = {(0, 0): 13, (1, 1): 20, (1, 2): 7, (2, 1): 4, (2, 2): 56}
COHEN_1960 = [(88, 14, 18), (10, 40, 10), (2, 6, 12)]
FLEISS = [
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444",
    "555555", "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112",
    "224444", "133555", "555555", "244444", "224555", "114444", "144445", "222224", "111155",
    "224444", "133333", "555555",
]  # fmt: skip


def two_raters(counts):
    """Return the codes of two raters, unit by unit, from how often each pair of codes stands."""
    return list(zip(*(pair for pair, times in counts.items() for _ in range(times)), strict=True))


def sums(raters, categories):
    """Sum the features of a table of raters and units; None is a missing code."""
    units = list(zip(*raters, strict=True))
    counts = np.array([[unit.count(c) for c in categories] for unit in units], dtype=float)
    pairs = None
    if len(raters) == 2:
        pairs = np.array(
            [[[unit == (a, b) for b in categories] for a in categories] for unit in units],
            dtype=float,
        )
    features = features_of(counts, pairs)
    return Sums.over(features.sum(axis=0, keepdims=True), len(categories))


@pytest.mark.parametrize(
    ("coefficient", "raters", "categories", "published"),
    [
        pytest.param(alpha, KRIPPENDORFF_A, [0, 1], 0.095, id="alpha-Krippendorff-2011-A"),
        pytest.param(alpha, KRIPPENDORFF_C, range(1, 6), 0.743, id="alpha-Krippendorff-2011-C"),
        pytest.param(alpha, THREE_CODERS, range(1, 5), 0.691, id="alpha-three-coders"),
        pytest.param(cohen, WONGPAKARAN, [0, 1], 0.565, id="Cohen-Wongpakaran-2013"),
        pytest.param(cohen, two_raters(ABSTRACTORS), range(3), 0.79641, id="Cohen-irrCAC"),
        pytest.param(
            cohen,
            two_raters({(a, b): n for a, row in enumerate(COHEN_1960) for b, n in enumerate(row)}),
            range(3),
            0.492,
            id="Cohen-1960",
        ),
        pytest.param(ac1, WONGPAKARAN, [0, 1], 0.7527, id="AC1-Wongpakaran-2013"),
        pytest.param(fleiss, list(zip(*FLEISS, strict=True)), "12345", 0.430, id="Fleiss-1971"),
        pytest.param(ac1, KRIPPENDORFF_C, range(1, 6), 0.77544, id="AC1-irrCAC"),
        pytest.param(fleiss, KRIPPENDORFF_C, range(1, 6), 0.76117, id="Fleiss-irrCAC"),
        pytest.param(observed, KRIPPENDORFF_C, range(1, 6), 0.81818, id="agreement-irrCAC"),
    ],
)
def test_published_examples(coefficient, raters, categories, published):
    places = len(str(published).partition(".")[2])
    assert round(float(coefficient(sums(raters, list(categories)))[0]), places) == published


@pytest.mark.parametrize("coefficient", [alpha, ac1, cohen, fleiss])
def test_perfect_agreement_is_one_and_one_category_only_is_undefined(coefficient):
    assert coefficient(sums([[0, 1, 1], [0, 1, 1]], [0, 1]))[0] == pytest.approx(1)
    assert np.isnan(coefficient(sums([[0, 0, 0], [0, 0, 0]], [0, 1]))[0])


@pytest.mark.parametrize("coefficient", [alpha, ac1, fleiss, observed])
def test_without_a_unit_that_two_coded_nothing_is_defined(coefficient):
    assert np.isnan(coefficient(sums([[0, X], [X, 1]], [0, 1]))[0])


def test_codes_that_differ_always_agree_less_than_by_chance():
    assert alpha(sums([[0, 1], [1, 0]], [0, 1]))[0] < 0
    assert cohen(sums([[0, 1], [1, 0]], [0, 1]))[0] == pytest.approx(-1)


# On a map


@pytest.fixture
def claims(builder):
    builder.work("a")
    for number in range(20):
        builder.claim(f"c{number}", "a", "R1 supports" if number % 2 else "M1 qualifies")
    return builder.open().sound_claims


def codes(claims, *codings, consensus=()):
    return gather(claims, ("R1", "M1"), codings, consensus)


def second(claims, coder="ann", wrong=(), targets=("R1", "M1")):
    """The codes of a second coder: those of the links, but for some claims."""
    for name, claim in claims.items():
        links = {link.factor: link.stance for link in claim.links}
        for target in targets:
            stance = links.get(target, "none")
            yield Coding(coder, name, target, "contradicts" if name in wrong else stance)


def test_a_map_with_one_coder_is_single_coded(claims):
    found = codes(claims)
    assert (found.status, found.status_of("R1"), found.coders) == ("single-coded",) * 2 + ((),)
    overall, each = measure_all(found)
    assert (overall.n, overall.alpha.value, overall.kappa_kind) == (0, None, None)
    assert overall.reason == "single-coded: no claim has two independent codes"
    assert [one.target for one in each] == ["R1", "M1"]


def test_the_coder_who_linked_a_claim_is_the_other_one(claims):
    overall, (on_r1, _) = measure_all(codes(claims, *second(claims, wrong=("c1",))))
    assert overall.coders == ("ann", "editor")
    assert overall.kappa_kind == "cohen"
    assert (overall.n, on_r1.n, on_r1.linked) == (40, 20, 10)
    assert on_r1.observed == 0.95
    for one in (on_r1.alpha, on_r1.ac1, on_r1.kappa):
        assert one.low <= one.value <= one.high
        assert one.low < one.high


def test_what_a_coder_has_not_coded_is_missing_not_none(claims):
    part = [one for one in second(claims, targets=("R1",)) if one.claim in ("c1", "c3")]
    found = codes(claims, *part)
    assert found.status == "partly double-coded"
    assert found.status_of("M1") == "single-coded"
    assert found.counts_of("R1") == (2, 10)
    overall, (on_r1, on_m1) = measure_all(found)
    assert (overall.n, on_r1.n, on_m1.n) == (2, 2, 0)


def test_more_than_two_coders_are_measured_by_fleiss(claims):
    both = (*second(claims, "ann"), *second(claims, "ben", wrong=("c1", "c2")))
    overall, _ = measure_all(codes(claims, *both))
    assert overall.coders == ("ann", "ben", "editor")
    assert overall.kappa_kind == "fleiss"
    assert 0 < overall.kappa.value < 1


def test_one_word_for_all_gives_no_number_but_a_reason(claims):
    none = [Coding("ann", "c1", "M1", "none"), Coding("ann", "c3", "M1", "none")]
    _, (_, on_m1) = measure_all(codes(claims, *none))
    assert (on_m1.observed, on_m1.alpha.value, on_m1.ac1.value, on_m1.kappa.value) == (1,) + (
        None,
    ) * 3
    assert on_m1.reason.startswith("all codes are 'none'")


def test_one_claim_has_no_interval(claims):
    one = [Coding("ann", "c1", "R1", "supports"), Coding("ann", "c1", "M1", "supports")]
    overall, _ = measure_all(codes(claims, *one))
    assert overall.alpha.value is not None
    assert (overall.alpha.low, overall.alpha.high) == (None, None)


def test_the_same_codes_give_the_same_intervals_in_any_batches(claims, monkeypatch):
    found = codes(claims, *second(claims, wrong=("c1", "c2", "c5")))
    first = measure_all(found)
    assert measure_all(found) == first
    monkeypatch.setattr("evidence.synthesis.agreement.MOST_DRAWN", RESAMPLES // 7)
    assert measure_all(found) == first


def test_codes_of_ones_own_claims_and_of_strangers_do_not_count(claims):
    strange = (
        Coding("Editor", "c1", "R1", "none"),
        Coding("ann", "gone", "R1", "none"),
        Coding("ann", "c1", "R9", "none"),
    )
    assert codes(claims, *strange).units == ()
    twice = (Coding("ann", "c1", "R1", "none"), Coding("ann", "c1", "R1", "supports"))
    (unit,) = codes(claims, *twice).units
    assert unit.codes == {"editor": "supports", "ann": "none"}


def test_a_consensus_does_not_change_what_was_coded_independently(builder, claims):
    other = Coding("ann", "c1", "R1", "contradicts")
    (before,) = codes(claims, other).units
    builder.claims["a"][1]["links"] = [{"factor": "R1", "stance": "contradicts"}]
    builder.claim("c20", "a", "R1 supports")
    agreed = Consensus("c1", "R1", "contradicts", "supports", "Ann and Ed")
    (after,) = codes(builder.open().sound_claims, other, consensus=[agreed]).units
    assert after.codes == before.codes == {"editor": "supports", "ann": "contradicts"}
    assert after.differs
    assert after.consensus is agreed


def test_a_rejected_claim_keeps_its_codes_and_asks_for_no_more(builder, claims):
    builder.claims["a"][1]["status"] = "rejected"
    builder.claim("c20", "a", "R1 supports")
    found = codes(builder.open().sound_claims, Coding("ann", "c1", "R1", "none"))
    assert len(found.units) == 1
    assert found.counts_of("R1") == (0, 10)


def test_intervals_are_those_of_samples_of_whole_claims(claims):
    """Against the plain way: draw claims, put their decisions together, compute anew."""
    wrong = ("c1", "c2", "c5", "c8")
    found = codes(claims, *second(claims, wrong=wrong))
    overall, _ = measure_all(found)
    words = ["supports", "contradicts", "qualifies", "none"]
    by_claim = {}
    for unit in found.units:
        by_claim.setdefault(unit.claim.id, []).append((unit.codes["ann"], unit.codes["editor"]))
    random = np.random.default_rng(7)
    values = []
    for _ in range(1_000):
        drawn = random.choice(list(by_claim), len(by_claim))
        pairs = [pair for name in drawn for pair in by_claim[name]]
        values.append(float(alpha(sums(list(zip(*pairs, strict=True)), words))[0]))
    low, high = np.quantile(values, [0.025, 0.975])
    assert overall.alpha.low == pytest.approx(low, abs=0.04)
    assert overall.alpha.high == pytest.approx(high, abs=0.04)
