"""An exact fingerprint is computed anew when its rough one changes, and only then."""

import pytest

from evidence.workspace import open_workspace
from evidence.workspace.cache import Shelf
from evidence.workspace.settled import Settled, ground_of
from evidence.workspace.sources import Sources

CLAIMS = "annotations/claims/alpha2001.yaml"


def settled(root, ground=b"ground"):
    return Settled(Shelf(root, "keys"), ground)


@pytest.fixture
def before(tmp_path):
    (tmp_path / ".evidence").mkdir()
    first = settled(tmp_path)
    assert first.of("page", [b"claim"], lambda: b"exact") == b"exact"
    first.save()
    return tmp_path


def test_what_is_known_is_not_computed(before):
    assert settled(before).of("page", [b"claim"], lambda: 1 / 0) == b"exact"


@pytest.mark.parametrize(
    ("ground", "name", "part"),
    [(b"other", "page", b"claim"), (b"ground", "other", b"claim"), (b"ground", "page", b"edited")],
)
def test_a_change_of_anything_rough_computes_it(before, ground, name, part):
    assert settled(before, ground).of(name, [part], lambda: b"new") == b"new"


def test_what_is_not_asked_for_is_forgotten(before):
    later = settled(before)
    later.of("another", [], lambda: b"x")
    later.save()
    assert settled(before).of("page", [b"claim"], lambda: b"new") == b"new"


def test_without_a_shelf_everything_is_computed():
    known = Settled()
    assert known.of("page", [], lambda: b"1") == b"1"
    assert known.of("page", [], lambda: b"2") == b"2"
    known.save()


@pytest.fixture
def claimed(builder):
    builder.work("alpha2001", title="On division", date="2001")
    builder.claim("alpha-1", "alpha2001", "R1 supports", statement="What alpha-1 says.")
    return builder


class TestGround:
    """It holds all that a map was read from but the words of claims."""

    @staticmethod
    def of(root):
        sources = Sources(root)
        return ground_of(open_workspace(root, sources), sources.hashes)

    def test_words_of_a_claim_are_no_part_of_it(self, claimed):
        before = self.of(claimed.root)
        claimed.change(CLAIMS, "What alpha-1 says.", "Entirely other words.")
        assert self.of(claimed.root) == before

    @pytest.mark.parametrize(
        ("path", "old", "new"),
        [
            (CLAIMS, "supports", "contradicts"),
            (CLAIMS, '"alpha-1"', '"alpha-one"'),
            ("bib/references.bib", "2001", "2002"),
            ("evidence.toml", "A small workspace", "Another title"),
        ],
    )
    def test_everything_else_is(self, claimed, path, old, new):
        before = self.of(claimed.root)
        claimed.change(path, old, new)
        assert self.of(claimed.root) != before
