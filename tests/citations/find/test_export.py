"""The text export of Word: marks with a number, groups after the paragraph."""

from evidence.citations.find import read_article

PLAIN = (
    "First sentence.[footnoteRef:1] Second.[footnoteRef:2] [1:  Fein, p. 4. ]  [2: A note,\n"
    "which goes on.] \n\nThird.[footnoteRef:3] [3: Kuper.]\n"
)


def test_marks_and_groups(before):
    article = read_article(PLAIN.encode(), "a.txt")
    assert [(n.note, n.text, n.line) for n in article.notes] == [
        ("1", "Fein, p. 4.", 1),
        ("2", "A note,\nwhich goes on.", 1),
        ("3", "Kuper.", 4),
    ]
    assert article.body == "First sentence. Second.\nThird."
    assert before(article) == [("1", "sentence."), ("2", "Second."), ("3", "Third.")]
    assert article.problems == ()


def test_brackets_in_a_note_belong_to_it(notes):
    data = (
        "A.[footnoteRef:1] B.[footnoteRef:2] C.[footnoteRef:3] [1: See [2: the other] and [3].] "
        "[2: An open [ bracket.] [3: A closing ] bracket.]\nNext.\n"
    )
    assert notes(data, "a.txt") == [
        ("1", "See [2: the other] and [3]."),
        ("2", "An open [ bracket."),
        ("3", "A closing ] bracket."),
    ]


def test_footnotes_and_endnotes_may_share_numbers():
    data = "A.[footnoteRef:1] B.[endnoteRef:1] [1: below] [1: at the end]\n"
    article = read_article(data.encode(), "a.txt")
    assert [(n.kind, n.text) for n in article.notes] == [
        ("footnote", "below"),
        ("endnote", "at the end"),
    ]


def test_numbers_that_begin_anew_make_sections():
    data = "A.[footnoteRef:1] [1: one]\nB.[footnoteRef:1] [1: another]\n"
    article = read_article(data.encode(), "a.txt")
    assert [n.id for n in article.notes] == [("1", "1", "footnote"), ("2", "1", "footnote")]
    assert article.problems == ()


def test_brackets_of_the_text_stay(notes):
    data = "A list [1: first] here.[footnoteRef:7] [7: Fein.]\n"
    article = read_article(data.encode(), "a.txt")
    assert article.body == "A list [1: first] here."
    assert [n.note for n in article.notes] == ["7"]


def test_a_mark_without_a_note_and_a_note_without_a_mark(codes):
    data = "A.[footnoteRef:1] B.[footnoteRef:2] [1: one]\nC. [9: nine]\n\n[8: eight]\n"
    article = read_article(data.encode(), "a.txt")
    assert [(p.code, p.line) for p in article.problems] == [
        ("mark-without-note", 1),
        ("note-without-mark", 4),
    ]
    assert [n.note for n in article.notes] == ["1", "8"]
    assert "C. [9: nine]" in article.body


def test_a_note_without_an_end_takes_its_line(codes):
    data = "A.[footnoteRef:1] [1: never closed\nThe text goes on.\n"
    article = read_article(data.encode(), "a.txt")
    assert codes(article) == ["unclosed-note"]
    assert article.notes[0].text == "never closed"
    assert article.body.endswith("The text goes on.")
