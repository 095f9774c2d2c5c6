"""Titles are compared by their words: whole, short, in part, with slips."""

from itertools import pairwise

import pytest

from evidence.citations import titles

FORMS = titles.forms_of("The Boats of the Northern Sea: Building and Repair since 1850")


def likeness(cited, forms=FORMS):
    return titles.likeness(titles.plain(titles.tokens_of(cited)), forms)


def test_numbers_are_compared_as_figures():
    assert titles.tokens_of("Three Boats of the Twentieth Century") == titles.tokens_of(
        "3 boats of the 20th century"
    )
    assert [titles.figured(word) for word in ("first", "twelve", "boat")] == ["1st", "12", "boat"]


@pytest.mark.parametrize(
    ("title", "plain"), [("The Boats", ["boats"]), ("Boats", ["boats"]), ("The", ["the"])]
)
def test_an_article_at_the_head_does_not_count(title, plain):
    assert titles.plain(titles.tokens_of(title)) == tuple(plain)


def test_a_title_has_a_main_title_and_a_subtitle():
    assert [" ".join(form) for form in FORMS] == [
        "boats of the northern sea building and repair since 1850",
        "boats of the northern sea",
        "building and repair since 1850",
    ]
    assert titles.content(FORMS[1]) == 3


def test_a_short_title_is_one_of_the_forms():
    assert titles.forms_of("A Long Title", "Long") == (("long", "title"), ("long",))


LADDER = [
    "The Boats of the Northern Sea: Building and Repair since 1850",
    "The Boats of the Northern Sea",
    "Northern Sea",
    "Horses of the Northern Plain",
]


@pytest.mark.parametrize(("better", "worse"), list(pairwise(LADDER)))
def test_the_more_of_a_title_the_better(better, worse):
    assert likeness(better) > likeness(worse)


@pytest.mark.parametrize(
    ("cited", "low", "high"),
    [
        (LADDER[0], 1.0, 1.0),
        ("Boats of the Northern Sea", 0.95, 0.99),
        ("Boats of the Nothern Sea", 0.85, 0.98),
        ("Building and Repair", 0.8, 0.96),
        ("Repair since 1850", 0.8, 0.9),
        ("Gardening for Children", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_likeness_is_between_0_and_1(cited, low, high):
    assert low <= likeness(cited) <= high


def test_another_year_in_a_title_counts_against_it():
    assert likeness("Boats of the Northern Seas since 1950") < likeness(
        "Boats of the Northern Seas since 1850"
    )
