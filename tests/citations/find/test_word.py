"""Word files: notes with the numbers that Word prints, in the words that a reader sees."""

import importlib.util
from pathlib import Path

import pytest

from evidence.citations.find import read_article

_SPEC = importlib.util.spec_from_file_location(
    "word_files", Path(__file__).with_name("word_files.py")
)
word = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(word)
text, mark, paragraph, note, field = (
    word.text,
    word.mark,
    word.paragraph,
    word.note,
    word.field,
)


def read(body, footnotes="", **more):
    return read_article(word.docx(body, footnotes, **more), "a.docx")


def one(inside):
    """The text of a single note with these runs in it."""
    article = read(paragraph(text("Words."), mark(1)), note(1, inside))
    assert article.problems == ()
    return article.notes[0].text


def test_notes_are_numbered_by_reference_whatever_their_ids():
    body = paragraph(text("One"), mark(17), text(" two"), mark(5))
    article = read(body, note(5, text("second")) + note(17, text("first")))
    assert [(n.note, n.kind, n.section, n.text) for n in article.notes] == [
        ("1", "footnote", "", "first"),
        ("2", "footnote", "", "second"),
    ]
    assert article.body == "One two"
    assert [(m.note, m.offset) for m in article.marks] == [("1", 3), ("2", 7)]
    assert article.problems == ()


def test_footnotes_and_endnotes_may_share_ids():
    body = paragraph(text("One"), mark(1), text(" two"), mark(1, "endnote"))
    end = note(1, text("at the end"), kind="endnote")
    article = read(body, note(1, text("below")), endnotes=end)
    assert [n.id for n in article.notes] == [("", "1", "footnote"), ("", "i", "endnote")]
    assert [n.text for n in article.notes] == ["below", "at the end"]


def test_paragraphs_of_a_note_are_lines():
    body = paragraph(text("One"), mark(1))
    assert read(body, note(1, text("a"), text("b"))).notes[0].text == "a\nb"


@pytest.mark.parametrize(
    ("settings", "numbers"),
    [
        ('<w:footnotePr><w:numStart w:val="7"/></w:footnotePr>', ["7", "8"]),
        ('<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr>', ["i", "ii"]),
        ('<w:footnotePr><w:numFmt w:val="upperLetter"/></w:footnotePr>', ["A", "B"]),
        ('<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>', ["*", "†"]),
    ],
)
def test_settings_say_how_notes_are_numbered(settings, numbers):
    body = paragraph(text("One"), mark(1), text(" two"), mark(2))
    article = read(body, note(1, text("a")) + note(2, text("b")), settings=settings)
    assert [n.note for n in article.notes] == numbers


def test_numbers_may_begin_anew_in_each_section():
    restart = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    heading = '<w:pStyle w:val="berschrift1"/>'
    body = (
        paragraph(text("The start"), properties=heading)
        + paragraph(text("One"), mark(1), text(" two"), mark(2))
        + paragraph(properties=restart)
        + paragraph(text("Three"), mark(3))
        + restart
    )
    styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    article = read(body, "".join(note(i, text(f"n{i}")) for i in (1, 2, 3)), styles=styles)
    assert [(n.section, n.note) for n in article.notes] == [
        ("The start", "1"),
        ("The start", "2"),
        ("2", "1"),
    ]
    assert [(m.section, m.note) for m in article.marks] == [n.id[:2] for n in article.notes]


def test_an_author_s_own_sign_is_kept_and_not_counted():
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    signed = f'<w:footnote w:id="1">{paragraph(text("* Thanks to all."))}</w:footnote>'
    body = paragraph(text("Title"), own) + paragraph(text("One"), mark(2))
    article = read(body, signed + note(2, text("a")))
    assert [(n.note, n.text) for n in article.notes] == [("*", "Thanks to all."), ("1", "a")]
    assert article.body == "Title\nOne"


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (text("a") + "<w:r><w:tab/></w:r>" + text("b"), "a b"),
        (text("a") + "<w:r><w:br/></w:r>" + text("b"), "a b"),
        (text("44") + "<w:r><w:noBreakHyphen/></w:r>" + text("56"), "44-56"),
        (text("p.&#160;4, Sys&#173;tem, zero&#8203;"), "p. 4, System, zero"),
        (f'<w:del w:id="9">{text("gone").replace("w:t", "w:delText")}</w:del>{text("b")}', "b"),
        (f'<w:ins w:id="9">{text("new")}</w:ins>', "new"),
        (f"<w:moveFrom>{text('old')}</w:moveFrom><w:moveTo>{text('new')}</w:moveTo>", "new"),
        (field('ADDIN ZOTERO_ITEM CSL_CITATION {"x": 1}', "Harff, 2003"), "Harff, 2003"),
        (f"<w:sdt><w:sdtContent>{text('Fein 1993')}</w:sdtContent></w:sdt>", "Fein 1993"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + text("seen"), "seen"),
        (field('HYPERLINK "https://a.example/x"', "A title"), "A title (https://a.example/x)"),
        (field('HYPERLINK "https://a.example/x"', "https://a.example/x"), "https://a.example/x"),
        (field('HYPERLINK \\l "here"', "above"), "above"),
        (field("NOTEREF _Ref1 \\h", "12"), "12"),
    ],
    ids=lambda value: value[-40:],
)
def test_the_words_of_a_note_are_what_is_seen(runs, words):
    assert one(runs) == words


def test_the_address_of_a_link_is_added_unless_it_is_shown():
    link = '<w:hyperlink r:id="rId{}">{}</w:hyperlink>'
    inside = link.format(1, text("A report")) + text(", ") + link.format(2, text("www.b.example"))
    links = ("https://a.example/", "http://www.b.example")
    article = read(paragraph(text("One"), mark(1)), note(1, inside), links=links)
    assert article.notes[0].text == "A report (https://a.example/), www.b.example"


def test_a_text_box_is_read_once_and_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph(text('In a box'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    article = read(paragraph(text("Before "), both, text("after"), mark(1)), note(1, text("a")))
    assert article.body == "Before after\nIn a box"
    assert article.marks[0].offset == len("Before after")


def test_rows_of_a_table_are_lines_with_blanks_between_cells():
    cells = "".join(f"<w:tc>{paragraph(text(words))}</w:tc>" for words in ("A", "B"))
    article = read(paragraph(text("x"), mark(1)) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert article.body == "x\nA B"


def test_a_note_whose_mark_was_deleted_is_gone():
    body = paragraph(text("One"), f"<w:del>{mark(1)}</w:del>", mark(2))
    article = read(body, note(1, text("a")) + note(2, text("b")))
    assert [(n.note, n.text) for n in article.notes] == [("1", "b")]
    assert article.problems == ()


def test_what_is_missing_is_said_and_the_rest_is_read(codes):
    body = paragraph(text("One"), mark(1), text(" two"), mark(9))
    article = read(body, note(1, text("a")) + note(3, text("Nobody leads here")))
    assert codes(article) == ["mark-without-note", "note-without-mark"]
    assert "mark 2 leads to no footnote" in article.problems[0].message
    assert "Nobody leads here" in article.problems[1].message
    assert [n.text for n in article.notes] == ["a", "Nobody leads here"]
    assert len(article.marks) == 2


def test_a_file_that_is_cut_short_is_read_as_far_as_it_goes():
    body = "".join(paragraph(text(f"Sentence {i}."), mark(i)) for i in range(1, 200))
    whole = word.docx(body, "".join(note(i, text(f"note {i}")) for i in range(1, 200)))
    article = read_article(whole[: int(len(whole) * 0.7)], "a.docx")
    assert article.problems[0].code == "truncated"
    assert "Sentence 100." in article.body
    everything = read_article(whole, "a.docx")
    assert len(everything.notes) == 199
    assert everything.problems == ()


def test_a_file_without_its_directory_loses_nothing():
    whole = word.docx(paragraph(text("One"), mark(1)), note(1, text("a")))
    article = read_article(
        whole[: whole.rindex(b"PK\x01\x02", 0, whole.index(b"PK\x05\x06")) - 60], "a.docx"
    )
    assert [n.text for n in article.notes] == ["a"]
    assert [problem.code for problem in article.problems] == ["truncated"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "not-a-docx", "no Word file"),
        (b"PK\x03\x04", "not-a-docx", "no Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "not-a-docx", "password"),
        (word.packed({"xl/workbook.xml": "<x/>"}), "not-a-docx", "no text of Word"),
        (word.packed({"word/document.xml": "<w:document"}), "broken-xml", "broken XML"),
    ],
)
def test_what_is_no_word_file_is_said(data, code, words):
    article = read_article(data, "a.docx")
    assert [problem.code for problem in article.problems] == [code]
    assert words in article.problems[0].message
    assert article.problems[0].hint


def test_a_bomb_is_refused():
    bomb = word.packed({"word/document.xml": b" " * 60_000_000})
    article = read_article(bomb, "a.docx")
    assert [problem.code for problem in article.problems] == ["zip-bomb"]


def test_entities_and_bottomless_nesting_are_refused(codes):
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    assert codes(read_article(word.packed({"word/document.xml": laughs}), "a.docx")) == [
        "xml-entities"
    ]
    deep = word.part("document", "<w:p>" * 5000 + "</w:p>" * 5000)
    assert codes(read_article(word.packed({"word/document.xml": deep}), "a.docx")) == ["too-deep"]


def test_notes_that_are_broken_leave_the_text(codes):
    broken = word.part("footnotes", note(1, text("a")) + "<w:footnote")
    body = paragraph(text("One"), mark(1), text(" two"), mark(2))
    article = read_article(word.docx(body, **{"word/footnotes.xml": broken}), "a.docx")
    assert article.body == "One two"
    assert [n.text for n in article.notes] == ["a"]
    assert codes(article) == ["broken-xml", "mark-without-note"]
