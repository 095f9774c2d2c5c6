"""What is missing is found from the map alone."""

import pytest

from evidence.model import Appraisal, Work
from evidence.synthesis.gaps import find_gaps, mirrors
from evidence.synthesis.reach import decades


def gap(map_, kind):
    """Return the factors and rows that have a gap."""
    (found,) = [one for one in find_gaps(map_).factors if one.kind == kind]
    return [rating.id for rating in found.ratings]


def remarks(map_, kind):
    (found,) = [one for one in find_gaps(map_).factors if one.kind == kind]
    return {rating.id: note for rating, note in zip(found.ratings, found.notes, strict=True)}


@pytest.fixture
def covered(builder):
    """R1 rests on three empirical lines, its mirror M1 on one policy report."""
    for number in (1, 2, 3):
        builder.work(f"study{number}").claim(f"study-{number}", f"study{number}", "R1 supports")
    builder.work("report").claim("report-1", "report", "M1 supports", method="policy-report")
    return builder


def test_one_side_covered(covered):
    (pair,) = find_gaps(covered.map()).one_sided
    assert (pair.covered.factor, pair.mirror.factor) == ("R1", "M1")


def test_one_kind_of_source_that_is_not_empirical(covered):
    map_ = covered.map()
    assert remarks(map_, "one-method") == {
        "M1": "policy report only",
        "social-resilience": "policy report only",
    }
    assert gap(map_, "not-empirical") == ["M1", "social-resilience"]
    assert remarks(map_, "one-line") == {"M1": "Doe 2001", "social-resilience": "Doe 2001"}
    assert gap(map_, "without-evidence") == []


def test_only_reported(covered):
    covered.claim("study-4", "study1", "M1 supports", seen_in={"kind": "abstract", "source": "x"})
    assert gap(covered.map(), "only-reported") == []
    covered.work("citing")
    seen = {"kind": "citing-work", "work": "citing", "note": ["1"], "attribution": "specific"}
    covered.claims.clear()
    for key in ("study1", "study2", "study3"):
        covered.claim(f"{key}-1", key, "R1 supports", seen_in=seen)
    assert gap(covered.map(), "only-reported") == ["R1", "social-risk"]


HEADER = "work,method,negative_cases,region,period"


def test_one_region_leaves_out_the_world_and_counts_what_is_unknown(covered):
    covered.table(
        "appraisals",
        HEADER,
        "study1,conceptual,yes,Peru,",
        "study2,conceptual,yes,peru,",
        "report,conceptual,yes,world,",
    )
    assert remarks(covered.map(), "one-region") == {
        "R1": "Peru only; unknown of 1 work",
        "social-risk": "Peru only; unknown of 1 work",
    }
    covered.table("appraisals", HEADER, 'study1,conceptual,yes,"Peru; Chile",')
    assert gap(covered.map(), "one-region") == []
    covered.table("appraisals", HEADER)
    assert gap(covered.map(), "one-region") == []


def test_one_decade_studied_and_one_decade_of_publication(covered):
    covered.table(
        "appraisals",
        HEADER,
        "study1,conceptual,yes,,1991-1998",
        "study2,conceptual,yes,,1994",
        "study3,conceptual,yes,,twentieth century",
        "report,conceptual,yes,,since 1988",
    )
    map_ = covered.map()
    assert remarks(map_, "one-decade") == {
        "R1": "1990s only; unknown of 1 work",
        "social-risk": "1990s only; unknown of 1 work",
    }
    assert remarks(map_, "published-in-one-decade")["M1"] == "2000s only"


@pytest.mark.parametrize(
    ("period", "year", "found"),
    [
        ("1955-1997", 2003, {1950, 1960, 1970, 1980, 1990}),
        ("1915; 1939-1945", 1979, {1910, 1930, 1940}),
        ("since 1990", 2009, {1990, 2000}),
        ("since 1990", None, set()),
        ("2013 list", 2013, {2010}),
        ("1950s-2008", 2011, {1950, 1960, 1970, 1980, 1990, 2000}),
        ("to 2007", 2008, set()),
        ("twentieth century", 1981, set()),
        ("antiquity to Darfur", 2007, set()),
        ("", 2007, set()),
    ],
)
def test_which_decades_a_period_covers(period, year, found):
    work = Work("w", "book", fields={"date": str(year)} if year else {})
    assert decades(Appraisal("w", "conceptual", "yes", "w", period=period), work) == found


def test_mirrors_hold_whichever_factor_names_the_other(builder):
    builder.change("annotations/framework.yaml", "    mirror: M1\n", "")
    found = mirrors(builder.map().workspace.framework)
    assert {name: other.id for name, other in found.items()} == {"M1": "R1", "R1": "M1"}


def test_a_factor_is_no_mirror_of_itself_or_of_nothing(builder):
    builder.change("annotations/framework.yaml", "mirror: M1", "mirror: R1")
    builder.change(
        "annotations/framework.yaml",
        "    mirror: R1\n    proposition: Among the cases at",
        "    mirror: X9\n    proposition: Among the cases at",
    )
    assert mirrors(builder.map().workspace.framework) == {}


def test_unread_pairs_stand_once(builder):
    builder.work("one").work("two")
    builder.table(
        "notes", "note,work,label,value", "1,one,page,3", "1,one,page,9", "2,two,,", "3,two,,"
    )
    builder.table("checks", "note,work,verdict", "2,two,borne out", "3,two,unread")
    found = find_gaps(builder.map()).unread
    assert [(link.note, link.work) for link in found] == [("1", "one"), ("3", "two")]


def test_a_citation_without_a_work_is_no_pair(builder):
    builder.work("one")
    builder.table("notes", "note,work,status", "1,one,", "2,,unresolved")
    assert [link.note for link in find_gaps(builder.map()).unread] == ["1"]


def test_cited_works_without_a_claim_leave_out_the_article(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "home"')
    builder.work("home").work("cited").work("claimed").work("uncited")
    builder.claim("claimed-1", "claimed", "R1 supports")
    builder.table("notes", "note,work", "1,cited", "2,claimed", "3,home")
    assert [work.key for work in find_gaps(builder.map()).cited_without_claim] == ["cited"]


def test_waiting_claims_say_why(builder):
    builder.work("one")
    builder.claim("one-1", "one", "R1 supports", status="proposed", remark="Seen in a blog.")
    builder.claim("one-2", "one", "R1 supports", status="proposed")
    builder.claim("one-3", "one", "R1 supports")
    found = find_gaps(builder.map()).waiting
    assert [(one.claim.id, one.reason) for one in found] == [
        ("one-1", "Seen in a blog."),
        ("one-2", "proposed: no vote until seen in a better source"),
    ]
