"""What is counted by factor and type of evidence, and how a choice narrows it down."""

import pytest

from evidence.synthesis.bearings import (
    FACETS,
    UNKNOWN,
    Tally,
    bearings,
    chosen,
    grid,
    values_of,
)

HEADER = "work,method,negative_cases,line,line_reason,region,period"
SEEN = {"kind": "citing-work", "work": "b", "note": ["1"], "attribution": "specific"}


@pytest.fixture
def found(builder):
    """Two works of one line and one of another; R1 by two methods, M1 by one."""
    for key in ("a", "b", "c"):
        builder.work(key)
    builder.table(
        "appraisals",
        HEADER,
        "a,large-n-statistical,yes,team,One team: same data,Africa,1990-1999",
        "b,large-n-statistical,yes,team,One team: same data,africa; Asia,1985-1995",
        "c,policy-report,unknown,c,,,",
    )
    builder.claim("a-1", "a", "R1 supports")
    builder.claim("b-1", "b", "R1 qualifies", "M1 supports", seen_in=SEEN | {"work": "c"})
    builder.claim("b-2", "b", "R1 supports", method="policy-report")
    builder.claim("c-1", "c", "R1 contradicts", method="policy-report", outcome="outcome")
    builder.claim("c-2", "c", "R1 supports", kind="recommendation")
    return bearings(builder.map())


def test_a_line_counts_once_in_a_cell_and_once_in_all(found):
    counted = grid(found)
    assert counted.cells["R1", "large-n-statistical"] == Tally(1, 2, 2, 1, 1, 0, 1)
    assert counted.cells["R1", "policy-report"] == Tally(2, 2, 2, 1, 0, 1, 2)
    assert counted.factors["R1"].lines == 2
    assert counted.total == Tally(2, 3, 4, 1, 1, 1, 2)


def test_counts_of_a_factor_are_those_of_its_rating(builder, found):
    map_ = builder.map()
    for rating in map_.ratings.factors:
        tally = grid(found).factors.get(rating.factor, Tally())
        assert tally.lines == rating.counts.total
        assert tally.claims == len(rating.voting)
        assert tally.works == len(rating.works)


@pytest.mark.parametrize(
    ("choice", "claims"),
    [
        ({}, ["a-1", "b-1", "b-2", "c-1"]),
        ({"method": {"policy-report"}}, ["b-2", "c-1"]),
        ({"stance": {"supports"}}, ["a-1", "b-1", "b-2"]),
        ({"stance": {"supports"}, "work": {"b"}}, ["b-1", "b-2"]),
        ({"work": {"a", "c"}}, ["a-1", "c-1"]),
        ({"seen": {"reported"}}, ["b-1"]),
        ({"checked": {"unchecked"}}, ["b-1"]),
        ({"region": {"Africa"}}, ["a-1", "b-1", "b-2"]),
        ({"region": {"Asia"}}, ["b-1", "b-2"]),
        ({"region": {UNKNOWN}}, ["c-1"]),
        ({"period": {"1980s"}}, ["b-1", "b-2"]),
        ({"period": {"1980s", UNKNOWN}}, ["b-1", "b-2", "c-1"]),
        ({"outcome": {"other"}}, []),
        ({"outcome": set()}, ["a-1", "b-1", "b-2", "c-1"]),
    ],
)
def test_a_choice_takes_either_value_of_a_facet_and_all_facets(found, choice, claims):
    left = chosen(found, {facet: frozenset(values) for facet, values in choice.items()})
    assert sorted({one.claim.id for one in left}) == claims


def test_values_are_those_that_occur_unknown_last(builder, found):
    values = values_of(builder.map(), found)
    assert tuple(values) == FACETS
    assert values["method"] == ("large-n-statistical", "policy-report")
    assert values["region"] == ("Africa", "Asia", UNKNOWN)
    assert values["period"] == ("1980s", "1990s", UNKNOWN)
    assert values["stance"] == ("supports", "qualifies", "contradicts")
