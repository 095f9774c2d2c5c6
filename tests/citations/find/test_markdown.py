"""Markdown: pandoc's notes, without markup."""

import pytest

from evidence.citations.find import read_article


def test_notes_and_their_marks(before):
    data = (
        "---\ntitle: x\n---\n\nOne *word*[^1] and **two**.[^2]\n\n# Head {#h .unnumbered}\n\n"
        "Three.[^3]\n\n[^1]: Fein, *A Title*,\n    p. 4.\n\n    More of it.\n\n"
        "[^2]: Kuper.\n\n[^3]: Harff.\n"
    )
    article = read_article(data.encode(), "a.md")
    assert [(n.note, n.text, n.line) for n in article.notes] == [
        ("1", "Fein, A Title, p. 4.\nMore of it.", 11),
        ("2", "Kuper.", 16),
        ("3", "Harff.", 18),
    ]
    assert article.body == "One word and two.\nHead\nThree."
    assert before(article) == [("1", "word"), ("2", "two."), ("3", "Three.")]
    assert article.problems == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\$6,500 and 5\*3", "$6,500 and 5*3"),
        ("[Nelson]{.nocase}, x", "Nelson, x"),
        ("[A title](https://a.example/x)", "A title (https://a.example/x)"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("[https://a.example](https://a.example/x)", "https://a.example"),
        ("[above](#here)", "above"),
        ("pp. 44--56, 44\u201356", "pp. 44--56, 44\u201356"),
        ("&amp; `code` ~~gone~~", "& code gone"),
        ("Tom & Jerry <b>x</b>", "Tom & Jerry x"),
    ],
)
def test_a_note_is_plain_text(notes, written, read):
    assert notes(f"One.[^1]\n\n[^1]: {written}\n", "a.md") == [("1", read)]


def test_names_are_numbered_by_their_first_mark(notes):
    data = "One[^b] two[^a] in place^[Fein, *T*.] again[^b].\n\n[^a]: A.\n[^b]: B.\n"
    assert notes(data, "a.md") == [("1", "B."), ("2", "A."), ("3", "Fein, T.")]


def test_numbers_of_an_excerpt_are_kept(notes):
    assert notes("One[^40] two[^41].\n\n[^40]: A.\n\n[^41]: B.\n", "a.md") == [
        ("40", "A."),
        ("41", "B."),
    ]


def test_code_and_escapes_are_no_marks(codes):
    data = "One[^1] `[^2]` \\[^3].\n\n    [^4]: code\n\n```\n[^5]\n```\n\n[^1]: A.\n"
    article = read_article(data.encode(), "a.md")
    assert [m.note for m in article.marks] == ["1"]
    assert article.problems == ()


def test_a_mark_without_a_note_and_a_note_without_a_mark():
    data = "One.[^1]\n\nTwo.[^7]\n\n[^1]: A.\n\n[^9]: Nobody.\n"
    article = read_article(data.encode(), "a.md")
    assert [(p.code, p.line) for p in article.problems] == [
        ("mark-without-note", 3),
        ("note-without-mark", 7),
    ]
    assert [n.text for n in article.notes] == ["A.", "Nobody."]


def test_a_paragraph_too_long_for_markup_keeps_its_marks():
    data = "word " * 6000 + "end.[^1] " + "word " * 100 + "\n\n[^1]: A.\n"
    article = read_article(data.encode(), "a.md")
    assert article.body[article.marks[0].offset - 4 : article.marks[0].offset] == "end."


def test_plain_notes_in_markdown_are_found(notes):
    data = "One.[1] Two.[2]\n\n## Notes\n\n1. Fein.\n2. Kuper.\n"
    assert notes(data, "a.md") == [("1", "Fein."), ("2", "Kuper.")]


def test_accents_that_stand_apart_become_one_letter_with_theirs():
    article = read_article("Text.[^1]\n\n[^1]: Mu\u0308ller 1998.\n".encode(), "a.md")
    assert article.notes[0].text == "M\u00fcller 1998."
