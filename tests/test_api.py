"""`import evidence` in a notebook."""

import subprocess
import sys

import pandas as pd
import pytest

import evidence


def test_open_rates_the_nearest_workspace(builder):
    builder.work("a").claim("c", "a", "R1 supports")
    map_ = evidence.open(builder.root / "annotations")
    assert map_.ratings["R1"].state == "thin"
    assert list(map_.workspace.works) == ["a"]


def test_tables_are_frames_and_ratings_are_found_by_id_too(builder):
    builder.work("a").claim("c", "a", "R1 supports", "M1 contradicts")
    map_ = evidence.open(builder.root)
    for name in map_.tables:
        assert isinstance(getattr(map_, name), pd.DataFrame), name
        assert getattr(map_, name).equals(map_.tables[name])
    assert map_.claims["id"].tolist() == ["c"]
    assert map_.links[["factor", "stance"]].values.tolist() == [
        ["R1", "supports"],
        ["M1", "contradicts"],
    ]
    assert map_.ratings["R1"] == map_.rating("R1") == map_.whole.ratings["R1"]
    assert map_.ratings["state"].tolist() == ["thin", "thin", "thin", "thin"]
    assert type(map_.ratings[map_.ratings["kind"] == "row"]) is pd.DataFrame
    with pytest.raises(KeyError, match="R9"):
        map_.ratings["R9"]
    with pytest.raises(evidence.EvidenceError, match="Did you mean 'claims'"):
        map_.tables["claim"]


def test_pandas_is_loaded_by_the_first_table_only(builder):
    code = (
        "import sys, evidence; map_ = evidence.open(sys.argv[1]); map_.rating('R1');"
        "assert 'pandas' not in sys.modules; map_.claims; assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(builder.root)], check=True)


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        evidence.nothing  # noqa: B018


def test_importing_the_package_alone_loads_nothing():
    code = "import sys, evidence; assert not {'click', 'pydantic', 'yaml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
