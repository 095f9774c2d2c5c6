"""Pages of the workspace's own words, and the points of a protocol."""

import pytest

from evidence import check
from evidence.model.page import POINTS
from evidence.workspace.init import init_workspace
from evidence.workspace.open import open_workspace
from evidence.workspace.pages import MOST_CHARACTERS, protocol_text, sections, unanswered

PATH = "site/pages/protocol.md"


def page(builder, text, name="about"):
    builder.write(f"site/pages/{name}.md", text)
    workspace = builder.open()
    found = [one for one in workspace.pages if one.name == name]
    return (found[0] if found else None), list(workspace.problems)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("---\ntitle: Us\n---\nWords.\n", "Us", "Words.\n"),
        ("# Us #\n\nWords.\n", "Us", "\nWords.\n"),
        ("---\ntitle: Us\n---\n# Us\nWords.\n", "Us", "Words.\n"),
        ("---\ntitle: Us\n---\n# Them\nWords.\n", "Us", "# Them\nWords.\n"),
        ("Words.\n", "about", "Words.\n"),
        ("---\nno end\n", "about", "---\nno end\n"),
    ],
    ids=["head", "heading", "both", "two", "neither", "rule"],
)
def test_the_title_is_that_of_the_head_or_of_the_first_heading(builder, text, title, body):
    found, problems = page(builder, text)
    assert (found.title, found.body) == (title, body)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: [\n---\nWords.\n", 3, "not valid YAML"),
        ("---\ntitel: Us\n---\nWords.\n", 2, "Did you mean 'title'"),
        ("---\n- x\n---\n", 2, "not a mapping"),
        ("x" * (MOST_CHARACTERS + 1), None, "Split the page"),
        ("a\n\nb\n\n" + "[" * 20_001, 5, "a paragraph of more than"),
    ],
    ids=["yaml", "field", "list", "large", "long"],
)
def test_a_page_that_cannot_be_used_is_left_out_with_its_line(builder, text, line, words):
    found, problems = page(builder, text)
    assert found is None
    assert [(one.path, one.line) for one in problems] == [("site/pages/about.md", line)]
    assert words in str(problems[0])


def test_a_new_protocol_asks_every_question(tmp_path):
    init_workspace(tmp_path / "w", "x")
    workspace = open_workspace(tmp_path / "w")
    assert [point for point, _ in unanswered(workspace.protocol)] == list(POINTS)
    problems = [one for one in check.run(workspace) if one.path == PATH]
    assert {one.code for one in problems} == {"protocol-date", "protocol-unanswered"}
    assert {one.severity.value for one in problems} == {"warning"}
    for point, problem in zip(POINTS, [one for one in problems if one.line != 1], strict=True):
        line = (tmp_path / "w" / PATH).read_text().splitlines()[problem.line - 1]
        assert line == f"## {point.heading}"
        assert problem.hint == point.question


def test_answers_are_kept_as_words(builder):
    answers = {point.id: f"{sign} an answer" for point, sign in zip(POINTS, "#>-*+", strict=True)}
    builder.write(PATH, protocol_text("x", answers, "2026-01-02"))
    workspace = builder.open()
    assert unanswered(workspace.protocol) == []
    assert len(sections(workspace.protocol)) == len(POINTS)
    assert check.run(workspace) == []


def test_a_point_may_have_a_heading_in_another_language(builder):
    builder.change(PATH, "## Scope", "## Portée {#scope}")
    assert check.run(builder.open()) == []
    builder.change(PATH, "{#scope}", "")
    assert [one.code for one in check.run(builder.open())] == ["protocol-unanswered"]


def test_a_heading_in_a_code_block_is_none(builder):
    builder.change(PATH, "## Scope", "```\n## Scope\n```")
    assert [one.code for one in check.run(builder.open())] == ["protocol-unanswered"]


@pytest.mark.parametrize("day", ["", "2 January 2026", "2026-02-30", "2026-1-2"])
def test_the_date_of_the_last_change_is_a_day(builder, day):
    builder.change(PATH, "last_changed: 2026-01-02", f"last_changed: {day}")
    found = check.run(builder.open())
    assert [(one.code, one.line) for one in found] == [("protocol-date", 1)]


def test_a_missing_protocol_is_a_warning(builder):
    (builder.root / PATH).unlink()
    assert [(one.code, one.severity.value) for one in check.run(builder.open())] == [
        ("no-protocol", "warning")
    ]


def test_the_shipped_workspace_has_a_whole_protocol(shipped):
    assert shipped.workspace.protocol
    assert [one for one in check.run(shipped.workspace) if one.path == PATH] == []
