"""Opening a workspace: what is wrong is said with path, line and hint; what is sound loads."""

import pytest

from evidence.model import WorkspaceError
from evidence.workspace import find_root, open_workspace


def shown(workspace):
    return [(one.path, one.line, one.message) for one in workspace.problems]


def test_the_nearest_workspace_upward_is_found(builder):
    deep = builder.root / "annotations" / "claims"
    assert find_root(deep) == builder.root.resolve()


def test_without_a_workspace_the_message_says_what_to_do(tmp_path):
    with pytest.raises(WorkspaceError, match="evidence init DIR"):
        find_root(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 99\ntitle = 'x'\n", "format 99, this program knows 1"),
        ("format = 1\n", "'title' is missing"),
        ("format = 1\ntitle = x\n", "evidence.toml:2: not valid TOML"),
        ("format = 1\ntitle = 'x'\ntitel = 'x'\n", "Did you mean 'title'"),
        ("format = 1\ntitle = 'x'\n[site]\nurl = 'ftp://x'\n", "Start it with https"),
    ],
)
def test_unusable_settings_are_refused(builder, text, words):
    builder.write("evidence.toml", text)
    with pytest.raises(WorkspaceError, match=words):
        builder.open()


def test_a_bad_claim_leaves_the_others(builder):
    builder.work("a").claim("good", "a", "R1 supports")
    builder.claim("bad", "a", "R1 supports", kind="fnding")
    workspace = builder.open()
    assert list(workspace.sound_claims) == ["good"]
    (problem,) = workspace.problems
    assert (problem.path, problem.line) == ("annotations/claims/a.yaml", 15)
    assert problem.message == "claim 'bad': kind 'fnding' is not allowed"
    assert problem.hint.startswith("Did you mean 'finding'? Allowed: 'finding', 'argument'")


@pytest.mark.parametrize(
    ("fields", "words", "hint"),
    [
        ({"coder": None}, "'coder' is missing", "Add it"),
        ({"statment": "x"}, "unknown field 'statment'", "Did you mean 'statement'?"),
        ({"date": "23.11.2026"}, "date '23.11.2026' has the wrong form", "YYYY-MM-DD"),
        ({"links": []}, "'links' is empty", "Fill it in"),
        ({"locator": {"label": "pge", "value": "1"}}, "'pge' is not allowed", "'page'"),
        ({"seen_in": {"kind": "citing-work"}}, "all needed", "Complete"),
        ({"seen_in": {"kind": "review", "attribution": "own"}}, "only with kind citing-work", ""),
        ({"statement": ["a"]}, "'statement' is not text but a list", ""),
    ],
)
def test_what_is_wrong_with_a_claim_is_said(builder, fields, words, hint):
    builder.work("a").claim("c", "a", "R1 supports", **fields)
    workspace = builder.open()
    assert not workspace.claims
    (problem,) = workspace.problems
    assert words in problem.message
    assert hint in problem.hint
    assert problem.line


def test_numbers_and_single_values_are_taken_where_words_and_lists_are_meant(builder):
    builder.work("a").claim(
        "c",
        "a",
        "R1 supports",
        locator={"label": "page", "value": 65},
        seen_in={"kind": "citing-work", "work": "a", "note": 79, "attribution": "specific"},
        supersedes="old",
    )
    claim = builder.open().claim("c")
    assert str(claim.locator) == "p. 65"
    assert claim.seen_in.notes == ("79",)
    assert claim.supersedes == ("old",)


@pytest.mark.parametrize(
    ("name", "data", "line", "words"),
    [
        ("annotations/claims/a.yaml", b"work: a\nclaims:\n  - id: [\n", 4, "not valid YAML"),
        ("annotations/claims/a.yaml", b"- just a list\n", 1, "not a claims file"),
        ("annotations/framework.yaml", b"title: caf\xe9\n", 1, "not UTF-8: byte 0xE9"),
        ("bib/references.bib", b"@book{a,\n title={caf\xe9}}\n", 2, "not UTF-8: byte 0xE9"),
        ("bib/references.bib", "@book{a}".encode("utf-16"), 1, "UTF-16"),
        ("annotations/rubric.toml", b"version = 1\nx x\n", 2, "not valid TOML"),
        ("annotations/checks.csv", b"note;work\n", 1, "not separated by commas"),
        ("annotations/checks.csv", b"note,work,verdict\n1,a,perhaps\n", 2, "'perhaps' is not"),
        ("annotations/notes.csv", b"note,work\n,a\n", 2, "'note' is missing"),
    ],
)
def test_a_broken_file_is_a_problem_and_the_rest_opens(builder, name, data, line, words):
    builder.write(name, data)
    workspace = builder.open()
    found = [one for one in workspace.problems if words in one.message]
    assert [(one.path, one.line) for one in found] == [(name, line)]
    assert found[0].hint


def test_a_missing_file_is_a_problem(builder):
    (builder.root / "annotations" / "framework.yaml").unlink()
    assert [one.code for one in builder.open().problems] == ["missing-file"]


def test_equal_keys_in_two_files_are_reported_with_both_places(builder):
    builder.work("a").write("bib/second.bib", "\n@book{a, title={Again}}\n")
    workspace = builder.open()
    (problem,) = workspace.problems
    assert (problem.path, problem.line) == ("bib/second.bib", 2)
    assert "bib/references.bib:1" in problem.hint
    assert workspace.works["a"].title == "On a"


def test_a_claims_file_of_another_name_is_a_warning(builder):
    builder.work("a").write("annotations/claims/b.yaml", "work: a\nclaims: []\n")
    (problem,) = builder.open().problems
    assert problem.severity == "warning"
    assert problem.hint == "Rename it to annotations/claims/a.yaml"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(builder):
    builder.work("a").claim("c", "a", "R1 supports")
    path = builder.root / "annotations/claims/a.yaml"
    builder.write(
        "annotations/claims/a.yaml", b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    )
    workspace = builder.open()
    assert not workspace.problems
    assert workspace.claim("c").line == 3


def test_opening_writes_nothing_but_its_cache(builder):
    builder.work("a").claim("c", "a", "R1 supports")
    before = {path: path.stat().st_mtime_ns for path in builder.root.rglob("*") if path.is_file()}
    first = builder.open()
    after = {path: path.stat().st_mtime_ns for path in builder.root.rglob("*") if path.is_file()}
    assert after.keys() - before.keys() == {builder.root / ".evidence" / "parsed.cache"}
    assert all(after[path] == stamp for path, stamp in before.items())
    again = open_workspace(builder.root)
    assert (again.claims, again.works) == (first.claims, first.works)
    assert again.problems == first.problems
    assert again.claim("c").at("outcome") == first.claim("c").at("outcome") == 7


def test_a_problem_stays_while_its_file_does_and_goes_with_it(builder):
    builder.work("a").claim("bad", "a", "R1 supports", kind="nope")
    assert len(builder.open().problems) == len(builder.open().problems) == 1
    builder.change("annotations/claims/a.yaml", "nope", "finding")
    assert builder.open().problems == ()
    assert list(builder.open().sound_claims) == ["bad"]


@pytest.mark.parametrize("damage", [b"", b"junk", b"\x80\x05K\x01."])
def test_a_damaged_cache_is_an_empty_one(builder, damage):
    builder.work("a").claim("c", "a", "R1 supports").open()
    builder.write(".evidence/parsed.cache", damage)
    assert list(builder.open().sound_claims) == ["c"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(builder, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evidence.workspace.cache.write_atomically", full)
    builder.work("a").claim("c", "a", "R1 supports")
    assert list(builder.open().sound_claims) == ["c"]
