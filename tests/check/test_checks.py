"""Every check finds what it is for, with path, line and hint; a sound workspace has none."""

import pytest

from evidence import check
from evidence.model import Severity

NOTES = "note,work,label,value,form,status,remark"
SEEN = {"kind": "citing-work", "work": "a", "note": "7", "attribution": "specific"}


def found(builder):
    return [one for one in check.run(builder.open()) if one.code != "no-appraisal"]


@pytest.fixture
def sound(builder):
    builder.work("a", pages="10--20").work("b")
    builder.appraise("a,large-n-statistical,yes,,", "b,conceptual,no,,")
    return builder.claim("x", "a", "R1 supports", concept="level")


def test_a_sound_workspace_has_no_problems(sound):
    assert check.run(sound.open()) == []


@pytest.mark.parametrize(
    ("links", "fields", "code", "words", "hint"),
    [
        (["R9 supports"], {}, "unknown-factor", "unknown factor 'R9'", "Did you mean 'R1'?"),
        (["R1 supports", "R1 qualifies"], {}, "duplicate-link", "linked to R1 twice", "Keep one"),
        (
            ["R1 supports"],
            {"outcome": "othr"},
            "unknown-outcome",
            "'othr'",
            "Did you mean 'other'?",
        ),
        (["R1 supports"], {"method": "survey"}, "unknown-method", "'survey'", "Known: large-n"),
        (["R1 supports"], {"actors": ["x"]}, "unknown-actors", "'x'", "There is none yet"),
        (["R1 supports"], {"concept": "levl"}, "unknown-concept", "not defined for R1", "'level'"),
        (["R1 supports"], {"also_listed": ["c"]}, "unknown-work", "also listed", "Known: a, b"),
        (["R1 supports"], {"supersedes": ["zz"]}, "unknown-claim", "'zz'", "Known"),
        (["R1 supports"], {"supersedes": ["y"]}, "circle", "supersede each other", "Remove one"),
        (
            ["R1 supports"],
            {"locator": {"label": "page", "value": "21"}},
            "page-outside",
            "p. 21",
            "",
        ),
        (
            ["R1 supports"],
            {"seen_in": {**SEEN, "work": "c"}},
            "unknown-work",
            "unknown work 'c'",
            "",
        ),
    ],
)
def test_what_a_claim_may_get_wrong(sound, links, fields, code, words, hint):
    sound.claim("y", "a", *links, **fields)
    problems = found(sound)
    assert [one.code for one in problems] == [code]
    assert problems[0].path == "annotations/claims/a.yaml"
    assert problems[0].line and problems[0].line > 14
    assert words in problems[0].message
    assert hint in problems[0].hint


def test_the_line_is_that_of_the_link(sound):
    sound.write(
        "annotations/claims/b.yaml",
        "work: b\nclaims:\n  - id: y\n    statement: S.\n    kind: finding\n    outcome: outcome\n"
        "    links:\n      - {factor: R1, stance: supports}\n"
        "      - {factor: M9, stance: supports}\n"
        "    seen_in: {kind: review}\n    coder: e\n    date: 2026-01-01\n    status: confirmed\n",
    )
    (problem,) = found(sound)
    assert str(problem) == (
        "annotations/claims/b.yaml:9: claim 'y': unknown factor 'M9'. Did you mean 'M1'?"
    )


def test_a_claim_id_that_is_taken(sound):
    sound.claim("x", "b", "R1 supports")
    (problem,) = found(sound)
    assert (problem.code, problem.path) == ("duplicate-claim", "annotations/claims/b.yaml")
    assert sound.open().claim("x").work == "a"


def test_claims_of_an_unknown_work_are_left_out_and_said_once(sound):
    sound.claim("y", "c", "R1 supports").claim("z", "c", "R1 supports")
    (problem,) = found(sound)
    assert problem.message == "unknown work 'c': its claims are left out"
    assert list(sound.open().sound_claims) == ["x"]


def test_a_claim_without_any_method(sound):
    sound.appraise("a,none,yes,,", "b,conceptual,no,,").claim("y", "a", "R1 supports", method=None)
    assert [one.code for one in found(sound)] == ["no-method"]


def test_superseding_a_claim_of_another_line_is_a_warning(sound):
    sound.claim("y", "b", "R1 supports", supersedes=["x"])
    (problem,) = found(sound)
    assert (problem.code, problem.severity) == ("other-line", "warning")


def test_an_unappraised_work_with_claims_is_a_warning(sound):
    sound.appraise("a,large-n-statistical,yes,,").claim("y", "b", "R1 supports")
    (problem,) = check.run(sound.open())
    assert (problem.code, problem.severity) == ("no-appraisal", "warning")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("mirror: M1", "mirror: M7", "unknown-factor"),
        ("    mirror: R1\n", "", "mirror"),
        ("id: M1", "id: r1", "duplicate-factor"),
        ("    side: risk\n", "    side: rusk\n", "unknown-side"),
        (", primary: true", "", "primary-outcome"),
        ("  - {dimension: social, side: risk, label: Social risk}\n", "", "no-row"),
    ],
)
def test_what_a_framework_may_get_wrong(sound, old, new, code):
    sound.change("annotations/framework.yaml", old, new)
    problems = [one for one in found(sound) if one.path == "annotations/framework.yaml"]
    assert code in [one.code for one in problems]
    assert all(one.hint for one in problems)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("other = 0.5", "else = 0.5", "no-weight"),
        ("medium = 0.50", "medium = 0.90", "threshold"),
        ("robust = { lines = 5", "robust = { lines = 2", "threshold"),
    ],
)
def test_what_a_rubric_may_get_wrong(sound, old, new, code):
    sound.change("annotations/rubric.toml", old, new)
    assert code in [one.code for one in found(sound)]


def test_tables_name_known_works(sound):
    sound.table("notes", NOTES, "1,harf,,,,,")
    sound.table("checks", "note,work,verdict", "1,a,unread", "1,a,partly", "2,zz,partly")
    sound.table("errata", "note,work,field", "3,q,title")
    sound.appraise("a,large-n-statistical,yes,,", "b,conceptual,no,,", "c,survey,no,,")
    codes = [(one.path.split("/")[1], one.line, one.code) for one in found(sound)]
    assert codes == [
        ("appraisals.csv", 4, "unknown-method"),
        ("appraisals.csv", 4, "unknown-work"),
        ("checks.csv", 2, "duplicate-row"),
        ("checks.csv", 3, "duplicate-row"),
        ("checks.csv", 4, "unknown-work"),
        ("errata.csv", 2, "unknown-work"),
        ("notes.csv", 2, "unknown-work"),
    ]


def test_a_note_that_cites_nothing_is_no_problem_and_a_citation_without_a_work_is(sound):
    sound.table("notes", NOTES, "1,,,,none,,", "2,,,,full,unresolved,", "3,a,,,none,,", "4,,,,,,")
    assert [(one.line, one.code) for one in found(sound) if one.path.endswith("notes.csv")] == [
        (3, "unresolved-note"),
        (4, "schema"),
        (5, "schema"),
    ]


def test_a_claim_that_rests_on_a_note_which_does_not_cite_its_work(sound):
    sound.change("evidence.toml", 'article = ""', 'article = "b"')
    sound.table("notes", NOTES, "7,b,,,,,")
    sound.claim("y", "a", "R1 supports", seen_in={**SEEN, "work": "b"})
    (problem,) = found(sound)
    assert problem.message == "claim 'y': note 7 does not cite 'a'"


def test_the_article_must_be_in_the_bibliography(sound):
    sound.change("evidence.toml", 'article = ""', 'article = "nope"')
    assert [(one.path, one.code) for one in found(sound)] == [("evidence.toml", "unknown-work")]


def test_judgements_name_known_factors_strengths_and_levels(sound):
    row = "  - {factor: %s, strength: %s, reason: r, by: b, date: 2026-01-01}\n"
    text = "overrides:\n" + row % ("R7", "weak") + row % ("R1", "stong")
    text += (
        "assessments:\n"
        "  - {factor: M9, by: b, date: 2026-01-01,"
        " concerns: {relevance: {level: none, reason: r}}}\n"
    )
    sound.write("annotations/judgements.yaml", text)
    assert [(one.line, one.code, one.hint) for one in found(sound)] == [
        (2, "unknown-factor", "Did you mean 'R1'?"),
        (3, "strength", "Did you mean 'strong'?"),
        (5, "unknown-factor", "Did you mean 'M1'?"),
    ]
    sound.change("annotations/judgements.yaml", "level: none", "level: sever")
    (problem,) = found(sound)
    assert (problem.line, problem.code) == (5, "schema")
    assert "Allowed: 'none', 'minor', 'moderate', 'serious'" in problem.hint


def test_an_assessment_assesses_something(sound):
    text = "assessments:\n  - factor: R1\n    by: b\n    date: 2026-01-01\n    concerns: {}\n"
    sound.write("annotations/judgements.yaml", text)
    (problem,) = found(sound)
    assert "no component is assessed" in problem.message
    assert problem.line == 5


CODES = "claim,factor,stance,date,comment"


def test_codes_are_of_known_claims_and_factors_each_decided_once(sound):
    rows = ("x,R1,none,,", "y,R1,supports,,", "x,R8,none,,", "x,R1,supports,,", "x,M1,maybe,,")
    sound.table("coding/ann", CODES, *rows)
    assert [(one.line, one.code) for one in found(sound)] == [
        (3, "unknown-claim"),
        (4, "unknown-factor"),
        (5, "duplicate-row"),
        (6, "schema"),
    ]


def test_a_coder_has_a_name_that_a_file_can_have_and_codes_claims_of_others(sound):
    sound.table("coding/Ann Lee", CODES, "x,R1,none,,")
    (problem,) = found(sound)
    assert (problem.severity, problem.code) == (Severity.WARNING, "coder-name")
    assert problem.hint.endswith("--as ann-lee")
    (sound.root / "annotations/coding/Ann Lee.csv").unlink()
    sound.table("coding/editor", CODES, "x,R1,none,,", "x,M1,none,,")
    (problem,) = found(sound)
    assert (problem.line, problem.code) == (2, "own-claim")


def test_a_link_that_is_not_what_coders_agreed_on_is_a_warning(sound):
    head = "claim,factor,stance,before,by,date,comment"
    sound.table("coding/consensus", head, "x,R1,contradicts,supports,Jane,2026-01-01,")
    (problem,) = found(sound)
    assert (problem.severity, problem.code) == (Severity.WARNING, "consensus")
    assert problem.message == "claim 'x': supports on R1, but agreed was contradicts"


@pytest.mark.parametrize(
    ("pages", "value", "outside"),
    [
        ("57--73", "65", False),
        ("57--73", "74", True),
        ("57--73", "56", True),
        ("391-8", "395", False),
        ("391-8", "399", True),
        ("15--", "21", False),
        ("15--", "14", True),
        ("xi--xx", "5", False),
        ("", "5", False),
    ],
)
def test_pages_outside_the_work(sound, pages, value, outside):
    sound.bib = ""
    sound.work("a", pages=pages).work("b")
    sound.claim("y", "a", "R1 supports", locator={"label": "page", "value": value})
    assert bool(found(sound)) is outside


def test_all_problems_are_shown_at_once(sound):
    sound.claim("y", "a", "R9 supports").claim("z", "a", "R1 supports", kind="nope")
    sound.write("annotations/checks.csv", "note;work\n")
    sound.write("bib/more.bib", "@book{open, title={\n")
    paths = {one.path for one in found(sound)}
    assert paths == {"annotations/claims/a.yaml", "annotations/checks.csv", "bib/more.bib"}


@pytest.mark.parametrize(
    ("cell", "code", "words", "hint"),
    [
        ("c: data", "unknown-work", "a: overlap with an unknown work 'c'", "Known: a, b"),
        ("b: caes", "overlap", "a: unknown kind of overlap 'caes'", "Did you mean 'cases'?"),
        ("b", "overlap", "a: not an overlap: 'b'", "Write 'key: kind (reason)'"),
        ("a: data", "overlap", "a: overlap with 'a', which is on the same line", "remove"),
    ],
)
def test_what_an_overlap_may_get_wrong(sound, cell, code, words, hint):
    sound.table(
        "appraisals",
        "work,method,negative_cases,line,overlap",
        f"a,large-n-statistical,yes,,{cell}",
        "b,conceptual,no,,",
    )
    (problem,) = found(sound)
    assert (problem.path, problem.line) == ("annotations/appraisals.csv", 2)
    assert (problem.code, problem.message) == (code, words)
    assert hint in problem.hint
    assert set(sound.open().appraisals) == {"a", "b"}


def test_every_rubric_is_checked(sound):
    text = (sound.root / "annotations/rubric.toml").read_text()
    sound.write("annotations/rubric-mine.toml", text.replace("outcome = 1.0\n", "", 1))
    (problem,) = found(sound)
    assert (problem.path, problem.code) == ("annotations/rubric-mine.toml", "no-weight")
    sound.write("annotations/rubric-mine.toml", "version = 1\n")
    assert {one.path for one in found(sound)} == {"annotations/rubric-mine.toml"}
    assert sound.map().evidence.rubric.name == "rubric"


def test_a_citation_that_nobody_has_resolved_is_a_warning(sound):
    sound.table("notes", NOTES, "7,a,,,,resolved,", "8,,,,full,unresolved,no work fits")
    (problem,) = found(sound)
    assert (problem.code, problem.line, problem.severity) == (
        "unresolved-note", 3, Severity.WARNING)  # fmt: skip
    sound.table("notes", NOTES, "8,,,,full,resolved,")
    assert any("no work" in problem.message for problem in sound.open().problems)
