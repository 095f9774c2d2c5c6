"""Our templates are compiled once for each program, and nothing of a workspace is."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from evidence.publish.compiled import compiled_in

SYNTAX = {"autoescape": True}


@pytest.fixture(autouse=True)
def code_may_be_written(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def compiling(monkeypatch):
    """The names of templates that were compiled."""
    names = []
    real = Environment._generate
    monkeypatch.setattr(
        Environment,
        "_generate",
        lambda self, source, name, *more, **other: (
            names.append(name) or real(self, source, name, *more, **other)
        ),
    )
    return names


def render(folder, text, syntax=SYNTAX, program="one"):
    kept = compiled_in(folder, syntax, program)
    environment = Environment(loader=DictLoader({"a": text}), bytecode_cache=kept, **syntax)
    return environment.get_template("a").render(x="<")


def test_a_second_process_compiles_nothing(tmp_path, compiling):
    for _ in range(2):
        assert render(tmp_path / "c", "{{ x }}") == "&lt;"
    assert compiling == ["a"]


def test_a_changed_template_or_syntax_is_compiled_anew(tmp_path, compiling):
    render(tmp_path / "c", "{{ x }}")
    assert render(tmp_path / "c", "{{ x }}!") == "&lt;!"
    assert render(tmp_path / "c", "{{ x }}!", {"autoescape": False}) == "<!"
    assert len(compiling) == 3


def test_another_program_compiles_anew_and_leaves_nothing_of_the_old_one(tmp_path, compiling):
    render(tmp_path / "c", "{{ x }}")
    kept = list((tmp_path / "c").iterdir())
    render(tmp_path / "c", "{{ x }}", program="another")
    assert compiling == ["a", "a"]
    assert list((tmp_path / "c").iterdir()) == kept


def test_where_nothing_can_be_written_it_works_all_the_same(tmp_path, compiling):
    (tmp_path / "c").write_text("a file")
    assert render(tmp_path / "c", "{{ x }}") == "&lt;"


def test_python_may_be_told_to_keep_no_code(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled_in(tmp_path / "c", SYNTAX, "one") is None
    assert not (tmp_path / "c").exists()
