"""What was read of claims files is kept in parts, and is what reading them anew would give."""

from dataclasses import fields

import pytest

from evidence.model import Claim
from evidence.model.seal import basis_of, digest_of
from evidence.workspace import claim_parts, load_claims, open_workspace
from evidence.workspace.cache import Shelf


@pytest.fixture
def many(builder):
    """Twenty works with claims of all kinds, one of which cannot be read."""
    builder.work("rich", date="2001")
    builder.claim(
        *("rich-1", "rich", "R1 supports", "M2 qualifies"),
        locator={"label": "page", "value": "3-5"},
        question=["who"],
        anchor={"text": "full", "start": "As", "end": "so.", "chars": 9, "sha256": "0" * 64},
    )
    builder.claim("rich-2", "rich", "R1 contradicts", supersedes=["rich-1"], remark="newer")
    for number in range(19):
        builder.work(f"w{number}").claim(f"c{number}", f"w{number}", "R1 supports")
    builder.claim("bad", "w3", "R1 supports", kind="nope")
    return builder


@pytest.fixture
def reads(monkeypatch):
    """The files that are read, one after the other."""
    read = []
    real = load_claims.ClaimLoader._claims_of

    def noted(loader, shown, text):
        read.append(shown)
        return real(loader, shown, text)

    monkeypatch.setattr(load_claims.ClaimLoader, "_claims_of", noted)
    return read


def everything(claim):
    """Return all of a claim, what does not count for its being equal included."""
    return {one.name: getattr(claim, one.name) for one in fields(Claim)}


def test_what_is_kept_is_what_was_read(many, reads):
    first = many.open()
    assert len(reads) == 20
    reads.clear()
    again = open_workspace(many.root)
    assert not reads
    assert list(map(everything, again.claims)) == list(map(everything, first.claims))
    assert [digest_of(one) for one in again.claims] == [one.digest for one in first.claims]
    assert [basis_of(one) for one in again.claims] == [one.basis for one in first.claims]
    assert again.problems == first.problems
    assert len(again.problems) == 1


@pytest.mark.parametrize("parts", [1, 3, 256])
def test_one_file_that_changed_is_read_and_no_other(many, reads, monkeypatch, parts):
    monkeypatch.setattr(claim_parts, "PARTS", parts)
    many.open()
    reads.clear()
    many.change("annotations/claims/w5.yaml", "What c5 says.", "Another thing.")
    assert open_workspace(many.root).claim("c5").statement == "Another thing."
    assert reads == ["annotations/claims/w5.yaml"]
    reads.clear()
    assert open_workspace(many.root).claim("c5").statement == "Another thing."
    assert not reads


def test_a_file_that_is_gone_is_forgotten(many, reads, monkeypatch):
    monkeypatch.setattr(claim_parts, "PARTS", 2)
    many.open()
    path = many.root / "annotations/claims/w5.yaml"
    words = path.read_bytes()
    path.unlink()
    assert "c5" not in open_workspace(many.root).sound_claims
    reads.clear()
    many.write("annotations/claims/w5.yaml", words)
    assert "c5" in open_workspace(many.root).sound_claims
    assert reads == ["annotations/claims/w5.yaml"]


def test_an_edit_writes_one_part_anew(many):
    many.open()
    before = Shelf(many.root, "parsed")._old
    many.change("annotations/claims/w5.yaml", "What c5 says.", "Another thing.")
    many.open()
    after = Shelf(many.root, "parsed")._old
    assert before.keys() == after.keys()
    assert sum(bytes(before[key]) != bytes(after[key]) for key in before) == 1


def test_equal_values_are_kept_once(many, monkeypatch):
    monkeypatch.setattr(claim_parts, "PARTS", 1)
    many.open()
    workspace = open_workspace(many.root)
    one, other = workspace.claim("c1"), workspace.claim("c2")
    assert one.links is other.links
    assert one.seen_in is other.seen_in
    assert workspace.claim("rich-1").links[0] is one.links[0]


@pytest.mark.parametrize(
    "damage",
    [
        None,
        3,
        ([], [], [], [], ()),
        (["annotations/claims/w1.yaml"], ["0"], [1], [()], ([],) * len(Claim.__slots__)),
        (["annotations/claims/w1.yaml"], ["0"], [2], [()], ([1],) * len(Claim.__slots__)),
        (["annotations/claims/w1.yaml"], ["0", "1"], [0], [()], ([],) * len(Claim.__slots__)),
        (["annotations/claims/w1.yaml"], ["0"], ["many"], [()], ()),
        (["a", "b"], ["0", "1"], [2, -1], [(), ()], ([1],) * len(Claim.__slots__)),
        (["annotations/claims/w1.yaml"], ["0"], [1], [3], ([1],) * len(Claim.__slots__)),
    ],
    ids=["none", "number", "empty", "short", "shorter", "hashes", "sizes", "less", "problems"],
)
def test_a_damaged_part_is_read_anew(many, reads, monkeypatch, damage):
    monkeypatch.setattr(claim_parts, "PARTS", 1)
    whole = many.open()
    real = claim_parts._packed
    monkeypatch.setattr(claim_parts, "_packed", lambda _: damage)
    many.change("annotations/claims/w5.yaml", "What c5 says.", "What c5  says.")
    many.open()
    monkeypatch.setattr(claim_parts, "_packed", real)
    reads.clear()
    assert [one.id for one in open_workspace(many.root).claims] == [one.id for one in whole.claims]
    assert len(reads) == 20
