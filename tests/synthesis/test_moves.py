"""What hangs on a pair of note and work is what a new rating of the map would say."""

import random

import pytest

from evidence.synthesis.moves import Stakes, moves_between

SEEN = {"kind": "citing-work", "work": "art", "attribution": "specific"}


def seen(*notes):
    return {"seen_in": {**SEEN, "note": list(notes)}}


@pytest.fixture
def cited(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"')
    builder.work("art").work("a").work("b").work("c")
    builder.table("notes", "note,work", "1,a", "2,a", "3,b", "4,c", "5,c")
    return builder


def test_what_would_move_and_which_claims_fall_silent(cited):
    for key, note in (("a", "1"), ("b", "3"), ("c", "4")):
        cited.claim(f"{key}-1", key, "R1 supports", **seen(note))
    stakes = Stakes(cited.map())
    (on_r1, row) = stakes.moves(("1", "a"))
    assert [claim.id for claim in stakes.claims(("1", "a"))] == ["a-1"]
    assert str(on_r1) == "R1: consistent, strong -> thin"
    assert row.id == "social-risk"
    assert stakes.moves(("5", "c")) == stakes.claims(("5", "c")) == ()


def test_a_claim_of_several_notes_hangs_on_the_last_that_stands(cited):
    cited.claim("a-1", "a", "R1 supports", **seen("1", "2"))
    assert Stakes(cited.map()).claims(("1", "a")) == ()
    cited.table("checks", "note,work,verdict", "2,a,not borne out")
    stakes = Stakes(cited.map())
    assert [claim.id for claim in stakes.claims(("1", "a"))] == ["a-1"]
    assert stakes.claims(("2", "a")) == ()


def test_a_pair_that_no_note_cites_carries_nothing(cited):
    cited.claim("b-1", "b", "R1 supports", **seen("9"))
    assert Stakes(cited.map()).claims(("9", "b")) == ()


@pytest.mark.parametrize("seed", range(20))
def test_stakes_are_what_rating_anew_gives(cited, seed):
    """Random maps: supersession, several notes, teams, verdicts that stand already."""
    chance = random.Random(seed)
    cited.appraise(*(f"{key},large-n-statistical,{chance.choice(['yes', 'no'])},"
                     f"{chance.choice(['team', ''])}," for key in "abc"))  # fmt: skip
    names = []
    for number in range(14):
        key = chance.choice("abc")
        notes = {"a": ["1", "2"], "b": ["3"], "c": ["4", "5"]}[key]
        targets = chance.sample(["R1", "M1"], chance.choice([1, 1, 2]))
        stances = ["supports", "supports", "contradicts", "qualifies"]
        cited.claim(
            f"n{number}",
            key,
            *(f"{target} {chance.choice(stances)}" for target in targets),
            method=chance.choice(["large-n-statistical", "single-case-study", "conceptual"]),
            supersedes=chance.sample(names, min(len(names), chance.choice([0, 0, 1]))),
            **(seen(*chance.sample(notes, chance.randint(1, len(notes))))
               if chance.random() < 0.8 else {}),
        )  # fmt: skip
        names.append(f"n{number}")
    pairs = [("1", "a"), ("2", "a"), ("3", "b"), ("4", "c"), ("5", "c")]
    failed = [pair for pair in pairs if chance.random() < 0.25]
    rows = {pair: f"{pair[0]},{pair[1]},not borne out" for pair in failed}
    cited.table("checks", "note,work,verdict", *rows.values())
    before = cited.map()
    stakes = Stakes(before)
    for pair in pairs:
        row = f"{pair[0]},{pair[1]},not borne out"
        cited.table("checks", "note,work,verdict", *{**rows, pair: row}.values())
        after = cited.map()
        assert stakes.moves(pair) == moves_between(before.ratings, after.ratings), pair
        fell = {c.id for c in before.evidence.claims if not before.silence(c)} - {
            c.id for c in after.evidence.claims if not after.silence(c)
        }
        assert fell >= {claim.id for claim in stakes.claims(pair)}
