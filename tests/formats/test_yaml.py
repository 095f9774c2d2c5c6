"""YAML is read as plain data with lines; what JSON does not have is refused."""

import pytest

from evidence.formats import yaml
from evidence.formats.lines import FormatError


def test_scalars_are_those_of_json():
    text = "a: 1\nb: 1.5\nc: true\nd: null\ne:\nf: yes\ng: 2026-11-23\nh: 010\ni: '12'\nj: 1_000\n"
    assert yaml.load(text).value == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": None,
        "e": None,
        "f": "yes",
        "g": "2026-11-23",
        "h": "010",
        "i": "12",
        "j": "1_000",
    }


def test_every_value_knows_its_line():
    document = yaml.load(
        "work: a\nclaims:\n  - id: x\n    links:\n      - {factor: R1}\n  - id: y\n"
    )
    assert document.line("work") == 1
    assert document.line("claims", 0, "links", 0, "factor") == 5
    assert document.line("claims", 1) == 6
    assert document.line("claims", 1, "missing", "deeper") == 6


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("a: 1\na: 2\n", 2, "'a' stands here twice", id="repeated key"),
        pytest.param("a: &x 1\n", 1, "an anchor", id="anchor"),
        pytest.param("a: *x\n", 1, "an alias", id="alias"),
        pytest.param("a: !!python/name:os.system x\n", 1, "a tag", id="tag"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "more than one document", id="two documents"),
        pytest.param("a:\n  b: [1\nc: 2\n", 3, "not valid YAML", id="open bracket"),
        pytest.param("a: 1\n\tb: 2\n", 2, "not valid YAML", id="tab"),
        pytest.param("a: b: c\n", 1, "not valid YAML", id="two colons"),
        pytest.param("? [a]\n: b\n", 1, "a key that is no text", id="list as key"),
        pytest.param("a: 1\nb: \x01\n", 2, "a character", id="control character"),
        pytest.param("[" * 300_000, 1, "nested more than", id="deep brackets"),
        pytest.param("- " * 300_000, 1, "nested more than", id="deep dashes"),
    ],
)
def test_what_is_not_plain_data_is_refused_with_its_line(text, line, words):
    with pytest.raises(FormatError) as caught:
        yaml.load(text)
    assert words in caught.value.message
    assert caught.value.line == line
    assert caught.value.hint


def test_a_long_text_is_refused_before_parsing(monkeypatch):
    monkeypatch.setattr(yaml, "MOST_CHARACTERS", 10)
    with pytest.raises(FormatError, match="larger than 10"):
        yaml.load("a: 1234567890")


def test_an_empty_document_is_none():
    assert yaml.load("# nothing\n").value is None
