"""A coder's queue shows nothing of what others decided, and stays in one order."""

import pytest

from evidence.synthesis.blind import blind_queue, read_sheet, sheet_code, sheet_columns, stance_of

TARGETS = ("R1", "M1", "R*")


@pytest.fixture
def claims(builder):
    builder.work("a")
    for number in range(12):
        builder.claim(
            f"a-r1-{number}", "a", "R1 supports", coder="Ben" if number == 3 else "editor"
        )
    builder.claim("gone", "a", "R1 supports", status="rejected")
    return builder.open().sound_claims


def test_the_order_is_shuffled_by_the_name_and_stays(claims):
    ann = [claim.id for claim in blind_queue(claims, "ann")]
    assert ann == [claim.id for claim in blind_queue(dict(reversed(claims.items())), "ann")]
    assert ann != [claim.id for claim in blind_queue(claims, "cid")]
    assert ann != sorted(ann)
    fewer = {name: claim for name, claim in claims.items() if name != ann[4]}
    assert [claim.id for claim in blind_queue(fewer, "ann")] == ann[:4] + ann[5:]


def test_rejected_claims_and_ones_own_are_left_out(claims):
    assert "gone" not in {claim.id for claim in blind_queue(claims, "ann")}
    assert len(blind_queue(claims, "ann")) == 12
    assert len(blind_queue(claims, "ben")) == 11
    assert [claim.id for claim in blind_queue(claims, "editor")] == ["a-r1-3"]


def test_a_sheet_names_claims_by_words_that_give_nothing_away(claims):
    claim = claims["a-r1-1"]
    assert sheet_code("ann", claim) != sheet_code("cid", claim)
    assert "r1" not in sheet_code("ann", claim)[:3]
    assert sheet_columns(TARGETS) == [
        "code", "statement", "scope", "work", "locator", *TARGETS, "comment",
    ]  # fmt: skip
    assert "work" not in sheet_columns(TARGETS, source=False)


@pytest.mark.parametrize(
    ("cell", "stance"),
    [
        ("s", "supports"),
        ("Contradicts", "contradicts"),
        (" QUAL ", "qualifies"),
        ("none", "none"),
        ("", None),
        ("yes", None),
        ("supportsx", None),
    ],
)
def test_cells(cell, stance):
    assert stance_of(cell) == stance


def sheet(claims, *rows, head="code,R1,M1,R*,comment"):
    queue = blind_queue(claims, "ann")
    codes = {name: sheet_code("ann", claim) for name, claim in claims.items()}
    text = "\n".join([head, *(row.format(**{n.replace("-", "_"): c for n, c in codes.items()})
                              for row in rows)])  # fmt: skip
    return read_sheet(text, "q.csv", "ann", queue, TARGETS, "2026-01-02")


def test_a_row_with_anything_in_it_is_coded_and_an_empty_one_is_not(claims):
    found = sheet(claims, "{a_r1_1},s,,,a word", "{a_r1_2},none,,,", "{a_r1_4},,,,")
    assert found.problems == []
    assert found.empty == 1
    assert [(c.factor, c.stance, c.comment) for c in found.answers["a-r1-1"]] == [
        ("R1", "supports", "a word"),
        ("M1", "none", "a word"),
        ("R*", "none", "a word"),
    ]
    assert {one.stance for one in found.answers["a-r1-2"]} == {"none"}


def test_factors_without_a_column_are_not_coded(claims):
    found = sheet(claims, "{a_r1_1},c", head="code,M1")
    assert [(one.factor, one.stance) for one in found.answers["a-r1-1"]] == [("M1", "contradicts")]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_sheets_of_other_countries(claims, sign):
    row = sign.join(["{a_r1_1}", "s", "", "", "one, two"])
    found = sheet(claims, row, head="code,R1,M1,R*,comment".replace(",", sign))
    assert found.answers["a-r1-1"][0].comment == "one, two"


def test_a_row_that_does_not_fit_is_told_with_its_line_and_the_others_count(claims):
    found = sheet(
        claims,
        "{a_r1_1},maybe,,,",
        "nonsense,s,,,",
        "{a_r1_2},s,,,",
        "{a_r1_2},c,,,",
        "{a_r1_4},s",
        "{a_r1_5},,q,,",
    )
    assert sorted((one.line, one.code) for one in found.problems) == [
        (2, "stance"),
        (3, "unknown-claim"),
        (5, "duplicate-row"),
        (6, "table"),
    ]
    assert set(found.answers) == {"a-r1-2", "a-r1-5"}


def test_a_sheet_without_factors_or_codes_is_refused(claims):
    assert sheet(claims, head="statement,R1").problems[0].message == "column code missing"
    assert sheet(claims, head="code,comment").problems[0].message == "no column of a factor"
