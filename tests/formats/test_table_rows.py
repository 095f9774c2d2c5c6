"""One row of a table is replaced or added; every other byte stays."""

import pytest

from evidence.formats.lines import FormatError
from evidence.formats.table import load, put_row

COLUMNS = ("note", "work", "reason")
TEXT = "note,work,reason\n7,a,\"two\nlines, one row\"\n\n8,b,'odd'\n9,c,\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        (2, '7,a,"two\nlines, one row"\n', "7,a,new\n"),
        (5, "8,b,'odd'\n", "7,a,new\n"),
        (6, "9,c,\n", "7,a,new\n"),
    ],
)
def test_a_row_is_replaced_where_it_stands(at, before, after, end):
    row = {"note": "7", "work": "a", "reason": "new"}
    text = TEXT.replace("\n", end)
    expected = TEXT.replace(before, after).replace("\n", end)
    assert put_row(text, COLUMNS, row, at) == expected


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_row_is_appended_after_a_last_line_with_or_without_an_end(end):
    row = {"note": "1", "work": "z", "reason": 'a "word", and more'}
    text = TEXT.rstrip("\n") + end
    assert put_row(text, COLUMNS, row, None) == TEXT + '1,z,"a ""word"", and more"\n'


def test_a_missing_column_is_added_in_place():
    text = "work,note\na,7\nb,8\n"
    row = {"note": "7", "work": "a", "reason": "so"}
    assert put_row(text, COLUMNS, row, 2) == "work,note,reason\na,7,so\nb,8,\n"
    assert load(put_row(text, COLUMNS, row, None), COLUMNS).rows[-1][1] == row


def test_a_missing_column_is_not_added_where_a_row_would_be_lost():
    with pytest.raises(FormatError):
        put_row("work,note\na,7,too,many\n", COLUMNS, {"reason": "so"}, None)


def test_other_delimiters():
    assert load("note;work\n7;a, b\n", COLUMNS, COLUMNS, ";").rows == [
        (2, {"note": "7", "work": "a, b"})
    ]
