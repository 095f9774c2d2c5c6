"""Run the model over runs of passages, in this process or in several."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from multiprocessing import get_context
from typing import TypeAlias

from evidence.model import Text
from evidence.tag.marks import masked
from evidence.tag.models import Model, load
from evidence.tag.record import Kept, record_of
from evidence.workspace.cache import digest
from evidence.workspace.processes import processors

VERSION = "1"
"""To be raised with every change of what a record holds or what our components do."""

PART = 64
"""Passages of one text that are tagged and kept together."""
JOB = 256
"""Passages that are handed to the model, or to a worker, at a time."""
BATCH = 64
MOST_WORKERS = 4
WORDS_FOR_ANOTHER = 20_000
"""Words from which on another process pays for its own start and for loading the model."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Part:
    """Up to `PART` passages of one text, from place `first` in it up to, not with, `last`."""

    text: Text
    first: int
    last: int

    @property
    def base(self) -> int:
        """Where the part begins in the text's content."""
        return self.text.passages[self.first].start

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each passage begins, from the beginning of the part."""
        return tuple(one.start - self.base for one in self.text.passages[self.first : self.last])

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The words of each passage, note marks masked."""
        passages = self.text.passages[self.first : self.last]
        return tuple(masked(self.text.words_of(one)) for one in passages)

    @cached_property
    def count(self) -> int:
        """How many words there are between blanks."""
        return sum(len(words.split()) for words in self.passages)

    def key(self, model: Model) -> str:
        """Return the hash of all that the part's record depends on."""
        made_by = (VERSION, model.name, model.version, model.spacy)
        return digest("part", *made_by, ",".join(map(str, self.starts)), *self.passages)


Job: TypeAlias = list[tuple[tuple[int, ...], tuple[str, ...]]]
"""Parts as they travel to another process: where passages begin, and their words."""


def parts_of(text: Text) -> Iterator[Part]:
    """Cut a text into parts."""
    for first in range(0, len(text.passages), PART):
        yield Part(text, first, min(first + PART, len(text.passages)))


def jobs_of(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Put parts together into jobs of about `JOB` passages."""
    job: list[Part] = []
    size = 0
    for part in parts:
        job.append(part)
        size += len(part.starts)
        if size >= JOB:
            yield job
            job, size = [], 0
    if job:
        yield job


def do(model: str, job: Job) -> list[Kept]:
    """Tag the parts of a job. What comes out depends on the part alone, not on its company."""
    nlp = load(model)
    words = [words for _, passages in job for words in passages]
    # Words seen for the first time are forgotten after the job: memory does not grow.
    with nlp.memory_zone():
        docs = nlp.pipe(words, batch_size=BATCH)
        return [
            record_of(list(islice(docs, len(passages))), starts).keep() for starts, passages in job
        ]


def run(model: str, jobs: Sequence[list[Part]], workers: int) -> Iterator[list[Kept]]:
    """Yield the records of each job, in order, whatever the number of workers.

    Where the system refuses or kills a worker, this process does what is left.
    """
    sent = [[(part.starts, part.passages) for part in job] for job in jobs]
    done = 0
    if workers > 1 and len(sent) > 1:
        try:
            for records in _shared(model, sent, workers):
                yield records
                done += 1
        except (BrokenProcessPool, OSError) as error:
            _log.warning("tagging goes on in one process: %s", error)
    for job in sent[done:]:
        yield do(model, job)


def _shared(model: str, jobs: list[Job], workers: int) -> Iterator[list[Kept]]:
    """Share the jobs between this process, which is one of the workers, and a pool of others."""
    # Started anew rather than forked: the same on every system, and safe beside threads.
    pool = ProcessPoolExecutor(workers - 1, mp_context=get_context("spawn"))
    rest = deque(enumerate(jobs))
    sent: dict[int, Future[list[Kept]]] = {}
    own: dict[int, list[Kept]] = {}
    turn = 0
    try:
        while turn < len(jobs):
            busy = sum(not future.done() for future in sent.values())
            for _ in range(min(len(rest), 2 * (workers - 1) - busy)):
                number, job = rest.popleft()
                sent[number] = pool.submit(do, model, job)
            if rest:
                number, job = rest.popleft()
                own[number] = do(model, job)
            # With nothing left to do here, wait for the others.
            while turn in own or (turn in sent and (sent[turn].done() or not rest)):
                yield own.pop(turn) if turn in own else sent.pop(turn).result()
                turn += 1
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def workers_for(words: int) -> int:
    """Return how many processes are worth their start for this many words."""
    return max(1, min(processors(), MOST_WORKERS, 1 + words // WORDS_FOR_ANOTHER))
