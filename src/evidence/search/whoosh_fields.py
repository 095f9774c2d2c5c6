"""What of a document Whoosh keeps, and in which fields.

stems   the weight of each stem            facts   the values of each condition (year, work, ...)
key     kind and id, to delete by          name    the same, to sort by
length  the sum of the weights             forward the words in order
record  the document itself, as JSON
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence

from evidence.search.documents import Document, Ready

NAME_MARK = "\x00"
"""Parts kind and id, and the name and value of a fact."""


class Terms(FieldType):  # type: ignore[misc]
    """Takes a mapping from term to weight, and leaves the words alone.

    It is `scorable` only because Whoosh looks for the file of lengths once for each posting that it
    writes where a field has none: a third of all the time.
    """

    def __init__(self) -> None:
        self.format = Existence()
        self.analyzer = None
        self.scorable = True
        self.stored = False
        self.unique = False
        self.vector = None

    def index(
        self, value: Mapping[str, float], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term in UTF-8, frequency, weight, no value) in the order of the terms."""
        for term, weight in value.items():
            yield term.encode(), 1, float(weight), b""


def schema() -> Any:
    """Return the fields of the index."""
    return Schema(
        stems=Terms(),
        facts=Terms(),
        key=Terms(),
        length=COLUMN(NumericColumn("I")),
        forward=COLUMN(VarBytesColumn()),
        name=COLUMN(VarBytesColumn()),
        record=STORED(),
    )


def record(document: Document) -> dict[str, Any]:
    """Return the fields of a document."""
    ready = Ready.of(document)
    facts = {
        fact(name, value): 1 for name, values in document.conditions.items() for value in values
    }
    return {
        "stems": ready.stems,
        "facts": facts,
        "key": {fact(document.kind, document.id): 1},
        "length": min(ready.length, 0xFFFFFFFF),
        "forward": ready.forward.encode(),
        "name": fact(document.kind, document.id).encode(),
        "record": json.dumps(document.as_json()),
    }


def fact(name: str, value: str) -> str:
    """Return the term of a fact; lone surrogates, which have no UTF-8, are escaped."""
    return f"{name}{NAME_MARK}{value}".encode("utf-8", "backslashreplace").decode()
