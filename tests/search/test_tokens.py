import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.search import tokens


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Trade", "trade"),
        ("H\u00e5vard", "havard"),
        ("Ha\u030avard", "havard"),
        ("M\u00fcller", "muller"),
        ("Stra\u00dfe", "strasse"),
        ("STRASSE", "strasse"),
        ("Ko\u0142akowski", "kolakowski"),
        ("S\u00f8rensen", "sorensen"),
        ("\u0130stanbul", "istanbul"),
        ("Ad\u0131yaman", "adiyaman"),
        ("\u00c6gir", "aegir"),
        ("\ufb01nding", "finding"),
        ("\uff34rade", "trade"),
        ("\u039f\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03bf\u03c3"),
    ],
)
def test_one_word_however_it_is_written(written, folded):
    assert tokens.words(written) == [folded]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rule of law.", ["the", "rule", "of", "law"]),
        ("large-N, A/RES/60/1", ["large", "n", "a", "res", "60", "1"]),
        ("the state's and the state\u2019s", ["the", "state's", "and", "the", "state's"]),
        ("'quoted' rock 'n' roll", ["quoted", "rock", "n", "roll"]),
        ("_emphasis_ and **strong**", ["emphasis", "and", "strong"]),
        ("inter\u00adest and inter\u200dest", ["interest", "and", "interest"]),
        ("openness\u00b9 and trade\u00b2\u2070", ["openness", "and", "trade"]),
        ("\u8ca0\u8377", ["\u8ca0", "\u8377"]),
        ("caf\u00e9 1955\u20131997", ["cafe", "1955", "1997"]),
        (" \t\n\u2028 --- ", []),
        ("", []),
    ],
)
def test_what_a_word_is(text, words):
    assert tokens.words(text) == words


def test_scripts_keep_the_marks_that_spell_their_words():
    assert tokens.words("\u0915\u093f \u0915\u0940") == ["\u0915\u093f", "\u0915\u0940"]
    assert tokens.words("\u304c") != tokens.words("\u304b")


def test_no_word_is_left_out():
    assert tokens.words("to be or not to be") == "to be or not to be".split()


def test_offsets_point_into_the_original_text():
    text = "In Ha\u030avard's \ufb01rst book, Stra\u00dfe"
    assert [text[one.start : one.end] for one in tokens.tokens(text)] == [
        "In",
        "Ha\u030avard's",
        "\ufb01rst",
        "book",
        "Stra\u00dfe",
    ]


@pytest.mark.parametrize("form", ["election", "elections", "elected", "electing"])
def test_forms_of_a_word_have_one_stem(form):
    assert tokens.stem(form) == "elect"


def test_a_word_is_cut_where_it_is_longer_than_language():
    assert tokens.words("x" * 100_000) == ["x" * tokens.LONGEST]
    assert tokens.words("\u00e9" * 100_000) == ["e" * tokens.LONGEST]


@given(st.text())
def test_any_text_has_words_without_blanks_and_in_order(text):
    found = list(tokens.tokens(text))
    assert [one.plain for one in found] == tokens.words(text)
    assert all(one.plain and not any(char.isspace() for char in one.plain) for one in found)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    for one in found:
        one.plain.encode()


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_text_in_ascii_is_read_as_if_it_were_not(text):
    assert tokens.words(text) == tokens.words(text + " \u8ca0")[:-1]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert tokens.fold(tokens.fold(text)) == tokens.fold(text)
