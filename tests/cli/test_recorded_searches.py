"""`search --save` records a search, `--rerun` says what came and went, the website shows both."""

import csv
import datetime
import io

import pytest

PATH = "annotations/searches/first.yaml"


@pytest.fixture
def recorded(filled, run):
    done = run("search", "what says", "--in", "claims,works", "--save", "first", "--by", "Ann")
    assert done.code == 0, done.err
    assert f"Recorded in {PATH}. Later: evidence search --rerun first" in done.err
    return filled


def rerun(run, *words):
    return run("search", "--rerun", *words, "--format", "json").json["searches"]


def test_a_record_holds_everything_that_was_found(recorded, run):
    text = (recorded.root / PATH).read_text()
    today = datetime.date.today().isoformat()
    for line in ("query: what says", f"date: '{today}'", "by: Ann", "total: 3", "  works: []"):
        assert line in text
    (one,) = recorded.open().searches
    assert one.hits == (("claim", "against"), ("claim", "aside"), ("claim", "for"))
    assert one.kinds == ("claim", "work")
    assert one.searched == {"claim": 3, "work": 3}
    assert run("check").code == 0


def test_nothing_has_changed_at_first(recorded, run):
    (one,) = rerun(run)
    assert (one["name"], one["total"], one["now"]) == ("first", 3, 3)
    assert one["came"] == one["went"] == []
    assert "3 found; the same now." in run("search", "--rerun", "first").out


def test_says_what_came_and_went(recorded, run):
    recorded.claims["kuper1981"].pop()
    recorded.claim("newer", "kuper1981", "R1 supports")
    (one,) = rerun(run, "first")
    assert one["came"] == [{"kind": "claim", "id": "newer"}]
    assert one["went"] == [{"kind": "claim", "id": "aside"}]
    rows = list(csv.DictReader(io.StringIO(run("search", "--rerun", "--format", "csv").out)))
    assert [(row["change"], row["id"]) for row in rows] == [("came", "newer"), ("went", "aside")]


def test_records_are_never_overwritten(recorded, run):
    before = (recorded.root / PATH).read_bytes()
    done = run("search", "harff2003", "--save", "first")
    assert done.code == 2
    assert "recorded already" in done.err
    assert (recorded.root / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("x", "--save", "../evil"), "cannot name a search"),
        (("x", "--save", ""), "cannot name a search"),
        (('"open', "--save", "new"), "character 1"),
        (("--rerun", "frist"), "Did you mean 'first'?"),
        (("x", "--rerun", "first"), "leave out QUERY"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(recorded, run, words, message):
    done = run("search", *words)
    assert done.code == 2
    assert message in done.err
    assert [path.name for path in (recorded.root / "annotations/searches").iterdir()] == [
        "first.yaml"
    ]


def test_without_a_record_the_next_command_is_named(filled, run):
    done = run("search", "--rerun")
    assert done.code == 0
    assert "evidence search QUERY --save NAME" in done.err


def test_a_search_that_can_no_longer_be_asked_says_why(recorded, run):
    recorded.change(PATH, "query: what says", "query: factor:R7 says")
    (one,) = rerun(run)
    assert one["now"] is None
    assert "unknown factor 'R7'" in one["fault"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("query: what says", "query: (what", 3, "never closed"),
        ("total: 3", "total: 4", 12, "the total is 4, but 3 hits are listed"),
        ("- claims\n", "- poems\n", 5, "poems"),
        ("date: '2", "date: '9999-99-9'\nby: '2", None, ""),
    ],
)
def test_faults_in_a_record_are_problems_with_their_line(recorded, run, old, new, line, message):
    recorded.change(PATH, old, new)
    problems = run("check", "--format", "json").json["problems"]
    ours = [one for one in problems if one["path"] == PATH]
    assert ours
    if line:
        assert any(message in f"{one['message']} {one['hint']}" for one in ours), ours
        assert line in {one["line"] for one in ours}


class TestOnTheWebsite:
    def page(self, builder):
        return (builder.root / "site/public/searches.html").read_text("utf-8")

    def test_there_is_no_page_without_records(self, filled, run):
        assert run("build").code == 0
        assert not (filled.root / "site/public/searches.html").exists()
        assert "searches.html" not in (filled.root / "site/public/index.html").read_text("utf-8")

    def test_shows_query_then_and_now_and_follows_the_claims(self, recorded, run):
        assert run("build").code == 0
        page = self.page(recorded)
        assert 'href="search.html?q=what+says"' in page
        assert "by Ann, in 3 claims and 3 works" in page
        assert "Found 3 hits then." in page
        assert "The same now." in page
        assert 'href="claims/against.html"' in page
        recorded.claim("newer", "kuper1981", "R1 supports")
        assert run("build").code == 0
        assert "4 now: 1 came, 0 went." in self.page(recorded)
        again = run("build", "--format", "json").json
        assert again["written"] == []

    def test_is_part_of_the_map_in_one_file(self, recorded, run):
        file = recorded.root / "map.html"
        assert run("site", "--single", str(file)).code == 0
        assert '<a href="#search?q=what+says">' in file.read_text("utf-8")

    def test_hostile_words_stay_words(self, filled, run):
        bad = '"</code><script>alert(1)</script>" OR x'
        assert run("search", bad, "--save", "bad", "--by", "<b>Eve</b>").code == 0
        assert run("build").code == 0
        page = self.page(filled)
        assert "<script>alert" not in page
        assert "<b>Eve" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
