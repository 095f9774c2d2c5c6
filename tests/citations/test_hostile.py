"""Notes that nobody would write: reading them takes no more than in proportion to their length.

Work is counted in calls of functions, which are the same in every run.
"""

import sys

import pytest
from tests.citations.library import ASHBY

from evidence.citations.find import read_article
from evidence.citations.parse import references
from evidence.model.article import LONGEST_NOTE

MOST_GROWTH = 3.0
"""Calls for twice the text as a multiple of those for the text."""

REPEATED = {
    "versus": "Lee v ",
    "apostrophes": "'a ",
    "opening marks": "\u2018",
    "nested quotations": "(\u2018a ",
    "quotations": "\u2018A\u2019 ",
    "titles": "\u2018A Title\u2019, Journal 12 (2003), 5, ",
    "open brackets": "(a ",
    "addresses": "http://a.example ",
    "Ibid.": "ibid, ",
    "op. cit.": "op. cit. ",
    "notes": "n. 1 above ",
    "names": "Lee and ",
    "years": "Lee (1998), ",
    "hyphens": "A-",
    "statutes": "Foo Act 1998 ",
}


def calls(text):
    """Count the calls of functions that reading a note takes."""
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        references(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("part", REPEATED.values(), ids=REPEATED.keys())
def test_twice_the_text_is_about_twice_the_work(part):
    few = calls(part * 100)
    assert calls(part * 200) <= MOST_GROWTH * few


def test_brackets_within_brackets_are_read_to_some_depth():
    assert references("(see Lee 1998 " * 600 + ")" * 600)


def test_what_is_longer_than_a_note_is_a_problem_and_the_rest_is_read():
    long = "word " * (LONGEST_NOTE // 5) + ASHBY
    text = f"One.[^1] Two.[^2]\n\n[^1]: {ASHBY}, p. 3.\n\n[^2]: {long}\n"
    article = read_article(text.encode(), "article.md")
    (problem,) = article.problems
    assert (problem.code, problem.line) == ("note-too-long", 5)
    assert "footnote 2 has 10,0" in problem.message
    assert problem.hint
    first, second = article.notes
    assert next(one.title for one in references(first.text)).startswith("The Quiet Market")
    assert references(second.text) == []
