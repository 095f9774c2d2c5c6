"""Index what changed without making the documents of what did not.

Documents are made in batches, one for each text and one for each work with its claims. A batch has
a key, the hash of all that its documents say: while it stays, and the index holds the very
documents that were made of it, they need not be made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evidence.model import Appraisal, Claim, Framework, Tags, Text, Work
from evidence.model.seal import Flat, digest_of, seal
from evidence.search.documents import (
    Document,
    claim_documents,
    passage_documents,
    work_documents,
)
from evidence.search.engine import Engine, Key, Update
from evidence.workspace.cache import Shelf, digest
from evidence.workspace.corpus_file import TextFile
from evidence.workspace.program import code

_NAME = "batches"
Noted = tuple[str, tuple[tuple[str, str, str], ...]]
"""Key of a batch; kind, id and digest of its documents."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are made together; `name` is unique, and `key` the hash of what they say."""

    name: str
    key: str
    make: Callable[[], Iterable[Document]]


def text_batches(
    files: Iterable[TextFile],
    tags_key: str,
    works: Mapping[str, Work],
    tagged: Callable[[str], tuple[Text, Tags]],
) -> Iterator[Batch]:
    """Yield a batch for each text, named by its path; `tagged` gives text and tags by path."""
    for file in files:
        work = works.get(file.work)
        key = digest(_program(), file.key, tags_key, str(work.year if work else None))
        yield Batch(file.path, key, partial(_passages, file.path, works, tagged))


def _passages(
    path: str, works: Mapping[str, Work], tagged: Callable[[str], tuple[Text, Tags]]
) -> Iterator[Document]:
    return passage_documents([tagged(path)], works)


def work_batches(
    works: Mapping[str, Work],
    claims: Iterable[Claim],
    appraisals: Mapping[str, Appraisal],
    framework: Framework,
) -> Iterator[Batch]:
    """Yield a batch for each work: the work itself and its claims."""
    claims_of: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        claims_of[claim.work].append(claim)
    shared = seal((_program(), Flat(positions=True)(framework)))
    for work in works.values():
        made = claims_of.get(work.key, [])
        appraisal = appraisals.get(work.key)
        method = appraisal.method if appraisal else None
        key = seal((shared, digest_of(work), method, [digest_of(claim) for claim in made]))

        def make(
            work: Work = work, made: Sequence[Claim] = made, known: Appraisal | None = appraisal
        ) -> Iterator[Document]:
            yield from claim_documents(made, {work.key: work}, framework)
            yield from work_documents([work], made, {work.key: known} if known else {})

        yield Batch(f"work {work.key}", key.hex(), make)


def _program() -> str:
    return code("search")


class Batches:
    """The batches of an index, and which of them it holds as they are."""

    def __init__(self, engine: Engine, batches: Iterable[Batch], shelf: Shelf) -> None:
        self._engine = engine
        self._shelf = shelf
        self._all = list(batches)
        before: Mapping[str, Noted] = shelf.find(_NAME) or {}
        held = engine.holds()
        self._noted = {
            one.name: found
            for one in self._all
            if (found := before.get(one.name)) and found[0] == one.key and _stands(found, held)
        }

    @property
    def changed(self) -> list[Batch]:
        """The batches whose documents have to be made, in order."""
        return [one for one in self._all if one.name not in self._noted]

    def update(self) -> Update:
        """Bring the index up to date; see `Engine.update`."""
        kept: list[Key] = [(k, name) for _, rows in self._noted.values() for k, name, _ in rows]
        made: dict[str, Noted] = {}
        done = self._engine.update(self._documents(made), unchanged=kept)
        self._shelf.put(_NAME, {**self._noted, **made})
        self._shelf.save()
        return done

    def _documents(self, made: dict[str, Noted]) -> Iterator[Document]:
        for batch in self.changed:
            documents = list(batch.make())
            yield from documents
            rows = tuple((one.kind, one.id, one.digest) for one in documents)
            made[batch.name] = (batch.key, rows)


def _stands(noted: Noted, held: Mapping[Key, str]) -> bool:
    return all(held.get((kind, name)) == digest for kind, name, digest in noted[1])
