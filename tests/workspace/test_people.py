"""What people decide is written row by row, entry by entry; nothing else in the file changes."""

import os

import pytest

from evidence.model import (
    Assessment,
    Check,
    Coding,
    Concern,
    Consensus,
    EvidenceError,
    Override,
    UsageError,
)
from evidence.workspace import save_tables
from evidence.workspace.save_judgements import save_assessment, save_override
from evidence.workspace.save_tables import coder_name, save_check, save_codes, save_consensus

CHECKS = "annotations/checks.csv"
JUDGEMENTS = "annotations/judgements.yaml"


def read(builder, name):
    return (builder.root / name).read_bytes().decode()


@pytest.mark.parametrize("name", ["ann", "ann-lee", "a_1", "2nd"])
def test_coders_are_named_as_files_can_be(name):
    assert coder_name(name) == name


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Ann Lee", "--as ann-lee"),
        ("../ann", "--as ann"),
        ("con", "Use small letters"),
        ("", "Use small letters"),
        ("a/b", "--as a-b"),
        ("Zo\u00eb", "--as zo"),
        ("consensus", "Choose another name"),
        ("x" * 65, "Use small letters"),
    ],
)
def test_other_names_are_refused(name, hint):
    with pytest.raises(UsageError) as refused:
        coder_name(name)
    assert hint in refused.value.hint


class TestChecks:
    HEAD = "note,work,verdict,reason,basis,checked_by,page,date\n"
    ROWS = "7,a,unread,\"kept, as is\",,,,\n8,b,partly,'so',x,ed,,\n"

    def test_the_row_of_a_pair_is_replaced_and_a_new_one_appended(self, builder):
        builder.write(CHECKS, "\ufeff" + (self.HEAD + self.ROWS).replace("\n", "\r\n"))
        save_check(builder.root, Check("8", "b", "borne out", "It does.", "p. 5", "ann"))
        save_check(builder.root, Check("9", "c", "not borne out", "No.", "", "ann"))
        rows = self.ROWS.replace("8,b,partly,'so',x,ed,,", "8,b,borne out,It does.,p. 5,ann,,")
        expected = "\ufeff" + self.HEAD + rows + "9,c,not borne out,No.,,ann,,\n"
        assert read(builder, CHECKS) == expected.replace("\n", "\r\n")

    def test_the_file_is_made_where_there_is_none(self, builder):
        save_check(builder.root, Check("9", "c", "unread", checked_by="ann"))
        assert read(builder, CHECKS) == f"{self.HEAD}9,c,unread,,,ann,,\n"

    def test_of_several_rows_of_a_pair_the_last_which_counts_is_replaced(self, builder):
        builder.write(CHECKS, self.HEAD + "7,a,unread,,,,,\n7,a,partly,,,,,\n")
        save_check(builder.root, Check("7", "a", "borne out", "Yes.", "", "ann"))
        assert read(builder, CHECKS) == self.HEAD + "7,a,unread,,,,,\n7,a,borne out,Yes.,,ann,,\n"

    def test_a_file_from_before_pages_and_dates_gets_the_columns_when_they_are_filled(
        self, builder
    ):
        old = 'note,work,verdict,reason,basis,checked_by\n7,a,unread,"kept, as is",,\n'
        builder.write(CHECKS, old)
        save_check(builder.root, Check("7", "b", "partly", "So.", "", "ann"))
        assert read(builder, CHECKS) == f"{old}7,b,partly,So.,,ann\n"
        dated = Check("7", "b", "partly", "So.", "", "ann", page="p. 5", date="2026-01-02")
        save_check(builder.root, dated)
        assert read(builder, CHECKS) == (
            self.HEAD + '7,a,unread,"kept, as is",,,,\n7,b,partly,So.,,ann,p. 5,2026-01-02\n'
        )
        found = builder.open().checks[-1]
        assert found.grounds == "p. 5; checked by ann, 2026-01-02"

    @pytest.mark.parametrize("data", [b"note;work\n7;a\n", b"note,work\n7,\xe9\n"])
    def test_a_file_that_cannot_be_read_is_left_alone(self, builder, data):
        builder.write(CHECKS, data)
        with pytest.raises(EvidenceError, match=r"annotations/checks\.csv"):
            save_check(builder.root, Check("7", "a", "unread"))
        assert (builder.root / CHECKS).read_bytes() == data

    def test_killed_while_writing_the_old_file_stands(self, builder, monkeypatch):
        builder.write(CHECKS, self.HEAD + self.ROWS)

        def killed(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            save_check(builder.root, Check("7", "a", "partly", "x"))
        assert read(builder, CHECKS) == self.HEAD + self.ROWS
        assert [path.name for path in (builder.root / CHECKS).parent.glob(".*")] == []


class TestCodes:
    def test_codes_are_in_the_order_of_the_answers_and_can_be_taken_back(self, builder):
        path = "annotations/coding/ann.csv"
        first = [
            Coding("ann", "y", "R1", "none", "2026-01-02"),
            Coding("ann", "y", "M1", "supports"),
        ]
        save_codes(builder.root, "ann", first, first)
        second = [Coding("ann", "x", "R1", "qualifies", comment="a, b")]
        assert save_codes(builder.root, "ann", second, second) == path
        head = "claim,factor,stance,date,comment\n"
        rows = "y,R1,none,2026-01-02,\ny,M1,supports,,\n"
        assert read(builder, path) == f'{head}{rows}x,R1,qualifies,,"a, b"\n'
        save_codes(builder.root, "ann", (), second)
        assert read(builder, path) == head + rows
        again = [Coding("ann", "y", "R1", "contradicts")]
        save_codes(builder.root, "ann", again, again)
        assert read(builder, path) == f"{head}y,M1,supports,,\ny,R1,contradicts,,\n"
        loaded = builder.open()
        assert [(one.claim, one.factor, one.at) for one in loaded.codings] == [
            ("y", "M1", 2),
            ("y", "R1", 3),
        ]

    def test_a_file_with_a_broken_row_is_left_alone(self, builder):
        builder.table("coding/ann", "claim,factor,stance", "x,R1")
        with pytest.raises(EvidenceError, match=r"coding/ann\.csv:2: 2 cells"):
            save_codes(builder.root, "ann", [Coding("ann", "x", "R1", "none")], ())

    def test_the_first_link_before_a_consensus_stays_recorded(self, builder):
        save_consensus(builder.root, Consensus("x", "R1", "none", "supports", "A and B"))
        save_consensus(builder.root, Consensus("x", "R1", "qualifies", "none", "A and B"))
        (one,) = builder.open().consensus
        assert (one.stance, one.before) == ("qualifies", "supports")
        assert builder.open().codings == ()

    def test_writing_takes_the_lock(self, builder, monkeypatch):
        held = []
        real = save_tables.locked
        monkeypatch.setattr(save_tables, "locked", lambda root: (held.append(root), real(root))[1])
        save_codes(builder.root, "ann", [Coding("ann", "x", "R1", "none")], ())
        assert held == [builder.root]


class TestJudgements:
    OVERRIDE = Override("R1", None, "Too few: really.", "Ann", "2026-01-02")
    ASSESSMENT = Assessment(
        "M1",
        (Concern("coherence", "none", "It fits."), Concern("relevance", "serious", "65")),
        "Ann",
        "2026-01-02",
    )
    TEXT = """\
# what we judge
overrides:
  # the first one
  - {factor: R1, strength: weak, reason: Old., by: Ben, date: 2025-01-01}

# concerns from here on
assessments:
  - factor: R1
    concerns:
      adequacy: {level: minor, reason: Thin.}   # for now
    by: Ben
    date: 2025-01-01
"""

    @pytest.mark.parametrize("text", ["", TEXT, TEXT.rstrip("\n"), "overrides: []\n"])
    def test_entries_are_added_and_read_back(self, builder, text):
        builder.write(JUDGEMENTS, text)
        save_override(builder.root, self.OVERRIDE)
        save_assessment(builder.root, self.ASSESSMENT)
        workspace = builder.open()
        assert workspace.problems == ()
        found = workspace.judgements
        last, concerns = found.overrides[-1], found.assessments[-1]
        assert (last.factor, last.strength, last.reason) == ("R1", None, "Too few: really.")
        assert concerns.concerns == self.ASSESSMENT.concerns
        lines = iter(read(builder, JUDGEMENTS).splitlines())
        assert all(line in lines for line in text.splitlines() if line != "overrides: []")

    def test_line_ends_of_windows_are_kept(self, builder):
        builder.write(JUDGEMENTS, self.TEXT.replace("\n", "\r\n"))
        save_override(builder.root, self.OVERRIDE)
        text = read(builder, JUDGEMENTS)
        assert text.count("\r\n") == text.count("\n") > self.TEXT.count("\n")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("overrides: [{}]\n", "is missing"),
            ("overrides: [\n", "not valid YAML"),
            ('{"overrides": []}\n', "too unusual"),
        ],
    )
    def test_a_file_that_is_not_valid_or_unusual_is_left_alone(self, builder, text, message):
        builder.write(JUDGEMENTS, text)
        with pytest.raises(EvidenceError, match=message):
            save_override(builder.root, self.OVERRIDE)
        assert read(builder, JUDGEMENTS) == text

    def test_the_last_of_each_person_counts_and_the_rest_is_history(self, builder):
        for by, level in (("Ann", "none"), ("Ben", "minor"), ("Ann", "serious")):
            one = Assessment("R1", (Concern("adequacy", level, "So."),), by, "2026-01-02")
            save_assessment(builder.root, one)
        found = builder.open().judgements
        assert len(found.assessments) == 3
        assert [(one.by, one.concerns[0].level) for one in found.assessments_of["R1"]] == [
            ("Ben", "minor"),
            ("Ann", "serious"),
        ]

    def test_judgements_change_no_rating(self, builder):
        builder.work("a").claim("x", "a", "R1 supports")
        before = builder.map().ratings["R1"]
        save_override(builder.root, Override("R1", "strong", "I know.", "Ann", "2026-01-02"))
        save_assessment(builder.root, self.ASSESSMENT)
        after = builder.map().ratings
        assert after["R1"].judgement == before.judgement
        assert after["R1"].override.strength == "strong"
        assert after["M1"].assessments[0].by == "Ann"
