"""Every format with every kind of damage: a clear problem, and what is sound is read."""

import importlib.util
from pathlib import Path

import pytest

from evidence.citations.find import known_suffixes, read_article
from evidence.citations.find import registry as registry_module
from evidence.model import UsageError

_SPEC = importlib.util.spec_from_file_location(
    "word_files", Path(__file__).with_name("word_files.py")
)
word = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(word)

BODY = word.paragraph(word.text("Café one"), word.mark(3), word.text(" two."), word.mark(4))
SAMPLES = {
    ".docx": word.docx(BODY, word.note(3, word.text("Fein.")) + word.note(4, word.text("Kuper."))),
    ".txt": b"Caf\xc3\xa9 one[1] two.[2]\n\nNotes\n\n1. Fein.\n2. Kuper.\n",
    ".md": b"Caf\xc3\xa9 one[^1] two.[^2]\n\n[^1]: Fein.\n\n[^2]: Kuper.\n",
    ".html": (
        b'<meta charset="utf-8"><p>Caf\xc3\xa9 one<a href="#fn1">1</a> two.<a href="#fn2">2</a></p>'
        b'<ol><li id="fn1">Fein.</li><li id="fn2">Kuper.</li></ol>'
    ),
    ".xml": (
        b'<TEI><text><p>Caf\xc3\xa9 one<note n="1">Fein.</note> two.<note n="2">Kuper.</note></p>'
        b"</text></TEI>"
    ),
    ".jats": (
        b'<article><body><p>Caf\xc3\xa9 one<xref ref-type="fn" rid="a">1</xref> two.'
        b'<xref ref-type="fn" rid="b">2</xref></p></body><back><fn-group><fn id="a"><p>Fein.</p>'
        b'</fn><fn id="b"><p>Kuper.</p></fn></fn-group></back></article>'
    ),
}
EXPORT = b"Caf\xc3\xa9 one[footnoteRef:1] two.[footnoteRef:2] [1: Fein.] [2: Kuper.]\n"
TEXT_FORMATS = [".txt", ".md", ".html"]


def samples(*without):
    chosen = {suffix: data for suffix, data in SAMPLES.items() if suffix not in without}
    return pytest.mark.parametrize(("suffix", "data"), chosen.items(), ids=chosen)


def is_sound(article):
    return (
        [(n.note, n.text) for n in article.notes] == [("1", "Fein."), ("2", "Kuper.")]
        and [(m.note, m.offset) for m in article.marks] == [("1", 8), ("2", 13)]
        and article.body == "Café one two."
    )


@samples()
def test_every_format_gives_the_same_article(suffix, data):
    article = read_article(data, "a" + suffix.upper())
    assert is_sound(article), article
    assert article.problems == ()


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a", "a.unknown"])
def test_the_text_export_is_known_by_its_content(path):
    assert is_sound(read_article(EXPORT, path))


@samples()
def test_without_a_suffix_the_content_decides(suffix, data):
    assert is_sound(read_article(data, "article")), suffix


@samples(".txt")
def test_under_an_unknown_suffix_the_content_decides(suffix, data):
    assert is_sound(read_article(data, "article.tmp")), suffix


@pytest.mark.parametrize("data", [b"%PDF-1.7 \x00\xff", b"just words", b"", bytes(99)], ids=repr)
def test_an_unknown_format_lists_what_is_known(data):
    with pytest.raises(UsageError) as error:
        read_article(data, "article.pdf")
    assert "'.pdf'" in error.value.message
    assert all(suffix in error.value.hint for suffix in known_suffixes())


@samples()
def test_a_file_that_is_cut_anywhere_never_raises(suffix, data):
    for end in range(0, len(data), max(1, len(data) // 60)):
        article = read_article(data[:end], "a" + suffix)
        assert all(p.message and p.path == "a" + suffix for p in article.problems)
        if not article.notes:
            assert article.problems


@samples()
def test_changed_bytes_never_raise(suffix, data):
    for place in range(0, len(data), max(1, len(data) // 60)):
        damaged = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        assert not [
            p for p in read_article(damaged, "a" + suffix).problems if p.code == "unreadable"
        ]


@pytest.mark.parametrize("suffix", TEXT_FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(suffix, encoding):
    data = SAMPLES[suffix].decode().encode(encoding)
    article = read_article(data, "a" + suffix)
    assert is_sound(article)
    assert article.problems == ()


@pytest.mark.parametrize("suffix", TEXT_FORMATS)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_was_guessed_is_said(suffix, encoding):
    data = SAMPLES[suffix].decode().replace('charset="utf-8"', "").encode(encoding)
    article = read_article(data, "a" + suffix)
    assert is_sound(article)
    assert [(p.code, p.severity) for p in article.problems] == [("encoding", "warning")]
    assert "UTF-8" in article.problems[0].hint


@samples()
def test_a_file_that_is_too_large_is_not_read(suffix, data, monkeypatch):
    monkeypatch.setattr(registry_module, "MOST_BYTES", 20)
    article = read_article(data, "a" + suffix)
    assert [p.code for p in article.problems] == ["too-large"]


def test_too_many_notes_are_cut_and_said(monkeypatch):
    monkeypatch.setattr("evidence.citations.find.draft.MOST_NOTES", 1)
    article = read_article(SAMPLES[".md"], "a.md")
    assert [n.text for n in article.notes] == ["Fein."]
    assert "too-many-notes" in [p.code for p in article.problems]


def test_many_lost_marks_are_one_problem():
    data = "".join(f"Word.[^{n}] " for n in range(1, 90)).encode()
    article = read_article(data + b"\n\n[^1]: A.\n", "a.md")
    assert [p.code for p in article.problems] == ["mark-without-note"]
    assert "88" in article.problems[0].message
