"""A rating in paragraphs: good English, and no number that cannot be listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.model import (
    Appraisal,
    Claim,
    Factor,
    Framework,
    Link,
    Locator,
    Name,
    Row,
    SeenIn,
    Work,
)  # fmt: skip
from evidence.model.claim import STANCES
from evidence.model.framework import Facet
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.explain import LAYOUT, explain
from evidence.synthesis.explain.caveats import SILENCES
from evidence.synthesis.explain.prose import NUMBERS, plain, plural, verb
from evidence.synthesis.rating import rate_all
from evidence.synthesis.votes import Evidence
from evidence.workspace.load import Loader

RUBRIC = Loader(Path(__file__).resolve().parents[2]).rubric()
WORDS = {word: number for number, word in enumerate(NUMBERS)} | {"both": 2}
NUMBER = re.compile(rf"\d[\d,.]*|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


def value(text):
    """Read a number as a reader would."""
    return WORDS[text.lower()] if text.lower() in WORDS else int(text.replace(",", ""))


def check_numbers(map_, rating):
    """Every number in the words of a rating is the length of its list, or of the rule."""
    found = explain(map_, rating)
    known = {line.id for line in rating.lines} | set(map_.line_members)
    claims = {claim.id for claim in map_.evidence.claims}
    rule = map_.evidence.rubric.medium
    for paragraph in found.paragraphs:
        for said in paragraph.sentences:
            for piece in said:
                numbers = NUMBER.findall(piece.text)
                if piece.kind == "words":
                    assert numbers == [], f"{piece.text!r} in {plain(said)!r}"
                elif piece.kind == "count":
                    listed = found.lists[piece.of]
                    assert [value(one) for one in numbers] == [len(listed.ids)], plain(said)
                    assert piece.number == len(set(listed.ids))
                elif piece.kind == "figure":
                    assert [value(one) for one in numbers] == [piece.number]
                    allowed = {
                        "rubric levels.medium.lines": {rule.lines},
                        "rubric levels.medium.empirical": {rule.empirical},
                        "changes": {one.lines for one in rating.changes if one.kind == "add"},
                    }
                    assert piece.number in allowed[piece.of]
    for one in found.lists.values():
        if one.of == "lines":
            assert known.issuperset(one.ids)
        if one.of == "claims":
            assert claims.issuperset(one.ids)
    return found


def lengths(found):
    return {name: len(one.ids) for name, one in found.lists.items()}


def test_every_number_of_the_shipped_map_can_be_listed(shipped):
    for rating in (*shipped.ratings.factors, *shipped.ratings.rows):
        found = lengths(check_numbers(shipped, rating))
        counts = rating.counts
        expected = {
            "lines": counts.total, "lines-supports": counts.supports,
            "lines-contradicts": counts.contradicts, "lines-empirical": counts.empirical,
            "lines-checked": counts.checked, "claims": len(rating.voting),
            "works": len(rating.works), "silent": len(rating.silent),
        }  # fmt: skip
        for name, number in expected.items():
            assert found.get(name, number) == number, (rating.id, name)
        by_reason = [number for name, number in found.items() if name in SILENT]
        assert not by_reason or sum(by_reason) == len(rating.silent)


SILENT = {f"silent-{why}" for why in SILENCES}


FRAMEWORK = Framework(
    factors=(
        Factor("F", "d", "s", "Factor", "It raises it.", mirror="G"),
        Factor("G", "d", "s", "Other", "It lowers it.", mirror="F"),
    ),
    rows=(Row("d", "s", "A row"),),
    outcomes=(Facet("mass-atrocity", "Mass atrocity", primary=True),),
)
KEYS = [f"w{letter}" for letter in "abcdefghijkl"]
some_claims = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.sampled_from(["large-n-statistical", "comparative-case-study", "policy-report"]),
        st.sampled_from(["mass-atrocity", "armed-conflict"]),
        st.lists(
            st.tuples(st.sampled_from("FG"), st.sampled_from(STANCES)),
            min_size=1, max_size=2, unique_by=lambda link: link[0],
        ),
        st.sampled_from(["full-text", "review", "specific", "general"]),
        st.sampled_from(["finding", "argument", "illustration"]),
        st.sampled_from(["confirmed", "confirmed", "confirmed", "proposed", "rejected"]),
    ),
    max_size=30,
)  # fmt: skip
some_lines = st.fixed_dictionaries({key: st.sampled_from(KEYS) for key in KEYS})


class Space:
    """As much of a workspace as a map needs."""

    def __init__(self, framework, works, appraisals):
        self.framework, self.works, self.appraisals = framework, works, appraisals
        self.article, self.notes, self.checks = "", (), ()


def some_map(rubric, claims, lines):
    works = {
        key: Work(key, "book", (Name(f"Author {key[1]}", "Ann"), Name("Else"))[: 1 + place % 2])
        for place, key in enumerate(KEYS)
    }
    appraisals = {
        key: Appraisal(key, "large-n-statistical", "yes", line, region="Peru")
        for key, line in lines.items()
    }
    built = []
    for number, (work, method, outcome, links, seen, kind, status) in enumerate(claims):
        second = seen in ("specific", "general")
        built.append(
            Claim(
                id=f"c{number:02}", work=work, statement="It does", kind=kind, method=method,
                outcome=outcome, links=tuple(Link(*link) for link in links), status=status,
                seen_in=SeenIn("citing-work", "x", (str(number % 9),), seen)
                if second else SeenIn(seen),
                locator=Locator("page", "12") if number % 2 else None,
                supersedes=(f"c{number - 1:02}",) if number % 5 == 4 else (),
            )
        )  # fmt: skip
    evidence = Evidence(built, rubric, appraisals, primary_outcome="mass-atrocity")
    return EvidenceMap(Space(FRAMEWORK, works, appraisals), evidence, rate_all(FRAMEWORK, evidence))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_claims, some_lines)
def test_every_number_of_any_map_can_be_listed(claims, lines):
    map_ = some_map(RUBRIC, claims, lines)
    for rating in (*map_.ratings.factors, *map_.ratings.rows):
        found = check_numbers(map_, rating)
        for one in found.paragraphs:
            for said in one.sentences:
                text = plain(said)
                assert text[0].isupper() or said[0].kind != "words"
                assert text.endswith((".", "!", "?"))
                assert "  " not in text
                assert " ," not in text
                assert not re.search(r"\b1 \w+s\b|\bone \w+ (?:are|were|have)\b", text)


def studies(builder, number, stance="supports", start=0, **fields):
    for place in range(start, start + number):
        key = f"w{place}"
        builder.work(key, author=f"Doe{place}, Jane").claim(
            f"c{place}", key, f"R1 {stance}", **fields
        )
    return builder


def said(map_, target, topic):
    return explain(map_, map_.rating(target)).paragraph(topic).text


def test_what_is_rated_and_what_the_rule_makes_of_it(builder):
    text = said(studies(builder, 4).map(), "R1", "rating")
    assert text == (
        "All four independent lines of evidence support it. They rest on four claims in four "
        "works. All four are empirical, all of them on outcome itself. "
        "The lines largely agree, which makes the evidence consistent. With medium support and "
        "high agreement, the strength in these sources is strong."
    )


def test_one_line_is_told_in_the_singular(builder):
    map_ = studies(builder, 1, method="policy-report").map()
    assert said(map_, "R1", "rating").startswith(
        "One line of evidence supports it and none contradicts it. It rests on one claim in one "
        "work. The line is not empirical. The evidence is thin: it takes at least three "
        "independent lines, two of them empirical, to judge by, and as many in its favour to name "
        "a strength."
    )
    assert said(map_, "R1", "checked") == "The line was checked at its source."


def test_the_heaviest_lines_are_told_with_their_works_and_claims(builder):
    builder.appraise(
        "team1,conceptual,yes,team,The team: one data set", "team2,conceptual,yes,team,"
    )
    builder.work("team1", author="Poe, Ann", date="2003").work("team2", author="Poe, Ann")
    builder.claim("light", "team1", "R1 supports", method="conceptual")
    builder.claim(
        "heavy", "team2", "R1 supports", statement="Trade lowers it",
        locator={"label": "page", "value": "7"},
    )  # fmt: skip
    seen = {"kind": "citing-work", "work": "cites", "note": "3", "attribution": "specific"}
    builder.work("cites").work("pair", author="Low, A. and High, B.")
    builder.claim(
        "told", "pair", "R1 supports", kind="argument", method="policy-report", seen_in=seen
    )
    text = said(builder.map(), "R1", "for")
    assert text == (
        "In its favour, within the line “The team” (Poe 2003 and Poe 2001), Poe 2001 finds (p. 7): "
        "Trade lowers it. Low and High 2001 are reported to argue: What told says."
    )


def test_what_speaks_against_it_with_reservations_of_its_own_side(builder):
    studies(builder, 2)
    builder.claim("but", "w0", "R1 qualifies", statement="Not in towns.")
    builder.work("no", author="Nay, Ann").claim("no-1", "no", "R1 contradicts", statement="No.")
    text = said(builder.map(), "R1", "against")
    assert text == (
        "Against it, Nay 2001 finds: No. One of the supporting lines carries a reservation of its "
        "own. Doe0 2001 finds: Not in towns."
    )


def test_what_had_no_vote_and_why(builder):
    studies(builder, 1, status="proposed")
    studies(builder, 2, "contradicts", start=1, kind="illustration")
    assert said(builder.map(), "R1", "set-aside") == (
        "Three claims are shown without a vote: one is only proposed until it is seen in a better "
        "source; and two are illustrations. Of these, one would speak for it and two against it."
    )


def test_nothing_at_all(builder):
    map_ = builder.map()
    assert said(map_, "R1", "rating") == "No claim in these sources is linked to it."
    assert explain(map_, map_.rating("R1")).paragraph("for").sentences == ()


def test_the_smallest_change_comes_first(builder, shipped):
    assert said(studies(builder, 4).map(), "R1", "change") == (
        "Without Doe0 2001 and Doe1 2001 together, without Doe0 2001 and Doe2 2001 together, or "
        "without Doe0 2001 and Doe3 2001 together, no strength could be named. Leaving out any one "
        "of three other pairs of lines would change the strength as well. Two more first-hand "
        "large-N statistical studies on outcome that contradict it would make it moderate."
    )
    first, second, *_ = said(shipped, "M4", "change").split(". ")
    assert first.startswith("One more first-hand large-N statistical study")
    assert second.startswith("Without Feng 1997 and Hegre et al")


def test_overlap_is_told(builder):
    studies(builder, 2)
    builder.table(
        "appraisals", "work,method,negative_cases,overlap",
        "w0,conceptual,yes,w1: data (one census)", "w1,conceptual,yes,",
    )  # fmt: skip
    assert said(builder.map(), "R1", "overlap") == (
        "One pair of these lines is not wholly independent: Doe0 2001 and Doe1 2001 share data "
        "(one census)."
    )


def test_a_row_is_told_over_its_factors(builder):
    text = said(studies(builder, 1).map(), "social-risk", "rating")
    assert text.startswith("Pooled here are the lines of R1 ")
    assert "supports them and none contradicts them" in text
    assert text.endswith("and as many in their favour to name a strength.")


@pytest.mark.parametrize(
    ("supporting", "tail"),
    [
        (0, "and there is none."),
        (2, "and there are two."),
        (1, "and there is one."),
    ],
)
def test_why_no_strength_can_be_named(builder, supporting, tail):
    studies(builder, supporting)
    studies(builder, 3, "contradicts", start=supporting)
    text = said(builder.map(), "R1", "rating")
    assert text.endswith(
        "No strength can be named: that takes three supporting lines, two of them empirical, "
        + tail
    )


@pytest.mark.parametrize(("empirical", "tail"), [(0, "none"), (1, "only one")])
def test_support_that_is_not_empirical_names_no_strength(builder, empirical, tail):
    studies(builder, empirical)
    studies(builder, 3 - empirical, start=empirical, method="policy-report")
    studies(builder, 2, "qualifies", start=3)
    text = said(builder.map(), "R1", "rating")
    assert text.endswith(f"two of them empirical, and {tail} of the three is empirical.")


def test_contradicted_evidence_is_called_so(builder):
    text = said(studies(builder, 4, "contradicts").map(), "R1", "rating")
    assert text.startswith("All four independent lines of evidence contradict it. They rest on")
    assert "Most of the weight speaks against it, which makes the evidence contradicted." in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "One claim is shown without a vote: it is an illustration. It would speak for it."),
        (
            2,
            "Two claims are shown without a vote: they are illustrations. Both would speak for it.",
        ),
    ],
)
def test_claims_without_a_vote_that_all_lean_one_way(builder, number, words):
    assert said(studies(builder, number, kind="illustration").map(), "R1", "set-aside") == words


def test_plain_counts_are_whole_sentences_after_their_heads(builder):
    studies(builder, 2)
    builder.table(
        "appraisals", "work,method,negative_cases,region,peer_reviewed",
        "w0,large-n-statistical,yes,Peru,yes", "w1,large-n-statistical,no,,unknown",
    )  # fmt: skip
    map_ = builder.map()
    assert said(map_, "R1", "vote-count").endswith(
        "two works find for it, none finds against it and none has mixed or qualified findings."
    )
    assert said(map_, "R1", "criteria") == (
        "Quality: one work is peer reviewed and of one it is not known; two have an empirical "
        "claim, and the design of one includes cases without the outcome. Size: two works in two "
        "lines. Consistency: two lines are for it, none is against it and none is in between. "
        "Context: one work is on Peru and one of unknown region; two claims are on outcome and "
        "none on other outcomes."
    )


def test_every_topic_has_its_place(shipped):
    placed = {topic for _, topics in LAYOUT for topic in topics}
    for rating in (*shipped.ratings.factors, *shipped.ratings.rows):
        assert {one.topic for one in explain(shipped, rating).paragraphs} <= placed


@pytest.mark.parametrize(
    ("number", "noun", "doing"),
    [(0, "study", "carries"), (1, "study", "carries"), (2, "studies", "carry")],
)
def test_nouns_and_verbs_follow_their_number(number, noun, doing):
    assert (plural(number, "study"), verb(number, "carry")) == (noun, doing)
