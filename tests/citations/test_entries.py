"""Entries of a list of references: all in one note, or at the end of an article."""

import pytest
from tests.citations.library import lines, notes_of

from evidence.citations.parse import references
from evidence.citations.propose import proposals
from evidence.citations.resolve import Resolver
from evidence.model import Name

GERMAN = (
    "Literatur: Ahl, Ann, 1976: Gleiche Tore für alle. Rostock. Ahl, Ann/Ek, Bo/Orr, Cy, 1972: Der "
    "lange Weg, in: Bender, Rolf (Hrsg.): Wege und Tore. Emden 1972, S. 81-104. Ito, Ken und Uwe "
    "Moor, 1980: Mühlen. Fulda und Hamm. Tell, Ruth, 1974/75: Hunger, in: Annals of Rye, vol. 9, "
    "S. 6-20."
)


def test_a_list_of_references_in_one_note_is_read_entry_by_entry():
    found = references(GERMAN)
    assert [(one.year, one.title) for one in found] == [
        ("1976", "Gleiche Tore für alle"),
        ("1972", "Der lange Weg"),
        ("1980", "Mühlen"),
        ("1974/75", "Hunger"),
    ]
    assert found[1].names == (Name("Ahl", "Ann"), Name("Ek", "Bo"), Name("Orr", "Cy"))
    assert found[2].names == (Name("Ito", "Ken"), Name("Moor", "Uwe"))
    assert [one.place for one in found[::2]] == ["Rostock", "Fulda und Hamm"]
    assert (found[3].container, found[3].volume, found[3].pages) == ("Annals of Rye", "9", "6-20")


LIST = [
    "Ashby, Maud. 1998a. The Quiet Market. Leeds: Northgate Press.",
    "———. 1998b. “Prices and Peace.” Journal of Border Studies 12 (3): 44–60.",
    "Tell, R., & Ek, B. (1987). A theory of hunger: Bread and war. London: Cobden.",
]


def resolved(*notes, entries=LIST):
    resolver = Resolver((), "\n".join(["Text.", "References", *entries]))
    return resolver, resolver.run(notes_of(*notes))


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Ashby 1998a, 5.", "ashby1998quiet, p. 5"),
        ("Ashby 1998b, 47.", "ashby1998prices, p. 47"),
        ("Tell and Ek 1987: 3.", "tell1987theory, p. 3"),
        ("Tell et al. 1987, 3.", "tell1987theory, p. 3"),
        ("Ashby, ‘Prices and Peace’, p. 50.", "ashby1998prices, p. 50"),
    ],
)
def test_without_a_bibliography_the_list_stands_in(note, meant):
    assert lines(resolved(note)[1][-1]) == [meant]


def test_cited_works_of_the_list_are_proposed_with_all_that_it_says():
    resolver, cited = resolved("Ashby 1998b, 47.")
    own = {key: entry.work for key, entry in resolver.own.entries.items()}
    (one,) = proposals(cited, own)
    assert one.work.type == "article"
    assert one.work.authors == (Name("Ashby", "Maud"),)
    fields = {"title", "journaltitle", "volume", "number", "pages", "date", "usera"}
    assert set(one.work.fields) == fields
    assert one.work.get("usera") == "article only (its list of references)"
    assert one.work.get("pages") == "44--60"
