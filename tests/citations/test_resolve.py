"""What a citation means: which work, which page in it, and when that stays open.

Each case is a row of notes and what the last of them cites: key (or ambiguous, unresolved), place
in the work, 'inherited' where the place is that of an earlier citation.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.citations.library import (
    ASHBY,
    CORRIE,
    HARVEST,
    PRICES,
    TELL,
    WORKS,
    last,
    lines,
    notes_of,
    read,
)

from evidence.citations.resolve import Resolver, resolve
from evidence.formats import bibtex
from evidence.model import Note

ROOT = Path(__file__).resolve().parents[2]

FULL = {
    "book": ([f"{ASHBY}."], ["ashby1998"]),
    "book with page": ([f"{ASHBY}, p. 12."], ["ashby1998, p. 12"]),
    "book with bare page": ([f"{ASHBY}, 12."], ["ashby1998, p. 12"]),
    "article": ([f"{PRICES}, 44–60."], ["ashby2004"]),
    "article with range of pages and page": ([f"{PRICES}, 44–60, at 51."], ["ashby2004, p. 51"]),
    "article with pages pp.": ([f"{PRICES}, pp. 44-60."], ["ashby2004"]),
    "article with a page alone": ([f"{PRICES}, p. 47."], ["ashby2004, p. 47"]),
    "chapter and its volume are one citation": (
        [f"{HARVEST}, pp. 101-129, p. 110."], ["vestergaard2010, p. 110"]),
    "chapter after a colon": (
        ["Inez Duarte, “Who Owns the Well?” in Rural Orders: Essays on Land, ed. Tomas Okoye and "
         "Ida Brandt (Marlow: Heath House, 2010), 140."], ["duarte2010, p. 140"]),
    "volume by its editors": (
        ["Tomas Okoye and Ida Brandt (eds), Rural Orders: Essays on Land (Marlow: Heath House, "
         "2010)."], ["okoye2010"]),
    "corporate author": (
        ["Bureau of Frontier Affairs, Annual Survey of Crossings (2012), p. 4."],
        ["bureau2012, p. 4"]),
    "document by its symbol": (
        ["United Nations Secretary-General, The Duty to Warn, A/99/123, para. 7."],
        ["duty2019, para. 7"]),
    "document by its symbol alone": (["UN Doc. A/99/123, para. 7."], ["duty2019, para. 7"]),
    "resolution": (["UN Security Council, S/RES/9904 (2019)."], ["res2019"]),
    "thesis": (
        ["Rufus Quill, ‘The Salt Roads: Tolls and Trust in the Ellmark’ (PhD thesis, University of "
         "Ellmark, 2015), ch. 4."], ["quill2015, ch. 4"]),
    "web page with the day it was seen": (
        ["Observatory of Small Wars, ‘Tracking Ceasefires’, 2018, "
         "https://observatory.example/ceasefires (accessed 3 May 2020)."], ["observatory2018"]),
    "four authors, et al.": (
        ["Jon Marrow et al., ‘Why Towns Burn: A Model of Urban Riots’, Annals of Disorder 7 "
         "(1999), p. 9."], ["marrow1999, p. 9"]),
    "initials for given names": (
        ["M. Ashby, The Quiet Market (Leeds: Northgate Press, 1998), 3."], ["ashby1998, p. 3"]),
    "article with pages after a colon, then the page": (
        [f"{PRICES}: 44-60, 51."], ["ashby2004, p. 51"]),
    "web page by its address alone": (
        ["https://observatory.example/ceasefires (accessed 4 May 2020)."], ["observatory2018"]),
    "German style, place and year": (
        ["Edwin Corrie, Lena Vestergaard: Grain, Guns and Governors. Oslo 2001, S. 12."],
        ["corrie2001, p. 12"]),
    "German style, family names first": (
        ["Vestergaard, Lena: Harvest and Revolt, in: Okoye, Tomas; Brandt, Ida (Hg.): Rural "
         "Orders, Marlow 2010, S. 110."], ["vestergaard2010, p. 110"]),
    "title before its authors": (
        ["Annual survey of crossings, report, by Bureau of Frontier Affairs, report (Harbour City: "
         "Bureau of Frontier Affairs, 2012) at 12."], ["bureau2012, p. 12"]),
    "Oxford style": (
        ["Maud Ashby, The Quiet Market: Trade and Order in Small States (Northgate Press 1998) "
         "12."],
        ["ashby1998, p. 12"]),
    "Oxford style, article": (
        ["Maud Ashby, ‘Prices and Peace’ (2004) 12 Journal of Border Studies 44, 51."],
        ["ashby2004, p. 51"]),
}  # fmt: skip

LOCATORS = {
    "roman": ("p. xviii", "p. xviii"),
    "range": ("pp. 3-11", "pp. 3-11"),
    "range with an en dash": ("pp. 3–11", "pp. 3-11"),
    "several pages": ("pp. 3, 9 and 12", None),
    "pages without a sign": ("3–11", "pp. 3-11"),
    "paragraph": ("para. 7", "para. 7"),
    "paragraphs": ("paras. 138-139", "paras. 138-139"),
    "paragraph sign": ("¶ 7", "para. 7"),
    "chapter": ("ch. 4", "ch. 4"),
    "chap.": ("chap. 4", "ch. 4"),
    "at": ("at 12", "p. 12"),
    "figure": ("fig. 2", "fig. 2"),
    "none": ("", None),
}

SHORT = {
    "name and short title": ([f"{ASHBY}.", "Ashby, The Quiet Market, p. 5."], ["ashby1998, p. 5"]),
    "short title without its article": (
        [f"{ASHBY}.", "Ashby, Quiet Market, 5."], ["ashby1998, p. 5"]),
    "short title in quotation marks": (
        [f"{PRICES}.", "Ashby, “Prices and Peace,” 50."], ["ashby2004, p. 50"]),
    "name alone": ([f"{TELL}.", "Tell, p. 9."], ["tell1987, p. 9"]),
    "two names": ([f"{CORRIE}.", "Corrie and Vestergaard, Grain, p. 5."], ["corrie2001, p. 5"]),
    "which of two works: the title decides": (
        [f"{ASHBY}; {PRICES}.", "Ashby, ‘Prices and Peace’, p. 45."], ["ashby2004, p. 45"]),
    "two people of one name: the title decides": (
        ["Per Lindqvist, Fields of Glass (Leeds: Northgate Press, 2003).",
         "Karin Lindqvist, Rivers of Tin (Oslo: Fjordheim, 2006).",
         "Lindqvist, Fields of Glass, 7."], ["lindqvist2003, p. 7"]),
    "two people of one name: the initial decides": (
        ["Per Lindqvist, Fields of Glass (Leeds: Northgate Press, 2003).",
         "Karin Lindqvist, Rivers of Tin (Oslo: Fjordheim, 2006).",
         "K. Lindqvist, Rivers, 7."], ["lindqvist2006, p. 7"]),
    "a short form does not inherit the page": ([f"{ASHBY}, p. 12.", "Ashby, Quiet Market."],
                                               ["ashby1998"]),
    "name alone, of a body": (
        ["Bureau of Frontier Affairs, Annual Survey of Crossings (2012).",
         "Bureau of Frontier Affairs, 170."], ["bureau2012, p. 170"]),
    "names alone after a lead-in": (
        [f"{CORRIE}.", "A fuller account is in Corrie and Vestergaard, p. 8."],
        ["corrie2001, p. 8"]),
    "names alone, joined": (
        [f"{TELL}.", "On this see Tell, p. 8, and Tell, p. 9."],
        ["tell1987, p. 8", "tell1987, p. 9"]),
    "names alone, ', and' before others": (
        [f"{TELL}; {CORRIE}.", "See Tell, and Corrie and Vestergaard."],
        ["tell1987", "corrie2001"]),
    "a name alone means the work of theirs cited right before": (
        [f"{ASHBY}.", f"{PRICES}, p. 46.", "Ashby, p. 47."], ["ashby2004, p. 47"]),
    "a name alone, with another work between": (
        [f"{ASHBY}.", f"{PRICES}, p. 46.", f"{TELL}.", "Ashby, p. 47."], ["ambiguous, p. 47"]),
    "et al. are three or more": (
        ["Jon Marrow et al., ‘Why Towns Burn: A Model of Urban Riots’, Annals of Disorder 7 "
         "(1999).", f"{CORRIE}.", "Marrow et al., p. 4."], ["marrow1999, p. 4"]),
    "corporate author, short": (
        ["Bureau of Frontier Affairs, Annual Survey of Crossings (2012).",
         "Bureau of Frontier Affairs, Annual Survey, p. 8."], ["bureau2012, p. 8"]),
}  # fmt: skip

IBID = {
    "Id. before a sentence": (
        [f"{TELL}, p. 7.", "Id. The figures were revised twice."], ["tell1987, p. 7 inherited"]),
    "Id. before another title": (
        [f"{ASHBY}.", "Id., ‘Prices and Peace’, Journal of Border Studies 12 (2004), 46."],
        ["ashby2004, p. 46"]),
    "with a page": ([f"{ASHBY}, p. 12.", "Ibid., p. 14."], ["ashby1998, p. 14"]),
    "with a bare page": ([f"{ASHBY}, p. 12.", "Ibid., 14."], ["ashby1998, p. 14"]),
    "alone it inherits the page": ([f"{ASHBY}, p. 12.", "Ibid."], ["ashby1998, p. 12 inherited"]),
    "alone, twice": ([f"{ASHBY}, p. 12.", "Ibid.", "Ibid."], ["ashby1998, p. 12 inherited"]),
    "alone after Ibid. with a page": (
        [f"{ASHBY}, p. 12.", "Ibid., p. 14.", "Ibid."], ["ashby1998, p. 14 inherited"]),
    "nothing to inherit": ([f"{ASHBY}.", "Ibid."], ["ashby1998"]),
    "after a short form": (
        [f"{ASHBY}.", f"{TELL}.", "Ashby, Quiet Market, p. 5.", "Ibid., p. 6."],
        ["ashby1998, p. 6"]),
    "with a paragraph": (["UN Doc. A/99/123, para. 7.", "Ibid., para. 9."], ["duty2019, para. 9"]),
    "in the same note": (
        [f"{ASHBY}, p. 12; ibid., p. 14."], ["ashby1998, p. 12", "ashby1998, p. 14"]),
    "after a lead-in": ([f"{ASHBY}.", "See ibid., p. 3."], ["ashby1998, p. 3"]),
    "with a comment after it": (
        [f"{ASHBY}.", "Ibid., p. 3. The figures were revised later."], ["ashby1998, p. 3"]),
    "before another citation": (
        [f"{ASHBY}.", f"Ibid., p. 3; {TELL}, p. 4."], ["ashby1998, p. 3", "tell1987, p. 4"]),
    "id.": ([f"{ASHBY}, p. 12.", "Id., p. 14."], ["ashby1998, p. 14"]),
    "id. at": ([f"{ASHBY}, p. 12.", "Id. at 14."], ["ashby1998, p. 14"]),
    "Ibid without its full stop": ([f"{ASHBY}, p. 12.", "Ibid, 14."], ["ashby1998, p. 14"]),
    "the work cited, not one named in a parenthesis": (
        [f"{ASHBY}, p. 12 (quoting {TELL}, p. 9).", "Ibid., p. 13."], ["ashby1998, p. 13"]),
    "the work cited, not one that it cites": (
        [f"{ASHBY}, p. 3.", f"{TELL}, p. 5, citing Ashby, Quiet Market, p. 3.", "Ibid."],
        ["tell1987, p. 5 inherited"]),
    "a volume's chapter, not the volume": ([f"{HARVEST}, p. 110.", "Ibid., p. 111."],
                                           ["vestergaard2010, p. 111"]),
    "after several works it may mean any": (
        [f"{ASHBY}, p. 1; {TELL}, p. 2.", "Ibid., p. 3."], ["ambiguous, p. 3"]),
    "after one work cited twice it is certain": (
        [f"{ASHBY}, p. 1; Ashby, Quiet Market, p. 2.", "Ibid., p. 3."], ["ashby1998, p. 3"]),
    "first of all notes": (["Ibid., p. 3."], ["unresolved, p. 3"]),
    "and another work": (
        [f"{ASHBY}, p. 3.", "Ibid., and Tell, A Theory of Hunger, p. 5."],
        ["ashby1998, p. 3 inherited", "tell1987, p. 5"]),
    "named, after several works": (
        [f"{ASHBY}, p. 1; {TELL}, p. 2.", "Tell, ibid., p. 3."], ["tell1987, p. 3"]),
}  # fmt: skip

BACKWARD = {
    "op. cit.": ([f"{ASHBY}, p. 1.", f"{TELL}.", "Ashby, op. cit., p. 9."], ["ashby1998, p. 9"]),
    "op. cit. after two works of the author": (
        [f"{ASHBY}, p. 1.", f"{PRICES}.", f"{TELL}.", "Ashby, op. cit., p. 9."],
        ["ambiguous, p. 9"]),
    "loc. cit. is the same page": (
        [f"{ASHBY}, p. 12.", f"{TELL}.", "Ashby, loc. cit."], ["ashby1998, p. 12 inherited"]),
    "loc. cit. alone": ([f"{TELL}, p. 7.", "loc. cit."], ["tell1987, p. 7 inherited"]),
    "as in note 1": ([f"{ASHBY}, p. 3.", "As in note 1, p. 4."], ["ashby1998, p. 4"]),
    "idem is the same author": (
        [f"{ASHBY}, p. 12.", "Idem, ‘Prices and Peace’, Journal of Border Studies 12 (2004), 46."],
        ["ashby2004, p. 46"]),
    "n. 1 above": ([f"{ASHBY}.", f"{TELL}.", "Ashby, n. 1 above, p. 9."], ["ashby1998, p. 9"]),
    "above n 1": ([f"{ASHBY}.", f"{TELL}.", "Ashby, above n 1, 9."], ["ashby1998, p. 9"]),
    "(n 1)": ([f"{ASHBY}.", f"{TELL}.", "Ashby (n 1) 9."], ["ashby1998, p. 9"]),
    "supra note 1": ([f"{ASHBY}.", f"{TELL}.", "Ashby, supra note 1, at 9."], ["ashby1998, p. 9"]),
    "see note 1 above": ([f"{ASHBY}.", f"{TELL}.", "See note 1 above."], ["ashby1998"]),
    "note with several works: the name decides": (
        [f"{ASHBY}; {TELL}.", "Tell (n 1) 9."], ["tell1987, p. 9"]),
    "note with several works, no name": ([f"{ASHBY}; {TELL}.", "See note 1 above."], ["ambiguous"]),
    "note with two works of the author": (
        [f"{ASHBY}; {PRICES}.", "Ashby (n 1) 9."], ["ambiguous, p. 9"]),
    "two works of the author: the title decides": (
        [f"{ASHBY}; {PRICES}.", "Ashby, ‘Prices and Peace’ (n 1) 46."], ["ashby2004, p. 46"]),
    "a note that is not there": (["See note 7 above."], ["unresolved"]),
    "two notes named": (
        [f"{ASHBY}, p. 3.", f"{TELL}.", "See nn. 1 and 2 above."], ["ashby1998", "tell1987"]),
    "a range of notes named": (
        [f"{ASHBY}, p. 3.", f"{TELL}.", "See notes 1-2 above."], ["ashby1998", "tell1987"]),
    "op. cit. with a title": (
        [f"{ASHBY}, p. 3.", f"{PRICES}.", "Ashby, The Quiet Market, op. cit., p. 9."],
        ["ashby1998, p. 9"]),
    "art. cit., the family name in capitals": (
        [f"{PRICES}, p. 46.", f"{TELL}.", "ASHBY, Maud, art. cit., p. 47."], ["ashby2004, p. 47"]),
    "a note whose citation is not certain": (
        [f"{ASHBY}.", f"{TELL}; Ashby, Markets of Old, p. 9.", f"{TELL}.", "Ashby (n 2) 4."],
        ["unresolved, p. 4"]),
}  # fmt: skip

AUTHOR_YEAR = {
    "in brackets": (["(Tell 1987, p. 9)."], ["tell1987, p. 9"]),
    "with a colon": (["Tell 1987: 9."], ["tell1987, p. 9"]),
    "year in brackets": (["Tell (1987), p. 9."], ["tell1987, p. 9"]),
    "two authors": (["Corrie and Vestergaard 2001, 14."], ["corrie2001, p. 14"]),
    "ampersand": (["(Corrie & Vestergaard, 2001)."], ["corrie2001"]),
    "et al.": (["Marrow et al. 1999, 4."], ["marrow1999, p. 4"]),
    "the year decides between two works": (["Ashby 2004, 47."], ["ashby2004, p. 47"]),
    "several": (["(Ashby 1998; Tell 1987: 9)."], ["ashby1998", "tell1987, p. 9"]),
    "two years of one author": (
        ["Ashby (1998: 4-5; 2004: 47)."],
        ["ashby1998, pp. 4-5", "ashby2004, p. 47"],
    ),
    "two years, semicolon": (["Ashby 1998; 2004."], ["ashby1998", "ashby2004"]),
    "a body with small words in its name": (
        ["(Bureau of Frontier Affairs, 2012, p. 3)."],
        ["bureau2012, p. 3"],
    ),
    "a span of years is no author's one year": (["Ashby 1998-1999, p. 4."], ["unresolved, p. 4"]),
}

INSIDE = {
    "a chapter by its volume": (
        ["Vestergaard, in: Okoye/Brandt, Rural Orders, p. 104."], ["vestergaard2010, p. 104"]),
    "a chapter by its volume in full": (
        ["Inez Duarte in Tomas Okoye and Ida Brandt (eds), Rural Orders: Essays on Land (Marlow: "
         "Heath House, 2010), p. 140."], ["duarte2010, p. 140"]),
    "a chapter that the volume does not have": (
        ["Tell, in: Okoye/Brandt, Rural Orders, p. 104."], ["unresolved, p. 104"]),
    "an article by its journal and year": (
        ["Ashby, Journal of Border Studies 2004, 12, p. 47."], ["ashby2004, p. 47"]),
    "an article of another year": (
        ["Ashby, Journal of Border Studies 2005, 12, p. 47."], ["unresolved, p. 47"]),
}  # fmt: skip

IN_WORDS = {
    "See, for example": ([f"See, for example, {ASHBY}, p. 2."], ["ashby1998, p. 2"]),
    "See also": ([f"See also {ASHBY}, p. 2."], ["ashby1998, p. 2"]),
    "cf.": ([f"Cf. {ASHBY}, p. 2."], ["ashby1998, p. 2"]),
    "For a discussion": ([f"For a discussion of tolls, see {TELL}, p. 2."], ["tell1987, p. 2"]),
    "quoted in": ([f"Letter of 4 May 1920, quoted in {ASHBY}, p. 2."], ["ashby1998, p. 2"]),
    "several with semicolons": ([f"{ASHBY}, p. 1; {TELL}, pp. 2-3; {CORRIE}."],
                                ["ashby1998, p. 1", "tell1987, pp. 2-3", "corrie2001"]),
    "several sentences": ([f"{ASHBY}, p. 1. For another view, see {TELL}, p. 2."],
                          ["ashby1998, p. 1", "tell1987, p. 2"]),
    "a comment after it": ([f"{ASHBY}, p. 1. This was contested by officials in 1931."],
                           ["ashby1998, p. 1"]),
    "a comment before it": ([f"The figures for 1931 are estimates; {ASHBY}, p. 1."],
                            ["ashby1998, p. 1"]),
}  # fmt: skip

FREE = [
    "The assembly met three times in 1921 and adopted no resolution.",
    "I thank the archivists of the town for their help.",
    "Population figures for 1910-1930 are estimates.",
    "This is discussed in the next section.",
    "Ashby told me so in conversation.",
    "Emphasis added.",
    "Interview with an official, 12 March 2004.",
]

ALTERED = {
    "misspelt name": ("Maud Ashbey, The Quiet Market: Trade and Order in Small States (Leeds: "
                      "Northgate Press, 1998), p. 2.", "ashby1998"),
    "altered title": (
        "Maud Ashby, The Quiet Markets: Trade and Order in the Small States (Leeds: Northgate "
        "Press, 1998), p. 2.", "ashby1998"),
    "misspelt title": ("Tell, A Thoery of Hunger, p. 9.", "tell1987"),
    "name left out": (
        "Jon Marrow, Ruth Tell and Ken Ito, ‘Why Towns Burn: A Model of Urban Riots’, Annals of "
        "Disorder 7 (1999), p. 9.", "marrow1999"),
    "wrong year": (
        "Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1978), p. 2.", "tell1987"),
}  # fmt: skip

NO_WORK = {
    "the same title by somebody else": "Zeno Pratt, A Theory of Hunger in Cattle (Bonn: Ox, 2019).",
    "a work by the author that is not there": "Ruth Tell, Bread and Bakers (London: Rye, 1992).",
    "a short form of nothing": "Pratt, Cattle, p. 4.",
}


def cases(*tables):
    return [pytest.param(*row, id=name) for table in tables for name, row in table.items()]


@pytest.mark.parametrize(
    ("notes", "meant"), cases(FULL, SHORT, IBID, BACKWARD, AUTHOR_YEAR, INSIDE, IN_WORDS)
)
def test_what_a_citation_means(notes, meant):
    assert read(*notes)[-1] == meant


@pytest.mark.parametrize(("written", "meant"), cases(LOCATORS))
def test_where_a_citation_points(written, meant):
    (citation,) = last(f"{ASHBY}, {written}." if written else f"{ASHBY}.")
    if written.startswith("pp. 3, 9"):
        assert citation.locator.label == "page"
        assert [word for word in ("3", "9", "12") if word in citation.locator.value] == [
            "3", "9", "12"]  # fmt: skip
    else:
        assert (str(citation.locator) if citation.locator else None) == meant


@pytest.mark.parametrize("text", FREE)
def test_a_note_without_citation_yields_none(text):
    assert read(text) == [[]]


@pytest.mark.parametrize(("text", "key"), cases(ALTERED))
def test_what_is_cited_with_a_mistake_is_found_and_said(text, key):
    (citation,) = last(text)
    assert citation.key == key
    assert "not as in the record" in citation.reason


def test_a_possessive_is_the_name_as_in_the_record():
    (citation,) = last("Tell's A Theory of Hunger (1987) makes this point.")
    assert (citation.key, citation.reason) == ("tell1987", "")


@pytest.mark.parametrize("text", NO_WORK.values(), ids=NO_WORK.keys())
def test_what_fits_no_work_stays_without_a_key_and_says_why(text):
    citations = last(f"{TELL}.", text)
    assert [citation.key for citation in citations] in ([None], [])
    assert all(citation.reason for citation in citations)


@pytest.mark.parametrize(
    ("notes", "reason", "candidates"),
    [
        ([f"{ASHBY}; {TELL}.", "Ibid."], "several works", {"ashby1998", "tell1987"}),
        ([f"{ASHBY}; {PRICES}.", "Ashby (n 1)."], "several works", {"ashby1998", "ashby2004"}),
        ([f"{ASHBY}.", f"{PRICES}.", f"{TELL}.", "Ashby, op. cit."], "several works",
         {"ashby1998", "ashby2004"}),
    ],
)  # fmt: skip
def test_what_is_ambiguous_names_the_works_that_it_may_mean(notes, reason, candidates):
    (citation,) = last(*notes)
    assert citation.key is None
    assert reason in citation.reason
    assert {one.key for one in citation.candidates} == candidates


def test_scores_lie_between_0_and_1_and_the_best_candidate_comes_first():
    for note in resolve(notes_of(f"{ASHBY}; {TELL}.", "Ibid.", "Ashbey, Quiet Markets, 3."), WORKS):
        for citation in note.citations:
            assert 0 <= citation.score <= 1
            scores = [one.score for one in citation.candidates]
            assert scores == sorted(scores, reverse=True)


def test_the_raw_text_of_a_citation_is_a_part_of_the_note():
    notes = notes_of(f"See {ASHBY}, p. 1; cf. {TELL}, p. 2. The rest is comment.")
    for citation in resolve(notes, WORKS)[0].citations:
        reference = citation.reference
        assert notes[0].text[reference.start : reference.end] == reference.raw
    raws = [one.reference.raw for one in resolve(notes, WORKS)[0].citations]
    assert raws[0].startswith("Maud Ashby")
    assert raws[1].startswith("Ruth Tell")
    assert "comment" not in raws[1]


def test_ibid_does_not_reach_over_the_beginning_of_a_section():
    notes = [*notes_of(f"{ASHBY}.", section="One"), *notes_of("Ibid.", section="Two")]
    assert lines(resolve(notes, WORKS)[1]) == ["unresolved"]


def test_numbers_mean_the_notes_of_their_own_section():
    notes = [
        *notes_of(f"{ASHBY}.", section="One"),
        *notes_of(f"{TELL}.", "See note 1 above.", section="Two"),
    ]
    assert lines(resolve(notes, WORKS)[2]) == ["tell1987"]


def test_footnotes_and_endnotes_are_counted_apart():
    notes = [
        Note("1", "endnote", "", f"{ASHBY}."),
        Note("1", "footnote", "", f"{TELL}."),
        Note("2", "footnote", "", "See note 1 above."),
    ]
    assert lines(resolve(notes, WORKS)[2]) == ["tell1987"]


# Without a bibliography


def test_without_a_bibliography_the_first_full_citation_stands_in():
    found = read(f"{ASHBY}, p. 1.", "Ibid.", f"{TELL}.", "Ashby, Quiet Market, p. 9.", works=())
    key = found[0][0].split(",")[0]
    assert found == [[f"{key}, p. 1"], [f"{key}, p. 1 inherited"], [found[2][0]], [f"{key}, p. 9"]]
    assert found[2][0] != key


def test_keys_that_are_made_do_not_depend_on_what_comes_later():
    first = read(f"{ASHBY}.", works=())
    assert read(f"{ASHBY}.", f"{TELL}.", f"{PRICES}.", works=())[0] == first[0]


def test_two_works_of_one_author_and_year_get_keys_of_their_own():
    one, other = read(
        "Ruth Tell, A Theory of Hunger (London: Cobden and Rye, 1987).",
        "Ruth Tell, A Theory of Thirst (London: Cobden and Rye, 1987).",
        works=(),
    )
    assert one != other


# The same result whatever the order

ARTICLE = [f"{ASHBY}, p. 1.", "Ibid.", f"{HARVEST}; {TELL}, 4.", "Ashby, Quiet Market, 7.",
           "Lindqvist, Rivers of Tin, 3.", "Tell (n 3) 9.", "(Ashby 2004: 46).",
           "Ibid., p. 47."]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.permutations(WORKS))
def test_the_order_of_the_bibliography_makes_no_difference(works):
    assert read(*ARTICLE, works=works) == read(*ARTICLE)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(ARTICLE), max_size=8))
def test_what_a_note_means_does_not_depend_on_the_notes_after_it_when_cited_in_full(texts):
    every = read(f"{ASHBY}, p. 1.", *texts)
    assert every[0] == ["ashby1998, p. 1"]
    assert len(every) == len(texts) + 1


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="IAshby ,.;:()[]‘’“”'\"0123456789pnvol–-/\n ibd", max_size=120))
def test_any_text_is_read_without_a_fault(text):
    for note in resolve([Note("1", "footnote", "", text)], WORKS):
        for citation in note.citations:
            assert text[citation.reference.start : citation.reference.end] == citation.reference.raw
            assert (citation.key is None) <= bool(citation.reason)


def test_progress_is_told_note_by_note_while_parsing_and_in_each_reading():
    told = []
    notes = notes_of(f"{ASHBY}.", "Ibid.")
    assert Resolver(WORKS).run(notes, lambda *at: told.append(at)) == resolve(notes, WORKS)
    assert told == [(1, 2), (2, 2)] * 2
    told.clear()
    Resolver(WORKS).run(notes_of("Tell, Hunger, p. 3.", f"{TELL}."), lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)] * 3


def test_the_result_does_not_depend_on_the_order_of_hashes():
    code = (
        "from tests.citations.library import read\n"
        "from tests.citations.test_resolve import ARTICLE\n"
        "print(read(*ARTICLE), read(*ARTICLE, works=()))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(seen) == 1


def test_given_names_tell_two_authors_of_one_family_name_apart():
    bib = """
    @book{a, author={Lee, Ann}, title={Mills}, date={2003}}
    @book{b, author={Lee, Bo}, title={Moors}, date={2003}}
    @book{c, author={Rabe Lee, Cy}, title={Fens}, date={2003}}
    """
    works = bibtex.load(bib).works
    assert read("B. Lee 2003, 5.", works=works) == [["b, p. 5"]]
    assert read("Lee 2003, 5.", works=works) == [["ambiguous, p. 5"]]
    assert read("Rabe Lee 2003, 5.", works=works) == [["c, p. 5"]]


def test_the_name_of_a_body_before_a_year_is_no_title():
    bib = """
    @misc{photos, author={{Town Library}}, title={Office for Mills: Photographs}, date={1951}}
    @report{hearings, author={{Office for Mills}}, title={Hearings}, date={1951}}
    """
    assert read("Office for Mills 1951, p. 4.", works=bibtex.load(bib).works) == [
        ["hearings, p. 4"]
    ]


def test_a_number_means_no_other_work_where_the_one_it_means_is_open():
    bib = """
    @article{a, author={Lee, Ann}, title={Addresses}, date={1987}, journaltitle={Mills}, volume={8}}
    @article{b, author={Lee, Ann}, title={Addresses}, date={1987}, journaltitle={Mills}, volume={9}}
    @article{c, author={Lee, Ann}, title={Looms}, date={1991}, journaltitle={Mills}, volume={12}}
    """
    first = "Ann Lee, ‘Addresses’ [1987] Mills; Ann Lee, ‘Looms’ (1991) 12 Mills 4."
    works = bibtex.load(bib).works
    assert read(first, "Lee, ‘Addresses’ (n 1) 5.", works=works)[-1] == ["ambiguous, p. 5"]
    assert read(first, "Lee (n 1) 5.", works=works)[-1] == ["ambiguous, p. 5"]
    assert read(first, "Lee, ‘Looms’ (n 1) 5.", works=works)[-1] == ["c, p. 5"]
