"""The commands: what they print, in which form, with which exit code."""

import csv
import io
import subprocess
import sys

import pytest

LISTING = [
    ("check",),
    ("rate",),
    ("rate", "R1"),
    ("factor", "R1"),
    ("work", "harff2003"),
    ("claim", "show", "for"),
    ("check-notes",),
    ("agree",),
    ("judge",),
    ("gaps",),
    ("overlap",),
    ("map",),
    ("rate", "R1", "--list", "lines"),
]


@pytest.mark.parametrize("words", LISTING, ids=" ".join)
def test_every_listing_has_three_forms(filled, run, words):
    filled.work("third", author="Kuper, L.").claim("third-1", "third", "R1 supports")
    empty = words in {("check",), ("judge",)}
    assert run(*words).out.strip() or empty
    assert isinstance(run(*words, "--format", "json").json, dict)
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    assert rows or empty


def test_factor_tells_for_against_and_aside(filled, run):
    done = run("factor", "r1")
    assert done.code == 0
    text = " ".join(done.out.split())
    for words in (
        "Among the cases studied",
        "Supports it (1 claim)",
        "Harff 2003, p. 65; large-N statistical study; outcome; seen in the full text. for",
        "Contradicts it (1 claim)",
        "Set aside, without a vote (1)",
        "a recommendation: it says what should be done, not what was found",
        "What would change it",
    ):
        assert words in text
    data = run("factor", "R1", "--format", "json").json
    assert [claim["id"] for claim in data["voting"]] == ["against", "for"]
    assert [(claim["id"], claim["code"]) for claim in data["silent"]] == [("aside", "kind")]
    assert data["rating"]["lines"] == {
        "total": 2,
        "supports": 1,
        "contradicts": 1,
        "qualifies": 0,
        "empirical": 2,
        "checked": 2,
    }


def test_rate_explains_down_to_claims_and_pages(filled, run):
    text = " ".join(run("rate", "R1", "--explain").out.split())
    assert "The team: supports (supports 1)" in text
    assert "Kuper 1981: contradicts (contradicts 0.48)" in text
    assert "Heaviest: for. Without it: thin." in text
    assert "p. 65" in text


def test_rate_explains_in_paragraphs_with_the_list_behind_every_number(filled, run):
    text = " ".join(run("rate", "R1", "--explain").out.split())
    assert "In its favour, Harff 2003 finds (p. 65): What for says." in text
    assert "Against it, Kuper 1981 finds: What against says." in text
    assert "For comparison, in plain counts" in text
    assert "one work finds for it, one against it and none with mixed" in text
    (row,) = run("rate", "R1", "--format", "json").json["factors"]
    lists = {one["name"]: one["ids"] for one in row["explanation"]["lists"]}
    assert lists["lines-supports"] == ["team"]
    pieces = [
        piece
        for paragraph in row["explanation"]["paragraphs"]
        for said in paragraph["sentences"]
        for piece in said["pieces"]
        if piece["kind"] == "count"
    ]
    assert pieces
    assert all(piece["number"] == len(lists[piece["of"]]) for piece in pieces)
    assert row["comparison"]["vote_count"] == {"supports": 1, "contradicts": 1, "mixed": 0}
    assert row["comparison"]["criteria"]["works"] == 2


def test_list_shows_what_a_number_counts(filled, run):
    done = run("rate", "R1", "--list", "lines-supports", "--format", "json").json
    assert (done["title"], done["total"]) == ("Lines that support it", 1)
    assert done["items"] == [{"id": "team", "text": "The team: Harff 2003"}]
    assert "What aside says." in run("rate", "R1", "--list", "silent").out
    done = run("rate", "R1", "--list", "lnes")
    assert (done.code, done.out) == (2, "")
    assert "unknown list of R1 'lnes'. Did you mean 'lines'?" in done.err
    assert "--list needs the id of a factor or row" in run("rate", "--list", "lines").err


def test_another_rubric_rates_beside_the_first(filled, run):
    text = (filled.root / "annotations/rubric.toml").read_text()
    filled.write(
        "annotations/rubric-lax.toml",
        text.replace("lines = 3", "lines = 1").replace(
            "medium = { lines = 1, empirical = 2 }", "medium = { lines = 1, empirical = 1 }"
        ),
    )
    data = run("rate", "R1", "--rubric", "lax", "--format", "json").json
    assert (data["rubric"], data["factors"][0]["strength"]) == ("lax", "moderate")
    both = run("rate", "--rubric", "rubric", "--rubric", "lax", "--format", "json").json
    assert [one["rubric"] for one in (both, *both["compared"])] == ["rubric", "lax"]
    assert both["factors"][0]["strength"] is None
    table = run("rate", "--rubric", "rubric", "--rubric", "lax").out
    assert "rubric" in table.splitlines()[0]
    assert "mixed, moderate" in table
    rows = list(
        csv.DictReader(
            io.StringIO(
                run("rate", "R1", "--rubric", "rubric", "--rubric", "lax", "--format", "csv").out
            )
        )
    )
    assert [(row["id"], row["rubric"]) for row in rows] == [("R1", "rubric"), ("R1", "lax")]
    assert "By the rubric 'lax'" in run("rate", "R1", "--explain", "--rubric", "lax").out
    done = run("rate", "--rubric", "strct")
    assert (done.code, done.out) == (2, "")
    assert "unknown rubric 'strct'. Known: rubric, lax" in done.err


def test_gaps_of_one_kind(filled, run):
    (row,) = run("gaps", "--kind", "without-evidence", "--format", "json").json["gaps"]
    assert [item["id"] for item in row["items"]] == ["M1", "social-resilience"]
    assert "Without any evidence (2)" in run("gaps").out


def test_overlap_lists_what_lines_share(filled, run):
    assert "No overlap is declared" in run("overlap").err
    filled.table(
        "appraisals",
        "work,method,negative_cases,line,line_reason,overlap",
        "harff2003,large-n-statistical,yes,team,The team: one data set,kuper1981: cases (Peru)",
    )
    text = " ".join(run("overlap", "R1").out.split())
    assert text == "Kuper 1981 + The team cases: Peru. Both vote on R1."
    (row,) = run("overlap", "--format", "json").json["overlaps"]
    assert (row["lines"], row["declared"]) == (["kuper1981", "team"], True)


def test_rate_of_a_row_shows_the_range_of_its_factors(filled, run):
    done = run("rate", "social-risk")
    assert "factors R1: no strength" in " ".join(done.out.split())
    data = run("rate", "social-risk", "--format", "json").json
    assert data["factors"] == []
    assert data["rows"][0]["range"] == [None, None]


def test_work_shows_record_claims_notes_and_errata(filled, run):
    data = run("work", "harff2003", "--format", "json").json
    assert data["record"]["title"] == "On harff2003"
    assert data["appraisal"]["line"] == "team"
    assert [(n["note"], n["verdict"]) for n in data["notes"]] == [("7", "partly")]
    assert [(e["field"], e["cited"], e["verified"]) for e in data["errata"]] == [
        ("year", "2002", "2003")
    ]


def test_claim_show_says_whether_it_votes(filled, run):
    assert run("claim", "show", "for", "--format", "json").json["votes"] is True
    data = run("claim", "show", "aside", "--format", "json").json
    assert data["votes"] is False
    assert data["reason"].startswith("a recommendation")


def test_check_notes_counts_every_verdict(filled, run):
    done = run("check-notes", "--verdict", "partly", "--format", "json")
    assert [(p["note"], p["work"]) for p in done.json["pairs"]] == [("7", "harff2003")]
    assert "1 pairs" in done.err or "1 partly" in done.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("factor", "R9"), "unknown factor 'R9'. Did you mean 'R1'?"),
        (("rate", "social-rsk"), "Did you mean 'social-risk'?"),
        (("work", "harff203"), "unknown work 'harff203'. Did you mean 'harff2003'?"),
        (("claim", "show", "agianst"), "unknown claim 'agianst'. Did you mean 'against'?"),
        (("claim", "new", "nobody"), "unknown work 'nobody'"),
        (("rtae",), "No such command 'rtae'. Did you mean 'rate'?"),
        (("rate", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_what_is_not_there_exits_with_2_and_a_hint(filled, run, words, message):
    done = run(*words)
    assert done.code == 2
    assert message in done.err
    assert done.out == ""


def test_no_workspace_is_wrong_usage(run, tmp_path):
    run.root = tmp_path
    done = run("rate")
    assert done.code == 2
    assert "evidence init" in done.err


def test_check_exits_with_1_for_errors_and_for_warnings_only_when_strict(filled, run):
    assert run("check").code == 0
    filled.claim("odd", "kuper1981", "R1 supports", concept="nope")
    assert run("check").code == 0
    assert run("check", "--strict").code == 1
    filled.claim("bad", "kuper1981", "R9 supports")
    done = run("check", "--format", "json")
    assert done.code == 1
    assert [p["code"] for p in done.json["problems"]] == ["unknown-concept", "unknown-factor"]
    assert "1 error and 1 warning" in done.err


def test_a_listing_says_that_the_workspace_has_errors(filled, run):
    filled.claim("bad", "kuper1981", "R9 supports")
    done = run("rate")
    assert done.code == 0
    assert "The workspace has 1 error" in done.err


def test_control_characters_of_a_file_do_not_reach_the_terminal(filled, run):
    filled.claim("evil", "kuper1981", "R1 supports", statement="red \x1b[31m alarm \x07 [bold]x")
    for words in (("factor", "R1"), ("claim", "show", "evil")):
        out = run(*words).out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "[bold]x" in out


def test_a_cell_that_looks_like_a_formula_is_quoted(filled, run):
    filled.claim("evil", "kuper1981", "R1 supports", statement="=HYPERLINK(1)")
    rows = csv.DictReader(io.StringIO(run("factor", "R1", "--format", "csv").out))
    assert "'=HYPERLINK(1)" in [row["statement"] for row in rows]


def test_init_makes_a_workspace_that_builds_at_once(run, tmp_path):
    folder = tmp_path / "new"
    done = run("init", str(folder), "--title", "My review")
    assert done.code == 0
    assert f"evidence -w {folder} build" in done.err
    run.root = folder
    built = run("build")
    assert built.code == 0, built.err
    assert (folder / "site/public/index.html").is_file()
    assert run("init", str(folder)).code == 2


def test_quiet_says_only_data(filled, run):
    assert run("-q", "rate").err == ""


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom evidence.cli import evidence\n"
        "try:\n    evidence(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'rich', 'bibtexparser'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("command", ["agree", "build", "check", "check-notes", "claim",
                                     "code", "factor", "init", "judge", "rate", "site",
                                     "work"])  # fmt: skip
def test_every_help_has_an_example(run, command):
    out = run(command, "--help").out
    assert f"evidence {command}" in out
    assert "Example" in out


@pytest.mark.parametrize(
    ("words", "start", "found"),
    [
        (["rate", "R1", "--list"], "lines-s", ["lines-supports"]),
        (["rate", "--rubric"], "", ["rubric"]),
        (["overlap"], "r1", ["R1"]),
    ],
)
def test_names_are_completed(filled, words, start, found):
    from click.shell_completion import ShellComplete

    from evidence.cli import evidence

    shell = ShellComplete(evidence, {}, "evidence", "_EVIDENCE_COMPLETE")
    args = ["--workspace", str(filled.root), *words]
    assert [item.value for item in shell.get_completions(args, start)] == found


def test_init_on_a_terminal_asks_how_the_map_is_made(tmp_path, run, monkeypatch):
    monkeypatch.setattr("evidence.cli.init.on_terminal", lambda: True)
    done = run("init", str(tmp_path / "new"), typed="All of it\nBy hand\n\n\n\n")
    assert done.code == 0
    assert "Who coded: Who took the claims down" in done.err
    page = (tmp_path / "new/site/pages/protocol.md").read_text(encoding="utf-8")
    assert "## Scope\n\nAll of it\n" in page
    assert "## Who coded\n\n> Who took" in page
    checked = run("-w", str(tmp_path / "new"), "check", "--format", "json").json["problems"]
    assert [one["code"] for one in checked] == ["protocol-unanswered"] * 3
    assert run("-w", str(tmp_path / "new"), "check").code == 0
    assert run("-w", str(tmp_path / "new"), "check", "--strict").code == 1


def test_init_off_a_terminal_writes_the_questions(tmp_path, run):
    done = run("init", str(tmp_path / "new"))
    assert "it asks the questions" in done.err
    state = run("-w", str(tmp_path / "new"), "status", "--format", "json").json
    assert len(state["protocol"]) == 5
