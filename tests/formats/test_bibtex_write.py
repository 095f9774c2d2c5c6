"""Works become biblatex entries that read back as the same works; files only ever grow."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.formats import bibtex, bibtex_write
from evidence.formats.lines import FormatError
from evidence.model import Name, Work

BOOK = Work(
    "moor2011",
    "book",
    authors=(Name("Moor", "Ada"),),
    fields={"title": "Tides", "date": "2011", "publisher": "Quay & Sons", "location": "Hull"},
)


def back(work):
    found = bibtex.load(bibtex_write.dump(work))
    assert not found.faults
    (one,) = found.works
    return one


def test_an_entry_has_one_field_a_line_in_the_order_of_a_bibliography():
    assert bibtex_write.dump(BOOK) == (
        "@book{moor2011,\n"
        "  author = {Moor, Ada},\n"
        "  title = {Tides},\n"
        "  date = {2011},\n"
        "  publisher = {Quay \\& Sons},\n"
        "  location = {Hull},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        Name("Moor", "Ada"),
        Name("Berg", "Jan", prefix="van der"),
        Name("King", "Martin", suffix="Jr."),
        Name("Office of Salt and Sand", corporate=True),
        Name("Müller-Ødegård", "Åse"),
        Name("de la Torre", "Ana"),
        Name("Smith and Weston", "Lee"),
        Name("Plato"),
    ],
    ids=str,
)
def test_every_kind_of_name_comes_back(name):
    work = Work("k", "book", authors=(name, Name("Moor", "Ada")), fields={"title": "T"})
    assert back(work).authors == work.authors


@pytest.mark.parametrize(
    "title",
    [
        "50% of 3 & 4 in #5_a",
        "Costs $5 {braces} \\ slash",
        "a~b ^ caret",
        "Dashes -- and ``quotes'' \\ kept",
        "UN and NATOs in the EU's view",
        "Ends with a backslash \\",
        "Åse's “war”",
    ],
)
def test_special_signs_come_back(title):
    work = Work("k", "misc", fields={"title": title})
    assert back(work).title == title


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1))
def test_any_text_stays_inside_its_field(text):
    work = Work("k", "misc", fields={"title": "T", "note": text, "url": text})
    found = bibtex.load(bibtex_write.dump(work))
    assert [one.key for one in found.works] == ["k"]
    assert set(found.works[0].fields) <= {"title", "note", "url"}
    assert found.works[0].title == "T"


def test_acronyms_of_titles_are_protected():
    assert "title = {The {UN} at Work}" in bibtex_write.dump(
        Work("k", "book", fields={"title": "The UN at Work"})
    )


@pytest.mark.parametrize("key", ["", "a b", "a{b", "a,b", "a\nb"])
def test_a_key_that_no_file_can_hold_is_refused(key):
    with pytest.raises(FormatError, match="no citation key"):
        bibtex_write.dump(Work(key, "book"))


def test_entries_are_added_at_the_end_and_nothing_else_changes():
    text = "% ours\n@string{x = {y}}\n\n@book{a,title={A}}"
    new = bibtex_write.appended(text, [BOOK])
    assert new.startswith(text)
    assert [work.key for work in bibtex.load(new).works] == ["a", "moor2011"]


def test_the_line_ends_of_the_file_are_kept():
    new = bibtex_write.appended("@book{a,\r\n title={A}}\r\n", [BOOK])
    assert "\n" not in new.replace("\r\n", "")


@pytest.mark.parametrize("taken", ["moor2011", "MOOR2011"])
def test_a_key_that_is_taken_is_refused(taken):
    with pytest.raises(FormatError, match="taken"):
        bibtex_write.appended(f"@book{{{taken}, title = {{A}}}}\n", [BOOK])


def test_a_key_of_an_entry_that_cannot_be_read_is_taken_too():
    with pytest.raises(FormatError, match="taken"):
        bibtex_write.appended("@book{moor2011, title = {A\n", [BOOK])


def test_no_key_stands_twice_among_the_new_entries():
    with pytest.raises(FormatError, match="taken"):
        bibtex_write.appended("", [BOOK, BOOK])


@pytest.mark.biber
def test_biber_finds_an_entry_valid(tmp_path):
    biber = shutil.which("biber")
    if biber is None:
        pytest.skip("biber is not installed: apt-get install biber")
    (tmp_path / "new.bib").write_text(bibtex_write.dump(BOOK), encoding="utf-8")
    run = subprocess.run(
        [biber, "--tool", "--validate-datamodel", "new.bib"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert "WARN" not in run.stdout


def test_a_name_in_the_extended_form_is_written_as_it_was():
    text = "family=Dyk, given=Justin, given-i=J, prefix=van, useprefix=true and Doe, Jane"
    (work,) = bibtex.load(f"@book{{a, author = {{{text}}}, title = {{T}}}}").works
    assert f"author = {{{text}}}" in bibtex_write.dump(work)
    assert back(work).authors == work.authors
