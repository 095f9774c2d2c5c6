"""What the tests of the readers of articles share."""

import pytest

from evidence.citations.find import read_article


@pytest.fixture
def notes():
    """Read an article and return its notes as (number, text)."""

    def read(data, path):
        article = read_article(data if isinstance(data, bytes) else data.encode(), path)
        return [(note.note, note.text) for note in article.notes]

    return read


@pytest.fixture
def before():
    """Return the word before each mark of an article, with the number of the mark."""

    def read(article):
        return [
            (mark.note, article.body[: mark.offset].split()[-1]) if mark.offset else (mark.note, "")
            for mark in article.marks
        ]

    return read


@pytest.fixture
def codes():
    """Return the codes of an article's problems."""
    return lambda article: [problem.code for problem in article.problems]
