"""The workspace says how its map was made: every point of the protocol, with a date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from evidence.model import Problem, Severity
from evidence.model.page import POINTS, PROTOCOL
from evidence.workspace import Workspace
from evidence.workspace.pages import FOLDER, unanswered

PATH = f"{FOLDER}/{PROTOCOL}.md"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(workspace: Workspace) -> Iterator[Problem]:
    """Warn of a protocol that is missing, without a date or with a point unanswered."""
    page = workspace.protocol
    if page is None:
        if not any(problem.path == PATH for problem in workspace.problems):
            points = ", ".join(point.heading.lower() for point in POINTS)
            hint = f"Write {PATH} with the headings: {points}"
            yield _warning(None, "no-protocol", "nothing says how the map was made", hint)
        return
    if not is_day(page.last_changed):
        given = f"'{page.last_changed}' as date" if page.last_changed else "no date"
        hint = "Write 'last_changed: YYYY-MM-DD' between two lines '---' at its head"
        yield _warning(1, "protocol-date", f"the protocol has {given} of its last change", hint)
    for point, line in unanswered(page):
        message = f"the protocol does not answer '{point.heading}'"
        yield _warning(line, "protocol-unanswered", message, point.question)


def is_day(text: str) -> bool:
    """Whether a text is a day that the calendar has, as YYYY-MM-DD."""
    try:
        return bool(_DAY.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _warning(line: int | None, code: str, message: str, hint: str) -> Problem:
    return Problem(PATH, line, code, message, hint, Severity.WARNING)
