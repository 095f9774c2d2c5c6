"""Exported tables: whole, described, harmless in a spreadsheet, the same bytes every time."""

import csv
import datetime
import io
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from evidence.exchange import extras
from evidence.exchange.describe import vocabularies
from evidence.exchange.export import FORMS, export
from evidence.exchange.xlsx import to_xlsx
from evidence.model import UnknownIdError, UsageError
from evidence.synthesis.dictionary import TABLES
from evidence.synthesis.rows import rows

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"]


@pytest.fixture
def small(builder):
    builder.work("a", title="= cmd").work("b")
    builder.claim("c", "a", "R1 supports", statement="=HYPERLINK(1)", supersedes=["d", "e"])
    builder.claim("d", "b", "R1 contradicts", remark='Says "no", twice;\nonce more.')
    return builder.map()


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_map_gives_the_same_bytes(small, tmp_path, form):
    one, two = tmp_path / "one", tmp_path / "two"
    export(small, one, form)
    export(small, two, form)
    files = sorted(path.name for path in one.iterdir())
    assert files == sorted(path.name for path in two.iterdir())
    for name in files:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_every_table_and_column_is_described(small, tmp_path):
    export(small, tmp_path / "t", "csv")
    package = json.loads((tmp_path / "t" / "datapackage.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in package["resources"]] == list(TABLES)
    page = (tmp_path / "t" / "dictionary.md").read_text(encoding="utf-8")
    for one in package["resources"]:
        with (tmp_path / "t" / one["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in one["schema"]["fields"]]
        assert all(field["description"] for field in one["schema"]["fields"])
        assert f"## {one['name']}\n" in page
    links = next(one for one in package["resources"] if one["name"] == "links")
    assert links["schema"]["primaryKey"] == ["claim", "factor", "stance"]
    assert {"fields": "claim", "reference": {"resource": "claims", "fields": "id"}} in links[
        "schema"
    ]["foreignKeys"]


def test_csv_holds_every_value_and_no_formula(small, tmp_path):
    export(small, tmp_path / "t", "csv")
    claims = read_csv(tmp_path / "t" / "claims.csv")
    assert claims[0]["statement"] == "'=HYPERLINK(1)"
    assert claims[0]["supersedes"] == "d; e"
    assert claims[0]["votes"] == "true"
    assert claims[0]["remark"] == ""
    assert claims[1]["remark"] == 'Says "no", twice;\nonce more.'
    assert read_csv(tmp_path / "t" / "works.csv")[0]["title"] == "'= cmd"


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula(small, tmp_path):
    export(small, tmp_path / "map.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "map.xlsx")
    assert book.sheetnames == [*TABLES, "dictionary"]
    claims = book["claims"]
    head = [cell.value for cell in claims[1]]
    line = dict(zip(head, claims[2], strict=True))
    assert line["statement"].value == "=HYPERLINK(1)"
    assert line["statement"].data_type == "s", "text, not a formula"
    assert line["date"].value == datetime.datetime(2026, 1, 2)
    assert line["votes"].value is True
    described = {(row[0].value, row[1].value) for row in book["dictionary"].iter_rows(min_row=2)}
    assert described >= {(t.name, c.name) for t in TABLES.values() for c in t.columns}


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_takes_for_a_formula_is_marked(builder, tmp_path, text):
    builder.work("a").claim("c", "a", "R1 supports", remark=f"{text}")
    builder.claim("d", "a", "R1 supports", seen_in={"kind": "review", "source": f"{text};"})
    export(builder.map(), tmp_path / "t", "csv", ["claims"])
    for row in read_csv(tmp_path / "t" / "claims.csv"):
        assert not any(value[:1] in "=+-@\t" for value in row.values() if value)


def test_a_workbook_survives_what_xml_cannot_hold(builder, tmp_path):
    builder.work("a").claim("c", "a", "R1 supports", remark="x\u000by" + "z" * 40_000)
    export(builder.map(), tmp_path / "map.xlsx", "xlsx", ["claims"])
    cells = [c.value for c in openpyxl.load_workbook(tmp_path / "map.xlsx")["claims"][2]]
    assert len(max((c for c in cells if isinstance(c, str)), key=len)) == 32_767


def test_parquet_keeps_lists_and_dates(small, tmp_path):
    export(small, tmp_path / "claims.parquet", "parquet", ["claims"])
    table = pq.read_table(tmp_path / "claims.parquet")
    assert table.column("supersedes").to_pylist() == [["d", "e"], []]
    assert table.column("date").to_pylist()[0] == datetime.date(2026, 1, 2)
    assert table.schema.field("statement").metadata[b"description"]
    plain = [row["statement"] for row in rows(small, "claims")]
    assert table.column("statement").to_pylist() == plain


def test_one_csv_file_holds_one_table(small, tmp_path):
    done = export(small, tmp_path / "r.csv", "csv", ["ratings"])
    assert done.files == ("r.csv", "r.dictionary.md", "r.datapackage.json")
    assert done.tables == {"ratings": 4}
    with pytest.raises(UsageError, match="holds one table"):
        export(small, tmp_path / "r.csv", "csv", ["ratings", "claims"])


def test_unknown_tables_are_refused(small, tmp_path):
    with pytest.raises(UnknownIdError, match="Did you mean 'claims'"):
        export(small, tmp_path / "t", "csv", ["claim"])


def test_a_file_that_is_not_from_an_export_is_never_replaced(small, tmp_path):
    (tmp_path / "claims.csv").write_text("mine")
    with pytest.raises(UsageError, match="nothing was written"):
        export(small, tmp_path, "csv")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["claims.csv"]
    assert (tmp_path / "claims.csv").read_text() == "mine"
    export(small, tmp_path, "csv", force=True)
    assert (tmp_path / "claims.csv").read_text().startswith("id,")


def test_a_second_export_replaces_the_first(builder, tmp_path):
    export(builder.map(), tmp_path / "t", "csv")
    builder.work("a").claim("c", "a", "R1 supports")
    export(builder.map(), tmp_path / "t", "csv")
    assert len(read_csv(tmp_path / "t" / "claims.csv")) == 1


def test_a_missing_extra_says_what_to_type(small, tmp_path, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(extras.importlib, "import_module", missing)
    with pytest.raises(UsageError, match=r"pyarrow is not installed\. Type: pip install "):
        export(small, tmp_path / "t", "parquet")
    assert not (tmp_path / "t").exists()


def test_a_workbook_says_what_was_said(small):
    said = ' <b>&"]]> _x0041_ \r\n\té\U0001f600 '
    row = {**rows(small, "claims")[0], "remark": said, "date": "1899-05-01"}
    data = to_xlsx([TABLES["claims"]], {"claims": [row]}, vocabularies(small), "A & B")
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["claims"]
    line = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert line["remark"].value.replace("_x000D_", "\r") == said, "openpyxl leaves this escape in"
    assert line["date"].value == "1899-05-01", "no spreadsheet counts days so far back"
    assert sheet.auto_filter.ref == "A1:AA2"
    assert sheet.freeze_panes == "A2"
    assert book.properties.title == "A & B"


def test_the_same_tables_give_the_same_workbook(small, tmp_path):
    for name in ("one", "two"):
        export(small, tmp_path / f"{name}.xlsx", "xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
