"""Tag the texts of a corpus, and keep what was found until text, model or terms change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter
from pathlib import Path

from evidence.model import Entity, Framework, Tags, TermHit, Text
from evidence.tag.models import DEFAULT_MODEL, Model, identify, load
from evidence.tag.record import Record
from evidence.tag.terms import Matcher, Term, are_forms, forms_of, listed, packed, unpacked
from evidence.tag.work import VERSION, Part, jobs_of, parts_of, run, workers_for
from evidence.workspace.cache import Shelf, digest
from evidence.workspace.program import code

OnProgress = Callable[[int, int], None]

WORDS_BETWEEN_SAVES = 50_000
"""Words after which what was tagged is saved; more, where the shelf is large already."""

_number: Callable[[tuple[int, int, int]], int] = itemgetter(2)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of each text by its path, which model found them, and how many texts it read anew.

    `model` is None where there was no text to tag.
    """

    tags: dict[str, Tags]
    model: Model | None
    computed: int


def tag_texts(
    texts: Iterable[Text],
    framework: Framework,
    model: str = DEFAULT_MODEL,
    *,
    root: Path,
    workers: int | None = None,
    on_progress: OnProgress | None = None,
    others: Iterable[tuple[str, str]] = (),
    terms_only: bool = False,
) -> Tagged:
    """Find sentences, entities and the framework's terms in texts.

    Results are kept below .evidence/ of `root` by the hash of passages, model and spaCy; terms are
    matched on kept lemmas, so that a changed framework does not run the model on the texts again.
    What is tagged is saved on the way: a run that was killed goes on where it last saved.
    `on_progress` is called with passages done and passages in all. `workers` is the number of
    processes, by default as many as pay off; the result is the same. `others` are path and SHA-256
    of texts that are not asked for now: what is kept of them stays. With `terms_only`, tags have no
    sentences and entities, which take long to read where they are kept. UsageError, with what to
    type, where the model is missing.
    """
    corpus = [(text, list(parts_of(text))) for text in texts]
    if not corpus:
        return Tagged({}, None, 0)
    shelf = Shelf(root, "tags")
    tagger = _Tagger(identify(model), framework, shelf, on_progress or (lambda *_: None))
    tags_of = tagger.terms if terms_only else tagger.tags
    try:
        parts_ = [part for _, parts in corpus for part in parts]
        anew = tagger.complete(parts_, workers, terms_only)
        tags = {text.path: tags_of(parts) for text, parts in corpus}
        for text, parts in corpus:
            tagger.note(text, parts)
    finally:
        if tagger.shelf.computed:  # else the shelf stays as it is, and so does all that is on it
            for path, sha256 in others:
                tagger.keep(path, sha256)
            tagger.shelf.save()
    computed = sum(not anew.isdisjoint(parts) for _, parts in corpus)
    return Tagged(tags, tagger.model, computed)


class _Tagger:
    """One run: what is on the shelf, and what the model has still to find."""

    def __init__(
        self, model: Model, framework: Framework, shelf: Shelf, on_progress: OnProgress
    ) -> None:
        self.model = model
        self.framework = framework
        self.shelf = shelf
        self.on_progress = on_progress
        self.keys: dict[Part, str] = {}
        self._hits_keys: dict[Part, str] = {}

    def complete(self, parts: Sequence[Part], workers: int | None, terms_only: bool) -> set[Part]:
        """Put every part's record on the shelf; return the parts that had none."""
        self.keys = {part: part.key(self.model) for part in parts}
        anew = {
            part
            for part in parts
            if not (terms_only and self._has_hits(part)) and self._record(part) is None
        }
        # Equal parts of several texts are tagged once.
        todo = list({self.keys[part]: part for part in parts if part in anew}.values())
        total = sum(len(part.starts) for part in parts)
        done = sum(len(part.starts) for part in parts if part not in anew)
        self.on_progress(done, total)
        if todo:
            self._tag(todo, workers, done, total)
        return anew

    def _tag(self, todo: Sequence[Part], workers: int | None, done: int, total: int) -> None:
        words = sum(part.count for part in todo)
        jobs = list(jobs_of(todo))
        unsaved = kept = 0
        found = run(self.model.name, jobs, workers_for(words) if workers is None else workers)
        for job, records in zip(jobs, found, strict=True):
            for part, record in zip(job, records, strict=True):
                self.shelf.put(self.keys[part], record)
            done += sum(len(part.starts) for part in job)
            self.on_progress(done, total)
            unsaved += sum(part.count for part in job)
            # The shelf is written whole: the larger it is, the more is worth another time.
            if unsaved >= max(WORDS_BETWEEN_SAVES, kept // 4):
                self.shelf.save()
                kept, unsaved = kept + unsaved, 0
        if done < total:
            self.on_progress(total, total)

    @cached_property
    def _matcher(self) -> Matcher:
        """A matcher of the framework's terms; their forms are kept as well."""
        wanted = listed(self.framework)
        keys = {words: digest("term", VERSION, *self._made_by, words) for _, words in wanted}
        missing = [words for words, key in keys.items() if not are_forms(self.shelf.find(key))]
        if missing:
            for words, forms in zip(missing, forms_of(load(self.model.name), missing), strict=True):
                self.shelf.put(keys[words], forms)
        return Matcher(
            Term(factor, words, tuple(map(frozenset, self.shelf.find(keys[words]))))
            for factor, words in wanted
        )

    def tags(self, parts: Sequence[Part]) -> Tags:
        """Put the records of a text together, its terms found."""
        sentences: list[tuple[int, int]] = []
        entities: list[Entity] = []
        for part in parts:
            base, record = part.base, self._there(part)
            sentences += [(base + start, base + end) for start, end in record.sentences]
            entities += [
                Entity(base + one.start, base + one.end, one.label) for one in record.entities
            ]
        return Tags(tuple(sentences), tuple(entities), self.terms(parts).terms)

    def terms(self, parts: Sequence[Part]) -> Tags:
        """Return the terms of a text; its records are read only where its terms are not kept."""
        return Tags(terms=tuple(chain.from_iterable(map(self._terms_of, parts))))

    def note(self, text: Text, parts: Sequence[Part]) -> None:
        """Note what is kept of a text."""
        name = self._name(text.path, text.sha256)
        keys = [key for part in parts for key in (self.keys[part], self._hits_key(part))]
        if self.shelf.find(name) != keys:
            self.shelf.put(name, keys)

    def keep(self, path: str, sha256: str) -> None:
        """Leave what is kept of a text on the shelf."""
        for key in self.shelf.find(self._name(path, sha256)) or ():
            self.shelf.keep(key)

    def _name(self, path: str, sha256: str) -> str:
        return digest("text", VERSION, *self._made_by, path, sha256)

    def _terms_of(self, part: Part) -> list[TermHit]:
        base, terms = part.base, self._matcher.terms
        hits = self._hits(part)
        if hits is None:
            hits = self._matcher.find(self._there(part), part.text.content, part.base)
            self.shelf.put(self._hits_key(part), packed(hits))
        return [
            TermHit(base + start, base + end, terms[number].factor, terms[number].words)
            for start, end, number in hits
        ]

    def _hits_key(self, part: Part) -> str:
        found = self._hits_keys.get(part)
        if found is None:
            found = digest("terms", self.keys[part], self._matcher.key)
            self._hits_keys[part] = found
        return found

    def _hits(self, part: Part) -> list[tuple[int, int, int]] | None:
        """Return the kept hits of a part; None where they are missing or damaged."""
        kept = self.shelf.find(self._hits_key(part))
        hits = unpacked(kept) if isinstance(kept, bytes) else None
        if hits and max(map(_number, hits)) >= len(self._matcher.terms):
            return None
        return hits

    def _has_hits(self, part: Part) -> bool:
        """Whether the hits of a part are kept; if so its record, if any, stays on the shelf."""
        return self._hits(part) is not None and self.shelf.keep(self.keys[part])

    def _record(self, part: Part) -> Record | None:
        return Record.of(self.shelf.find(self.keys[part]))

    def _there(self, part: Part) -> Record:
        record = self._record(part)
        assert record is not None, "complete() comes first"
        return record

    @property
    def _made_by(self) -> tuple[str, str, str]:
        return (self.model.name, self.model.version, self.model.spacy)


def tags_key(framework: Framework, model: str = DEFAULT_MODEL) -> str:
    """Return the hash of all that tags depend on beside the text; UsageError without the model."""
    found = identify(model)
    terms = [word for pair in listed(framework) for word in pair]
    return digest(code("tag"), found.name, found.version, found.spacy, *terms)
