"""Quotations, brackets and addresses are found whole, whatever marks are used."""

import pytest

from evidence.citations.spans import Span, Spans, holding, opening, past


def said(text, group):
    return [text[start:end] for start, end in getattr(Spans.of(text), group)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("See \u201cA Title\u201d, p. 5", ["\u201cA Title\u201d"]),
        ("See \u2018A Title\u2019 (1999)", ["\u2018A Title\u2019"]),
        ('See "A Title", p. 5', ['"A Title"']),
        ("Siehe \u201eEin Titel\u201c, S. 5", ["\u201eEin Titel\u201c"]),
        ("Voir \u00abUn titre\u00bb, p. 5", ["\u00abUn titre\u00bb"]),
        (
            "\u201cOn \u2018Order\u2019 Again\u201d, 5",
            ["\u201cOn \u2018Order\u2019 Again\u201d"],
        ),
        (
            "\u2018The Owners\u2019 Loan\u2019 (1999)",
            ["\u2018The Owners\u2019 Loan\u2019"],
        ),
        ("\u2018Peter\u2019s Boat\u2019, 5", ["\u2018Peter\u2019s Boat\u2019"]),
        ("the boats of the '90s, and 'A Title', 5", ["'A Title'"]),
        ("Lee\u2019s book and Ek\u2019s", []),
        ("\u201cnever closed", []),
    ],
)
def test_a_quotation_goes_from_mark_to_mark(text, quotes):
    assert said(text, "quotes") == quotes


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("Lee (1999), p. 5", ["(1999)"]),
        ("Lee (see Ek [1999]), p. 5", ["(see Ek [1999])"]),
        ("Lee (\u201ca :) sign\u201d, 5)", ["(\u201ca :) sign\u201d, 5)"]),
        ("Lee (1999", []),
        ("Lee 1999)", []),
    ],
)
def test_a_bracket_is_the_outermost_that_is_closed(text, brackets):
    assert said(text, "brackets") == brackets


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("At https://example.org/a.", ["https://example.org/a"]),
        ("At <https://example.org/a>, 5", ["<https://example.org/a>"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/a_(b) c", ["https://example.org/a_(b)"]),
        ("doi: 10.1234/ab;", ["doi: 10.1234/ab"]),
    ],
)
def test_an_address_ends_before_the_punctuation_after_it(text, urls):
    assert said(text, "urls") == urls


def test_a_place_knows_what_holds_it():
    spans = Spans.of("Lee (1999), \u201cA\u201d")
    assert spans.at(5) == Span(4, 10)
    assert spans.at(13) == Span(12, 15)
    assert spans.at(0) is None
    assert opening(spans.brackets, 4) == holding(spans.brackets, 9) == Span(4, 10)
    assert opening(spans.brackets, 5) is None


def test_signs_are_passed_over_up_to_a_limit():
    assert past("a, . b", 1, 6, " ,.") == 5
    assert past("a, . b", 1, 3, " ,.") == 3
    assert past("a, . b", 0, 6, " ,.") == 0
