"""What lines share that are counted apart; it changes no rating."""

import pytest

from evidence.synthesis.overlap import find_overlaps

HEADER = "work,method,negative_cases,line,overlap"


def shown(map_):
    return [(one.lines, one.kind, one.declared, one.reasons, one.factors) for one in map_.overlaps]


@pytest.fixture
def two(builder):
    """Two lines that both vote on R1."""
    builder.work("a", author="Abel, Ann").work("b", author="Bell, Bob")
    return builder.claim("a-1", "a", "R1 supports").claim("b-1", "b", "R1 supports", "M1 supports")


@pytest.mark.parametrize(
    "rows", [("a,conceptual,yes,,b: cases (Peru)",), ("b,conceptual,yes,,a: cases (Peru)",)]
)
def test_which_of_the_two_declares_it_means_nothing(two, rows):
    before = two.map().ratings
    map_ = two.table("appraisals", HEADER, *rows).map()
    assert shown(map_) == [(("a", "b"), "cases", True, ("Peru",), ("R1",))]
    assert [one.judgement for one in map_.ratings.factors] == [
        one.judgement for one in before.factors
    ]
    assert map_.overlaps_of(map_.rating("R1")) == map_.overlaps
    assert map_.overlaps_of(map_.rating("M1")) == ()
    assert map_.overlaps_of(map_.rating("social-risk")) == map_.overlaps


@pytest.mark.parametrize("name", ["R1", "M1", "social-risk", "social-resilience"])
def test_those_of_one_rating_need_not_all_others(two, name):
    two.work("c", author="Abel, Ann").work("d", author="Low, Ann").work("e", author="Low, A.")
    two.claim("c-1", "c", "R1 supports").claim("d-1", "d", "M1 supports")
    two.claim("e-1", "e", "R1 contradicts", "M1 qualifies")
    two.table("appraisals", HEADER, "a,conceptual,yes,team,b: data", "d,conceptual,yes,team,")
    alone, whole = two.map(), two.map()
    assert len(whole.overlaps) > 1
    assert alone.overlaps_of(alone.rating(name)) == whole.overlaps_of(whole.rating(name))


def test_both_may_say_what_they_share(two):
    two.table(
        "appraisals", HEADER, "a,conceptual,yes,,b: cases (Peru)", "b,conceptual,yes,,a: cases (x)"
    )
    assert [one.reasons for one in two.map().overlaps] == [("Peru", "x")]


def test_it_is_between_lines_and_not_between_works(two):
    two.work("c").table(
        "appraisals", HEADER, "a,conceptual,yes,team,", "c,conceptual,yes,team,b: data; a: data"
    )
    assert shown(two.map()) == [(("b", "team"), "data", True, (), ("R1",))]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("Low, Ann B. and Abel, Ann", "Bell, Bob and Low, A. B.", ("Low, Ann B.",)),
        ("Low, Ann", "Low, A.", ("Low, Ann",)),
        ("Löw, Ann", "Low, Anne", ("Löw, Ann",)),
        ("Low, Ann B.", "Low, Ann C.", None),
        ("Low, Ann", "Low, Bea", None),
        ("Low", "Low", None),
        ("{United Nations}", "{United Nations}", None),
    ],
)
def test_shared_authors_are_found_by_surname_and_initials(builder, first, second, shared):
    builder.work("a", author=first).work("b", author=second)
    map_ = builder.claim("a-1", "a", "R1 supports").claim("b-1", "b", "M1 supports").map()
    expected = [(("a", "b"), "authors", False, shared, ())] if shared else []
    assert shown(map_) == expected


def test_authors_of_works_without_a_vote_are_not_compared(builder):
    builder.work("a", author="Low, Ann").work("b", author="Low, Ann")
    builder.claim("a-1", "a", "R1 supports").claim("b-1", "b", "R1 supports", status="proposed")
    assert builder.map().overlaps == ()


def test_declared_authors_are_not_found_again(two):
    two.work("c", author="Abel, Ann").claim("c-1", "c", "R1 supports")
    two.table("appraisals", HEADER, "a,conceptual,yes,,c: authors (one group)")
    assert shown(two.map()) == [(("a", "c"), "authors", True, ("one group",), ("R1",))]


def test_unknown_works_are_left_out(two):
    two.table("appraisals", HEADER, "a,conceptual,yes,,nobody: data")
    assert two.map().overlaps == ()
    assert find_overlaps({}, {}, str, {"a": {"a"}}, two.map()._votes_of) == ()
