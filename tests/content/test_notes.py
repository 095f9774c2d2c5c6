"""There is a reading note on every work, of the length and form that docs/workspace.md asks for."""

import re
from pathlib import Path

import pytest

from evidence.formats import yaml
from evidence.workspace import find_root, open_workspace
from evidence.workspace.corpus import load_corpus

ROOT = find_root(Path(__file__).parent)
NOTES = sorted((ROOT / "corpus/notes").glob("*.md"))
SECTIONS = ["What it is", "What it found", "In the article", "Doubts", "Where to get it"]
FEWEST, MOST = 60, 200
FEWEST_FROM_A_RECORD = 25


def parts(path):
    head, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
    return yaml.load(head).value, body


def words(body):
    return len(re.sub(r"(?m)^#.*$", "", body).split())


def test_every_work_has_one_and_no_other():
    works = open_workspace(ROOT).works
    assert [path.stem for path in NOTES] == sorted(works)
    corpus = load_corpus(ROOT, works)
    assert corpus.problems == ()
    assert all(text.passages for text in corpus.texts)


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_form_and_length(path, shipped):
    head, body = parts(path)
    appraisal = shipped.workspace.appraisals[path.stem]
    assert head == {"work": path.stem, "known_from": appraisal.appraised_from}
    sections = re.findall(r"(?m)^## (.*)$", body)
    assert sections == [one for one in SECTIONS if one in sections]
    assert {"What it is", "In the article", "Where to get it"} <= set(sections)
    number = words(body)
    only_its_record = "Known to us from its" in " ".join(body.split())
    assert (FEWEST_FROM_A_RECORD if only_its_record else FEWEST) <= number <= MOST


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_the_notes_of_the_article_are_those_of_the_table(path, shipped):
    cited = {link.note for link in shipped.notes_of_work.get(path.stem, ())}
    _, body = parts(path)
    section = re.search(r"## In the article\n(.*?)(?=\n## |\Z)", body, re.DOTALL)[1]
    for note in cited:
        assert re.search(rf"\b{note}\b", section), f"note {note} is not named"
