"""`evidence map`: lines of evidence by factor and type of evidence."""


def test_counts_and_choices(filled, run):
    data = run("map", "--format", "json").json
    assert data["chosen"] == {}
    rated = {one["factor"]: one for one in run("rate", "--format", "json").json["factors"]}
    for row in data["factors"]:
        assert row["lines"] == rated[row["factor"]]["lines"]["total"]
        assert row["claims"] == rated[row["factor"]]["claims"]
    against = run("map", "--stance", "contradicts", "--format", "json").json
    assert against["chosen"] == {"stance": ["contradicts"]}
    assert (against["lines"], against["claims"]) == (1, 1)


def test_a_value_that_does_not_occur_is_an_error_with_a_hint(filled, run):
    done = run("map", "--stance", "contradict")
    assert done.code == 2
    assert "no voting claim has the stance 'contradict'" in done.err
    assert "Did you mean 'contradicts'?" in done.err
