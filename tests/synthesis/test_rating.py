"""The rule, step by step: weights, lines, levels, agreement, strength, state, rows."""

import pytest

from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.lines import UNIT, weight
from evidence.workspace.cache import Shelf


def rate(builder, name="R1"):
    return builder.map().ratings[name]


def studies(builder, number, stance="supports", start=0, **fields):
    """Add works with one claim each."""
    for place in range(start, start + number):
        key = f"w{place}"
        builder.work(key).claim(f"c{place}", key, f"R1 {stance}", **fields)
    return builder


@pytest.mark.parametrize(
    ("method", "outcome", "negative_cases", "expected"),
    [
        ("large-n-statistical", "outcome", "no", 1.0),
        ("comparative-case-study", "outcome", "yes", 0.8),
        ("comparative-case-study", "outcome", "unknown", 0.8),
        ("comparative-case-study", "outcome", "no", 0.48),
        ("single-case-study", "other", "no", 0.15),
        ("monitoring-data", "outcome", "no", 0.5),
        ("policy-report", "other", "yes", 0.2),
        ("conceptual", "outcome", "unknown", 0.2),
    ],
)
def test_weight_is_method_times_outcome_times_design(
    builder, method, outcome, negative_cases, expected
):
    builder.work("a").claim("c", "a", "R1 supports", method=method, outcome=outcome)
    builder.appraise(f"a,{method},{negative_cases},,")
    map_ = builder.map()
    assert weight(map_.workspace.claim("c"), map_.evidence) == round(expected * UNIT)


def test_a_claim_without_method_takes_that_of_its_work(builder):
    builder.work("a").claim("c", "a", "R1 supports", method=None)
    builder.appraise("a,comparative-case-study,yes,,")
    assert builder.open().claim("c").method == "comparative-case-study"


def test_ten_claims_of_one_team_are_one_line(builder):
    builder.work("a").work("b")
    builder.appraise("a,large-n-statistical,yes,team,", "b,large-n-statistical,yes,team,")
    for number in range(5):
        builder.claim(f"a{number}", "a", "R1 supports").claim(f"b{number}", "b", "R1 supports")
    rating = rate(builder)
    assert (rating.counts.total, len(rating.works), len(rating.voting)) == (1, 2, 10)


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        (["supports"], "supports"),
        (["supports", "qualifies"], "supports"),
        (["supports", "contradicts"], "supports"),
        (["supports", "contradicts", "qualifies"], "qualifies"),
        (["contradicts", "qualifies"], "contradicts"),
        (["qualifies"], "qualifies"),
        (["contradicts"], "contradicts"),
    ],
)
def test_the_stance_of_a_line(builder, stances, expected):
    builder.work("a")
    for stance in stances:
        builder.claim(stance, "a", f"R1 {stance}")
    assert rate(builder).lines[0].stance == expected


def test_levels_of_evidence(builder):
    assert rate(builder).judgement.evidence == "none"
    studies(builder, 2)
    assert rate(builder).judgement.evidence == "limited"
    studies(builder, 1, start=2, method="conceptual")
    assert rate(builder).judgement.evidence == "medium"
    studies(builder, 2, start=3)
    assert rate(builder).judgement.evidence == "robust"


def test_robust_asks_for_two_methods_and_two_lines_on_the_primary_outcome(builder):
    studies(builder, 5)
    assert rate(builder).judgement.evidence == "medium"
    studies(builder, 1, start=5, method="monitoring-data")
    assert rate(builder).judgement.evidence == "robust"


def test_lines_on_another_outcome_are_indirect_and_capped(builder):
    studies(builder, 4, outcome="other")
    rating = rate(builder)
    assert (rating.strength, rating.judgement.indirect) == ("moderate", True)
    studies(builder, 1, start=4)
    rating = rate(builder)
    assert (rating.strength, rating.judgement.indirect) == ("strong", False)


@pytest.mark.parametrize(
    ("supporting", "contradicting", "agreement", "strength", "state"),
    [
        (3, 0, "high", "strong", "consistent"),
        (3, 1, "high", "strong", "consistent"),
        (3, 2, "medium", "moderate", "mixed"),
        (3, 3, "medium", "moderate", "mixed"),
        (3, 4, "low", "weak", "contested"),
        (2, 3, "low", None, "contested"),
        (1, 3, "low", None, "contradicted"),
        (0, 2, "low", None, "contradicted"),
        (0, 1, "low", None, "thin"),
    ],
)
def test_agreement_strength_and_state(
    builder, supporting, contradicting, agreement, strength, state
):
    studies(builder, supporting)
    studies(builder, contradicting, "contradicts", start=supporting)
    judgement = rate(builder).judgement
    assert (judgement.agreement, judgement.strength, judgement.state) == (
        agreement,
        strength,
        state,
    )


def test_half_of_a_qualification_counts_against(builder):
    studies(builder, 3)
    studies(builder, 2, "qualifies", start=3)
    judgement = rate(builder).judgement
    assert judgement.agreement_value == 0.75
    assert judgement.agreement == "high"


def test_nothing_to_divide_is_no_agreement(builder):
    judgement = rate(builder).judgement
    assert judgement.agreement is None
    assert judgement.agreement_value is None
    assert judgement.state == "none"


def test_reported_evidence_is_marked(builder):
    seen = {"kind": "citing-work", "work": "w0", "note": "1", "attribution": "specific"}
    studies(builder, 2, seen_in=seen)
    assert rate(builder).as_reported
    studies(builder, 1, start=2, seen_in={"kind": "review"})
    assert rate(builder).as_reported
    studies(builder, 1, start=3, seen_in={"kind": "abstract"})
    assert not rate(builder).as_reported
    assert rate(builder).counts.checked == 1


def test_a_row_pools_the_lines_of_its_factors(builder):
    second = (
        "  - {id: R2, dimension: social, side: risk, label: Second, proposition: It raises it.}\n"
    )
    builder.change("annotations/framework.yaml", "outcomes:\n", f"{second}outcomes:\n")
    builder.work("a").work("b").work("c")
    builder.claim("both", "a", "R1 supports", "R2 supports")
    builder.claim("one", "b", "R1 supports").claim("two", "c", "R2 contradicts")
    row = rate(builder, "social-risk")
    assert row.factors == ("R1", "R2")
    assert (row.counts.total, row.counts.supports, row.counts.contradicts) == (3, 2, 1)
    assert len(row.voting) == 3
    assert row.judgement.agreement_value == round(2 / 3, 9)
    assert row.range == (None, None)


def test_links_to_a_side_as_a_whole_are_never_rated(builder):
    builder.work("a").claim("whole", "a", "R* supports")
    map_ = builder.map()
    assert not rate(builder).voting
    assert [claim.id for claim in map_.claims_on["R*"]] == ["whole"]


def test_an_override_stands_beside_the_computed_strength(builder):
    studies(builder, 3)
    builder.write(
        "annotations/judgements.yaml",
        "overrides:\n  - {factor: R1, strength: weak, reason: too few regions, by: A. Reader,"
        " date: 2026-01-01}\n",
    )
    rating = rate(builder)
    assert rating.strength == "strong"
    assert rating.override is not None
    assert (rating.override.strength, rating.override.by) == ("weak", "A. Reader")


def rated(builder):
    """Rate with what was kept before; return the shelf and the map."""
    workspace = builder.open()
    shelf = Shelf(builder.root, "ratings", workspace.sound_claims)
    return shelf, EvidenceMap.of(workspace, shelf)


class TestKeeping:
    """What a rating does not follow from does not make it anew."""

    @pytest.fixture
    def kept(self):
        """Rate with what was kept before; return how many ratings were made anew."""

        def rate(builder):
            shelf, _ = rated(builder)
            shelf.save()
            return shelf.computed // 2  # what each rating says, and what it rests on

        return rate

    @pytest.fixture
    def two(self, builder):
        builder.work("a").work("b").appraise("a,large-n-statistical,yes,,")
        return builder.claim("a-1", "a", "R1 supports").claim("b-1", "b", "M1 supports")

    def test_a_kept_rating_is_the_one_that_was_computed(self, two, kept):
        kept(two)
        shelf, map_ = rated(two)
        assert map_.ratings == EvidenceMap.of(map_.workspace).ratings
        assert (shelf.computed, [line.id for line in map_.ratings["R1"].lines]) == (0, ["a"])

    def test_what_it_rests_on_is_read_when_it_is_asked_for(self, two, kept, monkeypatch):
        kept(two)
        read = []
        real = Shelf.find
        monkeypatch.setattr(Shelf, "find", lambda self, key: read.append(key) or real(self, key))
        _, map_ = rated(two)
        assert map_.ratings["R1"].strength == map_.ratings["R1"].judgement.strength
        assert not [key for key in read if key.endswith("body")]
        assert map_.ratings["R1"].voting
        assert len([key for key in read if key.endswith("body")]) == 1

    def test_a_head_of_another_shape_is_computed_anew(self, two, kept, monkeypatch):
        kept(two)
        real = Shelf.find

        def odd(self, key):
            heads = self.path.name == "ratings.cache" and not key.endswith("body")
            return (1, 2) if heads else real(self, key)

        monkeypatch.setattr(Shelf, "find", odd)
        _, map_ = rated(two)
        assert map_.ratings["R1"].counts.total == 1

    def test_where_it_cannot_be_read_it_is_computed(self, two, kept, monkeypatch):
        kept(two)
        real = Shelf.find
        lost = lambda self, key: None if key.endswith("body") else real(self, key)  # noqa: E731
        monkeypatch.setattr(Shelf, "find", lost)
        _, map_ = rated(two)
        assert [claim.id for claim in map_.ratings["R1"].voting] == ["a-1"]

    def test_nothing_changed(self, two, kept):
        assert kept(two) == 2, "each row has the one factor, and rests on the same"
        assert kept(two) == 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [("What a-1 says.", "Reworded."), ("2026-01-02", "2026-01-03"), ("the book", "a copy")],
    )
    def test_wording_changes_no_rating(self, two, kept, old, new):
        kept(two)
        two.change("annotations/claims/a.yaml", old, new)
        assert kept(two) == 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('"stance": "supports"', '"stance": "qualifies"'),
            ("large-n-statistical", "conceptual"),
            ('"finding"', '"recommendation"'),
            ('"confirmed"', '"proposed"'),
            ('"full-text"', '"abstract"'),
        ],
    )
    def test_a_vote_changes_its_factor_and_no_other(self, two, kept, old, new):
        kept(two)
        two.change("annotations/claims/a.yaml", old, new)
        assert kept(two) == 1

    def test_so_does_the_line_of_a_work(self, two, kept):
        kept(two)
        two.appraise("a,large-n-statistical,yes,team,")
        assert kept(two) == 1

    def test_the_rubric_changes_all(self, two, kept):
        every = kept(two)
        two.change("annotations/rubric.toml", "high = 0.75", "high = 0.7")
        assert kept(two) == every
