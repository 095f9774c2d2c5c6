"""Items are added to the lists of a YAML file; every line of it stays."""

import pytest

from evidence.formats import yaml
from evidence.model import EvidenceError
from evidence.workspace.append import append_items

NEW = {"sides": [{"id": "b", "label": "B: b"}], "rows": []}


@pytest.mark.parametrize(
    "text",
    [
        "sides:\n  - {id: a, label: A}\nother: x\n",
        "sides:\n- id: a\n  label: A\n\n# about the other\nother: x\n",
        "sides:\n    - id: a\n      label: A # mine\n",
        "# head\nsides: [] # none yet\nother: x\n",
        "sides:\nother: x\n",
        "other: x\n",
        "sides:\n  # first\n  - id: a\n    label: >-\n      A long\n      label\n\n\n"
        "other: |\n  - x\n",
    ],
)
def test_every_line_stays_and_the_item_is_the_last(text):
    done = append_items(text, NEW, "f.yaml")
    value, before = yaml.load(done).value, yaml.load(text).value
    assert value["sides"] == [*(before.get("sides") or []), NEW["sides"][0]]
    assert value.get("other") == before.get("other")
    kept = [line for line in text.splitlines() if not line.startswith("sides: []")]
    lines = iter(done.splitlines())
    assert all(line in lines for line in kept), "the same lines in the same order"
    assert append_items(done, NEW, "f.yaml") != done


@pytest.mark.parametrize(
    "text",
    ["sides: [{id: a, label: A}]\n", "{sides: []}\n", '"sides": []\n', "sides:\n  [{id: a}]\n"],
)
def test_a_layout_that_lines_cannot_be_added_to_is_refused(text):
    with pytest.raises(EvidenceError, match=r"f\.yaml: its layout is too unusual"):
        append_items(text, NEW, "f.yaml")
