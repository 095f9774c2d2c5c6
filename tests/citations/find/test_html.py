"""HTML as the programs that people use write it."""

import pytest

from evidence.citations.find import read_article

PANDOC = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>
<p>One word<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> and
two.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol>
<li id="fn1"><p>Fein, <em>A Title</em>, p.&nbsp;4.</p><p>More.<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li>
<li id="fn2"><p>See <a href="https://a.example/x">a report</a>.<a href="#fnref2"
class="footnote-back">↩︎</a></p></li></ol></section><script>alert(1)</script></body></html>"""

WORD = """<html><body><div class=WordSection1><p>One word<a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a> and
two.<a href="#_ftn2" name="_ftnref2"><span>[2]</span></a></p></div><div><br clear=all><hr>
<div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Fein,
<i>A Title</i>, p. 4.</p><p class=MsoFootnoteText>More.</p></div>
<div id=ftn2><p><a href="#_ftnref2" name="_ftn2"><span>[2]</span></a> See
<a href="https://a.example/x">a report</a>.</p></div></div></body></html>"""

EPUB = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><p>One word<a epub:type="noteref"
href="#x1">1</a> and two.<a epub:type="noteref" href="#x2">2</a></p>
<aside epub:type="footnote" id="x1"><p>1. Fein, <i>A Title</i>, p. 4.</p><p>More.</p></aside>
<aside epub:type="footnote" id="x2"><p>2. See <a
href="https://a.example/x">a report</a>.</p></aside>
</body></html>"""

WIKI = """<p>One word<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> and
two.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup></p>
<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a
href="#cite_ref-1">^</a></b></span> <span>Fein, <i>A Title</i>, p. 4.<p>More.</p></span></li>
<li id="cite_note-2"><span class="mw-cite-backlink">^ <a href="#cite_ref-2">a</a></span> See <a
href="https://a.example/x">a report</a>.</li></ol>"""

GUTENBERG = """<p>One word<a name="FNanchor_1_1" id="FNanchor_1_1"></a><a href="#Footnote_1_1"
class="fnanchor">[1]</a> and two.<sup>[<a href="#Footnote_2_2">2</a>]</sup></p>
<div class="footnotes"><h3>FOOTNOTES:</h3><div class="footnote"><p><a name="Footnote_1_1"></a><a
href="#FNanchor_1_1"><span class="label">[1]</span></a> Fein, <i>A Title</i>, p. 4.</p><p>More.</p>
</div><div class="footnote"><p><a name="Footnote_2_2"></a><a href="#FNanchor_2_2">[2]</a> See <a
href="https://a.example/x">a report</a>.</p></div></div>"""


@pytest.mark.parametrize(
    "page",
    [PANDOC, WORD, EPUB, WIKI, GUTENBERG],
    ids=["pandoc", "word", "epub", "wiki", "gutenberg"],
)
def test_notes_and_their_marks(before, page):
    article = read_article(page.encode(), "a.html")
    assert [(n.note, n.text) for n in article.notes] == [
        ("1", "Fein, A Title, p. 4.\nMore."),
        ("2", "See a report (https://a.example/x)."),
    ]
    assert before(article) == [("1", "word"), ("2", "two.")]
    assert "[" not in article.body
    assert "alert" not in article.body
    assert article.problems == ()


def test_word_s_endnotes_are_endnotes():
    article = read_article(WORD.replace("ftn", "edn").encode(), "a.htm")
    assert {note.kind for note in article.notes} == {"endnote"}


def test_links_to_other_places_are_no_marks(codes):
    page = '<p><a href="#s1">1</a> <a href="https://a.example/#fn1">2</a></p><h2 id="s1">One</h2>'
    article = read_article(page.encode(), "a.html")
    assert article.marks == ()
    assert codes(article) == ["no-notes"]


def test_a_mark_without_a_note_and_a_note_without_a_mark(codes):
    page = PANDOC.replace('<li id="fn1">', '<li id="fn7">')
    article = read_article(page.encode(), "a.html")
    assert codes(article) == ["mark-without-note", "note-without-mark"]
    assert article.notes[0].text.startswith("See a report")
    assert len(article.notes) == 2


def test_numbers_that_begin_anew_make_sections():
    chapter = (
        '<h1>{0}</h1><p>Word<a href="#fn{0}1"><sup>1</sup></a></p>'
        '<ol><li id="fn{0}1">Fein {0}.</li></ol>'
    )
    page = chapter.format("A") + chapter.format("B")
    article = read_article(page.encode(), "a.html")
    assert [(n.section, n.note, n.text) for n in article.notes] == [
        ("A", "1", "Fein A."),
        ("B", "1", "Fein B."),
    ]
    assert [m.section for m in article.marks] == ["A", "B"]


@pytest.mark.parametrize("tag", ["div", "b", "span", "table"])
def test_bottomless_nesting_is_refused(codes, tag):
    article = read_article(f"<{tag}>".encode() * 100_000, "a.html")
    assert codes(article) == ["too-deep"]
