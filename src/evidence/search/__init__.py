"""Search: our tokens, one query language, engines behind one interface.

`tokens` makes words of text, `query` a tree of what was typed, `documents` what is indexed.
`engine` is the interface, `whoosh_engine` the embedded engine; `search.run` ties them together.
Nothing here loads an engine's library before it is used.
"""

from evidence.search.documents import (
    Document,
    claim_documents,
    passage_documents,
    work_documents,
)
from evidence.search.engine import KINDS, Engine, Found, Kind, Ranked, Update
from evidence.search.query import QueryError, parse
from evidence.search.search import Hit, SearchResult, run
from evidence.search.snippet import Snippet

__all__ = [
    "KINDS",
    "Document",
    "Engine",
    "Found",
    "Hit",
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
