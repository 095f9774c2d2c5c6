"""Study rows of others: through a column map into works, cells and claims, counted as published.

The table is made up: twelve studies on three tools and four factors. In its cells stand a study's
number and what it says: + supports, - contradicts, ~ qualifies.
"""

import csv
import io

import openpyxl
import pytest

from evidence import check
from evidence.exchange.studies import carry_out, plan, propose, read_map, read_sheet
from evidence.model import EvidenceError, UsageError
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.rows import rows
from evidence.workspace import open_workspace

TABLE = {
    ("Mediation", "Strategy"): "+1 +2 +3 -4",
    ("Mediation", "Timing"): "+1 ~2",
    ("Mediation", "Leverage"): "-5 -6",
    ("Sanctions", "Strategy"): "~7 ~8 +9",
    ("Sanctions", "Timing"): "-7",
    ("Sanctions", "Leverage"): "+1 +4 +10 +11 ~12",
    ("Sanctions", "Trust"): "+3",
    ("Monitoring", "Timing"): "+5 -5",
    ("Monitoring", "Leverage"): "-12",
    ("Monitoring", "Trust"): "+6 ~9 -10",
}
PUBLISHED = {
    ("Mediation", "Strategy"): (4, 3, 1, 0),
    ("Mediation", "Timing"): (2, 1, 0, 1),
    ("Mediation", "Leverage"): (2, 0, 2, 0),
    ("Sanctions", "Strategy"): (3, 1, 0, 2),
    ("Sanctions", "Timing"): (1, 0, 1, 0),
    ("Sanctions", "Leverage"): (5, 4, 0, 1),
    ("Sanctions", "Trust"): (1, 1, 0, 0),
    ("Monitoring", "Timing"): (1, 1, 1, 0),
    ("Monitoring", "Leverage"): (1, 0, 1, 0),
    ("Monitoring", "Trust"): (3, 1, 1, 1),
}
"""Studies in all, and of them positive, negative and mixed."""

HEADER = ("Study", "Tool", "Factor", "Direction", "Method", "Page")
SAID = {"+": "Positive", "-": "Negative", "~": "Mixed"}
MAP = """\
format = 1
[columns]
study = "Study"
dimension = "Tool"
factor = "Factor"
direction = "Direction"
method = "Method"
page = "Page"
[values.direction]
Positive = "supports"
negative = "contradicts"
mixed = "qualifies"
unclear = ""
[values.method]
Quantitative = "large-n-statistical"
Cases = "comparative-case-study"
[defaults]
outcome = "outcome"
statement = "{study} on {dimension}, {factor}: {direction}."
[source]
words = "A peer, table of 2020"
coder = "A peer"
date = "2026-01-02"
"""


def lines():
    found = []
    for (tool, factor), cell in TABLE.items():
        for one in cell.split():
            number = int(one[1:])
            method = "Cases" if number % 2 else "Quantitative"
            study = f"Author{number}, {1990 + number}"
            found.append((study, tool, factor, SAID[one[0]], method, ""))
    return found


def text_of(*more, separator=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([HEADER, *lines(), *more])
    return out.getvalue()


@pytest.fixture
def take(builder, tmp_path):
    """Plan an import into the builder's workspace, and carry it out with `write`."""

    def run(text=None, map_=MAP, name="rows.csv", write=True):
        path = tmp_path / name
        if text is not None:
            path.write_text(text, encoding="utf-8")
        (tmp_path / "map.toml").write_text(map_, encoding="utf-8")
        workspace = open_workspace(builder.root)
        done = plan(workspace, read_sheet(path), read_map(tmp_path / "map.toml"), name)
        if write:
            carry_out(workspace, done)
        return done

    return run


def counts(builder):
    """Return the counts of every cell as the peer prints them."""
    workspace = open_workspace(builder.root)
    labels = {one.id: one.label for one in workspace.framework.dimensions}
    return {
        (labels[row["dimension"]], row["label"]): (
            row["works"],
            row["supports"],
            row["contradicts"],
            row["qualifies"],
        )
        for row in rows(EvidenceMap.of(workspace), "cells")
    }


def snapshot(builder):
    skipped = {".evidence"}
    return {
        path.relative_to(builder.root): path.read_bytes()
        for path in builder.root.rglob("*")
        if path.is_file() and not skipped & set(path.parts)
    }


class TestCounts:
    def test_they_are_those_that_the_peer_published(self, take, builder):
        done = take(text_of())
        assert (done.rows, done.new_claims, len(done.works)) == (24, 24, 12)
        assert done.problems == ()
        assert counts(builder) == PUBLISHED
        assert check.run(open_workspace(builder.root)) == []

    def test_a_second_finding_of_a_study_in_a_cell_is_a_claim_and_no_study(self, take, builder):
        study = "Author1, 1991"
        done = take(text_of((study, "Mediation", "Strategy", "Positive", "Cases", "40")))
        assert done.new_claims == 25
        assert counts(builder) == PUBLISHED

    def test_they_come_out_of_any_form_of_the_file(self, take, builder, tmp_path):
        book = openpyxl.Workbook()
        for line in (HEADER, *lines()):
            book.active.append(line)
        book.save(tmp_path / "rows.xlsx")
        take(None, name="rows.xlsx")
        assert counts(builder) == PUBLISHED
        before = snapshot(builder)
        for name, separator in (("rows.tsv", "\t"), ("semicolon.csv", ";"), ("comma.csv", ",")):
            done = take(text_of(separator=separator), name=name)
            assert (done.new_claims, done.known, done.problems) == (0, 24, ())
        assert snapshot(builder) == before


class TestAgain:
    def test_a_second_import_changes_nothing(self, take, builder):
        take(text_of())
        before = snapshot(builder)
        done = take()
        assert done.is_empty
        assert done.known == 24
        assert snapshot(builder) == before

    def test_order_of_rows_and_columns_does_not_matter(self, take):
        take(text_of())
        table = list(csv.reader(io.StringIO(text_of())))
        order = [5, 3, 0, 2, 4, 1]
        turned = [[line[place] for place in order] for line in (table[0], *reversed(table[1:]))]
        assert take("\n".join(",".join(f'"{cell}"' for cell in line) for line in turned)).is_empty

    def test_only_new_rows_are_added(self, take, builder):
        take(text_of())
        before = snapshot(builder)
        done = take(text_of(("Author1, 1991", "Training", "Trust", "Mixed", "Cases", "7")))
        assert (done.new_claims, done.works) == (1, ())
        assert [factor.id for factor in done.factors] == ["training-trust"]
        assert counts(builder) == {**PUBLISHED, ("Training", "Trust"): (1, 0, 0, 1)}
        after = snapshot(builder)
        changed = {path.as_posix() for path in after if after[path] != before.get(path)}
        assert changed == {"annotations/framework.yaml", "annotations/claims/author11991.yaml"}

    def test_what_a_person_edited_stays(self, take, builder):
        take(text_of())
        path = "annotations/claims/author122002.yaml"
        builder.change(path, "Author12, 2002 on Sanctions", "The twelfth on sanctions")
        builder.change("annotations/framework.yaml", "label: Strategy", "label: Strategies # mine")
        builder.change("bib/studies.bib", "@misc{author11991,", "@book{author11991,")
        before = snapshot(builder)
        done = take()
        assert done.is_empty
        assert len(done.kept) == 1
        assert snapshot(builder) == before

    def test_an_import_that_was_killed_is_completed(self, take, builder, monkeypatch):
        from evidence.exchange.studies import write

        made = []

        def killed(workspace, work, claims):
            if len(made) == 4:
                raise KeyboardInterrupt
            made.append(work)
            return add(workspace, work, claims)

        add = write.add_claims
        monkeypatch.setattr(write, "add_claims", killed)
        with pytest.raises(KeyboardInterrupt):
            take(text_of())
        assert open_workspace(builder.root).problems == ()
        monkeypatch.setattr(write, "add_claims", add)
        take()
        assert counts(builder) == PUBLISHED


class TestFramework:
    def test_the_example_gives_way_but_a_framework_of_ones_own_stays(self, take, builder):
        take(text_of())
        assert not {"R1", "M1"} & set(open_workspace(builder.root).framework.by_id)

    def test_cells_are_added_to_a_framework_that_is_in_use(self, take, builder):
        builder.work("a").claim("a-1", "a", "R1 supports")
        text = (builder.root / "annotations/framework.yaml").read_text(encoding="utf-8")
        take(text_of())
        workspace = open_workspace(builder.root)
        assert list(workspace.framework.by_id)[:2] == ["R1", "M1"]
        assert len(workspace.framework.factors) == 12
        assert {one.severity.value for one in check.run(workspace)} == {"warning"}
        after = (builder.root / "annotations/framework.yaml").read_text(encoding="utf-8")
        assert set(text.splitlines()) <= set(after.splitlines()), "comments and all"

    def test_cells_that_exist_are_recognised_by_label_or_id(self, take, builder):
        builder.write(
            "annotations/framework.yaml",
            """\
title: Ours
sides: [{id: all, label: Evidence}]
dimensions: [{id: t1, label: mediation}, {id: t2, label: Sanctions}, {id: t3, label: Monitoring}]
factors:
  - {id: A, dimension: t1, side: all, label: strategy, proposition: p}
  - {id: B, dimension: t1, side: all, label: Time, proposition: p}
outcomes: [{id: outcome, label: Outcome, primary: true}]
""",
        )
        text = "\n".join(text_of().splitlines()[:7])
        done = take(text, MAP + '[values.factor]\nTiming = "B"\n', write=False)
        assert done.factors == ()
        links = {
            str(one["links"][0]["factor"]) for claims in done.claims.values() for one in claims
        }
        assert links == {"A", "B"}

    def test_new_cells_can_be_forbidden(self, take):
        done = take(text_of(), MAP.replace("format = 1", "format = 1\nnew_factors = false"),
                    write=False)  # fmt: skip
        assert done.is_empty
        assert {one.code for one in done.problems} == {"study-cell"}

    def test_a_table_of_two_ways_without_factors(self, take, builder):
        map_ = MAP.replace('factor = "Factor"', 'side = "Factor"')
        take(text_of(), map_)
        framework = open_workspace(builder.root).framework
        assert [one.label for one in framework.dimensions] == [
            "Mediation",
            "Sanctions",
            "Monitoring",
        ]
        assert [one.label for one in framework.sides] == ["Strategy", "Timing", "Leverage", "Trust"]
        found = {
            tuple(label.split(": ")): numbers for (_, label), numbers in counts(builder).items()
        }
        assert found == PUBLISHED

    def test_a_layout_that_cannot_be_added_to_is_left_alone(self, take, builder):
        builder.write(
            "annotations/framework.yaml",
            "title: Ours\nsides: [{id: a, label: A}]\ndimensions: []\nfactors: []\n"
            "outcomes: [{id: outcome, label: O, primary: true}]\n",
        )
        before = snapshot(builder)
        with pytest.raises(EvidenceError, match="too unusual"):
            take(text_of())
        assert snapshot(builder) == before


class TestProblems:
    def test_rows_that_do_not_fit_are_told_by_line_and_the_rest_is_taken(self, take, builder):
        done = take(
            text_of(
                ("", "Mediation", "Timing", "Positive", "Cases", ""),
                ("Author1, 1991", "", "", "Positive", "Cases", ""),
                ("Author1, 1991", "Mediation", "Timing", "odd", "Cases", ""),
                ("Author2, 1992", "Mediation", "Timing", "odd", "Cases", ""),
                ("Author1, 1991", "Mediation", "Timing", "Positive", "Survey", ""),
                ("Author1, 1991", "Mediation", "Timing", "UNCLEAR", "Cases", ""),
                ("Author1, 1991", "Mediation", "Timing", "Positive", "Cases", ""),
            )
            + "too,few\n"
        )
        found = {(one.line, one.code): one for one in done.problems}
        assert set(found) == {
            (26, "study-study"),
            (27, "study-cell"),
            (28, "study-direction"),
            (30, "study-method"),
            (32, "study-repeated"),
            (33, "study-row"),
        }
        assert "'odd' has no meaning here (2 rows" in found[28, "study-direction"].message
        assert "the same as line" in found[32, "study-repeated"].message
        assert done.ignored == 1
        assert counts(builder) == PUBLISHED

    def test_two_names_of_one_key_are_one_study_and_said_to_be(self, take):
        done = take(text_of(("AUTHOR1 (1991)", "Mediation", "Trust", "Mixed", "Cases", "")))
        assert len(done.works) == 12
        assert "both have the key author11991" in done.problems[0].message

    def test_facts_about_studies_are_taken_as_they_are(self, take, builder):
        text = (
            "Study,Tool,Direction,Method,Title,Authors,Year,Where\n"
            'S1,Aid,Positive,Cases,"100% {of} #1 & \\more~",Doe J; {Body} & Co,2001,A_Journal\n'
            "S1,Talks,Positive,Cases,Another title,,2001,\n"
        )
        map_ = MAP.replace('factor = "Factor"\n', "").replace('page = "Page"', (
            'title = "Title"\nauthor = "Authors"\nyear = "Year"\ncontainer = "Where"'
        ))  # fmt: skip
        done = take(text, map_)
        work = open_workspace(builder.root).works["s1"]
        assert work.title == "100% {of} #1 & \\more~"
        assert (work.year, work.container, len(work.authors)) == (2001, "A_Journal", 2)
        assert "title of s1 is" in done.problems[0].message

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (('study = "Study"', 'study = "Studie"'), r"no column 'Studie' \(study\).*'Study'"),
            (('dimension = "Tool"\nfactor = "Factor"\n', ""), "names no column for"),
            (("format = 1", "format = 2"), "out of range"),
            (('coder = "A peer"', 'coder = "? who"'), "coder is not decided yet"),
            (("[source]", '[source]\nseen_in = "citing-work"'), "seen first hand"),
            (("[columns]", '[columns]\ncolour = "x"'), "unknown field"),
            (("[columns]", "[columns"), "not valid TOML"),
        ],
    )
    def test_a_map_that_cannot_be_used_says_why(self, take, change, words):
        with pytest.raises(UsageError, match=words):
            take(text_of(), MAP.replace(*change), write=False)

    @pytest.mark.parametrize(
        ("name", "data", "words"),
        [
            ("rows.csv", b"", "is empty"),
            ("rows.csv", b"a,a\n1,2\n", "names the column 'a' twice"),
            ("rows.csv", b"\xff\xfea\x00", "not UTF-8"),
            ("rows.doc", b"x", "is no table"),
            ("rows.xlsx", b"PK\x03\x04 no workbook", "is no workbook"),
        ],
    )
    def test_a_file_that_cannot_be_read_says_why(self, tmp_path, name, data, words):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UsageError, match=words):
            read_sheet(tmp_path / name)
        with pytest.raises(UsageError, match="there is no file"):
            read_sheet(tmp_path / f"other-{name}".replace(".doc", ".csv"))

    def test_what_a_row_says_is_text_wherever_it_goes(self, take, builder):
        evil = '"]}}: &x *y {study} <script>\\n# @misc{a, title = {b}} %s \u202e'
        quoted = evil.replace('"', '""')
        take(text_of() + f'"{quoted}","{quoted}","{quoted}",Positive,Cases,"{quoted}"\n')
        workspace = open_workspace(builder.root)
        assert [one.code for one in workspace.problems] == []
        assert len(workspace.works) == 13
        assert workspace.framework.factors[-1].label == evil
        claim = next(one for one in workspace.claims if one.locator)
        assert claim.locator.value == evil
        assert claim.statement.startswith(f"{evil} on {evil}, {evil}: Positive")


class TestProposal:
    def test_columns_and_values_are_recognised_and_the_rest_is_asked(self, builder, tmp_path):
        path = tmp_path / "rows.csv"
        path.write_text(text_of(("x", "Talks", "Timing", "unclear", "Survey", "")))
        text = propose(read_sheet(path), path, builder.open(), "2026-01-02")
        for line in (
            'study = "Study"',
            'dimension = "Tool"',
            'factor = "Factor"',
            'direction = "Direction"',
            '"Positive" = "supports"',
            '"Negative" = "contradicts"',
            '"Mixed" = "qualifies"',
            '"unclear" = "?"',
            '"Cases" = "?"',
        ):
            assert f"\n{line}" in text
        (tmp_path / "map.toml").write_text(text)
        with pytest.raises(UsageError, match="words is not decided yet"):
            read_map(tmp_path / "map.toml")

    def test_a_completed_proposal_imports_what_was_published(self, builder, tmp_path, take):
        path = tmp_path / "rows.csv"
        path.write_text(text_of())
        text = propose(read_sheet(path), path, builder.open(), "2026-01-02")
        text = text.replace('"Cases" = "?"', '"Cases" = "comparative-case-study"')
        text = text.replace('"Quantitative" = "?"', '"Quantitative" = "large-n-statistical"')
        assert take(None, text.replace('"? ', '"')).problems == ()
        assert counts(builder) == PUBLISHED

    def test_hostile_headers_and_values_stay_text(self, builder, tmp_path):
        path = tmp_path / "rows.csv"
        path.write_text('"Study""\n[source]","Direction\\",Tool\nx,"a""\n= 1\x7f",y\n')
        text = propose(read_sheet(path), path, builder.open(), "2026-01-02")
        (tmp_path / "map.toml").write_text(text.replace('"? ', '"'))
        columns = read_map(tmp_path / "map.toml").columns
        assert columns.study == 'Study" [source]'
