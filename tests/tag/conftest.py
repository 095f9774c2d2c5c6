"""Builders of texts and frameworks for the tagger."""

import pytest

from evidence import texts
from evidence.model import Factor, Framework
from evidence.tag import tag_texts


@pytest.fixture
def make_text():
    """Make a text: of notes unless a suffix says otherwise."""

    def make(content, work="doe2001", suffix=".md"):
        path = f"corpus/notes/{work}{suffix}"
        return texts.read(content, suffix, work, "notes", path).text

    return make


@pytest.fixture
def make_framework():
    """Make a framework of factors with these terms."""

    def make(**terms):
        factors = [
            Factor(name, "social", "risk", name, f"{name}?", terms=tuple(found))
            for name, found in terms.items()
        ]
        return Framework(factors=tuple(factors))

    return make


@pytest.fixture
def tag(tmp_path, make_text, make_framework):
    """Tag one text for these terms; return what is found as words."""

    def run(content, suffix=".md", **terms):
        text = make_text(content, suffix=suffix)
        tags = tag_texts([text], make_framework(**terms), root=tmp_path).tags[text.path]
        said = text.content
        return {
            "sentences": [said[start:end] for start, end in tags.sentences],
            "entities": [(said[one.start : one.end], one.label) for one in tags.entities],
            "terms": [(said[one.start : one.end], one.factor, one.term) for one in tags.terms],
        }

    return run


@pytest.fixture
def calls(monkeypatch):
    """How many jobs the model was given."""
    from evidence.tag import work

    found = []
    do = work.do
    monkeypatch.setattr(work, "do", lambda *args: (found.append(args), do(*args))[1])
    return found
