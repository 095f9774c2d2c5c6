"""Only what this user has written counts; a stranger's index is never opened."""

import json
import pickle

import pytest
from tests.search.one_batch import update

from evidence.search import work_documents
from evidence.search.engine import IndexUnusableError
from evidence.search.grammar import parse
from evidence.search.whoosh_engine import WhooshEngine
from evidence.workspace import trust


@pytest.fixture
def another_user(tmp_path, monkeypatch):
    """Become another user when called."""
    return lambda: monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))


def test_a_mark_is_of_the_bytes_and_of_the_user(another_user):
    mine = trust.mark(b"data")
    assert trust.is_marked(b"data", mine)
    assert not trust.is_marked(b"other", mine)
    assert not trust.is_marked(b"data", None)
    another_user()
    assert not trust.is_marked(b"data", mine)


def test_where_no_secret_can_be_kept_one_holds_for_this_run(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert trust.is_marked(b"data", trust.mark(b"data"))


def test_an_index_of_another_user_is_made_anew(builder, another_user):
    works = list(builder.work("a").open().works.values())
    with WhooshEngine(builder.root / "index") as engine:
        update(engine, work_documents(works))
    another_user()
    with WhooshEngine(builder.root / "index") as engine:
        with pytest.raises(IndexUnusableError, match="another user"):
            engine.search(parse("a"), ["work"], 5)
        assert "another user" in update(engine, work_documents(works)).reason
        assert engine.search(parse("a"), ["work"], 5).total == 1


class Evil:
    """Writes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


def test_a_strangers_index_runs_nothing(builder, tmp_path):
    works = list(builder.work("a").open().works.values())
    folder = builder.root / "index"
    with WhooshEngine(folder) as engine:
        update(engine, work_documents(works))
    (toc,) = folder.glob("_MAIN_*.toc")
    mark = tmp_path / "was-here"
    evil = pickle.dumps(Evil(mark))
    data = toc.read_bytes()
    toc.write_bytes(data[:20] + evil + data[20 + len(evil) :])
    with WhooshEngine(folder) as engine, pytest.raises(IndexUnusableError):
        engine.search(parse("a"), ["work"], 5)
    listed = json.loads((folder / "manifest.json").read_text())
    listed["mark"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(listed))
    with WhooshEngine(folder) as engine:
        update(engine, work_documents(works))
    assert not mark.exists()
