"""JATS and TEI."""

import pytest

from evidence.citations.find import read_article

JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group>
<article-title>A title</article-title></title-group><author-notes><fn id="a1"><p>Thanks.</p></fn>
</author-notes></article-meta></front><body><sec><title>Head</title><p>One word<xref ref-type="fn"
rid="fn1"><sup>1</sup></xref> and two.<xref ref-type="fn" rid="fn2">2</xref></p></sec></body><back>
<fn-group><fn id="fn1"><label>1</label><p>Fein, <italic>A Title</italic>, p.&nbsp;4.</p><p>More.</p>
</fn><fn id="fn2"><p>See <ext-link xlink:href="https://a.example/x">a report</ext-link>.</p></fn>
</fn-group><ref-list><ref><mixed-citation>Not a note</mixed-citation></ref></ref-list></back>
</article>"""

TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><notesStmt><note>no
</note></notesStmt></teiHeader><text><body><div><head>Head</head><p>One word<note place="foot"
n="1">Fein, <hi rend="italic">A Title</hi>, p. 4.<p>More.</p></note> and two.<ref
target="#n2">2</ref> <note place="margin">aside</note></p></div></body><back><note
xml:id="n2" place="foot">See
<ref target="https://a.example/x">a report</ref>.</note></back></text></TEI>"""


@pytest.mark.parametrize("data", [JATS, TEI], ids=["jats", "tei"])
@pytest.mark.parametrize("path", ["a.xml", "a", "a.unknown"])
def test_notes_and_their_marks(before, data, path):
    article = read_article(data.encode(), path)
    assert [(n.note, n.kind, n.text) for n in article.notes] == [
        ("1", "footnote", "Fein, A Title, p. 4.\nMore."),
        ("2", "footnote", "See a report (https://a.example/x)."),
    ]
    assert before(article) == [("1", "word"), ("2", "two.")]
    assert article.problems == ()
    assert "Head\nOne word and two." in article.body


def test_the_place_of_a_note_in_tei_tells_its_kind():
    data = TEI.replace('place="foot"', 'place="end"')
    assert {n.kind for n in read_article(data.encode(), "a.tei").notes} == {"endnote"}


def test_a_note_of_tei_may_say_what_it_hangs_on(before):
    data = (
        '<TEI><text><body><p>One word<anchor xml:id="r1"/> and two.</p>'
        '<note target="#r1" n="5">Fein.</note></body></text></TEI>'
    )
    article = read_article(data.encode(), "a.xml")
    assert before(article) == [("5", "word")]
    assert article.notes[0].text == "Fein."


def test_quotations_of_tei_have_quotation_marks(notes):
    data = '<TEI><text><p>W<note n="1">Fein, <quote>T</quote>, <q>“U”</q></note></p></text></TEI>'
    assert notes(data, "a.xml") == [("1", "Fein, “T”, “U”")]


def test_marks_and_notes_that_do_not_meet(codes):
    data = JATS.replace('<fn id="fn2"', '<fn id="fn9"')
    article = read_article(data.encode(), "a.xml")
    assert codes(article) == ["mark-without-note", "note-without-mark"]
    assert len(article.notes) == 2


def test_a_mark_without_an_address_finds_its_note_by_its_number(before):
    article = read_article(JATS.replace('<fn id="fn1"', "<fn").encode(), "a.xml")
    assert before(article)[0] == ("1", "word")
    assert article.problems == ()


def test_billion_laughs_are_refused(codes):
    data = '<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><TEI><text>&b;</text></TEI>'
    assert codes(read_article(data.encode(), "a.xml")) == ["xml-entities"]


def test_nothing_is_fetched(codes):
    data = '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]><TEI><text>&a;</text></TEI>'
    article = read_article(data.encode(), "a.xml")
    assert codes(article) == ["xml-entities"]
    assert article.body == ""


def test_other_xml_says_what_is_known(codes):
    article = read_article(b"<catalogue/>", "a.xml")
    assert codes(article) == ["unknown-xml"]
    assert "catalogue" in article.problems[0].message
    assert "TEI" in article.problems[0].hint


def test_broken_xml_is_read_up_to_the_fault():
    article = read_article(TEI[: TEI.index("and two")].encode(), "a.xml")
    assert [n.text for n in article.notes] == ["Fein, A Title, p. 4.\nMore."]
    assert [p.code for p in article.problems] == ["broken-xml"]
    assert article.problems[0].line


LISTS = {
    "jats": (
        "<article><body><p>Text.</p></body><back><ref-list><title>References</title><ref>"
        "<mixed-citation>Fein, A. 1984. <italic>A Title</italic>.</mixed-citation></ref><ref>"
        "<element-citation><name><surname>Ek</surname><given-names>B</given-names></name>"
        "<year>1990</year><source>Markets</source></element-citation></ref></ref-list></back>"
        "</article>"
    ),
    "tei": (
        "<TEI><text><body><p>Text.</p></body><back><div><head>References</head><listBibl>"
        "<biblStruct><author>Fein, A.</author> <date>1984</date>. <title>A Title</title>."
        "</biblStruct><biblStruct><author><surname>Ek</surname><forename>B</forename></author>"
        "<date>1990</date><title>Markets</title></biblStruct></listBibl></div></back></text></TEI>"
    ),
}


@pytest.mark.parametrize("data", LISTS.values(), ids=LISTS)
def test_the_list_of_references_is_in_the_body(data):
    body = read_article(data.encode(), "a.xml").body
    assert body == "Text.\nReferences\nFein, A. 1984. A Title.\nEk B 1990 Markets"
