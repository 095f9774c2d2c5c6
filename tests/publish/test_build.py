"""What a build writes, keeps and deletes, and that the same map gives the same bytes."""

import os
import subprocess
import sys

import pytest

from evidence.publish import build as building
from evidence.publish import build_site, write
from evidence.publish.plans import Plan
from evidence.publish.views import Attachment, Page
from evidence.publish.write import MANIFEST, Manifest, Writer, digest


class TestWriting:
    def test_second_build_writes_nothing(self, workspace, build):
        first = build(workspace)
        stamps = {path: (first.out / path).stat().st_mtime_ns for path in first.files}
        second = build(workspace)
        assert second.report.written == second.report.deleted == ()
        assert {path: (second.out / path).stat().st_mtime_ns for path in stamps} == stamps

    def test_reports_what_it_wrote(self, site):
        assert set(site.report.written) == set(site.files) - {MANIFEST}

    def test_writes_what_is_linked_to_first_and_the_front_page_last(self, site):
        written = site.report.written
        assert written[-1] == "index.html"
        assert written[0].startswith("assets/")
        assert written.index("claims/alpha-1.html") < written.index("factors/r1.html")

    def test_writes_only_what_changed(self, workspace, build):
        build(workspace)
        workspace.change("annotations/claims/part2004.yaml", "What part-1 says.", "Something else.")
        written = build(workspace).report.written
        assert "claims/part-1.html" in written
        assert "works/part2004.html" in written
        assert "works/alpha2001.html" not in written

    def test_deletes_the_page_of_a_work_that_is_gone(self, workspace, build):
        workspace.work("extra2005")
        assert "works/extra2005.html" in build(workspace).files
        workspace.write("bib/references.bib", workspace.bib.split("@book{extra2005")[0])
        built = build(workspace)
        assert built.report.deleted == ("data/works/extra2005.ris", "works/extra2005.html")
        assert "works/extra2005.html" not in built.files

    def test_removes_a_folder_that_it_empties(self, workspace, build, tmp_path):
        build(workspace)
        (tmp_path / "public/rows/mine.txt").write_text("mine")
        writer = Writer(tmp_path / "public")
        writer.finish({"index.html": writer.put("index.html", b"<p>").hash})
        assert not (tmp_path / "public/factors").exists()
        assert (tmp_path / "public/rows/mine.txt").is_file()

    @pytest.mark.parametrize(
        "name", ["notes.txt", "works/mine.html", "claims/deep/own.css", ".nojekyll"]
    )
    def test_keeps_a_file_of_the_user(self, workspace, build, tmp_path, name):
        mine = tmp_path / "public" / name
        mine.parent.mkdir(parents=True)
        mine.write_text("mine")
        build(workspace)
        built = build(workspace)
        assert mine.read_text() == "mine"
        assert built.report.problems == ()

    def test_what_a_build_has_written_it_does_not_take_for_nothing(self, tmp_path):
        """In a folder of its own making it looks for no file of others."""
        writer = Writer(tmp_path / "public")
        assert [writer.put("a/b/x.html", b"<p>").state for _ in "12"] == ["written", "same"]
        mine = tmp_path / "public/a/mine.html"
        mine.write_text("mine")
        assert Writer(tmp_path / "public").put("a/mine.html", b"page").state == "blocked"
        assert mine.read_text() == "mine"

    def test_never_replaces_a_file_that_no_build_has_made(self, workspace, build, tmp_path):
        mine = tmp_path / "public/method.html"
        mine.parent.mkdir()
        mine.write_text("<!doctype html><title>My method</title>")
        built = build(workspace)
        assert mine.read_text() == "<!doctype html><title>My method</title>"
        assert [problem.code for problem in built.report.problems][:1] == ["not-ours"]
        assert built.report.problems[0].path.endswith("public/method.html")

    def test_never_deletes_what_the_user_made_of_a_stale_page(self, workspace, build):
        workspace.work("extra2005")
        page = build(workspace).out / "works/extra2005.html"
        page.write_text("now mine")
        workspace.write("bib/references.bib", workspace.bib.split("@book{extra2005")[0])
        assert build(workspace).report.deleted == ("data/works/extra2005.ris",)
        assert page.read_text() == "now mine"

    def test_knows_its_pages_when_the_manifest_is_lost(self, workspace, build):
        (build(workspace).out / MANIFEST).unlink()
        workspace.change("evidence.toml", 'title = "A small workspace"', 'title = "Another title"')
        built = build(workspace)
        assert built.report.problems == ()
        assert "Another title" in built.source("index.html")
        assert MANIFEST in built.files

    def test_mends_a_page_that_was_cut_off(self, workspace, build):
        page = build(workspace).out / "gaps.html"
        whole = page.read_bytes()
        page.write_bytes(b"")
        assert build(workspace).report.written == ("gaps.html",)
        assert page.read_bytes() == whole

    def test_manifest_names_nothing_outside(self, tmp_path):
        outside = tmp_path / "outside.txt"
        outside.write_text("mine")
        out = tmp_path / "public"
        out.mkdir()
        lines = [f"{digest(b'mine')}  {path}" for path in ("../outside.txt", str(outside), "a\\b")]
        (out / MANIFEST).write_text("\n".join([*lines, "nonsense", ""]))
        assert Manifest.read(out).hashes == {}
        assert Writer(out).finish({}) == []
        assert outside.is_file()

    def test_a_line_of_the_manifest_that_was_cut_short_spoils_no_other(self, tmp_path):
        (tmp_path / MANIFEST).write_text(f"{digest(b'old')}  works/alph")
        Writer(tmp_path).put("index.html", b"<p>")
        assert Manifest.read(tmp_path).hashes["index.html"] == (digest(b"<p>"),)


def test_several_processes_make_what_one_makes(workspace, build, monkeypatch):
    one = build(workspace, "one")
    assemble = sys.modules["evidence.publish.assemble"]
    monkeypatch.setattr(assemble, "MANY", 1)
    monkeypatch.setattr(assemble, "UNIT", 2)
    monkeypatch.setattr("evidence.workspace.processes.processors", lambda: 2)
    several = build(workspace, "several")
    assert several.files == one.files
    assert several.report.written == one.report.written
    assert build(workspace, "several").report.written == ()


class Killed(BaseException):
    """Stands for the end of the process."""


class TestKilled:
    @pytest.mark.parametrize("after", [0, 1, 5, 20])
    def test_the_next_build_goes_on(self, workspace, build, monkeypatch, after):
        whole = build(workspace, "whole").files
        calls = iter(range(10_000))
        real = write.put_in_place

        def dying(path, data, **how):
            if next(calls) >= after:
                raise Killed
            return real(path, data, **how)

        monkeypatch.setattr(write, "put_in_place", dying)
        with pytest.raises(Killed):
            build(workspace)
        monkeypatch.undo()
        built = build(workspace)
        assert built.report.problems == ()
        assert built.files == whole

    def test_pages_of_a_killed_build_are_known_to_the_next(self, workspace, build, monkeypatch):
        out = build(workspace).out
        workspace.work("extra2005")
        real = write.put_in_place

        def dying(path, data, **how):
            if path.endswith("index.html"):
                raise Killed
            return real(path, data, **how)

        monkeypatch.setattr(write, "put_in_place", dying)
        with pytest.raises(Killed):
            build(workspace)
        monkeypatch.undo()
        assert (out / "works/extra2005.html").is_file()
        workspace.write("bib/references.bib", workspace.bib.split("@book{extra2005")[0])
        assert build(workspace).report.deleted == (
            "data/works/extra2005.ris",
            "works/extra2005.html",
        )

    def test_leaves_no_temporary_files(self, workspace, build):
        out = build(workspace).out
        (out / "works/.abcd_123.part").write_bytes(b"half")
        (out / "works/.mine.part").write_bytes(b"mine")
        files = build(workspace).files
        assert "works/.abcd_123.part" not in files
        assert "works/.mine.part" in files


class TestDeterminism:
    def test_same_bytes_wherever_the_workspace_lies(self, make_builder, filled, build):
        one = build(filled(make_builder("here")), "one")
        two = build(filled(make_builder("there/and deeper")), "two")
        assert one.files == two.files

    def test_same_bytes_for_any_hash_seed_and_locale(self, workspace, build, tmp_path):
        script = (
            "import sys; from pathlib import Path\n"
            "from evidence.publish import build_site\n"
            "from evidence.synthesis.evidence_map import EvidenceMap\n"
            "from evidence.workspace import open_workspace\n"
            "map_ = EvidenceMap.of(open_workspace(Path(sys.argv[1])))\n"
            "build_site(map_, Path(sys.argv[2]))\n"
        )
        here = build(workspace).files
        for seed, locale in (("1", "C"), ("2", "tr_TR.UTF-8")):
            out = tmp_path / seed
            env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo"}
            command = [sys.executable, "-c", script, str(workspace.root), str(out)]
            subprocess.run(command, check=True, env=env)
            found = {
                p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()
            }
            assert found == here


class TestOwnWords:
    def test_own_style_comes_after_ours(self, workspace, build):
        workspace.write("site/style.css", "body { color: red }\n")
        built = build(workspace)
        for path, source in built.pages.items():
            root = "../" * path.count("/")
            ours = source.index(f'href="{root}assets/style.css"')
            assert ours < source.index(f'href="{root}assets/site.css"')
        assert b"color: red" in built.files["assets/site.css"]

    def test_what_stands_around_pages_may_be_of_each_page(self, workspace, build):
        workspace.write("site/templates/scope.html", "Scope of {{ page.path }}.")
        built = build(workspace)
        for path in ("index.html", "works/alpha2001.html", "works/beta2002.html"):
            assert f"Scope of {path}." in built.source(path)

    def test_own_template_wins(self, workspace, build):
        workspace.write("site/templates/scope.html", "Our <b>own</b> words for {{ site.brand }}.")
        source = build(workspace).source("gaps.html")
        assert "Our <b>own</b> words for A small workspace." in source

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("{% if %}", 1),
            ("fine\n{{ nothing.here }}", 2),
            ("fine\nfine\n\udcff", 3),
            ("{% include '../../evidence.toml' %}", 1),
            ("{{ site.map.__class__.__mro__ }}", 1),
            ("{{ '{0.__class__}'.format(site) }}", 1),
            ("{{ (site.workspace.root / 'evidence.toml').read_text() }}", 1),
            ("{{ site.workspace.settings.parse_file('evidence.toml') }}", 1),
            ("{{ at.sha256 }}", 1),
        ],
        ids=[
            "syntax",
            "undefined",
            "no UTF-8",
            "out of the folder",
            "into Python",
            "into Python by a format",
            "a path",
            "a library",
            "what a module takes in",
        ],
    )
    def test_a_faulty_template_is_a_problem_and_ours_stands_in(self, workspace, build, text, line):
        workspace.write("site/templates/gaps.html", text.encode("utf-8", "surrogateescape"))
        built = build(workspace)
        (problem,) = built.report.problems
        assert (problem.path, problem.line) == ("site/templates/gaps.html", line)
        assert problem.code == "template"
        assert "<h1>Gaps</h1>" in built.source("gaps.html")
        assert "index.html" in built.pages

    def test_a_template_can_write_no_file(self, workspace, build):
        text = "{{ (site.workspace.root / 'owned.txt').write_text('x') }}"
        workspace.write("site/templates/scope.html", text)
        (problem,) = build(workspace).report.problems
        assert problem.path == "site/templates/scope.html"
        assert not (workspace.root / "owned.txt").exists()

    def test_our_templates_stay_in_the_sandbox_of_own_ones(self, workspace, build):
        before = build(workspace, "before").pages
        workspace.write("site/templates/unused.html", "nothing")
        built = build(workspace, "after")
        assert built.report.problems == ()
        assert built.pages == before

    def test_a_new_kind_of_page_is_a_function_and_a_template(self, workspace, build, monkeypatch):
        def credits(site, keys):
            names = sorted({claim.coder for claim in site.map.evidence.claims})
            page = Page("credits.html", "credits.html", "Credits", "Who coded.", {"names": names})
            yield Plan("credits.html", keys.of(names), lambda: iter([page]))

        monkeypatch.setattr(building, "KINDS", (*building.KINDS, credits))
        workspace.write(
            "site/templates/credits.html",
            '{% extends "base.html" %}{% block main %}<h1>Credits</h1>'
            "<ul>{% for name in names %}<li>{{ name }}</li>{% endfor %}</ul>{% endblock %}",
        )
        built = build(workspace)
        assert built.report.problems == ()
        assert "<li>editor</li>" in built.source("credits.html")
        assert '<nav aria-label="Main">' in built.source("credits.html")
        assert build(workspace).report.written == ()

    @pytest.mark.parametrize("first", [False, True])
    def test_of_two_pages_with_one_path_the_first_stands(
        self, workspace, build, monkeypatch, first
    ):
        def method(site, keys):
            files = [Attachment("method.html", b"another"), Attachment("more.txt", b"more")]
            yield Plan("more.txt", b"key", lambda: iter(files))

        method_only = build(workspace).source("method.html")
        kinds = (method, *building.KINDS) if first else (*building.KINDS, method)
        monkeypatch.setattr(building, "KINDS", kinds)
        for _ in range(2):
            built = build(workspace)
            assert built.source("method.html") == ("another" if first else method_only)
            assert built.source("more.txt") == "more"

    def test_templates_escape_by_themselves(self, workspace, build):
        workspace.write("site/templates/scope.html", "{{ '<script>alert(1)</script>' }}")
        assert "&lt;script&gt;alert(1)" in build(workspace).source("gaps.html")

    def test_language_of_the_site(self, workspace, build):
        workspace.change("evidence.toml", 'language = "en"', 'language = "de"')
        assert '<html lang="de">' in build(workspace).source("index.html")


def test_an_empty_framework_has_a_site(builder, tmp_path):
    builder.write("annotations/framework.yaml", "title: Nothing yet\n")
    report = build_site(builder.map(), tmp_path / "out")
    assert report.problems == ()
    assert "no dimensions yet" in (tmp_path / "out/index.html").read_text()


def test_long_lists_go_over_further_pages(builder, tmp_path):
    builder.work("one2001")
    for number in range(100):
        builder.claim(f"one-{number:03}", "one2001", "R1 supports", statement="Word. " * 40)
    report = build_site(builder.map(), tmp_path / "out")
    assert report.problems == ()
    folder = tmp_path / "out/factors/r1"
    further = sorted(folder.glob("supports-*"))
    assert [path.name for path in further] == ["supports-2.html", "supports-3.html"]
    pages = [tmp_path / "out/factors/r1.html", *further]
    shown = [text.count('class="claim"') for text in (page.read_text() for page in pages)]
    assert shown == [40, 40, 20]
    assert (
        'href="factors/r1/supports-3.html"'.replace("factors/", "../factors/", 1)
        in (tmp_path / "out/factors/r1.html").read_text()
    )


def test_assets_and_templates_are_package_data():
    folder = building.package_files("evidence.publish")
    assert (folder / "assets/style.css").is_file()
    assert (folder / "templates/base.html").is_file()


def test_the_shipped_site_is_sound_and_small(shipped, tmp_path):
    report = build_site(shipped, tmp_path)
    assert report.problems == ()
    assert (tmp_path / "index.html").stat().st_size < 120_000
    assert max(path.stat().st_size for path in tmp_path.rglob("*.html")) < 300_000
