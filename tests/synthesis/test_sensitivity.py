"""What a rating hangs on."""

from evidence.synthesis.tally import Tally, profile


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
