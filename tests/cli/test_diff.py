"""`evidence diff`: from two states to what moved, and into the history of the website."""

import pytest


@pytest.fixture
def old(make_builder):
    builder = make_builder("old")
    builder.change("annotations/rubric.toml", "high = 0.75", "high = 0.80")
    for key in ("a", "b", "c"):
        builder.work(key).claim(f"{key}-1", key, "R1 supports")
    return builder


@pytest.fixture
def new(builder):
    builder.change("annotations/rubric.toml", "high = 0.75", "high = 0.80")
    for key in ("a", "b", "c"):
        builder.work(key).claim(f"{key}-1", key, "R1 supports")
    builder.claim("b-2", "b", "R1 contradicts")
    builder.change("annotations/claims/a.yaml", "What a-1 says", "What it says")
    return builder


def test_it_says_what_changed_and_what_that_moved(run, old, new):
    done = run("diff", str(old.root))
    assert done.code == 0
    assert "consistent, strong -> mixed, moderate; lines 3 (+3 ~0 -0) -> 3 (+3 ~0 -0)" in done.out
    assert "moved by claim b-2 added" in done.out
    assert "claim, added (1): b-2 (moved R1, social-risk)" in done.out
    assert "statement: What a-1 says. -> What it says." in done.out
    assert run("diff", str(new.root)).out == "Nothing has changed.\n"


def test_csv_has_a_row_for_each_field(run, old, new):
    lines = run("diff", str(old.root), "--format", "csv").out.splitlines()
    assert lines == [
        "kind,id,change,field,old,new,moved",
        "claim,a-1,changed,statement,What a-1 says.,What it says.,",
        "claim,b-2,added,,,,R1; social-risk",
    ]


def test_two_folders_need_no_workspace_around_them(run, old, new, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    run.root = tmp_path / "nowhere"
    found = run("diff", str(old.root), str(new.root), "--format", "json").json
    assert [one["id"] for one in found["changes"]] == ["a-1", "b-2"]
    assert found["old"] == {"name": "old", "revision": None, "modified": False}


def test_an_entry_is_recorded_and_shown_on_the_website(run, old, new):
    words = ["--title", "Second <edition>", "--summary", "See https://example.org.", "--date",
             "2026-03-04"]  # fmt: skip
    first = run("diff", "-", str(old.root), "--record", "--title", "First", "--date", "2026-01-01")
    assert first.code == 0
    done = run("diff", str(old.root), "--record", *words, "--format", "json")
    assert done.json["recorded"] == "annotations/history.yaml"
    assert run("check").code == 0
    run("build")
    page = (new.root / "site/public/history.html").read_text(encoding="utf-8")
    assert page.index("2026-03-04: Second &lt;edition&gt;") < page.index("2026-01-01: First")
    assert 'href="https://example.org"' in page
    assert '<a href="factors/r1.html">R1</a>' in page
    assert '<a href="claims/b-2.html">claim b-2</a> added' in page
    front = (new.root / "site/public/index.html").read_text(encoding="utf-8")
    assert 'href="history.html">History</a>' in front


def test_without_a_history_there_is_no_page_and_no_link(run, new):
    run("build")
    assert not (new.root / "site/public/history.html").exists()
    assert "history.html" not in (new.root / "site/public/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "-"], "can only stand for OLD"),
        (["-", "--record"], "an entry has a title"),
        (["-", "--record", "--title", " "], "an entry has a title"),
        (["-", "--record", "--title", "x", "--date", "2026-02-30"], "is no date"),
        (["{new}", "--record", "--title", "x"], "nothing to record"),
        (["nowhere"], "git knows no revisions of"),
    ],
)
def test_what_cannot_be_done_is_said(run, new, monkeypatch, words, said):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(new.root.parent))
    done = run("diff", *(word.replace("{new}", str(new.root)) for word in words))
    assert done.code == 2
    assert said in done.err
    assert not (new.root / "annotations/history.yaml").exists()


def test_a_state_with_errors_is_compared_as_far_as_it_is_sound(run, old, new):
    old.write("annotations/claims/c.yaml", "work: [")
    done = run("diff", str(old.root))
    assert done.code == 0
    assert "old has 1 error; what is shown leaves them out." in done.err
