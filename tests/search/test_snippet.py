import pytest

from evidence.search import Document, parse
from evidence.search.query import texts
from evidence.search.snippet import snippet


def cut(text, query, width=40, **fields):
    document = Document("passage", "p", "w", text, fields)
    return snippet(document, tuple(texts(parse(query))), width)


def marked(found):
    return [found.text[start:end] for start, end in found.spans]


FAR = "word " * 40


def test_a_short_text_is_shown_whole():
    found = cut("Trade is open.", "trade")
    assert found.text == "Trade is open."
    assert marked(found) == ["Trade"]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("election", ["Elections", "elected"]),
        ('"elections in"', ["Elections in"]),
        ("elect*", ["Elections", "elected"]),
        ("havard", ["H\u00e5vard"]),
        ("in havard", ["in H\u00e5vard"[:2], "H\u00e5vard"]),
        ("elections -havard", ["Elections", "elected"]),
    ],
)
def test_what_the_query_asked_for_is_marked(query, parts):
    assert marked(cut("Elections in H\u00e5vard, elected", query)) == parts


def test_the_window_is_where_the_most_different_words_are():
    text = f"trade trade trade {FAR}openness of trade {FAR}"
    found = cut(text, "trade openness")
    assert marked(found) == ["openness", "trade"]
    assert found.text.startswith("\u2026word") and found.text.endswith("word\u2026")


def test_of_equal_windows_the_first_is_shown():
    found = cut(f"trade one {FAR}trade two {FAR}", "trade")
    assert found.text.startswith("trade one")


@pytest.mark.parametrize("query", ["trade", '"trade openness"', "word", "w*", "absent"])
def test_a_snippet_is_hardly_longer_than_asked_and_breaks_between_words(query):
    found = cut(f"{FAR}trade openness {FAR}", query)
    assert len(found.text.strip("\u2026")) <= 40
    assert set(found.text.strip("\u2026").split()) <= {"word", "trade", "openness"}


def test_a_phrase_longer_than_the_window_is_shown_whole():
    phrase = "word " * 20
    assert cut(FAR, f'"{phrase}"').text.strip("\u2026").count("word") >= 20


def test_a_match_in_another_field_is_shown_from_there():
    found = cut("Nothing of the sort", "heading", heading="A heading")
    assert found.text == "A heading"
    assert marked(found) == ["heading"]


def test_without_a_match_the_beginning_is_shown():
    assert cut("Trade is open", "work:x").text == "Trade is open"
    assert cut("", "trade").text == ""


def test_a_text_without_blanks_is_cut_too():
    found = cut("\u8ca0" * 1000, "\u8377")
    assert len(found.text) == 41


def test_controls_and_lone_surrogates_do_not_reach_the_terminal():
    found = cut("a\x1b[31m trade\n\x00\u202e \ud800 end\x9b", "trade", 60)
    assert found.text == "a [31m trade    \ufffd end"
    assert marked(found) == ["trade"]
    found.text.encode()
