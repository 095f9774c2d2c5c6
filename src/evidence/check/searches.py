"""A recorded search can be read, and its day is one that the calendar has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.check.protocol import is_day
from evidence.model import Problem
from evidence.search import QueryError, parse
from evidence.workspace import Workspace


def check(workspace: Workspace) -> Iterator[Problem]:
    """Find recorded searches that cannot be asked again."""
    for one in workspace.searches:
        try:
            parse(one.query)
        except QueryError as error:
            yield Problem(one.path, one.line, "search-query", error.message, error.hint)
        if not is_day(one.date):
            message = f"'{one.date}' is no day of the calendar"
            yield Problem(one.path, one.line, "search-date", message, "Write it as YYYY-MM-DD")
