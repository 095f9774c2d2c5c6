"""The shelf keeps what was computed, forgets what is not asked for, and trusts nobody."""

import pickle
from dataclasses import replace

import pytest

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
    shelf._new["a"] = pickle.dumps(Evil(mark))
    shelf.computed = 1
    shelf.put("b", 2)
    shelf.save()
    stranger = Shelf(tmp_path, "things")
    assert (stranger.find("a"), stranger.find("b")) == (None, 2)
    assert stranger.get("a", lambda: 3) == 3
    assert not mark.exists()


@pytest.mark.parametrize("place", [0, 40, -1], ids=["head", "sum", "value"])
def test_a_damaged_shelf_is_an_empty_one(tmp_path, place):
    (tmp_path / ".evidence").mkdir()
    shelf = Shelf(tmp_path, "things")
    shelf.put("a", "some words")
    shelf.save()
    data = bytearray(shelf.path.read_bytes())
    data[place] ^= 1
    shelf.path.write_bytes(data)
    assert Shelf(tmp_path, "things").find("a") is None


def test_what_is_kept_unread_stays(tmp_path):
    (tmp_path / ".evidence").mkdir()
    first = Shelf(tmp_path, "things")
    first.put("a", 1)
    first.put("b", 2)
    first.save()
    second = Shelf(tmp_path, "things")
    assert (second.keep("a"), second.keep("c")) == (True, False)
    second.save()
    assert Shelf(tmp_path, "things").find("a") == 1
    assert Shelf(tmp_path, "things").find("b") is None


def test_claims_of_the_workspace_are_kept_by_their_ids(builder):
    claims = builder.work("w").claim("c", "w", "R1 supports").open().sound_claims
    shelf = Shelf(builder.root, "things", claims)
    shelf.put("a", (claims["c"],))
    shelf.save()
    assert b"What c says" not in shelf.path.read_bytes()
    edited = {"c": replace(claims["c"], statement="Edited.")}
    assert Shelf(builder.root, "things", edited).find("a")[0] is edited["c"]
    assert Shelf(builder.root, "things", {}).find("a") is None


def test_parts_of_a_digest_do_not_run_into_each_other():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")
    assert digest("\ud800")
