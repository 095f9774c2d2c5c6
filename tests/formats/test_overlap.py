"""The overlaps of a work in one cell."""

import pytest

from evidence.formats import overlap
from evidence.model import Overlap


def test_entries_are_parted_by_semicolons_outside_parentheses():
    cell = "a2001: cases (Peru; Chile (the coast)); b: data ;c : authors;"
    found, faults = overlap.load(cell)
    assert found == (
        Overlap("a2001", "cases", "Peru; Chile (the coast)"),
        Overlap("b", "data"),
        Overlap("c", "authors"),
    )
    assert faults == []
    assert overlap.load("; ".join(map(str, found))) == (found, [])


def test_an_empty_cell_has_none():
    assert overlap.load(" ") == ((), [])


@pytest.mark.parametrize(
    ("cell", "message", "hint"),
    [
        ("a2001", "not an overlap: 'a2001'", "Write 'key: kind (reason)'"),
        ("a: caes", "unknown kind of overlap 'caes'", "Did you mean 'cases'?"),
        ("a: friends", "unknown kind of overlap 'friends'", "Known: covariates"),
        ("a: cases (open", "not an overlap: 'a: cases (open'", "Write"),
    ],
)
def test_what_does_not_fit_is_a_fault_and_the_rest_stays(cell, message, hint):
    found, (fault,) = overlap.load(f"b: data; {cell}")
    assert found == (Overlap("b", "data"),)
    assert fault.message == message
    assert hint in fault.hint
