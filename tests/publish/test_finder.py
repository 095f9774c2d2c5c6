"""The files of the website's search: small, stable, the same whichever way they came about."""

import json
import random
import re
from collections.abc import Iterator

import pytest

from evidence.model import Tags
from evidence.publish import Notes, build_site
from evidence.publish.finder import files, segments, shards
from evidence.publish.finder.code import code, codes
from evidence.publish.finder.files import script
from evidence.publish.finder.segments import Rows, Segment, slotted
from evidence.publish.finder.shards import Index, as_browsers_sort, joined, pieces
from evidence.publish.scripts import compact
from evidence.search.documents import Document
from evidence.workspace.corpus import load_corpus

FIGURES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def decoded(text: str) -> Iterator[int]:
    number, weight = 0, 1
    for figure in text:
        value = FIGURES.index(figure)
        number += value % 32 * weight
        weight *= 32
        if value < 32:
            yield number
            number, weight = 0, 1


def of(path):
    """The data of a file of the index."""
    return json.loads(path.read_text("ascii").split(",", 1)[1].rsplit(")", 1)[0])


def data(out):
    return {path.name: path.read_bytes() for path in (out / "search").iterdir()}


def notes_of(map_):
    texts = load_corpus(map_.workspace.root, map_.workspace.works).texts
    found = {text.work: text for text in texts if text.kind == "notes"}
    keys = {work: text.sha256 for work, text in found.items()}
    return Notes(keys, found.__getitem__, lambda works: dict.fromkeys(works, Tags()))


def build(builder, out, fresh=False):
    map_ = builder.map()
    return build_site(map_, out, fresh, notes_of(map_))


def words_in(out):
    return {key for path in (out / "search").glob("w-*.js") for key in of(path)[0][::2]}


@pytest.mark.parametrize("number", [0, 1, 31, 32, 1023, 1024, 32767, 32768, 10**9])
def test_a_number_is_read_as_it_was_written(number):
    assert list(decoded(code(number))) == [number]


def test_numbers_need_no_space_between_them():
    numbers = [random.Random(1).randrange(10**6) for _ in range(99)]
    assert list(decoded(codes(numbers))) == numbers


class TestSegments:
    def test_a_small_map_has_one(self):
        assert [one.number for one in segments.segments([], 0)] == [0]
        assert len(segments.segments(["a", "b"], segments.DOCUMENTS)) == 1

    def test_a_large_map_has_more_and_every_work_is_in_one(self):
        keys = [f"work{number}" for number in range(1000)]
        found = segments.segments(keys, 5 * segments.DOCUMENTS)
        assert len(found) == 8
        assert sorted(key for one in found for key in one.works) == sorted(keys)

    def test_slots_rise_and_never_meet(self):
        [one] = segments.segments([f"work{number}" for number in range(200)], 1)
        groups = [[key] * (place % 5) for place, key in enumerate(one.works)]
        found = list(slotted(one, groups))
        slots = [slot for slot, _ in found]
        assert slots == sorted(set(slots))
        assert [key for _, key in found] == [key for group in groups for key in group]

    def test_a_work_more_moves_few_others(self):
        keys = [f"work{number}" for number in range(200)]
        before = slots_of(segments.segments(keys, 1)[0])
        after = slots_of(segments.segments([*keys, "new"], 1)[0])
        assert sum(after[key] != slot for key, slot in before.items()) < 5

    def test_many_documents_of_one_work_fit(self):
        assert (
            len(list(slotted(Segment(0, ("a", "b"), (2**64 - 2, 2**64 - 1)), [[1] * 99, [1]])))
            == 100
        )


def slots_of(segment):
    found = slotted(segment, [[key] for key in segment.works])
    return {key: slot for slot, key in found}


class TestShards:
    def test_every_key_is_in_the_file_that_begins_before_it(self):
        draw = random.Random(2)
        sizes = {"".join(draw.choices("abc\U00010400\uff21", k=4)): 900 for _ in range(2000)}
        found = shards.shards(sizes)
        starts = [as_browsers_sort(one.start) for one in found]
        assert starts == sorted(set(starts))
        assert starts[0] == b""
        for place, one in enumerate(found):
            for key in one.keys:
                assert max(n for n, s in enumerate(starts) if s <= as_browsers_sort(key)) == place
        assert sorted(key for one in found for key in one.keys) == sorted(sizes)
        assert all(sum(sizes[key] for key in one.keys) <= shards.MOST for one in found)

    def test_a_word_more_changes_few_files(self):
        draw = random.Random(3)
        sizes = {"".join(draw.choices("abcdefgh", k=6)): 700 for _ in range(3000)}
        before = {(one.start, one.keys) for one in shards.shards(sizes)}
        after = {(one.start, one.keys) for one in shards.shards({**sizes, "abcabcx": 700})}
        assert len(after - before) <= 2
        assert len(after) > 20

    def test_a_row_that_is_too_long_is_parted(self):
        parts = ["x" * 30_000] * 5
        assert [len(one) for one in pieces(parts)] == [60_000, 60_000, 30_000]
        assert Index({"the": parts}).sizes()["the"] < shards.MOST + 100

    def test_stems_and_folded_facts_stand_for_what_there_is(self):
        one = Document("claim", "c", "w", "Elections elect the sky")
        two = Document("claim", "d", "w", "Skies", {}, {"work": ("Foo",)})
        found = joined([segments.rows(n, [(0, d)], []) for n, d in enumerate((one, two))])
        assert found.forms["elect"] == ["elect", "elections"]
        assert found.forms["sky"] == ["skies", "sky"]
        assert found.forms["work:foo"] == ["work:Foo"]
        assert "sky" in found.parts
        assert "work:foo" not in found.parts

    def test_a_stem_that_has_a_stem_of_its_own_does_not_stand_for_itself(self):
        [row] = [Rows({"a": "1", "b": "1"}, {"a": "b", "b": "c"}, "", (), (), 1)]
        assert joined([row]).forms == {"b": ["a"], "c": ["b"]}


class TestRows:
    def test_places_leave_a_gap_between_fields(self):
        document = Document("claim", "c", "w", "One two one", {"remark": "two three"})
        found = segments.rows(7, [(5, document)], []).postings
        assert list(decoded(found["one"])) == [7, 4, 5, 2, 0, 2]
        assert list(decoded(found["two"])) == [7, 4, 5, 2, 1, 3]
        assert list(decoded(found["three"])) == [7, 3, 5, 1, 5]

    def test_a_row_tells_the_documents_apart(self):
        documents = [Document("claim", slot, "w", "Yes and yes") for slot in "abc"]
        found = segments.rows(7, zip((0, 1, 40), documents, strict=True), []).postings
        # From the last slot, how many places, the first, from one to the next.
        rows = [0, 2, 0, 2], [1, 2, 0, 2], [39, 2, 0, 2]
        assert list(decoded(found["yes"]))[2:] == [number for row in rows for number in row]

    def test_a_document_is_listed_once_under_a_value_that_it_has_twice(self):
        document = Document("claim", "c", "w", "A", {}, {"stance": ("supports", "supports")})
        found = segments.rows(7, [(5, document), (6, document)], []).postings
        assert list(decoded(found["stance:supports"])) == [7, 2, 5, 1]

    def test_the_table_holds_what_ranking_needs(self):
        document = Document("work", "w", "w", "A b", {"x": "c"}, {"year": ("2003",)}, ("R2", "zz"))
        found = segments.rows(0, [(3, document)], ["R1", "R2"])
        assert list(decoded(found.table)) == [3, 2, 2, 3, 2003, 1, 1]
        assert found.lengths == (0, 0, 5)
        assert found.counts == (0, 0, 1)


class TestFiles:
    def test_nothing_in_a_script_can_end_an_element(self):
        made = script("x", ["</script><!--&\u2028\u2029\ud800é"]).make()
        assert made.isascii()
        assert not re.search(rb"[<>&]", made)
        assert json.loads(made.split(b",", 1)[1].rsplit(b")", 1)[0]) == [
            "</script><!--&\u2028\u2029\ud800é"
        ]

    def test_the_page_of_a_claim_work_or_note_is_named(self, workspace, tmp_path):
        workspace.write("corpus/notes/alpha2001.md", "# Alpha\n\nOur own words.\n")
        build(workspace, tmp_path / "out")
        cards = [card for path in (tmp_path / "out/search").glob("d-*.js") for card in of(path)]
        for _slot, _kind, href, *_ in cards:
            assert (tmp_path / "out" / href).is_file()
        assert {card[1] for card in cards} == {"claim", "passage", "work"}
        assert len(cards) == 9 + 6 + 1

    def test_the_page_of_a_work_shows_its_note(self, workspace, tmp_path):
        long = "A sentence of many words that goes on and on. " * 60
        note = f"# Alpha\n\nOur <b>own</b> words.\n\n## Doubts\n\n{long}\n\nA <script>.\n"
        workspace.write("corpus/notes/alpha2001.md", note)
        build(workspace, tmp_path / "out")
        source = (tmp_path / "out/works/alpha2001.html").read_text("utf-8")
        section = source.partition('aria-labelledby="reading"')[2].partition("</section>")[0]
        assert re.findall(r"<h3[^>]*>(.*?)</h3>", section) == ["Alpha", "Doubts"]
        said = re.findall(r"<p[^>]*>(.*?)</p>", section)
        assert [len(one) for one in said[1:2]] == [len(long.strip())]
        assert "<script" not in section
        assert 'id="reading"' not in (tmp_path / "out/works/beta2002.html").read_text("utf-8")

    def test_without_notes_only_claims_and_works(self, site):
        assert "claims and works of this map" in site.text("search.html")
        kinds = {card[1] for path in (site.out / "search").glob("d-*.js") for card in of(path)}
        assert kinds == {"claim", "work"}

    def test_an_empty_map_has_a_search(self, builder, tmp_path):
        assert build(builder, tmp_path / "out").problems == ()
        assert of(tmp_path / "out/search/index.js")["counts"] == [0, 0, 0]

    def test_odd_keys(self, workspace, tmp_path):
        workspace.work("Odd:Key__proto__", title="An odd one")
        assert build(workspace, tmp_path / "out").problems == ()
        assert "work:Odd:Key__proto__" in words_in(tmp_path / "out")


class TestIncremental:
    @pytest.fixture(params=[1, 20_000])
    def size(self, request, monkeypatch):
        """Many segments and files, and few."""
        monkeypatch.setattr(segments, "DOCUMENTS", request.param)
        monkeypatch.setattr(shards, "MOST", 300 if request.param == 1 else 64_000)
        monkeypatch.setattr(files, "MOST", 300 if request.param == 1 else 64_000)

    def test_a_changed_workspace_gives_what_a_new_build_gives(self, workspace, tmp_path, size):
        out = tmp_path / "out"
        build(workspace, out)
        changes = [
            lambda: workspace.write("corpus/notes/beta2002.md", "A note on zebras.\n"),
            lambda: workspace.change("annotations/claims/beta2002.yaml", "What beta-1", "Whatever"),
            lambda: workspace.work("delta2009", title="Zebra crossings"),
            lambda: workspace.claim(
                "delta-1", "delta2009", "R1 supports", statement="Zebras cross."
            ),
            lambda: workspace.write("corpus/notes/beta2002.md", "A note on lions.\n"),
            (workspace.root / "corpus/notes/beta2002.md").unlink,
            lambda: workspace.change("annotations/framework.yaml", "how deep", "what depth"),
        ]
        for number, change in enumerate(changes):
            change()
            build(workspace, out)
            build(workspace, tmp_path / f"new-{number}", fresh=True)
            assert data(out) == data(tmp_path / f"new-{number}"), number
        assert "zebra" in words_in(out)
        assert "lions" not in words_in(out)

    def test_many_segments_find_what_one_finds(self, workspace, tmp_path, monkeypatch):
        build(workspace, tmp_path / "one")
        monkeypatch.setattr(segments, "DOCUMENTS", 1)
        workspace.write("evidence.toml", (workspace.root / "evidence.toml").read_text() + "\n# x\n")
        build(workspace, tmp_path / "many", fresh=True)
        assert len(list((tmp_path / "many/search").glob("t-*.js"))) > 4
        assert words_in(tmp_path / "one") == words_in(tmp_path / "many")

    def test_an_edit_writes_few_files(self, workspace, tmp_path, size):
        out = tmp_path / "out"
        build(workspace, out)
        before = data(out)
        workspace.change("annotations/claims/part2004.yaml", "What part-1", "Whenever part-1")
        report = build(workspace, out)
        changed = {name for name, found in data(out).items() if before.get(name) != found}
        assert changed == {
            path.removeprefix("search/") for path in report.written if path.startswith("search/")
        }
        assert len(changed) < 12

    def test_nothing_changes_nothing(self, workspace, tmp_path):
        build(workspace, tmp_path / "out")
        assert build(workspace, tmp_path / "out").written == ()

    def test_a_damaged_or_lost_file_is_made_again(self, workspace, tmp_path):
        out = tmp_path / "out"
        build(workspace, out)
        before = data(out)
        for number, name in enumerate(sorted(before)):
            if number % 2:
                (out / "search" / name).write_bytes(b"/* evidence-map: x */")
            else:
                (out / "search" / name).unlink()
        build(workspace, out)
        assert data(out) == before

    def test_a_lost_cache_costs_nothing_but_time(self, workspace, tmp_path):
        build(workspace, tmp_path / "out")
        before = data(tmp_path / "out")
        for path in (workspace.root / ".evidence").glob("finder*"):
            path.write_bytes(b"garbage")
        build(workspace, tmp_path / "other")
        assert data(tmp_path / "other") == before


class TestCompact:
    def test_leaves_texts_and_patterns_alone(self):
        source = (
            '/* evidence-map: x */\n(function () {\n  // why\n  const a = "b  = c , d";\n'
            "  const r = /a = b/;\n\n  return `x , ${a}`;\n})();\n"
        )
        for part in ('"b  = c , d"', "/a = b/", "`x , ${a}`"):
            assert part in compact(source)
        assert "why" not in compact(source)
