"""The audit finds each kind of error once, at its note, and is silent about what styles allow."""

import pytest

from evidence.citations.audit import CHECKS, MILD, audit
from evidence.citations.resolve import resolve
from evidence.formats import bibtex
from evidence.model import Note
from evidence.model.article import Article, Mark
from evidence.model.problem import Severity

BIB = r"""
@article{moor2009,
  author = {Moor, Ada T. and Lindqvist, Bo},
  title = {Salt Roads of the Interior: Trade before Towns},
  journaltitle = {Journal of Coastal Trade}, volume = {12}, number = {3}, pages = {101--120},
  date = {2009},
}
@book{osei2011,
  author = {Osei, Kwaku},
  title = {The Long Tide: A History of Harbours},
  publisher = {Quay Press}, location = {Hull}, date = {2011},
}
@incollection{dahlberg2012,
  author = {Dahlberg, Per},
  editor = {Voss, Ina and Renner, Carl},
  title = {Ports without Kings},
  booktitle = {Markets at the Edge: Six Cases},
  publisher = {Anchor Academic}, location = {Boulder, CO}, date = {2012},
}
@incollection{ferro2012,
  author = {Ferro, Lia},
  editor = {Voss, Ina and Renner, Carl},
  title = {Inland Fleets vs. the Sea},
  booktitle = {Markets at the Edge: Six Cases},
  publisher = {Anchor Academic}, location = {Boulder, CO}, date = {2012},
}
@mvbook{dorn1999,
  author = {Dorn, Eva}, title = {Rivers of the North}, volumes = {2},
  publisher = {Quay Press}, location = {Hull}, date = {1999},
}
@online{silt2013,
  author = {{Harbour Watch Network}},
  title = {Silt Index},
  date = {2013}, url = {http://harbour.example/silt},
}
@report{adeyemi2031,
  author = {Adeyemi, Olu},
  title = {Harbours and Peace}, type = {report}, institution = {United Nations},
  number = {A/99/123}, date = {2031},
}
"""
WORKS = {work.key: work for work in bibtex.load(BIB).works}

MOOR = (
    "Ada T. Moor and Bo Lindqvist, \u2018Salt Roads of the Interior: Trade before Towns\u2019, "
    "Journal of Coastal Trade 12/3 (2009): 101-120, p. 104."
)
OSEI = "Kwaku Osei, The Long Tide: A History of Harbours (Hull: Quay Press, 2011), p. 9."
DAHLBERG = (
    "Per Dahlberg, \u2018Ports without Kings\u2019, in Ina Voss and Carl Renner (eds.), "
    "Markets at the Edge: Six Cases (Boulder, CO: Anchor Academic, 2012), p. 77."
)
FERRO = DAHLBERG.replace("Per Dahlberg", "Lia Ferro").replace(
    "Ports without Kings", "Inland Fleets vs. the Sea"
)
RIVERS = "Eva Dorn, Rivers of the North, 2 vols (Hull: Quay Press, 1999), p. 3."
SILT = "Harbour Watch Network, \u2018Silt Index\u2019, 2013, http://harbour.example/silt."
ADEYEMI = "Olu Adeyemi, Harbours and Peace, A/99/123, 7 June 2031, para. 4."


def found(*texts, works=WORKS, body="", marks=()):
    notes = tuple(Note(str(at), "footnote", "", text) for at, text in enumerate(texts, 1))
    article = Article("a.txt", body, notes, tuple(marks))
    return audit(article, resolve(notes, works.values()), works)


def codes(*texts, **others):
    return [(one.note, one.code) for one in found(*texts, **others)]


def running(*sentences):
    """Sentences of a body, each with the mark of the next note after it."""
    body, marks = "", []
    for at, sentence in enumerate(sentences, 1):
        body += sentence
        marks.append(Mark("", str(at), "footnote", len(body)))
        body += " "
    return {"body": body, "marks": marks}


def test_notes_that_are_right_have_no_findings():
    assert (
        codes(MOOR, OSEI, DAHLBERG, RIVERS, SILT, ADEYEMI, "Osei, The Long Tide, p. 12.", "Ibid.")
        == []
    )


@pytest.mark.parametrize(
    ("text", "old", "new", "code", "expected"),
    [
        (OSEI, "2011", "2010", "year-differs", "2011"),
        (OSEI, "Osei, The", "Osei (2011) The", "year-twice", "2011"),
        (OSEI, "Osei", "Ossei", "name-differs", "Osei"),
        (OSEI, "Kwaku", "Kweku", "name-differs", "Kwaku Osei"),
        (MOOR, "Ada T. Moor", "T. Ada Moor", "name-differs", "Ada T. Moor"),
        (MOOR, "Ada T.", "Ada", "initial-left-out", "Ada T. Moor"),
        (MOOR, " and Bo Lindqvist", "", "names-missing", "Ada T. Moor, Bo Lindqvist"),
        (
            MOOR,
            "Ada T. Moor and Bo Lindqvist",
            "Bo Lindqvist and Ada T. Moor",
            "names-order",
            "Ada T. Moor, Bo Lindqvist",
        ),
        (OSEI, "Harbours", "Wharves", "title-differs", WORKS["osei2011"].title),
        (OSEI, "History", "Histroy", "title-differs", WORKS["osei2011"].title),
        (OSEI, ": A History of Harbours", "", "subtitle-left-out", WORKS["osei2011"].title),
        (OSEI, "Tide: A", "Tide - A", "title-punctuation", WORKS["osei2011"].title),
        (MOOR, "Journal of", "Journals of", "container-differs", "Journal of Coastal Trade"),
        (RIVERS, ", 2 vols", "", "volume-missing", "2 volumes"),
        (FERRO, "vs.", "vs", "title-punctuation", WORKS["ferro2012"].title),
        (MOOR, "12/3", "13/3", "volume-differs", "12"),
        (MOOR, "12/3", "12/31", "number-differs", "3"),
        (MOOR, "101-120", "111-120", "pages-differ", "101-120"),
        (MOOR, "p. 104", "p. 14", "outside-pages", "101-120"),
        (OSEI, "Quay Press", "Mole Books", "publisher-differs", "Quay Press"),
        (DAHLBERG, "Anchor Academic", "Anchor", "publisher-shortened", "Anchor Academic"),
        (DAHLBERG, "Boulder, CO", "Boulder, CA", "place-differs", "Boulder, CO"),
        (DAHLBERG, "Renner", "Rener", "editor-differs", "Renner"),
        (DAHLBERG, "Ina Voss and Carl Renner", "Carl Renner and Ina Voss", "editors-order",
         "Ina Voss, Carl Renner"),
        (ADEYEMI, "para. 4", "p. 4", "page-not-paragraph", "paragraph"),
        (SILT, "silt.", "silt, p. 3.", "unusual-locator", ""),
    ],
)  # fmt: skip
def test_what_differs_from_the_bibliography(text, old, new, code, expected):
    assert old in text
    (one,) = found(text.replace(old, new))
    assert (one.note, one.code, one.expected) == ("1", code, expected)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (OSEI, "Kwaku Osei", "K. Osei"),
        (MOOR, "Ada T. Moor and Bo Lindqvist", "A.T. Moor and B. Lindqvist"),
        (MOOR, "Ada T. Moor and Bo Lindqvist", "Ada T. Moor et al."),
        (MOOR, " and Bo", " & Bo"),
        (OSEI, "The Long Tide: A History of Harbours", "The Long Tide: a history of harbours"),
        (OSEI, "Harbours", "Harbors"),
        (OSEI, "Quay Press", "Quay"),
        (MOOR, "Journal of Coastal Trade", "J. Coast. Trade"),
        (MOOR, "Journal of Coastal Trade", "The Journal of Coastal Trade"),
        (MOOR, "101-120", "101-20"),
        (DAHLBERG, "Boulder, CO", "Boulder"),
        (OSEI, "p. 9", "pp. 9-12"),
    ],
)
def test_what_styles_allow_is_no_finding(text, old, new):
    assert old in text
    assert codes(text.replace(old, new)) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((OSEI, OSEI.replace("2011", "2012")), ["year-differs", "cited-twice-differently"]),
        ((OSEI, "Osei, The Long Tides, p. 3."), ["title-differs"]),
        ((MOOR, "Moor and Lindqvist, \u2018Salt Roads\u2019, p. 90."), ["outside-pages"]),
        ((OSEI, OSEI.replace("Hull", "London")), ["place-differs", "cited-twice-differently"]),
        ((OSEI, OSEI), []),
    ],
)
def test_without_a_bibliography_notes_are_measured_against_the_first(texts, expected):
    assert codes(*texts, works={}) == [("2", code) for code in expected]


def test_a_finding_says_which_note_has_the_other_value():
    first, _ = found(OSEI, OSEI.replace("2011", "2012"), works={})
    assert (first.cited, first.expected) == ("2012", "2011")
    assert "note 1 has 2011" in first.message


def test_a_short_form_of_a_work_never_cited_in_full():
    assert codes("Osei, The Long Tide, p. 3.") == [("1", "never-in-full")]


def test_a_short_form_before_the_full_citation():
    assert codes("Osei, The Long Tide, p. 3.", OSEI) == [("1", "short-form-first")]


def test_a_short_title_from_the_middle_of_the_title():
    assert codes(OSEI, "Osei, A History of Harbours, p. 3.") == [("2", "short-title-inside")]


def test_ibid_after_a_note_with_several_works():
    assert codes(f"{OSEI[:-1]}; {SILT}", "Ibid.") == [("2", "ambiguous-ibid")]


def test_ibid_after_a_note_without_a_work():
    assert codes(OSEI, "The survey was made twice.", "Ibid., p. 4.") == [("3", "ambiguous-ibid")]


def test_ibid_where_the_sentence_names_another_author():
    text = running(
        "Moor and Lindqvist speak of salt.", "Osei disagrees.", "Lindqvist came back to it."
    )
    assert codes(MOOR, OSEI, "Ibid., p. 4.", **text) == [("3", "ambiguous-ibid")]
    text = running("Salt was first.", "Osei disagrees.", "Osei says so twice.")
    assert codes(MOOR, OSEI, "Ibid., p. 4.", **text) == []


def test_one_sentence_quoted_in_two_wordings():
    one = (
        "He writes: \u2018harbours that silt up in spring lose their pilots within ten years\u2019."
    )
    other = one.replace("in spring ", "")
    text = running(one, other)
    (finding,) = found(OSEI, "Osei, The Long Tide, p. 9.", **text)
    assert (finding.note, finding.code) == ("2", "quoted-twice")
    assert "without 'in spring'" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        "He adds \u2018harbours that silt up in spring lose their pilots\u2019.",
        "He adds \u2018pilots of the northern coast were paid in salt and never in coin\u2019.",
        "He adds \u2018harbours that silt up \u2026 lose their pilots within ten years\u2019.",
    ],
    ids=["part", "other-sentence", "ellipsis"],
)
def test_other_quotations_of_the_same_work_are_no_finding(other):
    one = (
        "He writes: \u2018harbours that silt up in spring lose their pilots within ten years\u2019."
    )
    assert codes(OSEI, "Osei, The Long Tide, p. 9.", **running(one, other)) == []


def test_chapters_of_one_volume_whose_pages_lie_between_each_other():
    notes = (
        DAHLBERG,
        FERRO.replace("77", "80"),
        "Dahlberg, \u2018Ports without Kings\u2019, p. 190.",
    )
    assert codes(*notes) == [("1", "pages-interleave"), ("3", "pages-interleave")]


def test_a_volume_described_differently_by_two_chapters():
    other = FERRO.replace("Boulder, CO", "Boulder").replace("77", "12")
    assert codes(DAHLBERG, other) == [("2", "cited-twice-differently")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OSEI.replace("Kwaku Osei,", "Kwaku Osei, Kwaku,"), "name-twice"),
        (DAHLBERG.replace("(eds.)", "(eds,)"), "misprint"),
        (OSEI + " (See the maps.", "not-closed"),
        (OSEI + " He calls it \u201ca wet road.", "not-closed"),
    ],
)
def test_slips_inside_one_note(text, code):
    assert (code,) in [(one.code,) for one in found(text)]


def test_the_text_spells_a_cited_name_otherwise():
    text = running("As Dahlburg argues, ports need no kings.")
    assert codes(DAHLBERG, **text) == [("1", "name-differs")]
    assert codes(DAHLBERG, **running("As Dahlberg's chapter argues, ports need no kings.")) == []


def test_a_mark_inside_a_quotation_that_nothing_closes():
    text = running("He speaks of \u2018a long tide,", "which never turns.")
    assert codes(OSEI, "Ibid., p. 8.", **text) == [("1", "not-closed")]


def test_an_author_year_reference_beside_a_mark():
    assert codes(OSEI, **running("It never turns (2011: 9).")) == [("1", "author-year-form")]


def test_an_article_of_short_notes_is_not_blamed_for_its_style():
    names = "Abel Bohm Cano Dorn Ekow Fahl Gant Holm Ives Jost Kern Lund".split()
    works = {
        work.key: work
        for name in names
        for work in bibtex.load(
            f"@book{{{name}1, author = {{{name}son, Eva}}, date = {{2001}}, "
            f"title = {{Rivers of {name} County}}}}"
        ).works
    }
    notes = [f"{name}son, Rivers of {name} County, p. 3." for name in names]
    assert "never-in-full" not in {code for _, code in codes(*notes, works=works)}


def test_findings_stand_in_the_order_of_the_notes_and_do_not_repeat():
    notes = [OSEI.replace("2011", "2010"), MOOR.replace("12/3", "13/3")] * 3
    result = found(*notes)
    assert [int(one.note) for one in result] == sorted(int(one.note) for one in result)
    assert len(set(result)) == len(result)
    assert result == found(*notes)


def test_lapses_of_form_are_warnings():
    (one,) = found(OSEI.replace(": A History of Harbours", ""))
    assert one.severity is Severity.WARNING
    (one,) = found(OSEI.replace("2011", "2010"))
    assert one.severity is Severity.ERROR
    assert "year-differs" not in MILD


def test_an_article_without_notes_has_no_findings():
    assert audit(Article("a.txt"), [], WORKS) == []
    assert CHECKS


def test_notes_of_several_sections_are_kept_apart():
    notes = tuple(Note("1", "footnote", section, OSEI.replace("2011", "2010")) for section in "ab")
    result = audit(Article("a.txt", "", notes), resolve(notes, WORKS.values()), WORKS)
    assert [(one.section, one.code) for one in result] == [
        ("a", "year-differs"),
        ("b", "year-differs"),
    ]
