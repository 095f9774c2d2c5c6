"""A full disk, or a death, at any file: each is whole, old or new, and the next build completes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.model import Tags
from evidence.publish import Notes, build_single, build_site, write
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import open_workspace
from evidence.workspace.corpus import load_corpus

FULL = OSError(errno.ENOSPC, "No space left on device")
KINDS = [
    "manifest.sha256",
    "search/index.js",
    "search/d-0-",
    "search/w-",
    "search/t-0",
    "map/data.js",
    "data/claims.csv",
    "data/tables.xlsx",
    "data/tables.json",
    "claims/alpha-1.html",
    "index.html",
]


def notes_of(root, works):
    files = {file.work: file for file in load_corpus(root, works).files}
    return Notes(
        {work: file.key for work, file in files.items()},
        lambda work: files[work].text,
        lambda works: dict.fromkeys(works, Tags()),
    )


def publish(root, out, fresh=False):
    workspace = open_workspace(root)
    notes = notes_of(root, workspace.works)
    return build_site(EvidenceMap.of(workspace), out, fresh=fresh, notes=notes)


def files_in(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def noted(workspace):
    workspace.write("corpus/notes/alpha2001.md", "---\nwork: alpha2001\n---\n\nOur own words.\n")
    return workspace


@pytest.mark.parametrize("death", [FULL, KeyboardInterrupt()], ids=["full disk", "death"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_whole_and_the_next_build_completes(
    noted, tmp_path, monkeypatch, kind, death
):
    out = tmp_path / "out"
    publish(noted.root, out)
    before = files_in(out)
    path = "annotations/claims/alpha2001.yaml"
    noted.change(
        path, "What alpha-1 says.", "Entirely unheard-of wording that has a few words more."
    )
    noted.write("corpus/notes/alpha2001.md", "---\nwork: alpha2001\n---\n\nOther own words.\n")
    met = []

    def failing(real):
        def put(path, data, **more):
            if Path(path).relative_to(out).as_posix().startswith(kind):
                met.append(path)
                raise death
            return real(path, data, **more)

        return put

    with monkeypatch.context() as patch, pytest.raises(type(death)):
        for name in ("put_in_place", "write_atomically"):
            patch.setattr(write, name, failing(getattr(write, name)))
        publish(noted.root, out)
    assert met, "the file is written after such an edit"
    between = files_in(out)
    publish(noted.root, tmp_path / "new", fresh=True)
    after = files_in(tmp_path / "new")
    for path, data in between.items():
        if path != write.MANIFEST:
            assert data in (before.get(path), after.get(path)), path
    assert publish(noted.root, out).problems == ()
    assert files_in(out) == after


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_interrupted import all_of
all_of(Path(sys.argv[2]), Path(sys.argv[3]))
"""


def all_of(root, out):
    """Write the website, with its search of notes, and the whole map in one file."""
    publish(root, out)
    workspace = open_workspace(root)
    single = build_single(EvidenceMap.of(workspace), "map.html", notes_of(root, workspace.works))
    (out / "single.html").write_bytes(single.data)


def test_the_same_bytes_in_any_process(noted, tmp_path):
    found = []
    for seed, locale, zone in (("1", "C", "UTC"), ("2", "tr_TR.UTF-8", "Pacific/Auckland")):
        out = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        here = os.path.dirname(__file__)  # noqa: PTH120 -- an argument of a process
        command = [sys.executable, "-c", SCRIPT, here, str(noted.root), str(out)]
        subprocess.run(command, check=True, env=env)
        found.append(files_in(out))
    one, two = found
    assert one == two
    assert {"single.html", "search/index.js", "map/data.js", "data/tables.xlsx"} <= one.keys()


class TestWhatIsRedone:
    def test_words_of_a_claim_stand_in_one_table_and_the_files_of_all(self, noted, tmp_path):
        publish(noted.root, tmp_path / "out")
        path = "annotations/claims/alpha2001.yaml"
        noted.change(
            path, "What alpha-1 says.", "Entirely unheard-of wording that has a few words more."
        )
        written = publish(noted.root, tmp_path / "out").written
        data = {one for one in written if one.startswith("data/") and "/works/" not in one}
        assert data == {"data/claims.csv", "data/tables.json", "data/tables.xlsx"}

    def test_of_a_large_map_only_that_table_is_made(self, noted, tmp_path, monkeypatch):
        downloads = sys.modules["evidence.publish.pages.downloads"]
        monkeypatch.setattr(downloads, "MOST_IN_ONE", 1)
        monkeypatch.setattr(downloads, "MOST_IN_BOOK", 1)
        monkeypatch.setattr(sys.modules["evidence.publish.claim_table"], "WORKS", 1)
        publish(noted.root, tmp_path / "out")
        made = []
        for module, name in (("pages.downloads", "to_csv"), ("claim_table", "rows_of")):
            place = sys.modules[f"evidence.publish.{module}"]
            real = getattr(place, name)
            monkeypatch.setattr(
                place,
                name,
                lambda table, rows, real=real: (
                    made.append((table.name, [row["work"] for row in rows])) or real(table, rows)
                ),
            )
        path = "annotations/claims/alpha2001.yaml"
        noted.change(
            path, "What alpha-1 says.", "Entirely unheard-of wording that has a few words more."
        )
        written = publish(noted.root, tmp_path / "out").written
        assert [(name, set(works)) for name, works in made] == [("claims", {"alpha2001"})]
        assert "data/claims.csv" in written

    def test_each_folder_is_looked_through_once(self, noted, tmp_path, monkeypatch):
        publish(noted.root, tmp_path / "out")
        standing = sys.modules["evidence.publish.standing"]
        looked = []
        real = standing._files
        monkeypatch.setattr(standing, "_files", lambda one: looked.append(one) or real(one))
        publish(noted.root, tmp_path / "out")
        assert len(looked) == len(set(looked)) > 3


def test_one_json_file_has_a_row_on_each_line(noted, tmp_path):
    publish(noted.root, tmp_path / "out")
    text = (tmp_path / "out/data/tables.json").read_text(encoding="utf-8")
    rows = sum(map(len, json.loads(text)["tables"].values()))
    assert sum(line.startswith("{") and len(line) > 1 for line in text.split("\n")) == rows
