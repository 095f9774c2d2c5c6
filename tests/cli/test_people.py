"""`code`, `agree`, `judge` and the recording half of `check-notes`, as a person types them."""

import csv
import datetime
import io

import pytest

CODES = "annotations/coding/ann.csv"


def answers(*lines):
    return "\n".join(lines) + "\n"


def coded(filled):
    return {(one.claim, one.factor): one.stance for one in filled.open().codings}


class TestCode:
    def test_what_is_shown_is_blind(self, filled, run):
        filled.claim("kuper1981-r1-9", "kuper1981", "M1 qualifies", concept=None, scope="Burundi")
        done = run("code", "--as", "ann", typed=answers(*["none"] * 9))
        shown = done.out + done.err
        assert done.code == 0
        assert "What kuper1981-r1-9 says." in shown
        assert "Burundi; Kuper 1981" in shown
        assert "Harff 2003, p. 65" in shown
        for hidden in ("kuper1981-r1-9 ", "editor", "thin", "seen in", "note 7", "qualifies M1"):
            assert hidden not in shown.replace("What kuper1981-r1-9 says.", "")

    def test_the_work_can_be_hidden(self, filled, run):
        done = run("code", "--as", "ann", "--hide-work", typed="quit\n")
        assert "Kuper" not in done.out + done.err
        assert "p. 65" not in done.out

    def test_each_answer_is_saved_and_the_queue_goes_on_where_it_was_left(self, filled, run):
        first = run("code", "--as", "ann", typed=answers("R1 sup, m1", "qual", "quit"))
        assert "Claim 1 of 3" in first.err
        assert "1 of 3 claims coded, in annotations/coding/ann.csv." in first.err
        (claim,) = {name for name, _ in coded(filled)}
        assert coded(filled) == {
            (claim, "R1"): "supports",
            (claim, "M1"): "qualifies",
            (claim, "R*"): "none",
            (claim, "M*"): "none",
        }
        second = run("code", "--as", "ann", typed=answers("none", "none"))
        assert "Claim 2 of 3" in second.err
        assert "Claim 1 of 3" not in second.err
        assert "Next: evidence agree" in second.err
        assert len(coded(filled)) == 12
        order = [one.claim for one in filled.open().codings][::4]
        assert order[0] == claim
        assert not filled.open().problems

    def test_breaking_off_in_the_middle_of_an_answer_keeps_the_answers_before(self, filled, run):
        done = run("code", "--as", "ann", typed="none\nR1")
        assert done.code == 0
        assert len(coded(filled)) == 4
        assert "1 of 3 claims coded" in done.err

    def test_an_answer_can_be_taken_back_even_in_the_next_session(self, filled, run):
        run("code", "--as", "ann", typed=answers("R1 s", "quit"))
        before = coded(filled)
        done = run("code", "--as", "ann", typed=answers("undo", "R1 c", "undo", "undo", "quit"))
        assert "The last answer is taken back." in done.err
        assert "Nothing to take back." in done.err
        assert before
        assert coded(filled) == {}

    def test_one_factor_only(self, filled, run):
        run("code", "--as", "ann", "--factor", "r1", "--limit", "2", typed=answers("s", "none"))
        assert {factor for _, factor in coded(filled)} == {"R1"}
        assert sorted(coded(filled).values()) == ["none", "supports"]
        done = run("code", "--as", "ann", "--factor", "R1", typed=answers("skip", "quit"))
        assert "1 of 3 claims are left" in done.err

    def test_wrong_answers_are_asked_again(self, filled, run):
        typed = answers("R7", "R1 maybe", "R1, R1", "?", "R1 s", "quit")
        done = run("code", "--as", "ann", typed=typed)
        assert "'R7' is not one of them. Did you mean 'R1'?" in done.err
        assert "'maybe' is not one of them" in done.err
        assert "R1 stands there twice" in done.err
        assert len(coded(filled)) == 4

    def test_comments_are_asked_for_on_demand(self, filled, run):
        run("code", "--as", "ann", "--comments", typed=answers("R1 s", "not sure", "quit"))
        assert {one.comment for one in filled.open().codings} == {"not sure"}

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("--as", "Ann Lee"), "--as ann-lee"),
            (("--as", "editor"), "This coder linked every claim"),
            (("--as", "ann", "--factor", "R9"), "unknown factor 'R9'. Did you mean 'R1'?"),
            (("--as", "ann", "--export", "a", "--read", "b"), "two steps"),
            (("--as", "ann", "--read", "nowhere.csv"), "there is no nowhere.csv"),
            ((), "--as"),
        ],
    )
    def test_what_cannot_be_coded_is_refused(self, filled, run, words, message):
        done = run("code", *words)
        assert done.code == 2
        assert message in done.err
        assert not (filled.root / "annotations/coding").exists()

    def test_a_sheet_goes_out_and_comes_back(self, filled, run, tmp_path):
        path = tmp_path / "queue.csv"
        assert run("code", "--as", "ann", "--export", str(path)).code == 0
        text = path.read_text(encoding="utf-8-sig")
        assert "supports" not in text
        assert "aside" not in text.replace("What aside says.", "")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) == 3
        rows[0]["R1"], rows[1]["M1"] = "s", "nonsense"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        done = run("code", "--as", "ann", "--read", str(path))
        assert done.code == 1
        assert f"{path}:3: M1: 'nonsense' is no stance" in done.err
        assert "1 coded, 1 left empty; 1 of 3 claims coded" in done.err
        assert len(coded(filled)) == 4
        again = run("code", "--as", "ann", "--export", str(path))
        assert again.code == 2
        assert "exists already" in again.err

    def test_a_sheet_that_is_not_utf8_is_left_unread(self, filled, run, tmp_path):
        path = tmp_path / "queue.csv"
        run("code", "--as", "ann", "--export", str(path))
        head, first, *rest = path.read_text(encoding="utf-8-sig").splitlines()
        cells = first.split(",")
        cells[-1] = "caf\u00e9"
        cells[5] = "s"
        path.write_bytes("\n".join([head, ",".join(cells), *rest]).encode("cp1252"))
        done = run("code", "--as", "ann", "--read", str(path))
        assert done.code == 1
        assert "Save the file as UTF-8" in done.err
        assert coded(filled) == {}


@pytest.fixture
def differing(filled):
    """Two coders who differ on one claim, on two factors."""
    rows = (
        "for,R1,none,2026-01-02,unsure", "for,M1,supports,2026-01-02,", "for,R*,none,,",
        "against,R1,contradicts,,", "against,M1,none,,",
    )  # fmt: skip
    filled.table("coding/ann", "claim,factor,stance,date,comment", *rows)
    return filled


class TestAgree:
    def test_a_map_with_one_coder_says_so(self, filled, run):
        done = run("agree")
        assert done.code == 0
        assert "Single-coded" in done.out
        assert "evidence code --as NAME" in done.err
        data = run("agree", "--format", "json").json
        assert data["status"] == "single-coded"
        assert data["overall"]["alpha"] is None
        assert data["overall"]["reason"].startswith("single-coded")
        assert [row["factor"] for row in data["factors"]] == ["R1", "M1", "R*", "M*"]

    def test_two_coders_are_measured_for_each_factor_and_overall(self, differing, run):
        data = run("agree", "--format", "json").json
        assert data["coders"] == ["ann", "editor"]
        assert data["status"] == "partly double-coded"
        assert (data["double"], data["links"]) == (2, 3)
        overall = data["overall"]
        assert (overall["n"], overall["linked"], overall["kappa_kind"]) == (5, 3, "cohen")
        assert overall["observed"] == 0.6
        assert overall["intervals"]["alpha"]["low"] == overall["low"]
        on_whole = data["factors"][2]
        assert on_whole["alpha"] is None
        assert on_whole["reason"].startswith("all codes are 'none'")
        assert [(u["claim"], u["factor"], u["codes"]) for u in data["disagreements"]] == [
            ("for", "R1", {"editor": "supports", "ann": "none"}),
            ("for", "M1", {"editor": "none", "ann": "supports"}),
        ]
        assert data["raw"] == []

    def test_the_raw_table_and_three_forms(self, differing, run):
        assert len(run("agree", "--raw", "--format", "json").json["raw"]) == 5
        rows = list(csv.DictReader(io.StringIO(run("agree", "--raw", "--format", "csv").out)))
        assert rows[0] == {
            "claim": "for", "factor": "R1", "ann": "none", "editor": "supports", "consensus": "",
        }  # fmt: skip
        table = run("agree", "--raw").out
        assert "against" in table
        assert "R*" not in table  # 'none' by everybody
        assert "They differ on 2 decisions" in run("agree").out
        assert run("agree", "--format", "csv").out.splitlines()[1].startswith("all,5,3,2,0.6,")

    def test_a_consensus_is_recorded_changes_the_links_and_shows_what_moves(self, differing, run):
        typed = answers("none", "ann is right", "supports", "")
        done = run("agree", "--resolve", "--by", "Ann and Ed", typed=typed)
        assert done.code == 0, done.err
        assert "ann: none (unsure)" in done.out
        assert "M1: none -> thin" in done.err
        workspace = differing.open()
        assert not workspace.problems
        links = [(link.factor, link.stance) for link in workspace.claim("for").links]
        assert links == [("M1", "supports")]
        assert [(c.factor, c.stance, c.before, c.by, c.comment) for c in workspace.consensus] == [
            ("R1", "none", "supports", "Ann and Ed", "ann is right"),
            ("M1", "supports", "none", "Ann and Ed", ""),
        ]
        assert all(one.date for one in workspace.consensus)
        data = run("agree", "--format", "json").json
        assert data["overall"]["observed"] == 0.6
        assert data["disagreements"][0]["consensus"] == "none"
        assert data["disagreements"][0]["by"] == "Ann and Ed"
        assert "There is nothing to settle." in run("agree", "--resolve").err
        assert run("check").code == 0

    def test_a_claim_that_bears_on_nothing_any_more_is_rejected(self, differing, run):
        run("agree", "--resolve", "--by", "A and E", typed=answers("none", "", "none", ""))
        assert differing.open().claim("for").status == "rejected"
        assert run("check").code == 0

    @pytest.mark.parametrize("typed", ["quit\n", "none\n\nquit\n", "none\n", "skip\nskip\n"])
    def test_leaving_in_the_middle_of_a_claim_writes_nothing_of_it(self, differing, run, typed):
        path = differing.root / "annotations/claims/harff2003.yaml"
        before = path.read_bytes()
        done = run("agree", "--resolve", "--by", "A and E", typed=typed)
        assert done.code == 0
        assert "0 claims settled" in done.err
        assert path.read_bytes() == before
        assert not (differing.root / "annotations/coding/consensus.csv").exists()


class TestSingleCoded:
    def test_is_said_wherever_a_rating_stands(self, filled, run):
        for words in (("factor", "R1"), ("rate", "R1", "--explain"), ("rate", "social-risk")):
            assert "Single-coded: one person linked its claims" in " ".join(run(*words).out.split())
        assert "Single-coded" in run("rate").err
        assert "single-coded" in run("status").out
        assert run("factor", "R1", "--format", "json").json["coding"]["status"] == "single-coded"
        assert run("rate", "--format", "json").json["coding"]["status"] == "single-coded"
        assert run("status", "--format", "json").json["coding"] == "single-coded"

    def test_with_two_coders_the_agreement_stands_there(self, differing, run):
        out = " ".join(run("factor", "R1").out.split())
        assert "Partly double-coded: 2 of 3 links coded by others as well." in out
        assert "Cohen's kappa" in out
        coding = run("factor", "R1", "--format", "json").json["coding"]
        assert (coding["double"], coding["links"]) == (2, 3)
        assert coding["agreement"]["factor"] == "R1"


class TestJudge:
    TYPED = answers("mod", "One team.", "", "none", "Enough.", "-", "weak", "I know more.")

    def test_concerns_and_an_override_stand_beside_the_computed_rating(self, filled, run):
        before = run("rate", "R1", "--format", "json").json["factors"][0]
        done = run("judge", "r1", "--by", "Ann", typed=self.TYPED)
        assert done.code == 0, done.err
        assert not filled.open().problems
        after = run("rate", "R1", "--format", "json").json["factors"][0]
        assert {**before, "override": 0, "assessments": 0} == {
            **after, "override": 0, "assessments": 0,
        }  # fmt: skip
        assert after["override"]["strength"] == "weak"
        (one,) = after["assessments"]
        assert one["by"] == "Ann"
        assert one["concerns"] == [
            {"component": "methodological_limitations", "level": "moderate", "reason": "One team."},
            {"component": "adequacy", "level": "none", "reason": "Enough."},
        ]
        for words in (("factor", "R1"), ("rate", "R1", "--explain")):
            out = " ".join(run(*words).out.split())
            assert "weak. I know more." in out
            assert "methodological limitations: moderate. One team." in out

    def test_judging_again_keeps_what_was_judged_as_history(self, filled, run):
        run("judge", "R1", "--by", "Ann", typed=self.TYPED)
        again = answers("serious", "Worse.", "", "", "", "", "")
        run("judge", "R1", "--by", "Ann", typed=again)
        rows = run("judge", "--format", "json").json["judgements"]
        assert [(row["kind"], row["current"]) for row in rows] == [
            ("override", True),
            ("assessment", False),
            ("assessment", True),
        ]
        assert [c["reason"] for c in rows[2]["concerns"]] == ["Worse.", "Enough."]
        assert "earlier" in run("judge").out
        table = list(csv.DictReader(io.StringIO(run("judge", "--format", "csv").out)))
        assert table[1]["methodological_limitations"] == "moderate: One team."

    def test_nothing_said_writes_nothing(self, filled, run):
        done = run("judge", "R1", "--by", "Ann", typed="\n" * 5)
        assert "Nothing changed." in done.err
        run("judge", "R1", "--by", "Ann", typed="minor\nA reason\n")
        assert not (filled.root / "annotations/judgements.yaml").exists()
        run("judge", "R1", "--by", "Ann", typed=self.TYPED)
        path = filled.root / "annotations/judgements.yaml"
        before = path.read_bytes()
        assert "Nothing changed." in run("judge", "R1", "--by", "Ann", typed="\n" * 9).err
        assert path.read_bytes() == before

    def test_wrong_words_are_asked_again(self, filled, run):
        typed = answers(
            "sever", "serious", "", "So.", "", "", "", "huge", "no strength", "Too thin."
        )
        done = run("judge", "R1", typed=answers("Ann") + typed)
        assert "'sever' is not one of them. Did you mean 'serious'?" in done.err
        assert "this field is needed" in done.err
        assert filled.open().judgements.override_of["R1"].strength is None
        assert run("judge", "R9").code == 2


@pytest.fixture
def cited(filled):
    """Three pairs: read, unread without anything on it, unread and carrying a rating."""
    seen = {"kind": "citing-work", "work": "art", "note": "9", "attribution": "specific"}
    filled.claim("only", "kuper1981", "M1 supports", seen_in=seen)
    filled.table(
        "notes", "note,work,label,value", "7,harff2003,,", "8,harff2003,,", "9,kuper1981,page,12"
    )
    head = "note,work,verdict,reason,basis,checked_by"
    return filled.table("checks", head, "7,harff2003,partly,'as it is',,", "99,harff2003,partly,,,")


PAIR = ("9", "kuper1981")


class TestCheckNotes:
    def test_unread_pairs_that_carry_a_rating_come_first(self, cited, run):
        pairs = run("check-notes", "--format", "json").json["pairs"]
        assert [(p["note"], p["verdict"], p["carries"], p["claims"]) for p in pairs] == [
            ("9", "unread", ["M1", "social-resilience"], ["only"]),
            ("8", "unread", [], []),
            ("7", "partly", [], []),
            ("99", "partly", [], []),
        ]
        assert [p["context"] for p in pairs] == [False, False, False, True]
        assert "Unread, 1 of them carries a rating" in run("check-notes", "--limit", "1").err
        assert run("check-notes", "--verdict", "partly", "--format", "csv").out.count("\n") == 3

    def test_one_pair_shows_what_hangs_on_it(self, cited, run):
        out = " ".join(run("check-notes", "9", "kuper1981").out.split())
        assert "cited: p. 12" in out
        assert "What only says. [supports M1] only" in out
        assert "M1: thin -> none" in out
        assert len(run("check-notes", "9", "--format", "json").json["pairs"]) == 1

    def test_a_verdict_is_recorded_and_what_moves_is_shown_at_once(self, cited, run):
        path = cited.root / "annotations/checks.csv"
        before = path.read_text()
        done = run(
            "check-notes", "9", "kuper1981", "--record", "not borne out", "--page", "13",
            "--reason", "It says the opposite.", "--basis", "the full text", "--by", "Ann",
        )  # fmt: skip
        assert done.code == 0, done.err
        day = datetime.date.today().isoformat()
        rows = list(csv.DictReader(io.StringIO(path.read_text())))
        assert list(rows[-1].values()) == [
            "9", "kuper1981", "not borne out", "It says the opposite.", "the full text", "Ann",
            "p. 13", day,
        ]  # fmt: skip
        old = list(csv.DictReader(io.StringIO(before)))
        assert rows[:-1] == [{**row, "page": "", "date": ""} for row in old]
        shown = run("check-notes", "9", "kuper1981")
        assert f"basis: p. 13; the full text; checked by Ann, {day}" in " ".join(shown.out.split())
        assert "M1: thin -> none" in done.err
        back = run(
            "check-notes", "9", "kuper1981", "--record", "borne out", "--reason", "It does.",
            "--by", "Ann", "--format", "json",
        )  # fmt: skip
        last = path.read_text().splitlines()[-1]
        assert last == f"9,kuper1981,borne out,It does.,,Ann,,{day}"
        pair = back.json["pairs"][0]
        assert (pair["page"], pair["checked_by"], pair["date"]) == (None, "Ann", day)
        assert [
            (m["id"], m["before"]["state"], m["after"]["state"]) for m in back.json["moved"]
        ] == [
            ("M1", "none", "thin"),
            ("social-resilience", "none", "thin"),
        ]
        assert back.json["pairs"][0]["verdict"] == "borne out"

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("--record", "partly"), "--record needs a pair"),
            ((*PAIR, "--record", "partly", "--verdict", "partly"), "choose from a list"),
            ((*PAIR, "--reason", "x"), "go with --record"),
            ((*PAIR, "--record", "partly", "--by", "A"), "needs a reason"),
            ((*PAIR, "--record", "partly", "--reason", "x"), "who says so?"),
            (
                (
                    "9",
                    "kuper1981",
                    "--record",
                    "partly",
                    "--reason",
                    "x",
                    "--by",
                    "A",
                    "--page",
                    "?",
                ),
                "'?' is no page",
            ),
            (("9", "harff2003"), "note 9 does not cite 'harff2003'"),
            (("9", "harf2003"), "unknown work 'harf2003'. Did you mean 'harff2003'?"),
            (("55",), "no pair of note '55'"),
        ],
    )
    def test_what_does_not_go_together_is_refused(self, cited, run, words, message):
        before = (cited.root / "annotations/checks.csv").read_bytes()
        done = run("check-notes", *words)
        assert done.code == 2
        assert message in done.err
        assert (cited.root / "annotations/checks.csv").read_bytes() == before

    def test_one_after_the_other_the_most_important_first(self, cited, run):
        typed = answers("borne", "", "It does.", "page?", "p. 12", "", "skip")
        done = run("check-notes", "--next", "--by", "Ann", typed=typed)
        assert done.code == 0, done.err
        assert "'page?' is no page" in done.err
        assert done.out.index("Note 9") < done.out.index("Note 8")
        assert "1 verdict recorded" in done.err
        checks = {(one.note, one.work): one for one in cited.open().checks}
        assert (checks["9", "kuper1981"].verdict, checks["9", "kuper1981"].page) == (
            "borne out",
            "p. 12",
        )
        left = run("check-notes", "--next", typed="Ann\nquit\n")
        assert "Pair 1 of 1" in left.err
        assert "0 verdicts recorded" in left.err
