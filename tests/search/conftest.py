"""Documents and an engine for the tests of search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.search import Document
from evidence.search.whoosh_engine import WhooshEngine


def a_passage(name: str, text: str, **fields: Any) -> Document:
    """A passage `<work>/notes#1` of a work of that name."""
    facts = {"kind": ("passage", "notes"), **fields.pop("facts", {})}
    return Document("passage", f"{name}/notes#1", name, text, facts=facts, **fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index is."""
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    """An engine without an index."""
    with WhooshEngine(folder) as one:
        yield one


@pytest.fixture
def passage() -> Callable[..., Document]:
    """Make a passage."""
    return a_passage
