"""What is missing is found from the map alone."""

import pytest

from evidence.synthesis.gaps import find_gaps, mirrors


def names(ratings):
    return [rating.factor for rating in ratings]


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
    gaps = find_gaps(covered.map())
    assert [(one.rating.factor, one.method) for one in gaps.one_method] == [("M1", "policy-report")]
    assert names(gaps.not_empirical) == ["M1"]
    assert names(gaps.one_line) == ["M1"]
    assert names(gaps.without_evidence) == []


def test_only_reported(covered):
    covered.claim("study-4", "study1", "M1 supports", seen_in={"kind": "abstract", "source": "x"})
    assert names(find_gaps(covered.map()).only_reported) == []
    covered.work("citing")
    seen = {"kind": "citing-work", "work": "citing", "note": ["1"], "attribution": "specific"}
    covered.claims.clear()
    for key in ("study1", "study2", "study3"):
        covered.claim(f"{key}-1", key, "R1 supports", seen_in=seen)
    assert names(find_gaps(covered.map()).only_reported) == ["R1"]


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
