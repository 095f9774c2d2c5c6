"""Locators are read with their labels, or bare as pages."""

import pytest

from evidence.citations import locators
from evidence.model import Locator


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("p. 5", "page", "5"),
        ("pp. 5\u20137", "page", "5-7"),
        ("pp. xii\u2013xv", "page", "xii-xv"),
        ("pp. 5, 7 and 9", "page", "5, 7 and 9"),
        ("pp. 5 ff.", "page", "5 ff."),
        ("S. 65", "page", "65"),
        ("s. 65", "section", "65"),
        ("\u00a7 12", "section", "12"),
        ("para. 7", "paragraph", "7"),
        ("Rn. 7", "paragraph", "7"),
        ("ch. 3", "chapter", "3"),
        ("fig. 2", "figure", "2"),
        ("n. 12", "note", "12"),
        ("vol. II", "volume", "II"),
    ],
)
def test_a_label_says_what_is_pointed_at(text, label, value):
    (found,) = locators.labelled(f"Lee, {text}")
    assert found.locator == Locator(label, value)
    assert locators.labelled_at(f"Lee, {text}", 5, 99) == found
    assert locators.labelled_at(f"Lee, {text}", 0, 99) is None


@pytest.mark.parametrize("text", ["stop 5", "p. did", "lines up", "p.5/7/8"])
def test_what_only_looks_like_a_label_is_none(text):
    assert locators.labelled(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("45", "45"),
        ("45\u201350", "45-50"),
        ("at 45", "45"),
        ("especially 45, 47", "45, 47"),
        ("xiv", "xiv"),
        ("45, 1999", "45"),
        ("I", None),
        ("mix", None),
        ("civil", None),
        ("123456", None),
        ("sea", None),
    ],
)
def test_a_bare_number_is_a_page(text, value):
    found = locators.bare(text, 0)
    assert (found.locator if found else None) == (Locator("page", value) if value else None)


@pytest.mark.parametrize(
    ("value", "pages"),
    [("204-06", (204, 206)), ("5", (5, 5)), ("5 - 17", (5, 17)), ("xii", None), ("5, 9", (5, 5))],
)
def test_pages_are_written_out(value, pages):
    assert locators.pages(value) == pages


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("204-06", "204\u2013206", True),
        ("5", "5", True),
        ("5 -- 7", "5-7", True),
        ("xii", "xii", True),
        ("5-7", "5", False),
        ("5, 9", "5", False),
    ],
)
def test_a_range_is_the_same_whichever_way_it_is_written(one, other, same):
    assert locators.same(one, other) is same
    assert locators.same(other, one) is same
