"""Other ways to count the same evidence."""

from evidence.synthesis.comparison import compare


def test_a_vote_count_takes_every_publication_earlier_estimates_included(builder):
    builder.appraise("old,conceptual,yes,team,", "new,conceptual,yes,team,")
    builder.work("old").work("new").work("both").work("idea").work("no")
    builder.claim("old-1", "old", "R1 supports")
    builder.claim("new-1", "new", "R1 contradicts", supersedes=["old-1"])
    builder.claim("both-1", "both", "R1 supports").claim("both-2", "both", "R1 contradicts")
    builder.claim("idea-1", "idea", "R1 supports", status="proposed")
    map_ = builder.claim("no-1", "no", "R1 qualifies").map()
    votes = compare(map_, map_.rating("R1")).votes
    assert votes.supports == ("old",)
    assert votes.contradicts == ("new",)
    assert votes.mixed == ("both", "no")


def test_four_criteria_count_works_and_claims_and_leave_unknown_unknown(builder):
    builder.work("a").work("b").work("c")
    builder.table(
        "appraisals",
        "work,method,negative_cases,region,peer_reviewed",
        "a,large-n-statistical,yes,World,yes",
        'b,conceptual,no,"Peru, Chile",no',
    )
    builder.claim("a-1", "a", "R1 supports").claim("a-2", "a", "R1 supports", outcome="other")
    builder.claim("b-1", "b", "R1 supports", method="conceptual")
    map_ = builder.claim("c-1", "c", "R1 qualifies", method="conceptual").map()
    found = compare(map_, map_.rating("R1")).criteria
    assert (found.peer_reviewed, found.not_peer_reviewed, found.review_unknown) == (
        ("a",), ("b",), ("c",),
    )  # fmt: skip
    assert found.empirical == ("a",)
    assert found.negative_cases == ("a",)
    assert found.world == ("a",)
    assert found.regions == {"Chile": ("b",), "Peru": ("b",)}
    assert found.region_unknown == ("c",)
    assert (found.on_primary, found.on_others) == (("a-1", "b-1", "c-1"), ("a-2",))
