"""BibTeX becomes works: names, LaTeX, strings, crossref; bad entries leave the good ones."""

import pytest

from evidence.formats import bibtex
from evidence.formats.bibtex_values import plain

GOOD = "@book{good, author = {Doe, Jane}, title = {Fine}, date = {2001}}\n"


def one(text):
    found = bibtex.load(text)
    assert not found.faults
    assert len(found.works) == 1
    return found.works[0]


def test_a_braced_body_stays_one_name():
    work = one("@report{a, author = {{United Nations} and van der Berg, Jan}, title = {T}}")
    assert [str(name) for name in work.authors] == ["United Nations", "Jan van der Berg"]
    assert work.authors[0].corporate
    assert not work.authors[1].corporate
    assert work.authors[1].sorted == "Berg, Jan van der"


def test_latex_is_decoded_and_other_text_left_alone():
    text = r"@book{a, author = {M{\"u}ller, Zo\'e}, title = {A {UN} \& B: 1816--1992, 'x'}}"
    work = one(text)
    assert str(work.authors[0]) == "Zoé Müller"
    assert work.title.startswith("A UN & B")
    assert one("@book{a, title = {1816--1992 'x' ``y''}}").title == "1816--1992 'x' ``y''"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Rowman \& Littlefield", "Rowman & Littlefield"),
        (r"{UN} {S}ystem 50\% \_x \{y\}", "UN System 50% _x {y}"),
        ("{A -- B}", "A -- B"),
        (r"caf\'{e}", "café"),
        (r"\textit{Genocide} Studies", "Genocide Studies"),
        (r"a $x^2$ b", "a x^2 b"),
        (r"back\slash", "back"),
        (r"{\TeX} and {\LaTeX}", "TeX and LaTeX"),
    ],
)
def test_what_latex_becomes(value, text):
    assert plain(value) == text


def test_strings_are_resolved_and_joined():
    text = '@string{up = "University Press"}\n@book{a, publisher = "Yale " # up, month = jan}'
    work = one(text)
    assert work.publisher == "Yale University Press"
    assert work.get("month") == "jan"


def test_a_chapter_gets_what_its_volume_has_but_not_its_addresses():
    works = bibtex.load(
        "@incollection{c, author={A, B}, title={Part}, crossref={v}}\n"
        "@collection{v, editor={E, F}, title={Whole}, subtitle={Sub}, date={1999}, doi={10.1/x},"
        " annotation={doubt}, publisher={P}}\n"
    ).works
    chapter = works[0]
    assert (chapter.title, chapter.container, chapter.year) == ("Part", "Whole", 1999)
    assert chapter.get("booksubtitle") == "Sub"
    assert str(chapter.editors[0]) == "F E"
    assert chapter.publisher == "P"
    assert not chapter.get("doi")
    assert not chapter.doubts


def test_what_the_chapter_says_itself_stands():
    works = bibtex.load(
        "@incollection{c, title={Part}, booktitle={Own}, date={2000}, crossref={v}}\n"
        "@collection{v, title={Whole}, date={1999}}\n"
    ).works
    assert (works[0].container, works[0].year) == ("Own", 2000)


def test_an_article_in_an_issue_takes_its_title_as_journal():
    works = bibtex.load(
        "@article{a, title={Paper}, crossref={i}}\n@periodical{i, title={Journal}, number={47}}"
    ).works
    assert (works[0].container, works[0].get("number")) == ("Journal", "47")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("@book{good, title={Again}}\n", 2, "duplicate key 'good'", id="key"),
        pytest.param("\n@book{bad, title={Open\n", 3, "entry 'bad' cannot be read", id="brace"),
        pytest.param("@book{b, title={A}, title={B}}\n", 2, "field title stands twice", id="field"),
        pytest.param("@book{b, title={A} {B}}\n", 2, "after the value", id="two values"),
        pytest.param("@book{b,\n publisher = nosuch}\n", 3, "unknown string 'nosuch'", id="string"),
        pytest.param("@misc{b, crossref={goud}}\n", 2, "unknown crossref 'goud'", id="crossref"),
        pytest.param("@misc{b, crossref={b}}\n", 2, "in a circle", id="circle"),
        pytest.param("@book{b, author={A, B, C, D, E}}\n", 2, "is no name", id="name"),
        pytest.param("@book{, title={A}}\n", 2, "without a key", id="no key"),
    ],
)
def test_a_bad_entry_is_a_fault_with_its_line_and_the_good_one_stays(text, line, words):
    found = bibtex.load(GOOD + text)
    assert found.works[0].key == "good"
    assert [fault.line for fault in found.faults] == [line]
    assert words in found.faults[0].message
    assert found.faults[0].hint


def test_the_first_of_two_equal_keys_stands():
    found = bibtex.load(GOOD + "@book{good, title={Again}}\n")
    assert [work.title for work in found.works] == ["Fine"]


def test_an_unknown_crossref_suggests_the_nearest_key():
    found = bibtex.load(GOOD + "@misc{b, crossref={goud}}\n")
    assert found.faults[0].hint == "Did you mean 'good'?"


def test_text_that_is_no_bibtex_yields_nothing():
    assert bibtex.load("no entries here, @ all").works == []


def test_labels_are_short():
    two = one("@book{a, author={Chirot, D. and McCauley, C.}, title={T}, date={2006}}")
    many = one("@book{a, author={A, B and C, D and E, F}, title={T}, date={2001-05}}")
    nobody = one("@book{a, title={T}}")
    assert (two.label, many.label, nobody.label) == (
        "Chirot and McCauley 2006",
        "A et al. 2001",
        "T",
    )


class TestExtendedNames:
    """`family=Dyk, given=Justin, prefix=van`, as biblatex has it."""

    def test_parts_become_those_of_the_name(self):
        work = one(
            "@book{a, author = {family=Dyk, given=Justin, prefix=van, useprefix=true and Doe, Jane"
            ' and given=Ann, given-i=A, family={Lee and Sons}, suffix="Jr, Dr" and {A Body}}}'
        )
        assert [name.family for name in work.authors] == ["Dyk", "Doe", "Lee and Sons", "A Body"]
        first, _, third, body = work.authors
        assert (first.given, first.prefix, str(first)) == ("Justin", "van", "Justin van Dyk")
        assert (third.given, third.suffix) == ("Ann", "Jr, Dr")
        assert body.corporate
        assert not first.corporate

    @pytest.mark.parametrize(
        ("option", "sorted_as"),
        [
            (", useprefix=true", "van Dyk, Justin"),
            (", useprefix=false", "Dyk, Justin van"),
            ("", "Dyk, Justin van"),
        ],
    )
    def test_useprefix_says_where_the_name_is_sorted(self, option, sorted_as):
        work = one(f"@book{{a, author = {{family=Dyk, given=Justin, prefix=van{option}}}}}")
        assert work.authors[0].sorted == sorted_as

    def test_latex_in_a_part_is_decoded(self):
        name = one(r"@book{a, author = {family=M{\"u}ller, given={Zo\'e}}}").authors[0]
        assert str(name) == "Zoé Müller"

    def test_a_braced_family_alone_is_a_body(self):
        assert one("@book{a, author = {family={United Nations}}}").authors[0].corporate

    def test_an_equals_sign_in_a_plain_name_is_left_alone(self):
        assert one("@book{a, author = {{Crime=Justice Group}}}").authors[0].family == (
            "Crime=Justice Group"
        )

    @pytest.mark.parametrize(
        ("name", "words", "hint"),
        [
            ("family=Dyk, givn=Justin", "'givn=Justin' is no part", "Did you mean 'given'?"),
            ("family=Dyk, Justin", "'Justin' is no part of a name", "family"),
            ("family=Dyk, family=Dijk", "'family' stands twice", "Keep one"),
            ("given=Justin, prefix=van", "there is no family name", "Add 'family=...'"),
        ],
    )
    def test_a_bad_part_is_a_fault_and_the_name_is_kept_whole(self, name, words, hint):
        found = bibtex.load(f"@book{{a,\n author = {{{name} and Doe, Jane}}, title = {{T}}}}")
        (fault,) = found.faults
        assert (fault.line, words in fault.message, hint in fault.hint) == (2, True, True)
        assert [str(one) for one in found.works[0].authors] == [name, "Jane Doe"]
