"""Share work among processes, where the system lets a process go on as two.

A forked process has all that its parent had loaded, so nothing need be handed over but results.
Only Linux is known to do that safely and fast; elsewhere one process does everything.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Processes at most: each takes memory of its own."""

_log = logging.getLogger(__name__)
_inherited: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What a forked process does, and to what; it finds this where its parent had it."""


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
    """Yield the number of each task and what `work` makes of it, as soon as that is there.

    Tasks are begun in order. A result is pickled; what else `work` changes in memory is lost. Where
    the system refuses or kills a process, this one does what is left.
    """
    left = dict(enumerate(tasks))
    if sys.platform == "linux" and len(tasks) > 1 and processors() > 1:
        try:
            for number, found in _forked(work, tasks):
                del left[number]
                yield number, found
        except (BrokenProcessPool, OSError) as error:
            _log.warning("what is left is done in one process: %s", error)
    for number, task in left.items():
        yield number, work(task)


def _forked(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
    global _inherited  # noqa: PLW0603 -- the one way into a forked process
    workers = min(processors(), MOST, len(tasks))
    gc.freeze()  # pages of memory stay shared as long as the collector does not write to them
    _inherited = (work, tasks)
    try:
        with ProcessPoolExecutor(workers, get_context("fork"), _end_with_parent) as pool:
            with warnings.catch_warnings():
                # Threads of a library for numbers may be there; no forked process asks it anything.
                warnings.simplefilter("ignore", DeprecationWarning)
                futures = {pool.submit(_do, number): number for number in range(len(tasks))}
            while futures:
                for future in wait(futures, return_when=FIRST_COMPLETED).done:
                    yield futures.pop(future), future.result()
    finally:
        _inherited = None


def _end_with_parent() -> None:
    """Let a forked process end, and give its locks back, when its parent is killed."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _do(number: int) -> Any:
    assert _inherited is not None, "only a forked process comes here"
    work, tasks = _inherited
    return work(tasks[number])
