"""Volumes of one title, and letters behind years: told apart where the notes say which, or open."""

import pytest
from tests.citations.library import read

from evidence.citations.resolve import resolve
from evidence.formats import bibtex
from evidence.model import Note

SET = """
@mvcollection{sets2004, editor={Sable, Ada and Cork, Dan}, title={Roads to Ruin}, volumes={2},
  date={2004}, publisher={Heath House}, location={Marlow}}
"""
SECOND = """
@collection{second2004, editor={Sable, Ada and Cork, Dan}, date={2004}, volume={2},
  title={Roads to Ruin, Volume 2: Bridges}, publisher={Heath House}, location={Marlow}}
"""
FIRST = """
@collection{first2004, editor={Sable, Ada and Cork, Dan}, date={2004}, volume={1},
  title={Roads to Ruin, Volume 1: Tolls}, publisher={Heath House}, location={Marlow}}
"""
IMPRINT = "(Marlow: Heath House, 2004)"

TWO_VOLUMES = {
    "a volume by its number": (
        [f"Roads to Ruin, ed. by Ada Sable and Dan Cork, 2 vols {IMPRINT}, ii, p. 179."],
        ["second2004, p. 179"]),
    "the number alone": (
        [f"Roads to Ruin, ed. by Ada Sable and Dan Cork, 2 vols {IMPRINT}, ii."], ["second2004"]),
    "a volume by its title": (
        [f"Ada Sable and Dan Cork (eds), Roads to Ruin, Volume 2: Bridges {IMPRINT}, p. 4."],
        ["second2004, p. 4"]),
    "no volume": ([f"Ada Sable and Dan Cork (eds), Roads to Ruin {IMPRINT}."], ["ambiguous"]),
    "no volume, and a page": (
        [f"Ada Sable and Dan Cork (eds), Roads to Ruin {IMPRINT}, p. 4."], ["ambiguous, p. 4"]),
    "short, by its number": (["Sable and Cork 2004, vol. 2, p. 9."], ["second2004, p. 9"]),
    "volume and page in figures": (["Sable and Cork 2004, 2:26."], ["second2004, p. 26"]),
    "a title, volume and page in figures": (
        [f"Ada Sable and Dan Cork (eds), Roads to Ruin, Volume 2: Bridges {IMPRINT}.",
         "Sable and Cork, Roads to Ruin, 2:26."],
        ["second2004, p. 26"]),
    "a volume cited before does not decide": (
        [f"Ada Sable and Dan Cork (eds), Roads to Ruin, Volume 2: Bridges {IMPRINT}.",
         "Sable and Cork, Roads to Ruin, p. 26."], ["ambiguous, p. 26"]),
    "author and year": (["Sable and Cork 2004, p. 9."], ["ambiguous, p. 9"]),
}  # fmt: skip


@pytest.mark.parametrize(
    "records", [SET + SECOND, FIRST + SECOND], ids=["set and volume", "volumes"]
)
@pytest.mark.parametrize(("notes", "meant"), TWO_VOLUMES.values(), ids=TWO_VOLUMES.keys())
def test_volumes_of_one_title(records, notes, meant):
    assert read(*notes, works=bibtex.load(records).works)[-1] == meant


def test_an_article_that_names_volumes_means_the_set_where_it_names_none():
    works = bibtex.load(SET + SECOND).works
    whole = f"Ada Sable and Dan Cork (eds), Roads to Ruin {IMPRINT}."
    second = f"Ada Sable and Dan Cork (eds), Roads to Ruin, Volume 2: Bridges {IMPRINT}."
    assert read(whole, second, works=works) == [["sets2004"], ["second2004"]]


LETTERED = """
@book{zeal1988, author={Lome, Ida}, title={A Zeal for Order}, date={1988}}
@book{grain1988, author={Lome, Ida}, title={Grain}, date={1988}}
@book{later1990, author={Lome, Ida}, title={Later}, date={1990}}
"""
THE = LETTERED.replace("{Grain}", "{The Grain}").replace("A Zeal", "Zeal")


def cited(records, *texts):
    """Return key or status of the citations of the last of these notes, with the reason."""
    notes = [Note(str(place), "footnote", "", text) for place, text in enumerate(texts, 1)]
    found = resolve(notes, bibtex.load(records).works)[-1].citations
    return [(one.key or one.status, one.reason) for one in found]


def test_letters_follow_the_order_of_titles_and_the_reason_says_so():
    ((first, reason),) = cited(THE, "Lome 1988b, p. 4.", "Lome 1988a, p. 3.")
    assert first == "grain1988"
    assert reason == "by its letter, in the order of the 2 titles of that year"
    assert cited(THE, "Lome 1988a, p. 4.", "Lome 1988b, p. 3.")[0][0] == "zeal1988"


def test_letters_say_nothing_where_the_orders_in_use_differ():
    ((status, reason),) = cited(LETTERED, "Lome 1988b, p. 4.", "Lome 1988a, p. 3.")
    assert status == "ambiguous"
    assert "of that year" in reason


def test_letters_say_nothing_where_the_bibliography_has_more_works_than_the_notes():
    more = THE + "@book{more1988, author={Lome, Ida}, title={Moors}, date={1988}}"
    assert cited(more, "Lome 1988b, p. 4.", "Lome 1988a, p. 3.")[0][0] == "ambiguous"


def test_a_year_without_a_letter_stays_open_among_works_of_that_year():
    assert cited(THE, "Lome 1988, p. 4.")[0][0] == "ambiguous"


def test_letters_tell_works_apart_that_the_article_alone_describes():
    notes = [
        Note("1", "footnote", "", "Lome 1988a, p. 4."),
        Note("2", "footnote", "", "Lome 1988b, p. 5."),
        Note("3", "footnote", "", "Lome 1988a, p. 6."),
    ]
    first, second, again = (each.citations[0].key for each in resolve(notes))
    assert first == again != second


def test_a_span_of_years_is_that_of_the_work():
    records = """
@book{all1984, author={Lome, Ida}, title={All of It}, date={1984/1986}}
@book{one1984, author={Lome, Ida}, title={One of Them}, date={1984}}
"""
    works = bibtex.load(records).works
    assert read("Lome 1984–1986, p. 4.", works=works) == [["all1984, p. 4"]]
    assert read("Lome 1984, p. 4.", works=works) == [["one1984, p. 4"]]
