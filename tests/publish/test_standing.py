"""What of a website stands as it was written, and what lies beside it."""

import os

import pytest

from evidence.publish import begin_look, standing
from evidence.publish.kept import Kept, KeptFiles
from evidence.publish.record import Record, record_file, shelf_of
from evidence.publish.standing import Standing, look
from evidence.publish.write import digest

FILES = {"index.html": b"<p>front", "works/a.html": b"<p>a", "works/b.html": b"<p>b"}


@pytest.fixture
def out(tmp_path):
    for path, data in FILES.items():
        (tmp_path / "out" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / path).write_bytes(data)
    return tmp_path / "out"


def remembered(out):
    found = {}
    for path, data in FILES.items():
        state = (out / path).stat()
        found[path] = Kept(state.st_size, state.st_mtime_ns, digest(data), b"", 0, b"")
    return KeptFiles().some((), found)


def test_files_that_were_left_alone_stand(out):
    assert look(out, remembered(out)) == Standing()


def test_what_is_gone_or_has_other_bytes_is_lost(out):
    files = remembered(out)
    (out / "works/a.html").unlink()
    (out / "works/b.html").write_bytes(b"<p>B")
    os.utime(out / "works/b.html", ns=(1, 1))
    (out / "index.html").write_bytes(b"longer than before")
    assert look(out, files).lost == FILES.keys()


def test_a_folder_in_the_place_of_a_file_is_a_loss(out):
    files = remembered(out)
    (out / "index.html").unlink()
    (out / "index.html").mkdir()
    assert look(out, files).lost == {"index.html"}


def test_the_same_bytes_at_another_time_stand(out):
    files = remembered(out)
    os.utime(out / "works/a.html", ns=(5, 5))
    assert look(out, files) == Standing(times={"works/a.html": 5})


def test_temporary_files_are_seen_and_files_of_the_user_are_not(out):
    files = remembered(out)
    for name in (".abcdefgh.part", "works/.12345678.part", "works/mine.html", ".hidden"):
        (out / name).write_bytes(b"x")
    assert set(look(out, files).left) == {".abcdefgh.part", "works/.12345678.part"}


def test_without_a_folder_everything_is_lost(out, tmp_path):
    assert look(tmp_path / "nowhere", remembered(out)).lost == FILES.keys()


@pytest.mark.parametrize("much", [0, 10**9], ids=["beside", "at once"])
def test_what_the_last_build_left_is_found_by_its_record(out, tmp_path, monkeypatch, much):
    monkeypatch.setattr(standing, "MUCH", much)
    monkeypatch.setattr("evidence.workspace.processes.processors", lambda: 2)
    assert begin_look(tmp_path, out)() == Standing()
    Record(files=remembered(out)).save(shelf_of(tmp_path, out))
    assert record_file(tmp_path, out).is_file()
    (out / "index.html").unlink()
    assert begin_look(tmp_path, out)() == Standing(frozenset({"index.html"}))


class TestKeptFiles:
    def test_are_what_was_given(self, out):
        files = remembered(out)
        assert list(files) == list(FILES)
        assert files.hashes == {path: digest(data) for path, data in FILES.items()}
        assert files["works/b.html"].size == len(FILES["works/b.html"])
        assert files.get("nowhere") is None

    def test_some_keep_their_order_and_others_follow(self, out):
        files = remembered(out)
        more = {"new.html": Kept(1, 2, "0" * 64, b"c", 3, b"l")}
        found = files.some({"works/b.html", "index.html"}, more)
        assert list(found) == ["index.html", "works/b.html", "new.html"]
        assert (found["works/b.html"], found["new.html"]) == (files["works/b.html"], *more.values())

    def test_columns_of_unlike_length_are_refused(self):
        with pytest.raises(ValueError, match="not all"):
            KeptFiles([["a"], [1], [2], [], [b""], [0], [b""]])
