"""Tables: rows with lines, faults for what does not fit, the rest loads."""

import pytest

from evidence.formats import table
from evidence.formats.lines import FormatError


def test_rows_know_the_line_they_start_on():
    parsed = table.load('a,b\n1,"two\nlines"\n\n3, 4 \n', ["a", "b"])
    assert parsed.rows == [(2, {"a": "1", "b": "two\nlines"}), (5, {"a": "3", "b": "4"})]
    assert parsed.faults == []


def test_a_row_that_does_not_fit_leaves_the_others():
    parsed = table.load("a,b\n1,2,3\n4,5\n6\n", ["a", "b"])
    assert parsed.rows == [(3, {"a": "4", "b": "5"})]
    assert [(fault.line, fault.message) for fault in parsed.faults] == [
        (2, "3 cells where the header has 2"),
        (4, "1 cells where the header has 2"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no header"),
        ("a;b\n1;2\n", "not separated by commas"),
        ("a\tb\n", "not separated by commas"),
        ("a,a\n", "stands here twice"),
        ("b\n", "column a missing"),
    ],
)
def test_an_unusable_header_is_refused(text, words):
    with pytest.raises(FormatError, match=words):
        table.load(text, ["a", "b"], optional=["b"])


def test_an_unknown_column_is_named_with_the_nearest_one():
    parsed = table.load("work,methd\nx,y\n", ["work", "method"], optional=["method"])
    assert parsed.faults[0].hint == "Did you mean 'method'?"
    assert len(parsed.rows) == 1


def test_an_open_quotation_mark_names_the_line_it_opens_on():
    parsed = table.load('a,b\n1,2\n3,"4\n5,6\n', ["a", "b"])
    assert len(parsed.rows) == 1
    assert parsed.faults[0].line == 3


def test_dump_and_load_round_trip():
    rows = [{"a": 'x, "y"', "b": "two\nlines"}, {"a": "", "b": "ü"}]
    text = table.dump(["a", "b"], rows)
    assert [row for _, row in table.load(text, ["a", "b"]).rows] == rows
