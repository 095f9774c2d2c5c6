"""What a rating hangs on."""

from evidence.synthesis.tally import Tally, profile
from evidence.synthesis.words import explain, what_would_change


def studies(builder, number, stance="supports", start=0, **fields):
    for place in range(start, start + number):
        key = f"w{place}"
        builder.work(key).claim(f"c{place}", key, f"R1 {stance}", **fields)
    return builder


def rate(builder):
    return builder.map().ratings["R1"]


def test_without_each_line(builder):
    rating = rate(studies(builder, 3))
    assert [(row.line, row.state, row.strength) for row in rating.without_lines] == [
        (f"w{place}", "thin", None) for place in range(3)
    ]


def test_without_each_note_counts_what_only_that_note_reports(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"').work("art")
    seen = {"kind": "citing-work", "work": "art", "attribution": "specific"}
    studies(builder, 1, seen_in={**seen, "note": "10"})
    studies(builder, 1, start=1, seen_in={**seen, "note": ["9", "10"]})
    studies(builder, 1, start=2, seen_in={**seen, "note": "9"})
    rating = rate(builder)
    assert rating.strength == "strong"
    assert [(row.note, row.strength) for row in rating.without_notes] == [("9", None), ("10", None)]


def test_without_a_note_what_it_had_replaced_votes_again(builder):
    builder.change("evidence.toml", 'article = ""', 'article = "art"').work("art")
    studies(builder, 3)
    seen = {"kind": "citing-work", "work": "art", "attribution": "specific", "note": "1"}
    builder.claim("later", "w0", "R1 contradicts", supersedes=["c0"], seen_in=seen)
    rating = rate(builder)
    assert rating.strength is None
    assert [(row.note, row.strength) for row in rating.without_notes] == [("1", "strong")]


def test_the_smallest_removal_is_one_line_where_one_does_it(builder):
    rating = rate(studies(builder, 3))
    removed = [change for change in rating.changes if change.kind == "remove"]
    assert [(change.names, change.strength) for change in removed] == [
        ((f"w{place}",), None) for place in range(3)
    ]


def test_else_the_smallest_removal_is_a_pair(builder):
    rating = rate(studies(builder, 4))
    removed = [change for change in rating.changes if change.kind == "remove"]
    assert {change.lines for change in removed} == {2}
    assert len(removed) == 6


def test_how_many_lines_more(builder):
    rating = rate(studies(builder, 1))
    added = {change.stance: change for change in rating.changes if change.kind == "add"}
    assert (added["supports"].lines, added["supports"].strength) == (2, "strong")
    assert "contradicts" not in added
    rating = rate(studies(builder, 2, start=1))
    added = {change.stance: change for change in rating.changes if change.kind == "add"}
    assert (added["contradicts"].lines, added["contradicts"].strength) == (2, "moderate")
    assert "supports" not in added


def test_the_words_name_the_same_numbers(builder):
    map_ = studies(builder, 4).map()
    rating, framework, rubric = map_.ratings["R1"], map_.workspace.framework, map_.evidence.rubric
    said = " ".join(explain(rating, framework, rubric))
    assert "All four independent lines of evidence support it and none contradicts it." in said
    assert "Agreement is high: 1.00 of the weight supports it." in said
    changes = " ".join(what_would_change(rating, framework, rubric, map_.line_name))
    assert "Without Doe 2001 and Doe 2001 together it can no longer be called." in changes
    assert "The same goes for three other pairs of lines." in changes


def test_the_words_for_nothing(builder):
    map_ = builder.work("a").claim("c", "a", "R1 supports", status="proposed").map()
    framework, rubric = map_.workspace.framework, map_.evidence.rubric
    assert explain(map_.ratings["R1"], framework, rubric) == [
        "No claim in these sources counts as evidence for or against it; "
        "one claim is shown without a vote."
    ]
    assert explain(map_.ratings["M1"], framework, rubric) == [
        "No claim in these sources is linked to it."
    ]


def test_leaving_suspects_out_misses_no_removal(builder, monkeypatch):
    """With many lines only suspects are tried; trying every pair must find the same."""
    from evidence.synthesis import sensitivity

    studies(builder, 9)
    studies(builder, 3, start=9, method="monitoring-data")
    studies(builder, 3, "contradicts", start=12)
    map_ = builder.map()
    rating = map_.ratings["R1"]
    profiles = {line.id: profile(line) for line in rating.lines}
    asked = (profiles, Tally(profiles.values()), rating.judgement, map_.evidence.rubric)
    quick = sensitivity.smallest_changes(*asked)
    removed = [change for change in quick if change.kind == "remove"]
    assert {(change.lines, change.strength) for change in removed} == {(2, "strong")}
    assert len(removed) == 36  # every pair of the nine heaviest
    monkeypatch.setattr(sensitivity, "_suspects", lambda kinds, *_: list(kinds))
    assert sensitivity.smallest_changes(*asked) == quick
