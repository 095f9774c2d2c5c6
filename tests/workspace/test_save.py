"""Claims are written back one at a time; all else in the file stays byte for byte."""

import pytest

from evidence.model import EvidenceError
from evidence.workspace import save
from evidence.workspace.save import add_claim, entry_of, replace_claim

FILE = "annotations/claims/a.yaml"
TEXT = """\
# our reading of A
work: a
claims:
  - id: first
    statement: A long statement that somebody has wrapped
      by hand over two lines, as people do.
    kind: finding      # a comment at a field
    method: conceptual
    outcome: outcome
    links:
      - {factor: R1, stance: supports}
    seen_in: {kind: review, source: "a journal"}
    coder: editor
    date: 2026-01-02
    status: confirmed

  # between two claims
  - id: second
    statement: Short.
    kind: argument
    method: conceptual
    outcome: outcome
    links:
      - {factor: M1, stance: supports}
    seen_in: {kind: abstract}
    coder: editor
    date: 2026-01-02
    status: confirmed
"""


@pytest.fixture
def written(builder):
    return builder.work("a").write(FILE, TEXT)


def read(builder):
    return (builder.root / FILE).read_text(encoding="utf-8")


def claim(name, **fields):
    return {
        "id": name,
        "statement": "A new one: with a colon, and 'quotes'.",
        "kind": "finding",
        "method": "conceptual",
        "outcome": "outcome",
        "links": [{"factor": "R1", "stance": "contradicts"}],
        "seen_in": {"kind": "citing-work", "work": "a", "note": "79", "attribution": "specific"},
        "coder": "A. Coder",
        "date": "2026-03-04",
        "status": "proposed",
        **fields,
    }


def test_a_new_claim_is_appended_and_the_rest_untouched(written):
    add_claim(written.open(), "a", claim("third"))
    assert read(written).startswith(TEXT)
    workspace = written.open()
    assert not workspace.problems
    added = workspace.claim("third")
    assert added.statement == "A new one: with a colon, and 'quotes'."
    assert added.seen_in.notes == ("79",)
    assert added.date == "2026-03-04"


def test_the_first_claim_of_a_work_makes_its_file(builder):
    builder.work("Müller:1")
    path = add_claim(builder.open(), "Müller:1", claim("mueller-r1-1"))
    assert path == "annotations/claims/%4D%C3%BCller%3A1.yaml"
    workspace = builder.open()
    assert not workspace.problems
    assert workspace.claim("mueller-r1-1").work == "Müller:1"


def test_an_empty_list_of_claims_can_be_added_to(builder):
    builder.work("a").write(FILE, "work: a\nclaims: []\n")
    add_claim(builder.open(), "a", claim("one"))
    assert list(builder.open().sound_claims) == ["one"]


def test_an_edit_changes_the_lines_of_its_claim_only(written):
    workspace = written.open()
    entry = {**entry_of(workspace, "first"), "status": "rejected", "scope": "Europe"}
    replace_claim(workspace, "first", entry)
    text = read(written)
    assert "    kind: finding      # a comment at a field\n" in text
    tail = TEXT.split("  # between two claims\n")[1]
    assert text.endswith("  # between two claims\n" + tail)
    assert text.startswith("# our reading of A\n")
    changed = written.open().claim("first")
    assert (changed.status, changed.scope) == ("rejected", "Europe")
    assert "status: rejected" in text


def test_a_field_that_is_emptied_goes(written):
    entry = entry_of(written.open(), "first")
    del entry["seen_in"]
    replace_claim(written.open(), "first", {**entry, "seen_in": {"kind": "abstract"}})
    assert "a journal" not in read(written)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "nonsense"}, "not a valid claim"),
        ({"id": "first"}, "is taken"),
        ({"id": "Not An Id"}, "not a valid claim"),
    ],
)
def test_an_invalid_claim_is_refused_and_nothing_written(written, change, words):
    with pytest.raises(EvidenceError, match=words):
        add_claim(written.open(), "a", claim("third", **change))
    assert read(written) == TEXT


def test_a_broken_file_is_not_added_to(written):
    workspace = written.open()
    written.write(FILE, TEXT + "  broken: [\n")
    with pytest.raises(EvidenceError, match="nothing was written"):
        add_claim(workspace, "a", claim("third"))
    assert read(written) == TEXT + "  broken: [\n"


def test_a_full_disk_leaves_the_file_as_it_was(written, monkeypatch):
    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(save, "write_atomically", fail)
    with pytest.raises(OSError, match="No space"):
        add_claim(written.open(), "a", claim("third"))
    assert read(written) == TEXT
