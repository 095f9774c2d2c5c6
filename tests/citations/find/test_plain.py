"""Plain text: notes are told from lists by their marks and their heading."""

import pytest

from evidence.citations.find import read_article

NOTES = [("1", "Fein, p. 4."), ("2", "Kuper, p. 5."), ("3", "Ibid., p. 6.")]


@pytest.mark.parametrize("mark", ["[{}]", "^{}", "({})", "{}"], ids=str)
@pytest.mark.parametrize("label", ["{}. ", "[{}] ", "{} ", "({}) ", "{}) "], ids=str)
@pytest.mark.parametrize("heading", ["Notes\n\n", "ENDNOTES:\n", ""], ids=repr)
def test_marks_labels_and_headings(notes, before, mark, label, heading):
    text = "First sentence.{} Then a second.{} And a third.{}\n\n".format(*map(mark.format, "123"))
    data = text + heading + "".join(label.format(n) + words + "\n" for n, words in NOTES)
    assert notes(data, "a.txt") == NOTES
    article = read_article(data.encode(), "a.txt")
    assert before(article) == [("1", "sentence."), ("2", "second."), ("3", "third.")]
    assert article.problems == ()


def test_superscript_figures(notes):
    data = "First sentence.¹ Then 5 m² of it.² A third.³\n\n¹ Fein.\n² Kuper.\n³ Harff.\n"
    assert notes(data, "a.txt") == [("1", "Fein."), ("2", "Kuper."), ("3", "Harff.")]


GUTENBERG = """\
_Chapter I_

The beginning of it[1] goes over
two lines, and so on.[2]


FOOTNOTES:

  [1] Fein, _A Title_,
      p. 4.

      A second paragraph.

  [2] Kuper.

             * * * * *

_Chapter II_

It goes on.[1]


FOOTNOTES:

  [1] Harff.

The end.
"""


def test_numbers_begin_anew_in_each_chapter(before):
    article = read_article(GUTENBERG.encode(), "a.txt")
    assert [(n.section, n.note, n.text, n.line) for n in article.notes] == [
        ("Chapter I", "1", "Fein, A Title, p. 4.\nA second paragraph.", 9),
        ("Chapter I", "2", "Kuper.", 14),
        ("Chapter II", "1", "Harff.", 25),
    ]
    assert [m.section for m in article.marks] == ["Chapter I", "Chapter I", "Chapter II"]
    assert before(article) == [("1", "it"), ("2", "on."), ("1", "on.")]
    assert "goes over two lines" in article.body
    assert article.body.endswith("The end.")
    assert article.problems == ()


def test_notes_of_all_chapters_may_stand_at_the_end():
    data = (
        "Chapter 1\n\nOne.[1] Two.[2]\n\nChapter 2\n\nThree.[1] Four.[2]\n\n"
        "Notes\n\nChapter 1\n1. a\n2. b\n\nChapter 2\n1. c\n2. d\n"
    )
    article = read_article(data.encode(), "a.txt")
    assert [n.text for n in article.notes] == ["a", "b", "c", "d"]
    assert len({n.section for n in article.notes}) == 2
    assert [m.section for m in article.marks] == [n.section for n in article.notes]
    assert article.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        "Three things matter:\n\n1. trade\n2. law\n3. trust\n\nThat is all that there is.\n" * 3,
        "It is said (1) that trade helps.\n\n1. trade\n2. law\n3. trust\n\nAnd so.\nMore.\nEnd.\n",
        "In 1994 it began.\n1995 was worse.\n1996 was the end of it.\nAnd so on, it seems.\n",
    ],
)
def test_a_list_is_no_notes(codes, data):
    article = read_article(data.encode(), "a.txt")
    assert article.notes == ()
    assert codes(article) == ["no-notes"]
    assert "law" in article.body or "1995" in article.body


def test_a_list_among_notes_stays_in_the_body():
    data = (
        "One.[1] Two.[2] Three.[3]\n\n1. trade\n2. law\n3. trust\n\nFour.[4] Five.[5]\n\n"
        "1. a\n2. b\n3. c\n4. d\n5. e\n"
    )
    article = read_article(data.encode(), "a.txt")
    assert [n.text for n in article.notes] == ["a", "b", "c", "d", "e"]
    assert "2. law" in article.body


@pytest.mark.parametrize("label", ["{}. ", "{} ", "[{}] "])
def test_notes_alone_are_read_with_one_warning(label):
    data = "".join(label.format(n) + f"Fein, Work {n}, p. {n}.\n" for n in range(1, 81))
    article = read_article(data.encode(), "a.txt")
    assert [n.note for n in article.notes] == [str(n) for n in range(1, 81)]
    assert article.notes[79].text == "Fein, Work 80, p. 80."
    assert [(p.code, p.severity) for p in article.problems] == [("no-marks", "warning")]


def test_a_missing_note_and_a_missing_mark():
    data = "One.[1] Two.[2] Three.[3] Four.[4]\n\nNotes\n\n1. a\n2. b\n4. d\n5. e\n"
    article = read_article(data.encode(), "a.txt")
    assert [(p.code, p.line) for p in article.problems] == [
        ("mark-without-note", 1),
        ("note-without-mark", 8),
    ]
    assert [n.note for n in article.notes] == ["1", "2", "4", "5"]


def test_marks_without_any_notes_are_said(codes):
    article = read_article(b"One.[1] Two.[2] Three.[3]\n", "a.txt")
    assert codes(article) == ["mark-without-note"]
