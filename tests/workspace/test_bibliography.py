"""Entries added to a .bib file: at its end, whole, and never twice."""

import pytest

from evidence.formats import bibtex
from evidence.model import EvidenceError, Work
from evidence.workspace.bibliography import append

NEW = Work("new2001", "book", fields={"title": "New", "date": "2001"})


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"@book{old, title = {Old}}",
        b"@book{old, title = {Old}}\r\n",
        b"\xef\xbb\xbf% caf\xc3\xa9\n@book{old, title = {Old}}\n",
        b"@book{broken, title = {Old\n",
    ],
    ids=["empty", "no-line-end", "windows", "byte-order-mark", "broken"],
)
def test_what_the_file_holds_stays_byte_for_byte(tmp_path, before):
    path = tmp_path / "a.bib"
    path.write_bytes(before)
    append(path, [NEW])
    assert path.read_bytes().startswith(before)
    assert b"@book{new2001," in path.read_bytes()


def test_a_file_is_made_where_there_is_none(tmp_path):
    append(tmp_path / "bib" / "a.bib", [NEW], tmp_path)
    text = (tmp_path / "bib" / "a.bib").read_text(encoding="utf-8")
    assert [work.key for work in bibtex.load(text).works] == ["new2001"]


@pytest.mark.parametrize(
    ("before", "words"),
    [(b"@book{new2001, title = {X}}\n", "taken"), (b"@book{a, title = {\xe9}}\n", "UTF-8")],
    ids=["key-taken", "other-encoding"],
)
def test_a_refusal_leaves_the_file_as_it_is(tmp_path, before, words):
    path = tmp_path / "a.bib"
    path.write_bytes(before)
    with pytest.raises(EvidenceError, match=words):
        append(path, [NEW])
    assert path.read_bytes() == before
