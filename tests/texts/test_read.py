"""Files become content and passages; offsets point at the characters that people see."""

import hashlib

import pytest

from evidence import texts
from evidence.texts import extract, markdown


def read(data, suffix=".md", **options):
    return texts.read(data, suffix, "doe2001", "notes", f"corpus/notes/doe2001{suffix}", **options)


def words(reading):
    return [reading.text.words_of(passage) for passage in reading.text.passages]


def test_a_text_knows_its_work_its_file_and_its_hash():
    text = read(b"One.\n\nTwo.\n").text
    assert (text.work, text.kind, text.path) == ("doe2001", "notes", "corpus/notes/doe2001.md")
    assert text.sha256 == hashlib.sha256(b"One.\n\nTwo.\n").hexdigest()
    assert [one.id for one in text.passages] == ["doe2001/notes#1", "doe2001/notes#2"]


def test_an_unknown_suffix_is_a_problem_that_lists_the_known_ones():
    reading = read(b"x", ".doc")
    assert reading.text is None
    (problem,) = reading.problems
    assert problem.code == "unknown-format"
    assert ".doc" in problem.message
    assert problem.hint == "Known: .markdown, .md, .txt"


def test_suffixes_are_read_in_capitals_too():
    assert words(read(b"One.", ".TXT")) == ["One."]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize("data", [b"", b" \n\n\t\n", b"\xef\xbb\xbf", b"\x0c\n\x0c", b"\x00\x01"])
def test_a_text_without_words_is_a_problem(data, suffix):
    reading = read(data, suffix)
    assert reading.text.passages == ()
    assert [(one.code, one.severity) for one in reading.problems] == [("empty", "warning")]


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("evidence.texts.registry.MOST_BYTES", 10)
    reading = read(b"eleven byte")
    assert reading.text is None
    assert [one.code for one in reading.problems] == ["too-large"]


def test_a_fault_in_a_reader_is_a_problem_of_its_file(monkeypatch):
    def broken(*_):
        raise RecursionError

    monkeypatch.setitem(vars(texts.registry)["_TEXT"], ".md", broken)
    reading = read(b"One.")
    assert reading.text.passages == ()
    assert [one.code for one in reading.problems] == ["unreadable"]


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a\x00b", "a b"),
        ("a\x1bb", "a b"),
        ("a\u202eb", "a b"),
        ("a\x9fb", "a b"),
        ("a\ud800b", "a\ufffdb"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("\ufb01eld \u00c9", "\ufb01eld \u00c9"),
    ],
    ids=["nul", "escape", "override", "c1", "surrogate", "decomposed", "ligature"],
)
def test_control_characters_give_way_and_nothing_is_normalised(raw, plain, suffix):
    assert words(read(raw, suffix)) == [plain]


def test_bytes_that_are_no_utf_8_are_replaced():
    assert words(read(b"na\xefve", ".txt")) == ["na\ufffdve"]


class TestMarkdown:
    def test_paragraphs_and_list_items_are_passages_under_their_heading(self):
        reading = read(
            "# Doe 2001\n\n## What it is\nA book\nof 1999.\n\n- one\n- two\n\n  more of two\n"
        )
        assert [(one.heading, one.paragraph) for one in reading.text.passages] == [
            ("What it is", 1),
            ("What it is", 2),
            ("What it is", 3),
            ("What it is", 4),
        ]
        assert words(reading) == ["A book of 1999.", "one", "two", "more of two"]
        assert reading.text.content == (
            "Doe 2001\n\nWhat it is\n\nA book of 1999.\n\none\n\ntwo\n\nmore of two"
        )

    @pytest.mark.parametrize(
        ("source", "plain"),
        [
            ("*Very* **strong** `code`", "Very strong code"),
            ("a [link](http://x.org 'title')", "a link"),
            ("a [link][1]\n\n[1]: http://x.org", "a link"),
            ("![the alt text](x.png)", "the alt text"),
            ("<http://x.org>", "http://x.org"),
            ("5 &lt; 6 &amp; \\*", "5 < 6 & *"),
            ("one  \ntwo", "one\ntwo"),
            ("a <b>bold</b> word<br>next", "a bold word\nnext"),
            ("~~gone~~ said", "gone said"),
            ("> quoted\n> twice", "quoted twice"),
            ("    indented", "indented"),
            ("```\nfenced *as is*\n```", "fenced *as is*"),
            ("<div>in a <i>block</i></div>", "in a block"),
            ("<script>alert(1)</script>words", "words"),
            ("note[^1] and [12]", "note[^1] and [12]"),
        ],
    )
    def test_markup_is_no_part_of_the_content(self, source, plain):
        assert words(read(source)) == [plain]

    def test_a_comment_is_not_read(self):
        assert words(read("<!-- to\n\ndo -->\n\nSaid.\n")) == ["Said."]

    def test_a_table_is_read_row_by_row(self):
        source = "| *Year* | Case |\n|---|:-:|\n| 1994 | a\\|b |\n"
        assert words(read(source)) == ["Year\tCase", "1994\ta|b"]

    def test_front_matter_is_apart(self):
        reading = read("---\nwork: doe2001\nknown_from: article\n---\n# T\n\nSaid.\n")
        assert reading.front == "work: doe2001\nknown_from: article\n"
        assert words(reading) == ["Said."]
        assert "known_from" not in reading.text.content

    def test_front_matter_without_an_end_is_a_problem(self):
        reading = read("---\nwork: doe2001\n\nSaid.\n")
        assert [(one.code, one.line) for one in reading.problems] == [("front-matter", 1)]
        assert "Said." in words(reading)

    def test_a_rule_within_the_text_is_no_front_matter(self):
        reading = read("Said.\n\n---\nwork: x\n---\n")
        assert reading.front == ""
        assert words(reading)[0] == "Said."

    def test_too_much_markdown_is_refused(self, monkeypatch):
        monkeypatch.setattr(markdown, "MOST_LINES", 5)
        reading = read("- a\n" * 6)
        assert [one.code for one in reading.problems] == ["too-large"]

    @pytest.mark.parametrize(
        "source",
        [
            "[" * 60_000,
            "*a **b " * 9_000,
            "![" * 30_000,
            ">" * 60_000,
            "<!--" * 15_000,
            "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|b\n" * 500,
            "- " * 30_000,
        ],
        ids=["brackets", "stars", "images", "quotes", "comments", "table", "lists"],
    )
    def test_crafted_markup_ends(self, source):
        reading = read(source)
        assert reading.text is not None
        assert len(reading.text.content) <= len(source) + 1000


class TestPlainText:
    def test_paragraphs_stand_between_blank_lines(self):
        reading = read("One\nline.\n \t\n\nTwo.\n", ".txt")
        assert words(reading) == ["One\nline.", "Two."]
        assert [one.paragraph for one in reading.text.passages] == [1, 2]
        assert reading.text.content == "One\nline.\n \t\n\nTwo.\n"

    def test_a_form_feed_begins_the_next_printed_page(self):
        reading = read("One.\n\n\fTwo\n\fgoes on.\n\n\f\fFive.", ".txt", page_offset=406)
        found = [
            (text, one.page)
            for text, one in zip(words(reading), reading.text.passages, strict=True)
        ]
        assert found == [("One.", "407"), ("Two", "408"), ("goes on.", "409"), ("Five.", "411")]

    def test_a_paragraph_over_a_page_break_keeps_its_number(self):
        reading = read("One.\n\nTwo\n\fgoes on.\n\nThree.", ".txt", page_offset=0)
        assert [one.paragraph for one in reading.text.passages] == [1, 2, 2, 3]

    @pytest.mark.parametrize(
        ("source", "offset"),
        [("One.\f\nTwo.", None), ("One.\n\nTwo.", 4), ("One.\fTwo.", -2)],
        ids=["offset unknown", "no form feeds", "before page one"],
    )
    def test_a_page_that_is_not_known_is_left_empty(self, source, offset):
        reading = read(source, ".txt", page_offset=offset)
        assert [one.page for one in reading.text.passages] == ["", ""]

    def test_line_ends_of_other_systems(self):
        assert words(read(b"a\r\n\r\nb\rc", ".txt")) == ["a", "b\nc"]


class TestLongParagraphs:
    @pytest.mark.parametrize("suffix", [".md", ".txt"])
    def test_they_are_split_where_sentences_end(self, suffix):
        sentence = "The state protects its minorities (see p. 5) from harm. "
        reading = read(sentence * 60, suffix)
        assert len(reading.text.passages) == 3
        for text in words(reading):
            assert text.startswith("The state")
            assert text.endswith("from harm.")
            assert len(text) <= extract.LONG + 100
        assert {one.paragraph for one in reading.text.passages} == {1}
        assert " ".join(words(reading)) == (sentence * 60).strip()

    @pytest.mark.parametrize(
        "source", ["a" * 5000, "word " * 1000, "\u3042\u3002" * 2500, "." * 5000, "A. " * 2000]
    )
    def test_none_is_longer_than_the_limit_and_none_is_lost(self, source):
        reading = read(source, ".txt")
        assert max(map(len, words(reading))) <= extract.MOST
        assert "".join(words(reading)).replace(" ", "") == source.replace(" ", "")

    def test_a_million_words_are_read(self):
        text = ("The state and its institutions protect minorities. " * 20 + "\n\n") * 7150
        reading = read(text, ".txt")
        assert len(reading.text.passages) == 7150
        assert reading.problems == ()


def test_offsets_point_at_the_characters():
    source = "# H\n\nOne *two* \u00e9\u0301 \U0001f30d.\n\n- a **b**\n"
    reading = read(source)
    content = reading.text.content
    assert [(one.start, one.end) for one in reading.text.passages] == [
        (content.index("One"), content.index(".") + 1),
        (content.index("a b"), len(content)),
    ]
