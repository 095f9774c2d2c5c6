"""The history of a map: entries are appended, and none is ever changed."""

import pytest

from evidence.model import EvidenceError
from evidence.model.history import (
    Edition,
    RecordedCause,
    RecordedMove,
    RecordedVerdict,
    StateName,
    Tally,
)
from evidence.workspace.history import HISTORY, append, load_history

FIRST = Edition(
    date="2026-01-02",
    title="First: the beginning",
    summary="",
    old=None,
    new=StateName("v1", "a" * 40),
    counts={"works": 1, "claims": 2},
    changes={"claim": Tally(added=2)},
    ratings=(RecordedMove("R1", "Label", None, RecordedVerdict("thin")),),
)
SECOND = Edition(
    date="2026-02-03",
    title="- [second] #2",
    summary="Two sentences: 'one'.\n\nAnd \"two\" \u2028 with <b>markup</b>.",
    old=StateName("v1", "a" * 40),
    new=StateName("work tree", "b" * 40, True),
    counts={"works": 2},
    changes={"rubric": Tally(changed=1)},
    ratings=(
        RecordedMove(
            "R1",
            "Label",
            RecordedVerdict("thin"),
            RecordedVerdict("mixed", "moderate"),
            (RecordedCause("claim", "c", "added"), RecordedCause("rubric", "rubric", "changed")),
            True,
            3,
        ),
        RecordedMove("no", "yes", RecordedVerdict("thin"), None),
    ),
)


def test_what_is_appended_is_read_again(builder):
    append(builder.root, FIRST)
    append(builder.root, SECOND)
    assert load_history(builder.root) == ((FIRST, SECOND), [])
    assert builder.open().history == (FIRST, SECOND)
    assert builder.open().problems == ()


def test_earlier_entries_stay_byte_for_byte(builder):
    append(builder.root, FIRST)
    path = builder.root / HISTORY
    edited = path.read_text(encoding="utf-8").replace("First:", "The first:") + "  # a remark\n"
    path.write_text(edited, encoding="utf-8")
    append(builder.root, SECOND)
    assert path.read_text(encoding="utf-8").startswith(edited.rstrip("\n"))


@pytest.mark.parametrize("text", ["", "entries:\n", "entries: []\n", "# mine\nentries: []\n"])
def test_an_empty_history_can_be_begun(builder, text):
    builder.write(HISTORY, text)
    append(builder.root, FIRST)
    assert load_history(builder.root) == ((FIRST,), [])
    if text.startswith("#"):
        assert (builder.root / HISTORY).read_text(encoding="utf-8").startswith("# mine\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("entries: [", "not valid YAML"),
        ("entries:\n- {date: soon, title: x, new: {name: x}}\n", "entries.1.date"),
        ("entries: {}\n", "not a list"),
        ("- x\n", "not a mapping"),
        ("entries: [{date: 2026-01-02, title: x, new: {name: x}}]\n", "too unusual"),
    ],
    ids=["yaml", "date", "mapping", "list", "flow"],
)
def test_a_history_that_cannot_be_added_to_is_left_alone(builder, text, words):
    builder.write(HISTORY, text)
    with pytest.raises(EvidenceError, match=words):
        append(builder.root, FIRST)
    assert (builder.root / HISTORY).read_text(encoding="utf-8") == text


def test_a_bad_history_leaves_the_rest_of_the_workspace(builder):
    builder.work("a").write(HISTORY, "entries:\n  - {title: x}\n")
    workspace = builder.open()
    assert list(workspace.works) == ["a"]
    assert {(one.path, one.line) for one in workspace.problems} == {(HISTORY, 2)}
