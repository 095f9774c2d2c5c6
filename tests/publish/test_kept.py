"""What a build keeps of the last one, and what it makes anew in spite of the record."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.publish import build as build_module
from evidence.publish import build_site
from evidence.publish.common import is_modest
from evidence.publish.record import MOST_FOLDERS, Record, shelf_of
from evidence.publish.render import ours
from evidence.publish.write import digest


class TestKept:
    def test_nothing_is_rendered_twice(self, workspace, build):
        first = build(workspace).report
        assert (first.kept, build(workspace).report.kept) == (0, first.pages)

    def test_in_another_process_too(self, workspace, build, tmp_path):
        script = (
            "import sys; from pathlib import Path\n"
            "from evidence.publish import build_site\n"
            "from evidence.synthesis.evidence_map import EvidenceMap\n"
            "from evidence.workspace import open_workspace\n"
            "map_ = EvidenceMap.of(open_workspace(Path(sys.argv[1])))\n"
            "report = build_site(map_, Path(sys.argv[2]))\n"
            "assert report.kept == report.pages, report\n"
        )
        out = build(workspace).out
        for seed in ("1", "2"):
            env = {**os.environ, "PYTHONHASHSEED": seed}
            command = [sys.executable, "-c", script, str(workspace.root), str(out)]
            subprocess.run(command, check=True, env=env)

    def test_one_statement_concerns_few_pages(self, workspace, build):
        build(workspace)
        workspace.change("annotations/claims/part2004.yaml", "What part-1 says.", "Something else.")
        report = build(workspace).report
        # The row and the downloads show no such claim; the search shows examples.
        assert report.pages - report.kept == 6
        pages = [path for path in report.written if path.endswith(".html")]
        assert pages[:3] == ["claims/part-1.html", "works/part2004.html", "factors/r3.html"]
        assert pages[3:] in ([], ["search.html"])
        tables = ("data/claims.csv", "data/tables.xlsx", "data/tables.json")
        assert tuple(path for path in report.written if path.startswith("data/")) == tables

    def test_another_folder_is_built_whole(self, workspace, build):
        build(workspace)
        assert build(workspace, "other").report.kept == 0
        report = build(workspace).report
        assert report.kept == report.pages

    def test_folders_of_long_ago_are_forgotten(self, workspace, build):
        for number in range(8):
            build(workspace, f"out-{number}")
        assert len(list((workspace.root / ".evidence").glob("site-*.cache"))) == MOST_FOLDERS

    def test_garbage_of_the_right_size_and_time_is_mended_by_a_fresh_build(self, workspace, build):
        """What a loss of power may leave behind."""
        page = build(workspace).out / "gaps.html"
        whole, times = page.read_bytes(), page.stat()
        page.write_bytes(b"\0" * len(whole))
        os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
        report = build_site(workspace.map(), page.parent, fresh=True)
        assert (report.written, report.kept) == (("gaps.html",), 0)
        assert page.read_bytes() == whole

    def test_garbage_of_the_right_size_alone_is_mended_by_any(self, workspace, build):
        page = build(workspace).out / "gaps.html"
        whole = page.read_bytes()
        page.write_bytes(b"\0" * len(whole))
        os.utime(page, ns=(1, 1))
        assert build(workspace).report.written == ("gaps.html",)
        assert page.read_bytes() == whole

    @pytest.mark.parametrize("damage", [b"", b"garbage", None], ids=["empty", "garbage", "no"])
    def test_without_a_record_everything_is_made_and_nothing_written(
        self, workspace, build, damage
    ):
        build(workspace)
        for path in (workspace.root / ".evidence").glob("site-*.cache"):
            path.unlink() if damage is None else path.write_bytes(damage)
        report = build(workspace).report
        assert (report.kept, report.written, report.problems) == (0, (), ())

    @pytest.mark.parametrize(
        "value", [None, 5, (), ("", 1, 2, 3, 4, 5), ("", {}, (["a"],), (), (), 0)]
    )
    def test_a_record_of_another_shape_is_none(self, workspace, build, value):
        out = build(workspace).out
        shelf = shelf_of(workspace.root, out)
        shelf.put("made", value)
        shelf.save()
        assert build(workspace).report.kept == 0

    def test_a_record_leads_to_nothing_outside(self, workspace, build, tmp_path):
        mine = tmp_path / "mine.html"
        mine.write_text("mine")
        out = build(workspace).out
        shelf = shelf_of(workspace.root, out)
        record = Record.load(shelf)
        kept = record.files["gaps.html"]._replace(hash=digest(b"mine"), size=4)
        record.files = record.files.some(list(record.files), {"../mine.html": kept})
        record.manifest = None
        record.save(shelf)
        build(workspace)
        assert mine.read_text() == "mine"

    def test_a_page_in_the_way_is_told_each_time(self, workspace, build, tmp_path):
        mine = tmp_path / "public/method.html"
        mine.parent.mkdir()
        mine.write_text("<!doctype html><title>My method</title>")
        told = [build(workspace).report.problems for _ in range(3)]
        assert [problem.code for problem in told[0]] == ["not-ours"]
        assert told[0] == told[1] == told[2]

    def test_a_template_that_takes_from_elsewhere_is_rendered_each_time(self, workspace, build):
        workspace.write("site/templates/scope.html", "{{ site.gaps.waiting|length }} waiting")
        build(workspace)
        assert build(workspace).report.kept == 0

    def test_a_link_to_a_file_of_mine_is_followed_each_time(self, workspace, build, tmp_path):
        mine = tmp_path / "public/imprint.txt"
        mine.parent.mkdir()
        mine.write_text("mine")
        workspace.write("site/templates/scope.html", '<a href="{{ root }}imprint.txt">x</a>')
        assert build(workspace).report.problems == ()
        mine.unlink()
        report = build(workspace).report
        assert report.kept == report.pages
        assert len(report.problems) == report.pages
        assert build(workspace).report.problems == report.problems


def test_our_own_templates_take_only_what_pages_share():
    """So that a workspace with one template of its own may copy any other from ours."""
    folder = Path(build_module.__file__).parent / "templates"
    assert is_modest(ours(), folder)
