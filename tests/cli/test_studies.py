"""`evidence import studies` and `evidence cells`, as they are typed."""

import pytest

from evidence.cli.cells import show_pivot
from evidence.synthesis.cells import Pivot

ROWS = """\
Study,Tool,Design factor,Finding,Method
Adams 2001,Mediation,Strategy,positive,Cases
Adams 2001,Sanctions,Strategy,negative,Cases
Baker 2002,Mediation,Strategy,mixed,Cases
Baker 2002,Mediation,Timing,odd,Cases
"""


@pytest.fixture
def paths(run, tmp_path):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    proposed = run("import", "studies", str(tmp_path / "rows.csv"), "--propose").out
    done = proposed.replace('"Cases" = "?"', '"Cases" = "single-case-study"').replace('"? ', '"')
    (tmp_path / "rows.toml").write_text(done, encoding="utf-8")
    return str(tmp_path / "rows.csv"), "--map", str(tmp_path / "rows.toml")


def test_nothing_is_written_before_it_is_asked_for(run, builder, paths):
    before = sorted(builder.root.rglob("*"))
    done = run("import", "studies", *paths)
    assert done.code == 0
    assert "mediation-strategy (Strategy); sanctions-strategy (Strategy)" in done.out
    assert "rows.csv:5: direction 'odd' has no meaning here (1 row)" in done.err
    assert f"evidence import studies {paths[0]} --map {paths[2]} --write" in done.err
    assert [path for path in sorted(builder.root.rglob("*")) if ".evidence" not in path.parts] == [
        path for path in before if ".evidence" not in path.parts
    ]


def test_what_was_shown_is_written_once(run, builder, paths):
    shown = run("import", "studies", *paths, "--format", "json").json
    written = run("import", "studies", *paths, "--write", "--format", "json").json
    assert shown["written"] == []
    assert written == {**shown, "written": written["written"]}
    assert "annotations/claims/adams2001.yaml" in written["written"]
    again = run("import", "studies", *paths, "--write", "--format", "json")
    assert (again.json["known"], again.json["claims"], again.json["written"]) == (3, [], [])
    assert "Nothing is new" in again.err
    csv = run("cells", "--format", "csv").out.splitlines()
    assert csv[1:] == [
        "mediation-strategy,mediation,evidence,Strategy,2,1,0,1,2",
        "sanctions-strategy,sanctions,evidence,Strategy,1,0,1,0,1",
    ]
    wide = run("cells", "--across", "dimension", "--format", "csv").out.splitlines()
    assert wide == [",Mediation,Sanctions", "Strategy,2 (1/0/1),1 (0/1/0)"]
    assert "Strategy   2 (1/0/1)   1 (0/1/0)" in run("cells", "--across", "dimension").out
    assert run("check").code == 0
    assert run("build").code == 0


def test_a_map_is_asked_for(run, paths):
    done = run("import", "studies", paths[0])
    assert done.code == 2
    assert "--propose > map.toml" in done.err


def test_when_no_row_fits_it_does_not_say_that_all_is_there(run, paths, tmp_path):
    text = (tmp_path / "rows.toml").read_text(encoding="utf-8")
    (tmp_path / "rows.toml").write_text(text.replace("single-case-study", "none such"))
    assert "No row could be taken" in run("import", "studies", *paths, "--write").err


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_wide_table_is_printed_in_parts_that_fit(width, capsys):
    from rich.console import Console

    names = tuple(f"Tool number {number}" for number in range(12))
    wide = Pivot(names, (("Strategy", *(["5 (3/1/1)"] * 12)), ("Timing", *([""] * 12))))
    show_pivot(Console(width=width), wide)
    out = capsys.readouterr().out
    assert all(f"{name} " in f"{out} ".replace("\n", " \n") for name in names), "no name is broken"
    assert out.count("5 (3/1/1)") == 12
    assert max(map(len, out.splitlines())) <= width
