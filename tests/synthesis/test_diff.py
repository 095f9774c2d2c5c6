"""What changed, which ratings moved, and which change moved each."""

import random

import pytest

from evidence.synthesis import diff as module
from evidence.synthesis.diff import diff
from evidence.synthesis.inputs import Inputs

PATH = "annotations/claims/{}.yaml"


@pytest.fixture
def base(builder):
    """Three supporting lines on R1: medium evidence, high agreement."""
    builder.change("annotations/rubric.toml", "high = 0.75", "high = 0.80")
    for key in ("a", "b", "c"):
        builder.work(key).claim(f"{key}-1", key, "R1 supports")
    return builder


def changed(builder, *edits):
    """Open the workspace, edit it, and return the differences."""
    old = builder.open()
    for edit in edits:
        edit(builder)
    return diff(old, builder.open())


def add(name, work, *links, **fields):
    return lambda builder: builder.claim(name, work, *links, **fields)


def swap(name, old, new):
    return lambda builder: builder.change(name, old, new)


def moves(found):
    return {
        move.id: (
            move.old and move.old.verdict,
            move.new and move.new.verdict,
            [str(cause.change) for cause in move.causes],
        )
        for move in found.moves
        if move.moved
    }


def test_the_same_state_has_no_differences(shipped):
    found = diff(shipped.workspace, shipped.workspace)
    assert (found.changes, found.moves) == ((), ())


def test_ratings_of_a_state_are_those_of_the_map(shipped):
    inputs = Inputs.of(shipped.workspace)
    for rating in (*shipped.ratings.factors, *shipped.ratings.rows):
        standing = inputs.stand(rating.id)
        assert (standing.judgement, standing.lines) == (rating.judgement, rating.counts)


def test_narrowing_to_what_bears_on_a_rating_changes_nothing(shipped):
    workspace = shipped.workspace
    inputs = Inputs.of(workspace)
    trial = module._Trial(inputs, inputs, ())
    for target in inputs.targets:
        claims = trial._reach(inputs.factors_of(target))
        works = {inputs.claim[name].work for name in claims}
        assert inputs.narrow(claims, works).stand(target) == inputs.stand(target)


def test_a_new_claim_moves_the_rating_of_its_factor_and_row(base):
    found = changed(base, add("b-2", "b", "R1 contradicts"), add("x", "a", "M1 supports"))
    assert [str(one) for one in found.changes] == ["claim b-2 added", "claim x added"]
    verdict = ("consistent", "strong"), ("mixed", "moderate")
    assert moves(found) == {
        "R1": (*verdict, ["claim b-2 added"]),
        "social-risk": (*verdict, ["claim b-2 added"]),
        "M1": (("none", None), ("thin", None), ["claim x added"]),
        "social-resilience": (("none", None), ("thin", None), ["claim x added"]),
    }
    by = {str(change): found.moved_by(change) for change in found.changes}
    assert by["claim x added"] == ("M1", "social-resilience")


def test_a_change_of_a_field_is_shown_with_both_values(base):
    found = changed(base, swap(PATH.format("a"), "confirmed", "proposed"))
    (change,) = found.changes
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("status", "confirmed", "proposed")
    ]
    assert moves(found)["R1"][1:] == (("thin", None), ["claim a-1 changed"])


def test_a_change_of_the_rubric_is_laid_to_the_rubric(base):
    found = changed(
        base,
        swap("annotations/rubric.toml", "medium = { lines = 3", "medium = { lines = 4"),
        add("m", "a", "M1 supports"),
    )
    assert moves(found)["R1"][1:] == (("thin", None), ["rubric changed"])
    rubric = found.changes[0]
    assert [(one.field, one.old, one.new) for one in rubric.fields] == [("medium.lines", 3, 4)]
    assert moves(found)["M1"][2] == ["claim m added"]


def test_a_weight_in_the_rubric_is_named_by_its_method(base):
    found = changed(base, swap("annotations/rubric.toml", "weight = 0.8", "weight = 0.7"))
    (rubric,) = found.changes
    assert [one.field for one in rubric.fields] == ["methods.comparative-case-study.weight"]
    assert found.moves == ()


def test_changes_that_move_a_rating_only_together_are_said_to(base):
    """Two contradicting lines of three: either alone leaves agreement where it was."""
    base.change("annotations/rubric.toml", "high = 0.80", "high = 0.70")
    base.work("d").work("e")
    found = changed(base, add("d-1", "d", "R1 contradicts"), add("e-1", "e", "R1 contradicts"))
    move = next(one for one in found.moves if one.id == "R1")
    assert (move.old.verdict[0], move.new.verdict[0]) == ("consistent", "mixed")
    assert move.together
    assert [(str(c.change), c.alone, c.needed) for c in move.causes] == [
        ("claim d-1 added", False, True),
        ("claim e-1 added", False, True),
    ]


def test_two_changes_that_each_suffice_are_both_named(base):
    found = changed(
        base,
        add("b-2", "b", "R1 contradicts"),
        add("c-2", "c", "R1 qualifies"),
        swap(PATH.format("a"), "confirmed", "rejected"),
    )
    move = next(one for one in found.moves if one.id == "R1")
    assert not move.together
    assert ("claim a-1 changed", True, True) in [
        (str(c.change), c.alone, c.needed) for c in move.causes
    ]


def test_what_no_single_trial_shows_is_found_by_leaving_changes_out(base):
    """Four lines come, any three of which are enough: none is needed, and none does it alone."""
    base.change("annotations/rubric.toml", "high = 0.80", "high = 0.70")
    names = ("d", "e", "f", "g")
    for name in names:
        base.work(name)
    old = base.open()
    for name in names:
        base.claim(f"{name}-1", name, "R1 qualifies", method="large-n-statistical")
    found = diff(old, base.open())
    move = next(one for one in found.moves if one.id == "R1")
    assert move.together
    assert move.causes, "some set of changes explains every move"
    names = {cause.change for cause in move.causes}
    before, after = Inputs.of(old), Inputs.of(base.open())
    state = before.take([one for one in found.changes if one in names], after)
    assert state.stand("R1").verdict == move.new.verdict


def test_an_appraisal_moves_what_rests_on_its_line(base):
    found = changed(
        base,
        lambda b: b.appraise("a,large-n-statistical,yes,one,", "b,large-n-statistical,yes,one,"),
    )
    move = next(one for one in found.moves if one.id == "R1")
    assert move.new.lines.total == 2
    assert move.together, "two appraisals make one line"
    assert [str(one.change) for one in move.causes] == ["appraisal a added", "appraisal b added"]


def test_a_method_taken_from_the_appraisal_is_a_change_of_the_appraisal(builder):
    builder.work("a").appraise("a,policy-report,yes,,")
    builder.claim("c", "a", "R1 supports", method=None)
    found = changed(builder, lambda b: b.appraise("a,large-n-statistical,yes,,"))
    assert [str(one) for one in found.changes] == ["appraisal a changed"]
    move = next(one for one in found.moves if one.id == "R1")
    assert move.new.lines.empirical == 1
    assert not move.moved, "thin before and after"
    assert [str(one.change) for one in move.causes] == ["appraisal a changed"]


def test_a_work_that_goes_takes_its_claims_with_it(base):
    found = changed(base, swap("bib/references.bib", "@book{a,", "@book{other,"))
    assert [str(one) for one in found.changes] == ["work a removed", "work other added"]
    assert moves(found)["R1"][2] == ["work a removed"]


def test_a_check_that_refutes_a_note_silences_its_claim(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"').work("art").work("a")
    seen = {"kind": "citing-work", "work": "art", "note": ["7"], "attribution": "specific"}
    builder.claim("c", "a", "R1 supports", seen_in=seen)
    builder.table("notes", "note,work", "7,a")
    found = changed(builder, lambda b: b.table("checks", "note,work,verdict", "7,a,not borne out"))
    assert moves(found)["R1"][1:] == (("none", None), ["check 7 a added"])
    found = changed(builder, lambda b: b.table("notes", "note,work", "8,a"))
    assert moves(found)["R1"][2] == ["note 7 a removed"], "a verdict on no note silences nothing"


def test_a_later_estimate_moves_what_it_replaces_though_it_is_not_linked_to_it(base):
    found = changed(base, add("a-2", "a", "M1 supports", supersedes=["a-1"]))
    assert moves(found)["R1"][1:] == (("thin", None), ["claim a-2 added"])


def test_a_factor_that_is_new_had_no_rating(base):
    text = (
        "  - {id: R2, dimension: social, side: risk, label: Another, proposition: It does.}\n"
        "outcomes:"
    )
    found = changed(base, swap("annotations/framework.yaml", "outcomes:", text))
    move = next(one for one in found.moves if one.id == "R2")
    assert (move.old, move.new.verdict, move.causes) == (None, ("none", None), ())


def test_the_article_is_a_setting_that_moves_ratings(base):
    found = changed(base, swap("evidence.toml", 'article = ""', 'article = "a"'))
    assert moves(found)["R1"][1:] == (("thin", None), ["settings changed"])


def test_titles_and_places_in_files_move_nothing(base):
    found = changed(
        base,
        swap("evidence.toml", "A small workspace", "Another title"),
        swap(PATH.format("a"), "claims:", "\n# a comment\n\nclaims:"),
    )
    assert [str(one) for one in found.changes] == ["settings changed"]
    assert found.moves == ()


def test_too_many_changes_to_try_are_counted(base, monkeypatch):
    monkeypatch.setattr(module, "MOST_TRIED", 3)
    found = changed(base, add("b-2", "b", "R1 contradicts"))
    move = next(one for one in found.moves if one.id == "R1")
    assert (move.causes, move.untried) == ((), 1)


@pytest.mark.parametrize("seed", range(6))
def test_the_causes_of_a_move_always_explain_it(builder, seed):
    """Random edits: put together into the old state, the causes give the new verdict."""
    draw = random.Random(seed)
    stances = ("supports", "contradicts", "qualifies")
    for number in range(8):
        builder.work(f"w{number}")
        builder.claim(f"c{number}", f"w{number}", f"R1 {draw.choice(stances)}")
    old = builder.open()
    for number in range(8, 12):
        builder.work(f"w{number}")
        links = [f"{draw.choice(('R1', 'M1'))} {draw.choice(stances)}"]
        old_ones = draw.sample([f"c{n}" for n in range(8)], draw.randrange(2))
        builder.claim(f"c{number}", f"w{number}", *links, supersedes=old_ones)
    builder.change(PATH.format("w1"), "confirmed", draw.choice(("proposed", "rejected")))
    lines = [f"w{n},single-case-study,no,l{draw.randrange(3)}," for n in range(0, 12, 2)]
    builder.appraise(*lines)
    builder.change("annotations/rubric.toml", "high = 0.75", f"high = 0.{draw.randrange(55, 95)}")
    new = builder.open()
    found = diff(old, new)
    before, after = Inputs.of(old), Inputs.of(new)
    assert found == diff(old, new)
    for move in found.moves:
        causes = [cause.change for cause in move.causes]
        assert causes
        reached = before.take(causes, after).stand(move.id)
        if move.moved:
            assert reached.verdict == move.new.verdict
        else:
            assert reached == move.new
        for cause in move.causes:
            without = after.take([cause.change], before).stand(move.id)
            assert without != move.new or not cause.needed


def test_progress_is_told_rating_by_rating(builder):
    builder.work("a").claim("x", "a", "R1 supports")
    told = []
    diff(None, builder.open(), lambda *at: told.append(at))
    assert told == [(place, len(told)) for place in range(1, len(told) + 1)]
    assert len(told) > 2
