"""The shelf keeps what was computed, forgets what is not asked for, and trusts nobody."""

import pickle

from evidence.model import Name, Problem
from evidence.workspace.cache import Shelf, digest


def test_what_was_computed_is_not_computed_again(tmp_path):
    (tmp_path / ".evidence").mkdir()
    first = Shelf(tmp_path, "things")
    assert first.get("a", lambda: (Name("Doe", "Jane"), Problem("p", 1, "c", "m"))) is not None
    first.save()
    second = Shelf(tmp_path, "things")
    assert second.get("a", lambda: 1 / 0) == (Name("Doe", "Jane"), Problem("p", 1, "c", "m"))
    assert second.computed == 0


def test_what_is_not_asked_for_is_dropped(tmp_path):
    (tmp_path / ".evidence").mkdir()
    first = Shelf(tmp_path, "things")
    first.put("a", 1)
    first.put("b", 2)
    first.save()
    second = Shelf(tmp_path, "things")
    assert second.find("b") == 2
    second.save()
    third = Shelf(tmp_path, "things")
    assert (third.find("a"), third.find("b")) == (None, 2)


def test_an_unchanged_shelf_is_not_written(tmp_path):
    (tmp_path / ".evidence").mkdir()
    first = Shelf(tmp_path, "things")
    first.put("a", 1)
    first.save()
    stamp = first.path.stat().st_mtime_ns
    second = Shelf(tmp_path, "things")
    second.find("a")
    second.save()
    assert second.path.stat().st_mtime_ns == stamp


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


def test_a_strangers_shelf_runs_nothing(tmp_path):
    (tmp_path / ".evidence").mkdir()
    shelf = Shelf(tmp_path, "things")
    mark = tmp_path / "was-here"
    shelf.path.write_bytes(pickle.dumps((shelf._stamp, {"a": Evil(mark)})))
    assert Shelf(tmp_path, "things").find("a") is None
    assert not mark.exists()


def test_parts_of_a_digest_do_not_run_into_each_other():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")
    assert digest("\ud800")
