"""`import evidence` in a notebook."""

import subprocess
import sys

import pytest

import evidence


def test_open_rates_the_nearest_workspace(builder):
    builder.work("a").claim("c", "a", "R1 supports")
    map_ = evidence.open(builder.root / "annotations")
    assert map_.ratings["R1"].state == "thin"
    assert list(map_.workspace.works) == ["a"]


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        evidence.nothing  # noqa: B018


def test_importing_the_package_alone_loads_nothing():
    code = "import sys, evidence; assert not {'click', 'pydantic', 'yaml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
