"""What a full citation says of a work becomes an entry; what it does not say stays empty."""

import pytest

from evidence.citations.propose import proposals, type_of, work_of
from evidence.citations.resolve import Resolver
from evidence.formats import bibtex
from evidence.model import Note


def proposed(*texts, taken=frozenset()):
    notes = [Note(str(number), "footnote", "", text) for number, text in enumerate(texts, 1)]
    resolver = Resolver([])
    cited = resolver.run(notes)
    own = {key: entry.work for key, entry in resolver.own.entries.items()}
    return {one.work.title: one for one in proposals(cited, own, taken)}


def only(text):
    (found,) = proposed(text).values()
    return found.work


ARTICLE = (
    "Ada Moor and Bo Lind, \u2018Salt Roads of the Interior\u2019, "
    "Journal of Coastal Trade 12/3: 101-120 (2009), p. 104."
)
CHAPTER = (
    "{who}, \u2018{title}\u2019, in Ina Voss and Per Dahl (eds.), Markets at the Edge: Six Cases "
    "(Hull: Quay Press, 2011), p. {page}."
)


def test_an_article():
    work = only(ARTICLE)
    assert work.type == "article"
    assert [str(name) for name in work.authors] == ["Ada Moor", "Bo Lind"]
    assert {name: work.get(name) for name in ("journaltitle", "volume", "number", "date")} == {
        "journaltitle": "Journal of Coastal Trade",
        "volume": "12",
        "number": "3",
        "date": "2009",
    }
    assert work.pages == "101-120"


def test_a_book_says_where_it_is_known_from():
    work = only("Ada Moor, The Long Tide: A History of Harbours (Hull: Quay Press, 2011), p. 9.")
    assert (work.type, work.publisher, work.get("location")) == ("book", "Quay Press", "Hull")
    assert work.get("usera") == "article only (note 1)"
    assert not work.doubts


def test_a_book_of_editors_is_a_collection():
    work = only("Ina Voss and Per Dahl (eds.), Markets at the Edge (Hull: Quay Press, 2011).")
    assert work.type == "collection"
    assert not work.authors
    assert [name.family for name in work.editors] == ["Voss", "Dahl"]


def test_a_page_of_the_web_keeps_when_it_was_visited():
    work = only(
        "Harbour Watch Network, \u2018Silt Index\u2019, 3 May 2012, "
        "http://harbour.example/silt, accessed 5 January 2013."
    )
    assert work.type == "online"
    assert (work.get("date"), work.get("urldate")) == ("2012-05-03", "2013-01-05")


def test_a_document_with_a_symbol_is_a_report_of_its_body():
    work = only("Olu Adeyemi, Report on Harbours and Peace, A/99/123, 7 June 2031, p. 4.")
    assert (work.type, work.get("number")) == ("report", "A/99/123")
    assert work.get("institution") == "United Nations"
    assert "symbol" in work.doubts


def test_a_document_cited_by_its_symbol_alone_goes_by_it():
    work = only("S/RES/9999, 30 August 2031.")
    assert (work.type, work.title, work.get("date")) == ("misc", "S/RES/9999", "2031-08-30")


def test_translator_and_edition_are_taken_from_what_is_printed():
    work = only("Ada Moor, The Long Tide, trans. Bo Lind, 2nd edn (Hull: Quay Press, 2011), p. 9.")
    assert work.get("translator") == "Lind, Bo"
    assert work.get("edition") == "2"


def test_a_chapter_alone_keeps_its_volume_in_itself():
    found = proposed(CHAPTER.format(who="Ada Moor", title="Salt and Silk", page=12))
    (one,) = found.values()
    assert one.work.type == "incollection"
    assert one.work.get("booktitle") == "Markets at the Edge: Six Cases"
    assert not one.work.crossref


def test_chapters_of_one_volume_share_an_entry_that_stands_before_them():
    found = proposed(
        CHAPTER.format(who="Ada Moor", title="Salt and Silk", page=12),
        CHAPTER.format(who="Bo Lind", title="Ports without Kings", page=77),
    )
    volume, first, second = found.values()
    assert (volume.work.type, volume.work.title) == ("collection", "Markets at the Edge: Six Cases")
    assert first.work.crossref == second.work.crossref == volume.key
    text = "\n".join(one.entry for one in found.values())
    assert not bibtex.load(text).faults


def test_later_citations_fill_what_the_first_leaves_out_and_are_quoted_where_they_differ():
    chapter = CHAPTER.format(who="Ada Moor", title="Salt and Silk", page=12)
    found = proposed(chapter, chapter.replace("2011", "2012"))
    assert "Note 2 has date 2012." in next(iter(found.values())).work.doubts


def test_a_year_that_is_not_printed_is_not_made_up():
    work = only("Ada Moor, \u2018Salt Roads\u2019, Journal of Coastal Trade 12/3: 101-120.")
    assert not work.get("date")
    assert "No year" in work.doubts


def test_an_entry_reads_back_as_its_work():
    for one in proposed(ARTICLE).values():
        (work,) = bibtex.load(one.entry).works
        assert (work.key, work.type, work.authors) == (one.key, one.work.type, one.work.authors)
        assert work.fields == one.work.fields


def test_works_of_the_bibliography_are_not_proposed():
    (one,) = proposed(ARTICLE).values()
    assert not proposed(ARTICLE, taken={one.key})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Moor, \u2018Silt\u2019 (PhD thesis, University of Hull, 2010), p. 3.", "thesis"),
        ("Harbour Commission, Report on Silt (Hull: Harbour Commission, 2010), p. 3.", "report"),
    ],
)
def test_other_kinds(text, kind):
    assert only(text).type == kind


def test_the_names_that_resolving_needs_are_kept():
    notes = [Note("1", "footnote", "", ARTICLE)]
    (cited,) = Resolver([]).run(notes)
    reference = cited.citations[0].reference
    assert work_of(reference, "k").key == "k"
    assert type_of(reference) == "article"
