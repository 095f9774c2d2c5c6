"""Search: our tokens, one query language, engines behind one interface.

`tokens` makes words of text, `grammar` a tree (`query`) of what was typed, `documents` says what is
indexed, `batches` in which parts. `engine` is the interface, `whoosh_engine` the embedded engine,
`held` what an index notes of its batches; `search.run` ties them together.
Nothing here loads an engine's library before it is used.
"""

from evidence.search.documents import (
    Document,
    Kind,
    claim_documents,
    passage_documents,
    work_documents,
)
from evidence.search.engine import KINDS, Batch, Engine, Found, IndexUnusableError, Ranked, Update
from evidence.search.grammar import parse
from evidence.search.query import QueryError
from evidence.search.search import Hit, SearchResult, run
from evidence.search.snippet import Snippet

__all__ = [
    "KINDS",
    "Batch",
    "Document",
    "Engine",
    "Found",
    "Hit",
    "IndexUnusableError",
    "Kind",
    "QueryError",
    "Ranked",
    "SearchResult",
    "Snippet",
    "Update",
    "claim_documents",
    "parse",
    "passage_documents",
    "run",
    "work_documents",
]
