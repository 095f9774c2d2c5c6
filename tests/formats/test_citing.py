"""Works as RIS, CSL-JSON and COinS: each read back by the rules of its format."""

import json
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.formats import coins, csl_json, dates, ris
from evidence.model import Name, Work

ARTICLE = Work(
    "moor2011",
    "article",
    authors=(Name("Moor", "Ada"), Name("Berg", "Jan", prefix="van der", suffix="Jr.")),
    fields={
        "title": "Tides",
        "subtitle": "A History",
        "journaltitle": "Salt & Sand",
        "volume": "6",
        "number": "4",
        "pages": "407--429",
        "date": "2011-05-02",
        "doi": "10.1000/182",
    },
)
REPORT = Work(
    "un2004",
    "report",
    authors=(Name("Office of Salt, Sand and Sea", corporate=True),),
    fields={"title": "Letter", "number": "S/2004/567", "date": "2004", "institution": "Office"},
)
CHAPTER = Work(
    "low2001",
    "incollection",
    authors=(Name("Low", "Ann"),),
    editors=(Name("Vole", "Vera"),),
    fields={"title": "Part", "booktitle": "Whole", "date": "2001/2003", "publisher": "Quay"},
)


def tags(work):
    """The values of each tag of a record."""
    found = {}
    for line in ris.dump(work).split("\r\n")[:-1]:
        assert line[2:6] == "  - ", line
        found.setdefault(line[:2], []).append(line[6:])
    return found


def context(work):
    """The values of each key of a context object."""
    found = {}
    for key, value in parse_qsl(coins.dump(work), strict_parsing=True):
        found.setdefault(key, []).append(value)
    return found


class TestRis:
    def test_an_article(self):
        assert tags(ARTICLE) == {
            "TY": ["JOUR"],
            "ID": ["moor2011"],
            "AU": ["Moor, Ada", "van der Berg, Jan, Jr."],
            "TI": ["Tides: A History"],
            "T2": ["Salt & Sand"],
            "PY": ["2011"],
            "DA": ["2011/05/02"],
            "IS": ["4"],
            "SP": ["407"],
            "EP": ["429"],
            "VL": ["6"],
            "DO": ["10.1000/182"],
            "ER": [""],
        }

    def test_a_comma_does_not_make_a_person_of_a_body(self):
        assert tags(REPORT)["AU"] == ["Office of Salt; Sand and Sea"]
        assert tags(REPORT)["TY"] == ["RPRT"]

    def test_a_chapter_stands_in_its_volume(self):
        assert (tags(CHAPTER)["TY"], tags(CHAPTER)["T2"]) == (["CHAP"], ["Whole"])
        assert tags(CHAPTER)["ED"] == ["Vole, Vera"]

    @given(st.text(min_size=1))
    def test_no_text_breaks_out_of_its_line(self, text):
        work = Work("k", "misc", authors=(Name(text),), fields={"title": text, "note": text})
        found = tags(work)
        assert set(found) <= {"TY", "ID", "AU", "TI", "ER"}
        assert len(found["ER"]) == 1


class TestCslJson:
    def test_an_article(self):
        assert json.loads(csl_json.dump([ARTICLE])) == [
            {
                "id": "moor2011",
                "type": "article-journal",
                "author": [
                    {"family": "Moor", "given": "Ada"},
                    {
                        "family": "Berg",
                        "given": "Jan",
                        "non-dropping-particle": "van der",
                        "suffix": "Jr.",
                    },
                ],
                "title": "Tides: A History",
                "container-title": "Salt & Sand",
                "issue": "4",
                "page": "407-429",
                "issued": {"date-parts": [[2011, 5, 2]]},
                "volume": "6",
                "DOI": "10.1000/182",
            }
        ]

    def test_a_body_is_literal_and_a_report_has_a_number(self):
        item = csl_json.item(REPORT)
        assert item["author"] == [{"literal": "Office of Salt, Sand and Sea"}]
        assert (item["number"], "issue" in item) == ("S/2004/567", False)

    def test_a_range_of_years(self):
        assert csl_json.item(CHAPTER)["issued"] == {"date-parts": [[2001], [2003]]}

    def test_what_is_not_known_is_left_out(self):
        assert csl_json.item(Work("k", "misc")) == {"id": "k", "type": "document"}


class TestCoins:
    def test_an_article(self):
        found = context(ARTICLE)
        assert found["ctx_ver"] == ["Z39.88-2004"]
        assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
        assert found["rft_id"] == ["info:doi/10.1000/182"]
        assert found["rft.atitle"] == ["Tides: A History"]
        assert found["rft.jtitle"] == ["Salt & Sand"]
        assert (found["rft.aulast"], found["rft.aufirst"]) == (["Moor"], ["Ada"])
        assert found["rft.au"] == ["Moor, Ada", "Berg, Jan van der, Jr."]
        assert (found["rft.spage"], found["rft.epage"]) == (["407"], ["429"])
        assert found["rft.date"] == ["2011-05-02"]

    def test_a_chapter_has_its_own_title_and_that_of_the_volume(self):
        found = context(CHAPTER)
        assert (found["rft.genre"], found["rft.atitle"]) == (["bookitem"], ["Part"])
        assert found["rft.btitle"] == ["Whole"]

    def test_a_body_is_no_person(self):
        found = context(REPORT)
        assert found["rft.aucorp"] == ["Office of Salt, Sand and Sea"]
        assert "rft.au" not in found
        assert "rft.aulast" not in found

    def test_other_kinds_are_described_in_dublin_core(self):
        found = context(Work("k", "online", fields={"title": "T", "url": "https://a.org/"}))
        assert found["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
        assert found["rft.title"] == ["T"]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2003", dates.Span((2003,))),
        ("2003-02", dates.Span((2003, 2))),
        ("1992-06-17", dates.Span((1992, 6, 17))),
        ("2001/2003", dates.Span((2001,), (2003,))),
        ("1997?", dates.Span((1997,), circa=True)),
        ("2001/..", dates.Span((2001,))),
        ("2001-21", dates.Span((2001,))),
        ("forthcoming", None),
        ("", None),
    ],
)
def test_dates_say_what_is_known(text, span):
    assert dates.parse(text) == span
