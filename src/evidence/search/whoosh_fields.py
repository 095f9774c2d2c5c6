"""The one kind of field that we index with Whoosh: terms that are ready, with their weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import FieldType
from whoosh.formats import Existence


class Terms(FieldType):  # type: ignore[misc]
    """Takes a mapping from term to weight, and leaves the words alone."""

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None

    def index(
        self, value: Mapping[str, float], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term in UTF-8, frequency, weight, no value) in the order of the terms."""
        for term, weight in value.items():
            yield term.encode(), 1, float(weight), b""
