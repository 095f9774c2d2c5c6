"""Names are read as notes print them, and found in running text."""

import pytest

from evidence.citations import name_runs, names
from evidence.model import Name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee", [Name("Lee", "Ann")]),
        ("Ann B. Lee and Bo Ek", [Name("Lee", "Ann B."), Name("Ek", "Bo")]),
        ("Ann Lee, Bo Ek & Cy Orr", [Name("Lee", "Ann"), Name("Ek", "Bo"), Name("Orr", "Cy")]),
        ("Lee, A. B.", [Name("Lee", "A. B.")]),
        ("Lee/Ek", [Name("Lee"), Name("Ek")]),
        ("Ursula van den Berg", [Name("Berg", "Ursula", "van den")]),
        ("Ann Lee, Jr.", [Name("Lee", "Ann", "", "Jr.")]),
        ("Bo Ek III", [Name("Ek", "Bo", "", "III")]),
        ("Ann Lee (ed.)", [Name("Lee", "Ann")]),
        ("Ana De La Torre", [Name("De La Torre", "Ana")]),
        ("Van Dyk", [Name("Van Dyk")]),
        ("LEE, Ann B. and EK, Bo", [Name("LEE", "Ann B."), Name("EK", "Bo")]),
        ("LEE and Ek", [Name("LEE"), Name("Ek")]),
        ("Boat Owners Association", [Name("Boat Owners Association", corporate=True)]),
        ("OSP", [Name("OSP", corporate=True)]),
        ("", []),
    ],
)
def test_names_are_read(text, expected):
    assert names.read(text) == (tuple(expected), False)


@pytest.mark.parametrize("others", ["et al.", "and others", "u.a.", "und andere"])
def test_others_are_told_apart_from_names(others):
    assert names.read(f"Ann Lee {others}") == ((Name("Lee", "Ann"),), True)


@pytest.mark.parametrize(
    ("text", "is_body"),
    [("Ministry of Boats", True), ("OSP", True), ("Ann Lee", False), ("A. B.", False)],
)
def test_a_body_is_told_by_its_words(text, is_body):
    assert names.is_body(text) is is_body


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("See also ", "Ann Lee and Bo Ek, "),
        ("for this, see ", "A. B. Lee, "),
        ("It floats; ", "Ursula van den Berg, "),
        ("Cf. ", "Lee, Ek, and Orr, "),
        ("it floats ", ""),
        ("See ", "I. Lee"),
        ("See ", "Lee Bo-yung"),
        ("Ibid., and ", "Lee"),
    ],
)
def test_names_before_a_place_begin_after_the_lead_in(before, said):
    text = before + said
    assert text[name_runs.tail(text, len(text)) :] == said


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("Ann Lee", ", Boats at Sea (1999)"),
        ("Ann Lee and Bo Ek", ", Boats at Sea (1999)"),
        ("Ann Lee, Bo Ek, and Cy Orr", ", Boats at Sea (1999)"),
        ("Lee", ", Boats and Rafts (1999)"),
        ("Ann Lee et al.", ", Boats at Sea"),
        ("Lee, A. B.", " (1999) Boats at Sea"),
        ("Office for Spare Parts (OSP)", ", Boats at Sea"),
        ("", "boats at sea"),
    ],
)
def test_names_at_a_place_end_before_the_title(said, after):
    text = said + after
    assert text[: name_runs.head(text, 0, len(text))] == said


def test_names_that_are_known_need_no_given_names():
    text = "Lee, Ek and Orr: in the end"
    known = {"Ek", "Orr"}.__contains__
    assert text[: name_runs.head(text, 0, len(text), known)] == "Lee, Ek and Orr"


def test_names_with_the_family_name_first_are_parted_by_semicolons():
    found, others = names.read("van den Berg, Ursula; Lee, Ann; Ek, Bo (Hg.)")
    assert [(name.prefix, name.family, name.given) for name in found] == [
        ("van den", "Berg", "Ursula"),
        ("", "Lee", "Ann"),
        ("", "Ek", "Bo"),
    ]
    assert not others
