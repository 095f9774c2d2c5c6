"""What a build was made from is remembered by content."""

import os

import pytest

from evidence.model import Problem, Severity
from evidence.workspace import sources
from evidence.workspace.sources import Built, Sources, changed_files, forget, last_built


def source_hashes(root):
    return Sources(root).hashes


def test_content_counts_and_not_the_time_of_change(builder):
    builder.work("a").claim("c", "a", "R1 supports")
    before = source_hashes(builder.root)
    assert {"evidence.toml", "bib/references.bib", "annotations/claims/a.yaml"} <= set(before)
    path = builder.root / "annotations/claims/a.yaml"
    path.write_bytes(path.read_bytes())
    assert source_hashes(builder.root) == before
    builder.claim("d", "a", "R1 supports").write("corpus/notes/a.md", "# A\n")
    (builder.root / "annotations/rubric.toml").unlink()
    assert changed_files(before, source_hashes(builder.root)) == [
        "annotations/claims/a.yaml",
        "annotations/rubric.toml",
        "corpus/notes/a.md",
    ]


def test_what_is_derived_is_no_source(builder):
    before = source_hashes(builder.root)
    builder.write("site/public/index.html", "x").write(".evidence/parsed.cache", "x")
    assert source_hashes(builder.root) == before


def test_the_record_is_kept_and_forgotten(builder):
    warned = Problem("a", 3, "code", "what is wrong", severity=Severity.WARNING)
    built = Built("evidence-map 1", "site/public", {"a": "1"}, (warned,))
    assert last_built(builder.root, "build") is None
    built.save(builder.root, "build")
    assert last_built(builder.root, "build") == built
    assert last_built(builder.root, "index") is None
    forget(builder.root, "build")
    assert last_built(builder.root, "build") is None


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"made_by": 1}', '{"sources": 1'])
def test_a_damaged_record_is_none(builder, damage):
    builder.write(".evidence/build.json", damage)
    assert last_built(builder.root, "build") is None


class TestReading:
    """Files are read again only where they may have changed."""

    @pytest.fixture
    def reads(self, monkeypatch):
        found = []
        real = Sources._read
        monkeypatch.setattr(
            Sources, "_read", lambda one, path: (found.append(path), real(one, path))[1]
        )
        return found

    @pytest.fixture
    def old(self, builder):
        """A workspace that nobody has changed for a while, by the clock of the file system."""
        builder.work("a")
        (builder.root / ".evidence").mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sources, "RACY", -(10**18))
            source_hashes(builder.root)
        return builder

    def test_what_stayed_as_it_was_is_not_read(self, old, reads):
        known = source_hashes(old.root)
        assert not reads
        assert known["bib/references.bib"]

    def test_what_changed_is_read_though_size_and_time_are_the_same(self, old, reads):
        path = old.root / "bib/references.bib"
        times = path.stat()
        before = source_hashes(old.root)
        path.write_bytes(path.read_bytes().replace(b"Jane", b"June"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert changed_files(before, source_hashes(old.root)) == ["bib/references.bib"]
        assert reads == ["bib/references.bib"]

    def test_what_changed_a_moment_ago_is_read_again(self, builder, reads):
        builder.work("a")
        (builder.root / ".evidence").mkdir(exist_ok=True)
        first = source_hashes(builder.root)
        count = len(reads)
        assert source_hashes(builder.root) == first
        assert len(reads) == 2 * count

    def test_a_file_that_cannot_be_read_has_no_hash(self, builder, monkeypatch):
        builder.work("a")
        (builder.root / "bib/references.bib").unlink()
        (builder.root / "bib/references.bib").symlink_to("nowhere.bib")
        found = Sources(builder.root)
        assert found.hash("bib/references.bib") == ""
        assert "bib/references.bib" not in found.hashes

    def test_without_a_place_to_note_them_they_are_read_each_time(self, builder, reads):
        assert source_hashes(builder.root) == source_hashes(builder.root)
        assert reads
