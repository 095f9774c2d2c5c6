"""Downloads: tables and bibliography as files, the same bytes for the same map."""

import csv
import importlib
import io
import json

import openpyxl
import pytest

from evidence.formats import bibtex
from evidence.synthesis.dictionary import TABLES

downloads = importlib.import_module("evidence.publish.pages.downloads")


def table(site, name):
    return list(csv.DictReader(io.StringIO(site.files[f"data/{name}.csv"].decode())))


def test_every_table_is_there_and_counted(site):
    text = site.text("downloads.html")
    for name in TABLES:
        assert f"{name}.csv" in text
        assert f"data/{name}.csv" in site.files
    assert len(table(site, "claims")) == 9
    assert {row["work"] for row in table(site, "notes")} >= {"gamma2003", "alpha2001"}


def test_the_data_package_describes_every_table(site):
    package = json.loads(site.files["data/datapackage.json"])
    assert {one["path"] for one in package["resources"]} == {f"{name}.csv" for name in TABLES}
    assert package["updated"] == "2026-01-02"
    for one in package["resources"]:
        names = [field["name"] for field in one["schema"]["fields"]]
        head = site.files[f"data/{one['path']}"].decode().split("\n", 1)[0]
        assert head.split(",") == names


def test_one_json_file_holds_what_the_tables_hold(site):
    whole = json.loads(site.files["data/tables.json"])
    assert [row["id"] for row in whole["tables"]["claims"]] == [
        row["id"] for row in table(site, "claims")
    ]


def test_the_bibliography_in_each_form(site):
    works = bibtex.load(site.files["data/works.bib"].decode())
    keys = [work.key for work in works.works]
    assert works.faults == []
    assert keys == [row["key"] for row in table(site, "works")]
    assert [one["id"] for one in json.loads(site.files["data/works.csl.json"])] == keys
    assert site.files["data/works.ris"].count(b"ER  - \r\n") == len(keys)


def test_the_workbook_has_a_sheet_for_each_table(site):
    book = openpyxl.load_workbook(io.BytesIO(site.files["data/tables.xlsx"]), read_only=True)
    assert set(TABLES) < set(book.sheetnames)
    book.close()


def test_a_map_of_some_size_gets_no_workbook(workspace, build, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_IN_BOOK", 10)
    site = build(workspace)
    assert "data/tables.xlsx" not in site.files
    assert "data/tables.json" in site.files
    assert "evidence export --to map.xlsx" in site.text("downloads.html")


def test_a_large_map_gets_tables_alone(workspace, build, monkeypatch):
    monkeypatch.setattr(downloads, "MOST_IN_BOOK", 10)
    monkeypatch.setattr(downloads, "MOST_IN_ONE", 10)
    site = build(workspace)
    assert not {"data/tables.xlsx", "data/tables.json"} & site.files.keys()
    assert "evidence export --to map.xlsx" in site.text("downloads.html")
    assert "data/claims.csv" in site.files


def test_the_same_map_gives_the_same_bytes(workspace, build):
    assert build(workspace).files == build(workspace, "other").files


@pytest.mark.parametrize("table", ["appraisals", "notes", "checks", "errata"])
def test_a_table_follows_its_file(workspace, build, table):
    before = build(workspace).files[f"data/{table}.csv"]
    path = workspace.root / f"annotations/{table}.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n")
    assert build(workspace).files[f"data/{table}.csv"] != before


def test_nothing_of_a_source_is_published(workspace, build):
    workspace.write("corpus/texts/alpha2001.txt", "A sentence that belongs to its author.")
    workspace.write("corpus/notes/beta2002.md", "Our reading note on it.")
    for data in build(workspace).files.values():
        assert b"belongs to its author" not in data
