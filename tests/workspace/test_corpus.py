"""Notes and copies of works are found by their names; what fits no work is said, not guessed."""

import hashlib

import pytest

from evidence import texts
from evidence.workspace.corpus import load_corpus


@pytest.fixture
def corpus(tmp_path):
    """Writes files below corpus/ and loads them."""

    def load(files=None, works=("doe2001", "roe2002")):
        for name, data in (files or {}).items():
            path = tmp_path / "corpus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return load_corpus(tmp_path, works)

    return load


def said(loaded):
    return [(one.path, one.line, one.code) for one in loaded.problems]


def test_a_workspace_without_a_corpus_has_no_texts(corpus):
    loaded = corpus()
    assert (loaded.texts, loaded.problems) == ((), ())


def test_notes_come_before_copies_and_each_in_the_order_of_names(corpus):
    loaded = corpus({"texts/doe2001.txt": "D.", "notes/roe2002.md": "B.", "notes/doe2001.md": "A."})
    assert [(one.path, one.kind, one.work) for one in loaded.texts] == [
        ("corpus/notes/doe2001.md", "notes", "doe2001"),
        ("corpus/notes/roe2002.md", "notes", "roe2002"),
        ("corpus/texts/doe2001.txt", "text", "doe2001"),
    ]
    assert loaded.problems == ()


def test_a_key_is_found_by_its_file_name(corpus):
    loaded = corpus({"notes/%44oe%2F2001.md": "A."}, works=["Doe/2001"])
    assert [one.work for one in loaded.texts] == ["Doe/2001"]


def test_a_file_of_no_work_is_a_problem_with_the_likeliest_key(corpus):
    loaded = corpus({"notes/doe2011.md": "A.", "notes/doe2001.md": "B."})
    assert [one.work for one in loaded.texts] == ["doe2001"]
    assert said(loaded) == [("corpus/notes/doe2011.md", None, "unknown-work")]
    assert "Did you mean 'doe2001'?" in loaded.problems[0].hint


def test_many_files_of_no_work_are_not_compared_with_every_key(corpus, monkeypatch):
    monkeypatch.setattr("evidence.workspace.corpus.MOST_SUGGESTIONS", 1)
    loaded = corpus({"notes/doe2003.md": "A.", "notes/doe2004.md": "B."})
    assert ["Did you mean" in one.hint for one in loaded.problems] == [True, False]


def test_front_matter_that_names_another_work_keeps_the_text_out(corpus):
    loaded = corpus({"notes/doe2001.md": "---\nknown_from: article\nwork: roe2002\n---\nSaid.\n"})
    assert loaded.texts == ()
    assert said(loaded) == [("corpus/notes/doe2001.md", 3, "other-work")]
    assert "roe2002.md" in loaded.problems[0].hint


@pytest.mark.parametrize(
    ("front", "line"),
    [("work: [doe2001\n", 3), ("work: doe2001\nx: *alias\n", 3), ("- work\n", 2), ("a: b: c\n", 2)],
    ids=["open", "alias", "list", "colons"],
)
def test_faulty_front_matter_is_a_problem_and_the_rest_is_read(corpus, front, line):
    loaded = corpus({"notes/doe2001.md": f"---\n{front}---\nSaid.\n"})
    assert said(loaded) == [("corpus/notes/doe2001.md", line, "front-matter")]
    assert [one.content for one in loaded.texts] == ["Said."]


def test_a_wrong_encoding_is_a_problem_with_its_line_and_the_rest_is_read(corpus):
    loaded = corpus({"texts/doe2001.txt": b"One.\n\nna\xefve\n\nThree."})
    assert said(loaded) == [("corpus/texts/doe2001.txt", 3, "encoding")]
    assert len(loaded.texts[0].passages) == 3


def test_utf_16_is_a_problem(corpus):
    loaded = corpus({"texts/doe2001.txt": "One.".encode("utf-16")})
    assert said(loaded) == [("corpus/texts/doe2001.txt", 1, "encoding")]
    assert loaded.texts == ()


def test_an_empty_text_is_a_problem(corpus):
    assert said(corpus({"notes/doe2001.md": "---\nwork: doe2001\n---\n"})) == [
        ("corpus/notes/doe2001.md", None, "empty")
    ]


def test_a_format_that_is_not_read_leaves_its_sister_alone(corpus):
    loaded = corpus({"texts/doe2001.doc": b"\xd0\xcf\x11\xe0", "texts/doe2001.txt": "One."})
    assert [one.path for one in loaded.texts] == ["corpus/texts/doe2001.txt"]
    assert said(loaded) == [("corpus/texts/doe2001.doc", None, "unknown-format")]


def test_of_two_texts_of_a_work_the_first_is_read(corpus):
    loaded = corpus({"texts/doe2001.md": "One.", "texts/doe2001.txt": "Two."})
    assert [one.path for one in loaded.texts] == ["corpus/texts/doe2001.md"]
    assert said(loaded) == [("corpus/texts/doe2001.txt", None, "second-text")]


def test_notes_are_markdown(corpus):
    assert said(corpus({"notes/doe2001.txt": "One."})) == [
        ("corpus/notes/doe2001.txt", None, "notes-format")
    ]


def test_hidden_files_the_readme_and_folders_are_none_of_ours(corpus):
    loaded = corpus(
        {"notes/.gitkeep": "", "notes/README.md": "# Notes", "texts/old/doe2001.txt": "One."}
    )
    assert (loaded.texts, loaded.problems) == ((), ())


def test_a_file_that_is_too_large_is_a_problem(corpus, monkeypatch):
    monkeypatch.setattr("evidence.workspace.corpus.MOST_BYTES", 10)
    assert said(corpus({"texts/doe2001.txt": "eleven byte"})) == [
        ("corpus/texts/doe2001.txt", None, "too-large")
    ]


HEADER = "key,file,sha256,pages,page_offset,added\n"


def test_the_manifest_tells_the_printed_page(corpus):
    loaded = corpus(
        {
            "texts/doe2001.txt": "One.\n\f\nTwo.",
            "manifest.csv": HEADER + "doe2001,corpus/texts/doe2001.txt,,2,406,2026-01-02\n",
        }
    )
    assert [one.page for one in loaded.texts[0].passages] == ["407", "408"]
    assert loaded.problems == ()


def test_a_copy_that_is_not_the_one_that_was_added_is_a_warning(corpus):
    right = hashlib.sha256(b"One.").hexdigest()
    files = {
        "texts/doe2001.txt": "One.",
        "texts/roe2002.txt": "Changed.",
        "manifest.csv": f"{HEADER}doe2001,doe2001.txt,{right.upper()},,,\n"
        f"roe2002,roe2002.txt,{right},,,\n",
    }
    loaded = corpus(files)
    assert said(loaded) == [("corpus/manifest.csv", 3, "changed-file")]
    assert loaded.problems[0].severity == "warning"
    assert len(loaded.texts) == 2


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (HEADER + "doe2001,doe2001.txt,,,iv,\n", (2, "schema")),
        (HEADER + "doe2001\n", (2, "table")),
        ("file\n", (1, "table")),
        (b"\xff\xfe", (1, "encoding")),
    ],
    ids=["offset", "cells", "header", "binary"],
)
def test_a_faulty_manifest_is_a_problem_and_texts_are_read(corpus, table, problem):
    loaded = corpus({"texts/doe2001.txt": "One.\fTwo.", "manifest.csv": table})
    assert said(loaded) == [("corpus/manifest.csv", *problem)]
    assert [one.page for one in loaded.texts[0].passages] == ["", ""]


class TestCache:
    @pytest.fixture
    def reads(self, monkeypatch):
        """The paths that were read, not taken from the cache."""
        paths = []
        read = texts.read
        monkeypatch.setattr(
            texts, "read", lambda *args, **more: (paths.append(args[4]), read(*args, **more))[1]
        )
        return paths

    def test_what_did_not_change_is_not_read_again(self, corpus, reads):
        first = corpus({"notes/doe2001.md": "A.", "notes/roe2002.md": b"\xff"})
        assert len(reads) == 2
        assert corpus() == first
        assert len(reads) == 2

    def test_what_changed_is_read_again_and_nothing_else(self, corpus, reads):
        corpus({"notes/doe2001.md": "A.", "notes/roe2002.md": "B."})
        loaded = corpus({"notes/roe2002.md": "C."})
        assert reads[2:] == ["corpus/notes/roe2002.md"]
        assert [one.content for one in loaded.texts] == ["A.", "C."]

    def test_another_page_offset_is_read_again(self, corpus):
        corpus({"texts/doe2001.txt": "One.\fTwo."})
        loaded = corpus({"manifest.csv": HEADER + "doe2001,doe2001.txt,,,4,\n"})
        assert [one.page for one in loaded.texts[0].passages] == ["5", "6"]

    def test_another_reader_reads_again(self, corpus, reads, monkeypatch):
        corpus({"notes/doe2001.md": "A."})
        monkeypatch.setattr("evidence.workspace.corpus_file.code", lambda *_: "another")
        corpus()
        assert len(reads) == 2

    def test_a_disk_that_is_full_costs_time_and_no_text(self, corpus, monkeypatch):
        def full(*_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("evidence.workspace.cache.write_atomically", full)
        assert len(corpus({"notes/doe2001.md": "A."}).texts) == 1


def test_the_order_in_which_files_were_written_changes_nothing(tmp_path):
    names = ["doe2001.md", "doe2001-2.md", "doe2001a.md"]
    works = ["doe2001", "doe2001-2", "doe2001a"]
    found = []
    for place, order in enumerate((names, names[::-1])):
        folder = tmp_path / str(place) / "corpus/notes"
        folder.mkdir(parents=True)
        for name in order:
            (folder / name).write_text("Said.")
        found.append(load_corpus(tmp_path / str(place), works))
    assert found[0] == found[1]
    assert [one.work for one in found[0].texts] == works
