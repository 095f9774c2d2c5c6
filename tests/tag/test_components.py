"""Sentences end where they do, symbols of documents are found whole, note marks are not heard."""

import pytest

from evidence.tag.components import document_symbols
from evidence.tag.marks import masked


@pytest.mark.parametrize(
    "sentence",
    [
        "It was edited by Doe and Roe (eds.) in London, and it sold well.",
        "The book, 2nd ed. Oxford, repeats the claim of the first.",
        "He says so on pp. 44-56 and again on p. 118 of the book.",
        "The article (vol. 27, no. 3, pp. 391-418) counts 96 cases.",
        "Others disagree, cf. Doe et al. 1999, who count fewer wars.",
        "The report went to the U.N. Security Council in the same year.",
        "The argument of Doe et al. (2001) is that trade makes peace.",
        "Note 38 (p. 21): the state is the exception among the cases.",
        "It is said in ch. 7, para. 12 and sec. iv of the report.",
        "Its ibid. points to the wrong book, as the list shows.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(tag, sentence):
    after = "The next sentence stands here."
    assert tag(f"{sentence} {after}")["sentences"] == [sentence, after]


@pytest.mark.parametrize(
    "first",
    ["The answer was no.", "Peace was made by Doe et al.", "The state has an army and an ed."],
)
def test_a_sentence_may_end_in_such_a_word(tag, first):
    after = "The council met on the next day and voted."
    assert tag(f"{first} {after}")["sentences"] == [first, after]


@pytest.mark.parametrize(
    "mark",
    ["[footnoteRef:12]", "[12]", "[3, 7-9]", "[^12]", "\u00b9\u00b2", "\u00b9"],
    ids=["word", "brackets", "several", "markdown", "superscript", "one"],
)
def test_a_note_mark_is_not_heard(tag, mark):
    assert len(masked(mark)) == len(mark)
    assert masked(mark).isspace()
    found = tag(f"Wars end.{mark} The state rebuilds its army in Kenya{mark}.", suffix=".txt")
    assert [one.replace(mark, "") for one in found["sentences"]] == [
        "Wars end.",
        "The state rebuilds its army in Kenya.",
    ]
    assert ("Kenya", "GPE") in found["entities"]


@pytest.mark.parametrize("words", ["[2005]", "[sic]", "R\u00b2", "a [b] c"])
def test_what_is_no_note_mark_stays(words):
    assert masked(words) == words


def test_a_term_is_found_across_a_note_mark_and_a_line_end(tag):
    found = tag(
        "Past\natrocities and power[7] sharing.",
        ".txt",
        R1=["past atrocities"],
        M1=["power sharing"],
    )
    assert [one[0] for one in found["terms"]] == ["Past\natrocities", "power[7] sharing"]


@pytest.mark.parametrize(
    "symbol",
    [
        "S/RES/1366",
        "A/RES/60/1",
        "A/47/277-S/24111",
        "A/55/985\u2013S/2001/574",
        "S/2004/567",
        "A/60/891",
        "S/24111",
        "E/CN.4/2004/48/Add.1",
        "S/PV.4174",
        "A/C.3/60/L.53",
        "A/HRC/RES/7(II)/2",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "See {}.", "({}),", "It is {}; so"])
def test_a_symbol_of_a_document_is_found_whole(symbol, frame):
    text = frame.format(symbol)
    assert [text[start:end] for start, end in document_symbols(text)] == [symbol]


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "km/h",
        "UK/US",
        "1994/95",
        "HIV/AIDS",
        "http://x.org/A/RES/60/1",
        "GDP/1000",
        "A/B",
    ],
)
def test_other_slashes_are_none(text):
    assert document_symbols(text) == []


def test_symbols_stand_among_the_entities_in_order_and_not_twice(tag):
    found = tag("Kofi Annan wrote A/55/985-S/2001/574 in 2001. Kenya quoted S/RES/1366.")[
        "entities"
    ]
    assert found == [
        ("Kofi Annan", "PERSON"),
        ("A/55/985-S/2001/574", "DOC_SYMBOL"),
        ("2001", "DATE"),
        ("Kenya", "GPE"),
        ("S/RES/1366", "DOC_SYMBOL"),
    ]
