"""Files are replaced whole or not at all, and names are safe on every file system."""

import os
import subprocess
import sys

import pytest

from evidence.model import WorkspaceError
from evidence.workspace import files
from evidence.workspace.files import file_name, locked, put_in_place, write_atomically


def test_equal_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "a" / "b.txt"
    assert write_atomically(path, "one")
    stamp = path.stat().st_mtime_ns
    assert not write_atomically(path, "one")
    assert path.stat().st_mtime_ns == stamp
    assert write_atomically(path, "two")
    assert path.read_text() == "two"


def test_a_new_file_is_whole_and_as_anybody_may_read_it(tmp_path):
    state = put_in_place(str(tmp_path / "a/b.txt"), b"one" * 10_000)
    path = tmp_path / "a/b.txt"
    assert path.read_bytes() == b"one" * 10_000
    assert (state.st_size, state.st_mtime_ns) == (30_000, path.stat().st_mtime_ns)
    (tmp_path / "other").touch()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    assert [one.name for one in path.parent.iterdir()] == ["b.txt"]
    assert put_in_place(str(path), b"").st_size == 0
    assert path.read_bytes() == b""


def test_a_failure_leaves_no_new_file(tmp_path, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(OSError, match="No space"):
        put_in_place(str(tmp_path / "a.txt"), b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file(tmp_path, monkeypatch, step):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr(os, "write", fail)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_process_killed_while_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    code = (
        "import os, sys; from pathlib import Path; from evidence.workspace import files\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), 9)\n"
        "files.write_atomically(Path(sys.argv[1]), 'new')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    assert path.read_text() == "old"


def test_permissions_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_lock_is_refused_while_another_process_holds_it(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    code = (
        "import sys; from pathlib import Path; from evidence.workspace.files import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(WorkspaceError, match="another evidence command"), locked(tmp_path):
            pass
        other.stdin.close()
    with locked(tmp_path):
        pass


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("harff2003", "harff2003"),
        ("Harff2003", "%48arff2003"),
        ("a/../b", "a%2F..%2Fb"),
        ("..", "%2E."),
        ("doi:10.1/x", "doi%3A10.1%2Fx"),
        ("müller", "m%C3%BCller"),
        ("con", "%63on"),
        ("com1.txt", "%63om1.txt"),
        ("100%", "100%25"),
    ],
)
def test_keys_become_safe_file_names(key, name):
    assert file_name(key) == name
