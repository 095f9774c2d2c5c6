"""The program starts quickly: what is heavy is loaded by the command that uses it, not for help."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import evidence.model
from evidence.cli.root import COMMANDS

HEAVY = {
    "bibtexparser",
    "evidence.synthesis.evidence_map",
    "evidence.workspace",
    "jinja2",
    "markdown_it",
    "numpy",
    "pandas",
    "pydantic",
    "rapidfuzz",
    "rich",
    "ruamel.yaml",
    "spacy",
    "whoosh",
    "yaml",
}
GROUPS = (["claim", "show"], ["claim", "new"], ["claim", "edit"], ["import", "studies"])
LOADED = """
import json, sys
from evidence.cli.root import evidence
before = set()
for words in json.loads(sys.argv[1]):
    try:
        evidence([*words, "--help"], prog_name="evidence")
    except SystemExit as end:
        assert not end.code, words
    print("\\x1f", " ".join(words), *sorted(set(sys.modules) - before))
    before = set(sys.modules)
"""


def loaded(*calls):
    """Ask for the help of commands, in one process; return the modules that each one loaded."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(calls)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line.startswith("\x1f")]


def heavy(line):
    return sorted(HEAVY & set(line.split()))


def test_help_of_the_program_loads_nothing_heavy_and_no_class_of_the_model():
    (line,) = loaded([])
    assert heavy(line) == []
    assert not {"evidence.model.claim", "evidence.model.rating"} & set(line.split())


def test_help_of_no_command_loads_anything_heavy():
    calls = [[name] for name in sorted(COMMANDS)] + list(GROUPS)
    lines = loaded(*calls)
    assert len(lines) == len(calls)
    assert [line for line in lines if heavy(line)] == []


def test_the_stub_of_the_model_names_what_the_module_loads():
    stub = Path(evidence.model.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    named = {
        alias.name: node.module
        for node in ast.walk(ast.parse(stub))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(named) == dir(evidence.model)
    for name, module in named.items():
        assert getattr(evidence.model, name) is getattr(sys.modules[module], name)


def test_a_name_that_the_model_does_not_have():
    with pytest.raises(AttributeError, match="has no attribute 'Nope'"):
        evidence.model.Nope  # noqa: B018
