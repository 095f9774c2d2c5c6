"""The index as a cache: written by what changed, whole or not at all, and made anew at need."""

import errno
import gc
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.search.one_batch import update
from whoosh import index as whoosh_index
from whoosh import writing
from whoosh.filedb.filestore import FileStorage

from evidence.model import WorkspaceError
from evidence.search import Batch, IndexUnusableError, Update, run, whoosh_change, whoosh_store
from evidence.search.whoosh_engine import WhooshEngine


@pytest.fixture
def documents(passage):
    return [passage(f"p{number}", f"Trade number {number}.") for number in range(10)]


@pytest.fixture
def written(monkeypatch):
    """The ids of the documents that reach Whoosh, in order."""
    found = []
    real = whoosh_change.record

    def record(document):
        found.append(document.id)
        return real(document)

    monkeypatch.setattr(whoosh_change, "record", record)
    return found


def ids(engine, query="trade"):
    return [hit.id for hit in run(query, engine, limit=100).hits]


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_changed_document_is_the_only_one_written(engine, documents, written):
    assert update(engine, documents).written == 10
    del written[:]
    documents[3] = replace(documents[3], text="Openness now.")
    assert update(engine, documents) == Update(written=1, removed=0, kept=9)
    assert written == ["p3/notes#1"]
    assert ids(engine, "openness") == ["p3/notes#1"]
    assert len(ids(engine)) == 9


def test_where_nothing_changed_nothing_is_written(engine, documents, written, folder):
    update(engine, documents)
    before = files(folder)
    del written[:]
    assert update(engine, reversed(documents)) == Update(written=0, removed=0, kept=10)
    assert written == []
    assert files(folder) == before


@pytest.mark.parametrize("field", ["factors", "facts", "locator", "fields", "work"])
def test_every_part_of_a_document_can_change(engine, documents, field):
    update(engine, documents)
    values = {
        "factors": ("M1",),
        "facts": {"kind": ("passage", "text")},
        "locator": {"label": "page", "value": "3"},
        "fields": {"heading": "x"},
        "work": "other",
    }
    documents[0] = replace(documents[0], **{field: values[field]})
    assert update(engine, documents).written == 1


def test_a_removed_document_is_gone(engine, documents):
    update(engine, documents)
    assert update(engine, documents[1:]) == Update(written=0, removed=1, kept=9)
    assert "p0/notes#1" not in ids(engine)
    assert run("factor:M1 OR trade", engine, known={"factor": ["M1"]}).total == 9


def test_added_removed_and_changed_at_once(engine, documents, passage):
    update(engine, documents)
    changed = [replace(documents[1], text="Trade anew."), *documents[2:], passage("new", "Trade.")]
    assert update(engine, changed) == Update(written=2, removed=1, kept=8)
    assert set(ids(engine)) == {one.id for one in changed}
    assert update(engine, []).removed == 10
    assert ids(engine) == []


def test_many_small_updates_leave_few_files(engine, documents, folder):
    for number in range(25):
        documents[0] = replace(documents[0], text=f"Trade {number}")
        update(engine, documents)
    assert len(ids(engine)) == 10
    assert len(list(folder.glob("*.seg"))) < 12


def test_what_is_mostly_deleted_is_cleared_out(engine, documents, folder, monkeypatch):
    monkeypatch.setattr(whoosh_change, "MOST_DELETED_OF", 4)
    update(engine, documents)
    update(engine, documents[:2])
    with whoosh_index.open_dir(str(folder)).reader() as reader:
        assert reader.doc_count_all() == 2
    assert len(ids(engine)) == 2


def test_of_two_with_the_same_id_the_first_is_indexed(engine, passage, caplog):
    found = update(engine, [passage("p", "first"), passage("p", "second")])
    assert found.written == 1
    assert "p/notes#1" in caplog.text
    assert (run("first", engine).total, run("second", engine).total) == (1, 0)


def test_other_rules_for_words_make_the_index_anew(engine, documents, monkeypatch):
    update(engine, documents)
    engine.close()
    monkeypatch.setattr(whoosh_store.tokens, "VERSION", "2")
    with pytest.raises(IndexUnusableError, match="another version"):
        run("trade", engine)
    assert update(engine, documents).written == 10


def test_documents_are_read_one_by_one(engine, passage):
    alive = []

    def stream():
        for number in range(5):
            gc.collect()
            alive.append(sum(1 for one in gc.get_objects() if type(one).__name__ == "Document"))
            yield passage(f"p{number}", "Trade.")

    engine.update([Batch("all", "", stream)])
    assert max(alive) <= min(alive) + 2


@pytest.mark.parametrize("name", ["manifest.json", "documents.json", "*.seg", "*.toc"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "flipped", "folder"])
def test_a_damaged_index_is_made_anew(engine, documents, folder, name, damage):
    update(engine, documents)
    engine.close()
    (path,) = folder.glob(name)
    data = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]
        path.write_bytes({"empty": b"", "cut": data[:middle], "flipped": flipped}[damage])
    try:
        run("trade", engine)
    except IndexUnusableError as error:
        assert "evidence build" in error.hint
    engine.close()
    found = update(engine, documents)
    assert found.written == 10
    assert found.reason
    assert len(ids(engine)) == 10


@pytest.mark.parametrize(
    "manifest",
    ["[]", "{}", "null", '{"files": 3}', '{"files": {"a": 1}}', '{"files": {"../x": {}}}', "\x00"],
)
def test_a_manifest_of_another_making_counts_for_nothing(engine, documents, folder, manifest):
    update(engine, documents)
    engine.close()
    (folder / "manifest.json").write_text(manifest)
    with pytest.raises(IndexUnusableError):
        run("trade", engine)
    assert update(engine, documents).written == 10


def test_damage_to_an_older_segment_is_found(engine, documents, folder):
    update(engine, documents)
    (older,) = folder.glob("*.seg")
    update(engine, [*documents, replace(documents[0], id="new")])
    data = older.read_bytes()
    older.write_bytes(data[:99] + bytes([data[99] ^ 0xFF]) + data[100:])
    assert update(engine, documents).reason == f"{older.name} is damaged"


def test_damage_during_an_update_is_not_made_to_count(engine, documents, folder):
    update(engine, documents)
    (older,) = folder.glob("*.seg")
    data = older.read_bytes()

    def damaged():
        yield from documents
        yield replace(documents[0], id="new")
        older.write_bytes(data[:-1] + bytes([data[-1] ^ 0xFF]))

    engine.update([Batch("all", "", damaged)])
    assert update(engine, documents).reason == f"{older.name} is damaged"
    assert len(ids(engine)) == 10


def test_another_key_alone_writes_what_is_noted_and_no_segment(engine, documents, folder, written):
    engine.update([Batch("all", "1", lambda: documents)])
    before = {path.name for path in folder.iterdir()}
    del written[:]
    assert engine.update([Batch("all", "2", lambda: documents)]) == Update(0, 0, 10)
    assert {path.name for path in folder.iterdir()} == before
    assert written == []
    assert engine.changed([Batch("all", "2", lambda: documents)]) == []
    assert len(ids(engine)) == 10


@pytest.mark.parametrize("number", [1, 2])
def test_killed_while_another_key_is_noted_the_next_update_completes_it(
    engine, documents, folder, number
):
    engine.update([Batch("all", "1", lambda: documents)])
    with pytest.MonkeyPatch.context() as patch:
        break_at(patch, "write manifest", number, Killed())
        with pytest.raises(Killed):
            engine.update([Batch("all", "2", lambda: documents)])
    assert len(ids(engine)) == 10
    with WhooshEngine(folder) as again:
        again.update([Batch("all", "2", lambda: documents)])
        assert again.changed([Batch("all", "2", lambda: documents)]) == []
        assert len(ids(again)) == 10


def test_an_index_may_be_deleted(engine, documents, folder):
    update(engine, documents)
    engine.close()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert update(engine, documents).written == 10


def test_files_that_are_not_of_the_index_are_left_alone(engine, documents, folder):
    folder.mkdir()
    (folder / "thesis.docx").write_bytes(b"years of work")
    (folder / "MAIN_left.seg").write_bytes(b"left by a run that was killed")
    (folder / "MAIN.tmp").mkdir()
    update(engine, documents)
    assert (folder / "thesis.docx").read_bytes() == b"years of work"
    assert not (folder / "MAIN_left.seg").exists()
    assert not (folder / "MAIN.tmp").exists()


class Killed(BaseException):
    """The process ends here."""


CALLS = {
    "create file": (FileStorage, "create_file"),
    "add document": (writing.SegmentWriter, "add_document"),
    "delete document": (writing.SegmentWriter, "delete_document"),
    "commit": (writing.SegmentWriter, "commit"),
    "write contents": (whoosh_index.TOC, "write"),
    "rename contents": (FileStorage, "rename_file"),
    "clean up": (whoosh_index, "clean_files"),
    "seal": (whoosh_store.Store, "seal"),
    "write manifest": (whoosh_store, "write_atomically"),
    "flush": (whoosh_store, "_flushed"),
}


def break_at(monkeypatch, call, number, error):
    """Raise an error at the n-th call, before it does anything; return whether it came to that."""
    where, name = CALLS[call]
    real = getattr(where, name)
    calls = []

    def broken(*args, **kwargs):
        calls.append(name)
        if len(calls) == number:
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(where, name, broken)
    return lambda: len(calls) >= number


@pytest.mark.parametrize("number", [1, 2, 3, 6])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("anew", [True, False], ids=["first", "change"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_killed_at_any_point_the_next_update_completes_it(
    folder, documents, passage, call, number, anew
):
    if not anew:
        with WhooshEngine(folder) as engine:
            update(engine, documents)
    wanted = [
        replace(documents[0], text="Trade and openness."),
        *documents[2:],
        passage("n", "Trade"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        reached = break_at(patch, call, number, Killed())
        engine = WhooshEngine(folder)
        try:
            update(engine, wanted)
        except Killed:
            engine.close()
        else:
            assert not reached()
    with WhooshEngine(folder) as engine:
        try:
            old = {one.id for one in documents} if not anew else set()
            assert set(ids(engine)) in (old, {one.id for one in wanted})
        except IndexUnusableError as error:
            assert "evidence build" in error.hint
    with WhooshEngine(folder) as engine:
        update(engine, wanted)
        assert set(ids(engine)) == {one.id for one in wanted}
        assert len(ids(engine)) == len(wanted)
        assert ids(engine, "openness") == ["p0/notes#1"]
        assert update(engine, wanted) == Update(0, 0, len(wanted))
    assert not list(folder.glob("*.tmp"))


def test_what_a_killed_run_committed_does_not_stay_when_it_is_taken_back(
    folder, documents, passage
):
    with WhooshEngine(folder) as engine:
        update(engine, documents)
        with pytest.MonkeyPatch.context() as patch:
            break_at(patch, "clean up", 1, Killed())
            with pytest.raises(Killed):
                update(engine, [*documents, passage("ghost", "Trade")])
        with pytest.raises(IndexUnusableError, match="not complete"):
            run("trade", engine)
        update(engine, documents)
        assert set(ids(engine)) == {one.id for one in documents}


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_on_a_full_disk_the_old_index_stands_or_is_made_anew(
    folder, documents, passage, call, number
):
    with WhooshEngine(folder) as engine:
        update(engine, documents)
        wanted = [*documents[1:], passage("n", "Trade")]
        with pytest.MonkeyPatch.context() as patch:
            full = OSError(errno.ENOSPC, "No space left on device")
            reached = break_at(patch, call, number, full)
            try:
                update(engine, wanted)
            except WorkspaceError as error:
                assert "No space left on device" in error.message
                assert error.hint.startswith("Make room on the disk")
                assert reached()
        try:
            now = set(ids(engine))
        except IndexUnusableError as error:
            assert "evidence build" in error.hint
        else:
            assert now in ({one.id for one in documents}, {one.id for one in wanted})
        update(engine, wanted)
        assert set(ids(engine)) == {one.id for one in wanted}


def test_before_whoosh_has_committed_a_full_disk_leaves_the_old_index(folder, documents, passage):
    with WhooshEngine(folder) as engine:
        update(engine, documents)
        with pytest.MonkeyPatch.context() as patch:
            break_at(patch, "add document", 2, OSError(errno.ENOSPC, "No space left on device"))
            with pytest.raises(WorkspaceError):
                update(engine, [*documents[1:], passage("n", "Trade"), passage("m", "Trade")])
        assert set(ids(engine)) == {one.id for one in documents}


def test_documents_that_cannot_be_read_leave_the_old_index(engine, documents):
    update(engine, documents)

    def broken():
        yield replace(documents[0], text="Changed.")
        raise ValueError("a text that cannot be read")

    with pytest.raises(ValueError, match="a text that cannot be read"):
        update(engine, broken())
    assert len(ids(engine)) == 10
    assert update(engine, documents) == Update(0, 0, 10)


def test_a_fault_of_ours_is_not_called_damage(engine, documents, monkeypatch):
    update(engine, documents)
    monkeypatch.setattr("evidence.search.whoosh_engine.evaluate", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("trade", engine)


def test_the_manifest_names_every_file(engine, documents, folder):
    update(engine, documents)
    listed = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert set(listed) == set(files(folder)) - {"manifest.json"}


def test_an_engine_is_loaded_only_where_it_is_used():
    code = "import sys, evidence.search; print('whoosh' in sys.modules, 'spacy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]


def test_a_second_process_finds_the_same(engine, documents, folder):
    update(engine, documents)
    code = (
        "from pathlib import Path; from evidence.search import run;"
        "from evidence.search.whoosh_engine import WhooshEngine;"
        f"print([hit.id for hit in run('trade', WhooshEngine(Path({str(folder)!r}))).hits])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "PATH": ""},
        cwd=Path(folder).parent,
    )
    assert found.stdout.strip() == str(ids(engine))
