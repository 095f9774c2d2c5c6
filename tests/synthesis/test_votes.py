"""Who votes, and the reason given to those who do not."""

import pytest

NOTES = "note,work,label,value,form,status,remark"
CHECKS = "note,work,verdict,reason,basis,checked_by"
SPECIFIC = {"kind": "citing-work", "work": "art", "note": "5", "attribution": "specific"}


def reasons(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"')
    return {one.claim.id: one.code for one in builder.map().ratings["R1"].silent}


@pytest.fixture
def works(builder):
    return builder.work("art").work("a").work("b")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "rejected"}, "rejected"),
        ({"status": "proposed"}, "proposed"),
        ({"kind": "recommendation"}, "kind"),
        ({"kind": "illustration"}, "kind"),
        ({"kind": "about-literature"}, "kind"),
        ({"seen_in": {**SPECIFIC, "attribution": "general"}}, "attribution"),
        ({"seen_in": {**SPECIFIC, "attribution": "collective"}}, "attribution"),
    ],
)
def test_without_a_vote(works, fields, code):
    works.claim("x", "a", "R1 supports", **fields)
    assert reasons(works) == {"x": code}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "argument"},
        {"seen_in": {"kind": "review", "source": "a journal"}},
        {"seen_in": {"kind": "replication"}},
        {"seen_in": SPECIFIC},
    ],
)
def test_with_a_vote(works, fields):
    works.claim("x", "a", "R1 supports", **fields)
    assert reasons(works) == {}


def test_the_article_never_votes_on_its_own_table(works):
    works.claim("x", "art", "R1 supports")
    assert reasons(works) == {"x": "own-article"}


def test_a_later_estimate_of_the_same_line_replaces(works):
    works.appraise("a,large-n-statistical,unknown,team,", "b,large-n-statistical,unknown,team,")
    works.claim("old", "a", "R1 supports")
    works.claim("new", "b", "R1 contradicts", supersedes=["old"])
    assert reasons(works) == {"old": "superseded"}


def test_a_claim_of_another_line_replaces_nothing(works):
    works.claim("old", "a", "R1 supports")
    works.claim("new", "b", "R1 contradicts", supersedes=["old"])
    assert reasons(works) == {}


def test_a_claim_that_has_no_vote_replaces_nothing(works):
    works.claim("old", "a", "R1 supports")
    works.claim("new", "a", "R1 contradicts", supersedes=["old"], status="proposed")
    assert reasons(works) == {"new": "proposed"}


def test_what_was_replaced_twice_stays_replaced(works):
    works.claim("first", "a", "R1 supports")
    works.claim("second", "a", "R1 supports", supersedes=["first"])
    works.claim("third", "a", "R1 supports", supersedes=["second"])
    assert reasons(works) == {"first": "superseded", "second": "superseded"}


def test_a_circle_replaces_nothing(works):
    works.claim("x", "a", "R1 supports", supersedes=["y"])
    works.claim("y", "a", "R1 supports", supersedes=["x"])
    assert reasons(works) == {}


def test_not_borne_out_silences_the_second_hand_claims_of_the_pair(works):
    works.table("notes", NOTES, "5,a,,,,,")
    works.table("checks", CHECKS, "5,a,not borne out,,,")
    works.claim("reported", "a", "R1 supports", seen_in=SPECIFIC)
    works.claim("read", "a", "R1 supports")
    assert reasons(works) == {"reported": "refuted"}


@pytest.mark.parametrize("verdict", ["borne out", "partly", "unread"])
def test_other_verdicts_silence_nothing(works, verdict):
    works.table("notes", NOTES, "5,a,,,,,")
    works.table("checks", CHECKS, f"5,a,{verdict},,,")
    works.claim("reported", "a", "R1 supports", seen_in=SPECIFIC)
    assert reasons(works) == {}


def test_a_verdict_on_a_pair_that_no_note_cites_is_context(works):
    works.table("notes", NOTES, "5,b,,,,,")
    works.table("checks", CHECKS, "5,a,not borne out,,,")
    works.claim("reported", "a", "R1 supports", seen_in=SPECIFIC)
    assert reasons(works) == {}


def test_a_claim_seen_in_several_notes_is_silent_only_when_all_are_refuted(works):
    both = {**SPECIFIC, "note": ["5", "6"]}
    works.table("notes", NOTES, "5,a,,,,,", "6,a,,,,,")
    works.table("checks", CHECKS, "5,a,not borne out,,,")
    works.claim("reported", "a", "R1 supports", seen_in=both)
    assert reasons(works) == {}
    works.table("checks", CHECKS, "5,a,not borne out,,,", "6,a,not borne out,,,")
    assert [one.code for one in works.map().ratings["R1"].silent] == ["refuted"]


def test_notes_of_another_citing_work_are_not_judged_by_the_articles_checks(works):
    works.table("notes", NOTES, "5,a,,,,,")
    works.table("checks", CHECKS, "5,a,not borne out,,,")
    works.claim("reported", "a", "R1 supports", seen_in={**SPECIFIC, "work": "b"})
    assert reasons(works) == {}
