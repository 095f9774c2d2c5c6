"""A new workspace is complete and sound."""

import pytest

from evidence import check
from evidence.model import UsageError
from evidence.model.page import POINTS
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import open_workspace
from evidence.workspace.init import init_workspace


def test_a_new_workspace_opens_without_a_problem_and_rates(tmp_path):
    answers = {point.id: "Thus." for point in POINTS}
    init_workspace(tmp_path / "new", 'A "quoted" title \\ with a backslash', answers, "2026-01-02")
    workspace = open_workspace(tmp_path / "new")
    assert check.run(workspace) == []
    assert workspace.title == 'A "quoted" title \\ with a backslash'
    ratings = EvidenceMap.of(workspace).ratings
    assert [(rating.id, rating.state) for rating in ratings.factors] == [
        ("R1", "none"),
        ("M1", "none"),
    ]


def test_nothing_of_the_users_is_overwritten(tmp_path):
    (tmp_path / "bib").mkdir()
    (tmp_path / "bib" / "references.bib").write_text("mine")
    with pytest.raises(UsageError, match=r"has a bib/references\.bib already"):
        init_workspace(tmp_path, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["bib"]
    assert (tmp_path / "bib" / "references.bib").read_text() == "mine"


def test_the_starter_knows_nothing_about_the_first_workspace(tmp_path):
    for name in init_workspace(tmp_path, "x"):
        assert "atrocit" not in (tmp_path / name).read_text(encoding="utf-8").lower()
