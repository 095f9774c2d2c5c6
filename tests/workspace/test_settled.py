"""An exact fingerprint is computed anew when its rough one changes, and only then."""

import pytest

from evidence.workspace import open_workspace
from evidence.workspace.cache import Shelf
from evidence.workspace.settled import Ground, Settled, ground_of
from evidence.workspace.sources import Sources

CLAIMS = "annotations/claims/alpha2001.yaml"


def settled(root, ground=b"ground", files=b"files"):
    return Settled(Shelf(root, "keys"), Ground(ground, files))


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


class TestTogether:
    """Many things are looked up at once, as long as nothing that any follows from has changed."""

    NAMES = ("a", "b")
    PARTS = (b"of a", b"of b")

    @pytest.fixture
    def before(self, tmp_path):
        (tmp_path / ".evidence").mkdir()
        first = settled(tmp_path)
        found = first.all_of("both", self.NAMES, self.PARTS, lambda: b"others")
        assert found == {}, "nothing is known yet"
        first.of("a", [b"of a"], lambda: b"exact a")
        first.of("b", [b"of b"], lambda: b"exact b")
        first.save()
        return tmp_path

    def test_all_are_known(self, before):
        whole = {"a": b"exact a", "b": b"exact b"}
        later = settled(before)
        assert later.all_of("both", self.NAMES, self.PARTS, lambda: 1 / 0) == whole
        later.save()
        assert settled(before).all_of("both", self.NAMES, self.PARTS, lambda: 1 / 0) == whole
        assert settled(before).of("a", [b"of a"], lambda: 1 / 0) == b"exact a"

    @pytest.mark.parametrize(
        ("ground", "names", "parts"),
        [
            (b"other", ("a", "b"), (b"of a", b"of b")),
            (b"ground", ("a", "c"), (b"of a", b"of b")),
            (b"ground", ("a",), (b"of a", b"of b")),
            (b"ground", ("a", "b"), (b"of a", b"edited")),
        ],
    )
    def test_a_change_of_anything_leaves_each_to_itself(self, before, ground, names, parts):
        later = settled(before, ground)
        assert later.all_of("both", names, parts, lambda: b"edited") == {}
        assert later.of("b", [b"edited"], lambda: b"new") == b"new"

    def test_one_that_was_not_asked_for_is_not_made_up(self, tmp_path):
        (tmp_path / ".evidence").mkdir()
        first = settled(tmp_path)
        first.all_of("both", self.NAMES, self.PARTS, lambda: b"others")
        first.of("a", [b"of a"], lambda: b"exact a")
        first.save()
        later = settled(tmp_path)
        assert later.all_of("both", self.NAMES, self.PARTS, lambda: b"others") == {}

    def test_on_another_ground_all_are_known_as_long_as_what_is_finer_stays(self, before):
        later = settled(before, b"other")
        found = later.all_of("both", self.NAMES, self.PARTS, lambda: b"others")
        assert found == {"a": b"exact a", "b": b"exact b"}
        other = settled(before, b"other", b"other files")
        assert other.all_of("both", self.NAMES, self.PARTS, lambda: b"others") == {}

    def test_without_a_shelf_none_is_known(self):
        assert Settled().all_of("both", self.NAMES, self.PARTS, lambda: b"others") == {}


class TestFiner:
    """Where the ground is another one, the files and a few claims may be the same."""

    @pytest.fixture
    def before(self, tmp_path):
        (tmp_path / ".evidence").mkdir()
        first = settled(tmp_path)
        first.of("page", [b"claim"], lambda: b"exact", lambda: b"others")
        first.save()
        return tmp_path

    def test_as_long_as_they_are_nothing_is_computed(self, before):
        later = settled(before, b"another ground")
        assert later.of("page", [b"claim"], lambda: 1 / 0, lambda: b"others") == b"exact"
        later.save()
        assert settled(before, b"another ground").of("page", [b"claim"], lambda: 1 / 0) == b"exact"

    def test_on_the_same_ground_not_even_they_are_asked(self, before):
        assert settled(before).of("page", [b"claim"], lambda: 1 / 0, lambda: 1 / 0) == b"exact"

    @pytest.mark.parametrize(
        ("files", "part", "others"),
        [
            (b"new files", b"claim", b"others"),
            (b"files", b"edited", b"others"),
            (b"files", b"claim", b"edited"),
        ],
    )
    def test_a_change_of_any_computes_it(self, before, files, part, others):
        later = settled(before, b"another ground", files)
        assert later.of("page", [part], lambda: b"new", lambda: others) == b"new"

    def test_what_was_kept_without_them_is_computed(self, tmp_path):
        (tmp_path / ".evidence").mkdir()
        first = settled(tmp_path)
        first.of("page", [], lambda: b"exact")
        first.save()
        assert settled(tmp_path, b"x").of("page", [], lambda: b"new", lambda: b"") == b"new"


@pytest.mark.parametrize("value", [5, {"page": 5}, {"page": (b"x",)}, [("page", 1, 2)]])
def test_what_is_of_another_shape_is_forgotten(before, value):
    shelf = Shelf(before, "keys")
    shelf.put("settled", value)
    shelf.save()
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
        assert self.of(claimed.root).whole != before.whole
        assert (self.of(claimed.root).files == before.files) == (path == CLAIMS)

    def test_a_claim_that_replaces_another_counts_as_a_file(self, claimed):
        claimed.claim("alpha-2", "alpha2001", "R1 supports", supersedes=["alpha-1"])
        before = self.of(claimed.root)
        claimed.change(CLAIMS, '"alpha-1"]', '"alpha-9"]')
        assert self.of(claimed.root).files != before.files
