"""Packages import only what stands below them, and only the command line prints."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "evidence"
LAYERS = [
    {"model"},
    {"formats", "texts"},
    {"workspace"},
    {"citations", "tag", "link", "search", "synthesis"},
    {"check", "exchange"},
    {"publish"},
    {"api"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(SOURCE.rglob("*.py"))
ONLY_IN = {"pydantic": {"workspace"}, "click": {"cli"}, "rich": {"cli"}, "jinja2": {"publish"}}


def package(path):
    parts = path.relative_to(SOURCE).parts
    return parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_package_has_a_layer():
    assert {package(path) for path in MODULES} - {"__init__"} <= set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_downwards(path):
    here = package(path)
    if here == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "evidence" and len(parts) > 1 and parts[1] in LEVEL:
            there = parts[1]
            assert there == here or LEVEL[there] < LEVEL[here], f"{here} imports {there}"
        if parts[0] in ONLY_IN:
            assert here in ONLY_IN[parts[0]], f"{here} imports {parts[0]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_command_line_prints(path):
    names = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "print" not in names


def test_nothing_in_the_source_knows_what_the_first_workspace_is_about():
    words = ("atrocit", "genocid", "politicid", "mcloughlin")
    for path in SOURCE.rglob("*"):
        if path.is_file() and path.parent.name != "__pycache__":
            text = path.read_text(encoding="utf-8").casefold()
            assert not [word for word in words if word in text], path
