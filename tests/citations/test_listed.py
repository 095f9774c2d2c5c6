"""The article's own list of references: which of several works is meant, and by which letter."""

import pytest
from tests.citations.library import lines, notes_of

from evidence.citations.resolve import resolve
from evidence.formats import bibtex

WORKS = bibtex.load("""
@book{moor, author={Ashby, Maud}, date={1998}, title={The Moor and the Mill}, publisher={Heath}}
@book{quiet, author={Ashby, Maud}, date={1998}, title={The Quiet Market: Trade and Order}}
@article{weather, author={Ashby, Maud}, date={1998}, title={Weather}, journaltitle={Annals of Rye},
  volume={3}, pages={7--19}}
@article{weather2, author={Ashby, Maud}, date={1998}, title={Weather}, journaltitle={Annals of Rye},
  volume={4}, pages={33--40}}
@book{tell, author={Tell, Ruth}, date={1987}, title={A Theory of Hunger}}
@book{anon, title={The Moor and the Mill}, date={1998}}
""").works

QUIET = "Ashby, Maud. 1998. The Quiet Market: Trade and Order. Leeds: Northgate Press."
TELL = "Tell, Ruth. 1987. A Theory of Hunger. London: Cobden and Rye."


def cited(note, *entries, head="References"):
    body = "\n".join(["The text of an article.", head, *entries])
    return lines(resolve(notes_of(note), WORKS, body)[-1])


def test_without_a_list_several_works_of_a_year_are_ambiguous():
    assert cited("Ashby 1998, 5.", head="Conclusion") == ["ambiguous, p. 5"]


@pytest.mark.parametrize("head", [
    "References", "7. References", "BIBLIOGRAPHY", "Works Cited", "Literaturverzeichnis",
    "Select bibliography:",
])  # fmt: skip
def test_the_listed_work_is_meant(head):
    assert cited("Ashby 1998, 5.", TELL, QUIET, head=head) == ["quiet, p. 5"]


ENTRIES = {
    "year behind the title": ["Ashby, Maud. The Quiet Market: Trade and Order. Leeds: Gate, 1998."],
    "no subtitle, small letters": ["Ashby, M. (1998). The quiet market. Northgate Press."],
    "a dash for the author": [
        "Ashby, Maud. 1991. Something Else. Leeds.",
        "Ashby, Maud. 1998. The Quiet Market: Trade and Order. Leeds.",
    ],
    "the year at once": ["Ashby, Maud. 1991. Something Else.", "1998 The Quiet Market. Leeds."],
    "several in a paragraph": [f"{TELL} {QUIET}"],
    "a slip in the title": ["Ashby, Maud. 1998. The Qiuet Market: Trade and Order. Leeds."],
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_entries_are_known_in_many_forms(entries):
    assert cited("Ashby 1998, 5.", *entries) == ["quiet, p. 5"]


def test_a_dash_stands_for_the_author_of_the_entry_before():
    entries = [TELL, QUIET, "———. 1998. The Moor and the Mill. Marlow: Heath."]
    assert cited("Ashby 1998.", *entries) == ["ambiguous"]
    assert cited("Ashby 1998.", TELL, entries[2]) == ["ambiguous"]


def test_letters_are_those_of_the_list_and_not_of_the_alphabet():
    entries = [QUIET.replace("1998", "1998a"), "Ashby, Maud. 1998b. The Moor and the Mill. Heath."]
    assert cited("Ashby 1998a, 5; Tell 1987; Ashby 1998b.", *entries, TELL) == [
        "quiet, p. 5", "tell", "moor",
    ]  # fmt: skip


def test_a_letter_that_the_list_lacks_is_not_guessed():
    assert cited("Ashby 1998c.", QUIET.replace("1998", "1998a")) == ["ambiguous"]


def test_articles_of_one_title_are_told_by_their_pages():
    entry = "Ashby, Maud. 1998. ‘Weather’. Annals of Rye 4: 33–40."
    assert cited("Ashby 1998.", entry) == ["weather2"]


def test_an_entry_of_another_author_or_year_tells_nothing():
    others = ["Lee, Ann. 1998. The Quiet Market: Trade and Order.", QUIET.replace("1998", "2003")]
    assert cited("Ashby 1998.", *others) == ["ambiguous"]


def test_what_stands_before_the_list_tells_nothing():
    assert cited("Ashby 1998.", head=f"{QUIET}\nReferences") == ["ambiguous"]
