"""`search` finds passages, claims and works; `status` says what is stale and what to type next."""

import csv
import io

import pytest


@pytest.fixture
def noted(filled):
    """A workspace with reading notes on one work."""
    return filled.write(
        "corpus/notes/harff2003.md",
        "---\nwork: harff2003\nknown_from: abstract\n---\n\n# Harff 2003\n\n## What it found\n\n"
        "Upheavals with a first term were compared by H\u00e5vard.\n",
    )


def test_search_builds_its_index_and_finds_all_three_kinds(noted, run):
    done = run("search", "harff2003", "--format", "json")
    assert done.code == 0, done.err
    assert "Bringing the search index up to date" in done.err
    assert ("work", "harff2003") in {(hit["kind"], hit["id"]) for hit in done.json["hits"]}
    passages = run("search", "havard", "--in", "passages", "--format", "json").json["hits"]
    assert [(hit["work"], hit["factors"]) for hit in passages] == [("harff2003", ["R1"])]
    assert passages[0]["locator"] == {"label": "paragraph", "value": "1"}
    claims = run("search", "what says", "--in", "claims", "--format", "json").json
    assert {hit["id"] for hit in claims["hits"]} == {"for", "against", "aside"}
    assert claims["facets"]["factor"] == {"R1": 3}


def test_search_follows_the_files(noted, run):
    assert run("search", "gherkin", "--format", "json").json["total"] == 0
    noted.claim("new", "kuper1981", "R1 supports", statement="A gherkin.")
    assert run("search", "gherkin", "--format", "json").json["total"] == 1


def test_limit_and_table_and_csv(noted, run):
    done = run("search", "says", "--in", "claims", "--limit", "1")
    assert done.out.count("claim ") == 1
    assert "the best 1 are shown" in done.err
    rows = list(csv.DictReader(io.StringIO(run("search", "says", "--format", "csv").out)))
    assert {row["kind"] for row in rows} == {"claim"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("search", '"open'), "character 1"),
        (("search", "factor:R9"), "Did you mean 'R1'?"),
        (("search", "x", "--in", "clams"), "Did you mean 'claims'?"),
        (("search", ""), "character 1"),
    ],
)
def test_what_cannot_be_read_is_an_error_and_never_an_empty_answer(noted, run, words, message):
    done = run(*words)
    assert done.code == 2
    assert message in done.err


def test_status_leads_from_nothing_to_a_finished_map(builder, run):
    def following():
        return run("status", "--format", "json").json["next"]

    assert following().startswith("put works into bib/references.bib")
    builder.work("a")
    assert following() == "evidence claim new a"
    builder.claim("c", "a", "R1 supports").appraise("a,conceptual,yes,,")
    assert following() == "evidence build"
    run("build")
    data = run("status", "--format", "json").json
    assert (data["site"], data["index"], data["next"]) == (
        "up to date",
        "up to date",
        "evidence rate",
    )
    assert data["works_without_notes"] == ["a"]
    builder.change("annotations/claims/a.yaml", "What c says.", "Changed.")
    data = run("status", "--format", "json").json
    assert data["changed"] == ["annotations/claims/a.yaml"]
    assert (data["site"], data["index"], data["next"]) == (
        "out of date",
        "out of date",
        "evidence build",
    )
    builder.claim("bad", "a", "R9 supports")
    assert following() == "evidence check"
    assert "annotations/claims/a.yaml changed" in " ".join(run("status").out.split())
