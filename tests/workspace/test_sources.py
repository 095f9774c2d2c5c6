"""What a build was made from is remembered by content."""

import pytest

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
    built = Built("evidence-map 1", "site/public", {"a": "1"})
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
