"""The batches in which documents are made: one for each text and one for each work with its claims.

A batch has a key, the hash of all that its documents depend on, put together from hashes that are
there already: while it stays, neither the documents nor what is noted of them are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from evidence.model import Appraisal, Claim, Framework, Tags, Text, Work
from evidence.model.seal import Flat, digest_of, seal
from evidence.search.documents import (
    Document,
    claim_documents,
    passage_documents,
    work_documents,
)
from evidence.search.engine import Batch
from evidence.workspace.corpus_file import TextFile
from evidence.workspace.program import code


def text_batches(
    files: Iterable[TextFile],
    tags_key: str,
    works: Mapping[str, Work],
    tagged: Callable[[str], tuple[Text, Tags]],
) -> Iterator[Batch]:
    """Yield a batch for each text, named by its path; `tagged` gives text and tags by path."""
    shared = seal((_program(), tags_key))
    for file in files:
        work = works.get(file.work)
        dated = work.get("date", "year") if work else None
        key = seal((shared, file.key, dated))
        yield Batch(file.path, key.hex(), partial(_passages, file.path, works, tagged))


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
        make = partial(_work_and_claims, work, made, appraisal, framework)
        yield Batch(f"work {work.key}", key.hex(), make)


def _work_and_claims(
    work: Work, claims: Sequence[Claim], appraisal: Appraisal | None, framework: Framework
) -> Iterator[Document]:
    yield from claim_documents(claims, {work.key: work}, framework)
    yield from work_documents([work], claims, {work.key: appraisal} if appraisal else {})


def _program() -> str:
    return code("search")
