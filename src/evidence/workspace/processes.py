"""Share work among processes, where the system lets a process go on as two.

A forked process has all that its parent had loaded, so nothing need be handed over but results.
Only Linux is known to do that safely and fast; elsewhere one process does everything.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Processes at most: each takes memory of its own."""

LARGE = 5_000
"""Claims of a map from which on even one edit is work enough for another process."""

_NO_POOL = (OSError, ImportError, NotImplementedError)
"""What a system says that has no memory or no locks for other processes."""

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
    if len(tasks) > 1 and _can_fork():
        try:
            pool, futures = _begun(work, tasks, min(processors(), MOST, len(tasks)))
            with pool:
                while futures:
                    for future in wait(futures, return_when=FIRST_COMPLETED).done:
                        number, found = futures.pop(future), _read(future)
                        del left[number]
                        yield number, found
        except (BrokenProcessPool, *_NO_POOL) as error:
            _log.warning("what is left is done in one process: %s", error)
    for number, task in left.items():
        yield number, work(task)


def beside(work: Callable[[], R], worth: bool = True) -> Callable[[], R]:
    """Begin work in a process beside this one; what is returned waits for its result.

    Where that is not `worth` a process, the work is done at once. The result is pickled; what else
    `work` changes in memory is lost. It has to bear a second try: this process does it where no
    other can, or where the other one fails.
    """
    if not worth:
        found = work()
        return lambda: found
    if not _can_fork():
        return work
    try:
        pool, futures = _begun(lambda _: work(), [None], 1)
    except _NO_POOL:
        return work

    def result() -> R:
        with pool:
            try:
                found: R = _read(next(iter(futures)))
                return found
            except Exception as error:
                _log.info("done once more, in this process: %s", error)
        return work()

    return result


def _read(future: Future[bytes]) -> Any:
    """Return what a process hands over.

    The pool would unpickle it in a thread of its own, which must not import a module while another
    thread is about to.
    """
    return pickle.loads(future.result())  # noqa: S301 -- a process of our own has written it


def _can_fork() -> bool:
    return sys.platform == "linux" and processors() > 1


def _begun(
    work: Callable[[T], R], tasks: Sequence[T], workers: int
) -> tuple[ProcessPoolExecutor, dict[Future[bytes], int]]:
    """Begin tasks in forked processes; return these, and the number of each task by its result."""
    global _inherited  # noqa: PLW0603 -- the one way into a forked process
    gc.freeze()  # memory stays shared as long as the collector does not write to it
    pool = ProcessPoolExecutor(workers, get_context("fork"), _end_with_parent)
    _inherited = (work, tasks)
    try:
        with warnings.catch_warnings():
            # Threads of a library for numbers may be there; no forked process asks it anything.
            warnings.simplefilter("ignore", DeprecationWarning)
            return pool, {pool.submit(_do, number): number for number in range(len(tasks))}
    finally:
        _inherited = None


def _end_with_parent() -> None:
    """Let a forked process end, and give its locks back, when its parent is killed."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _do(number: int) -> bytes:
    """Return a result, pickled; see `_read`."""
    assert _inherited is not None, "only a forked process comes here"
    work, tasks = _inherited
    return pickle.dumps(work(tasks[number]), pickle.HIGHEST_PROTOCOL)
