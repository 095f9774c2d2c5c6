"""Locators are written and read as people write them."""

import pytest

from evidence.model import Locator


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        (Locator("page", "65"), "p. 65"),
        (Locator("page", "118-119"), "pp. 118-119"),
        (Locator("page", "xviii"), "p. xviii"),
        (Locator("chapter", "7"), "ch. 7"),
        (Locator("paragraph", "138-139"), "paras. 138-139"),
        (Locator("section", "summary of Part I"), "summary of Part I"),
        (Locator("section", "4.1"), "section 4.1"),
        (Locator("verse", "3"), "verse 3"),
    ],
)
def test_as_people_write_it(locator, shown):
    assert str(locator) == shown


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("65", Locator("page", "65")),
        ("p. 65", Locator("page", "65")),
        ("pp. 3\u201311", Locator("page", "3-11")),
        ("xviii", Locator("page", "xviii")),
        ("Chapter 7", Locator("chapter", "7")),
        ("paras. 138-139", Locator("paragraph", "138-139")),
        ("section stage 1", Locator("section", "stage 1")),
    ],
)
def test_as_people_type_it(text, locator):
    assert Locator.parse(text) == locator


@pytest.mark.parametrize("text", ["", "page", "somewhere", "p65x"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="is no locator"):
        Locator.parse(text)
