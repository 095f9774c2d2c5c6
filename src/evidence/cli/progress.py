"""A progress bar on standard error, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from evidence.cli.session import Session

OnProgress = Callable[[int, int], None]


@contextlib.contextmanager
def progress(session: Session, what: str) -> Iterator[OnProgress]:
    """Give back a function to call with (done, total); it draws nothing off a terminal."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
