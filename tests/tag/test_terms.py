"""Terms are matched by lemma, hyphens and spaces alike, the longest within a factor."""

import pytest


@pytest.mark.parametrize(
    ("text", "term", "hit"),
    [
        ("Ethnic divisions were deep.", "ethnic division", "Ethnic divisions"),
        ("One ethnic division was deep.", "ethnic divisions", "ethnic division"),
        ("They chose power-sharing.", "power sharing", "power-sharing"),
        ("They chose power sharing.", "power-sharing", "power sharing"),
        ("They chose power\u2013sharing.", "power-sharing", "power\u2013sharing"),
        ("A human rights violation is grave.", "human rights violations", "human rights violation"),
        ("ECONOMIC CRISIS is a word.", "economic crisis", "ECONOMIC CRISIS"),
        ("The minority's rights count.", "minority rights", "minority's rights"),
        ("States that discriminated fell.", "discriminate", "discriminated"),
        ("It is second-class.", "second-class", "second-class"),
        ("The rule of law held.", "rule of law", "rule of law"),
        ("The \u00e9lite fled.", "\u00c9lites", "\u00e9lite"),
    ],
)
def test_a_term_is_found_by_lemma(tag, text, term, hit):
    assert tag(text, R1=[term])["terms"] == [(hit, "R1", term)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Power. Sharing is hard.", "power sharing"),
        ("Power, sharing and all.", "power sharing"),
        ("It held power - sharing came later.", "power sharing"),
        ("Power\n\nSharing", "power sharing"),
        ("Superpower sharing.", "power sharing"),
        ("Rules and law.", "rule of law"),
        ("Anything at all.", "---"),
        ("Anything at all.", "x" * 300),
    ],
    ids=["sentence", "comma", "dash", "passage", "part", "other", "no word", "too long"],
)
def test_what_is_not_the_term_is_not_found(tag, text, term):
    assert tag(text, R1=[term])["terms"] == []


def test_the_longest_match_wins_within_a_factor(tag):
    found = tag(
        "The weak rule of law fell.",
        R5=["law", "weak rule", "rule of law", "weak rule of law"],
        M3=["rule of law"],
    )
    assert found["terms"] == [
        ("weak rule of law", "R5", "weak rule of law"),
        ("rule of law", "M3", "rule of law"),
    ]


def test_a_term_may_belong_to_several_factors(tag):
    assert tag("Impunity reigns.", R5=["impunity"], R3=["impunity"])["terms"] == [
        ("Impunity", "R5", "impunity"),
        ("Impunity", "R3", "impunity"),
    ]


def test_of_two_terms_that_match_alike_the_first_of_the_framework_is_named(tag):
    found = tag("Power-sharing works.", M4=["power sharing", "power-sharing"])
    assert found["terms"] == [("Power-sharing", "M4", "power sharing")]


def test_every_occurrence_is_found_at_its_place(tag):
    found = tag("# Impunity\n\nImpunity *breeds* **impunity**.\n\n- impunity", R3=["impunity"])
    assert [one[0] for one in found["terms"]] == ["Impunity", "impunity", "impunity"]


def test_a_framework_without_terms_finds_none(tag):
    assert tag("Impunity reigns.")["terms"] == []
