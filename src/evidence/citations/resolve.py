"""Each citation to its work: from the bibliography, and from what the article cited before.

Notes are read in order, since short forms and 'Ibid.' mean what stands before them. Nothing is
guessed: where two works fit equally well a citation stays without a key, with a reason and the
candidates.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from evidence.citations import backrefs, letters, propose, ties
from evidence.citations.candidates import candidates
from evidence.citations.entry import Entry
from evidence.citations.fit import Fit, fit
from evidence.citations.index import Index
from evidence.citations.letters import Letters
from evidence.citations.listed import Listed, described
from evidence.citations.memory import Memory, wording
from evidence.citations.parse import references
from evidence.citations.pinpoint import pinpoint
from evidence.citations.unresolved import best_of, unresolved
from evidence.citations.volumes import Volumes
from evidence.model import Note, Work
from evidence.model.citation import Citation, Reference

SURE = 0.78
"""Score from which on a citation is resolved."""
SURE_BY_NAME = 0.74
"""The same without a title, of a work that the article cites elsewhere."""
SURE_BY_NAME_AND_YEAR = 0.55
SURE_OF_NEW_NAME = 0.9
"""The same without a title, of a work that the article cites nowhere else."""
MARGIN = 0.02
"""Scores nearer than this are a tie."""
LIKELY = 0.5
"""Score from which on a work is named as a candidate."""
CITED_BEFORE = 0.03
"""What a work gains that was cited before."""
SAID_BEFORE = 0.08
"""What it gains where it was cited in the same words."""

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Cited:
    """A note with its citations resolved, in the order of the text."""

    note: Note
    citations: tuple[Citation, ...]


def resolve(notes: Iterable[Note], works: Iterable[Work] = (), body: str = "") -> list[Cited]:
    """Resolve the citations of an article's notes.

    `works` is the bibliography; without one, keys are made for the works that the article cites in
    full. A list of references in the `body` tells which of them the article cites. The result
    depends on these alone.
    """
    return Resolver(works, body).run(notes)


class Resolver:
    """Resolves the notes of one article; `own` holds the works that only its citations describe."""

    def __init__(self, works: Iterable[Work] = (), body: str = "") -> None:
        self.index = Index(works)
        self.alone = not self.index.entries
        self.own = Index()
        self._memory = Memory(self.index, self.own)
        self._letters, self._volumes = Letters(()), Volumes(())
        for reference in described(body) if self.alone else ():
            self._take(reference)
        self._listed = Listed(body, self.own if self.alone else self.index)
        self._later: frozenset[str] = frozenset()
        """Works that are cited somewhere in the notes, in the second reading."""

    def run(
        self, notes: Iterable[Note], on_progress: OnProgress = lambda _done, _total: None
    ) -> list[Cited]:
        """Return the notes with their citations, in order.

        Where a short form stands before the full citation that it means, the notes are read again
        with the works that come later in mind. `on_progress` is called with notes done and notes
        in all, in each pass: parsing, where there is a bibliography, and each reading.
        """
        notes = list(notes)
        read: dict[tuple[str, str, str], list[Reference]] = {}
        if not self.alone:
            for done, note in enumerate(notes, start=1):
                read[note.id] = references(note.text, self.index)
                on_progress(done, len(notes))
            every = list(chain.from_iterable(read.values()))
            self._letters, self._volumes = Letters(every), Volumes(every)
        cited = self._read(notes, read, on_progress)
        if not any(_is_early(one) for each in cited for one in each.citations):
            return cited
        self._later = frozenset(self._memory.last)
        self._memory = Memory(self.index, self.own)
        return self._read(notes, read, on_progress)

    def _read(
        self,
        notes: Sequence[Note],
        read: dict[tuple[str, str, str], list[Reference]],
        on_progress: OnProgress,
    ) -> list[Cited]:
        found = []
        for done, note in enumerate(notes, start=1):
            found.append(self._note(note, read))
            on_progress(done, len(notes))
        return found

    def _note(self, note: Note, read: dict[tuple[str, str, str], list[Reference]]) -> Cited:
        """Resolve a note; its citations are kept in `read`, as parsing takes the longest."""
        if note.id not in read:
            read[note.id] = references(note.text, self.own if self.alone else self.index)
        found: list[Citation] = []
        for reference in read[note.id]:
            citation = self._one(reference, note)
            if citation is not None:
                found.append(citation)
                self._memory.add(citation)
        self._memory.end(note)
        found.sort(key=lambda one: (one.reference.start, one.reference.end))
        return Cited(note, tuple(found))

    def _one(self, reference: Reference, note: Note) -> Citation | None:
        """Resolve a citation; None where it turns out to be none."""
        if reference.note:
            return backrefs.cross_reference(reference, note, self._memory)
        if reference.form == "ibid":
            return backrefs.ibid(reference, note, self._memory)
        if reference.backward and not reference.title:
            return backrefs.op_cit(reference, note, self._memory)
        if reference.same_author:
            reference = self._with_names_before(reference, note)
        return self._by_itself(reference, note)

    def _with_names_before(self, reference: Reference, note: Note) -> Reference:
        """Give 'Idem, A Title' the authors of the work before."""
        before = self._memory.before(note)
        entry = self._memory.entry(before[-1].target) if before else None
        return replace(reference, names=entry.work.creators) if entry else reference

    def _by_itself(self, reference: Reference, note: Note) -> Citation | None:
        """Resolve a citation by what it says of the work itself."""
        ranked = self._ranked(reference)
        best = ranked[0] if ranked else None
        if best is not None and self._is_meant(reference, best):
            volumes = self._volumes.meant(reference, best, ranked, self._memory.entry)
            tied = [replace(one, score=best.score) for one in volumes]
            tied = tied or [one for one in ranked if best.score - one.score < MARGIN]
            tied = self._listed.among(reference, tied)
            anew = bool(volumes or letters.of(reference.year))
            chosen = ties.choose(reference, tied, note, self._memory, anew)
            if chosen is None and letters.of(reference.year):
                return self._by_letter(reference, tied)
            if chosen is None:
                return unresolved(reference, "several works fit equally well", best_of(tied))
            return self._known(reference, chosen)
        return None if reference.weak else self._new(reference, ranked)

    def _ranked(self, reference: Reference) -> list[Fit]:
        """Return the works that a citation may mean, those that fit best first."""
        indexes = [index for index in (self.index, self.own) if index.entries]
        entries = map(self._memory.entry, candidates(reference, indexes))
        fits = [
            self._weighed(reference, entry)
            for entry in entries
            if entry is not None and self._may_mean(reference, entry)
        ]
        return sorted(fits, key=lambda one: (-one.score, one.key))

    def _may_mean(self, reference: Reference, entry: Entry) -> bool:
        """Whether a citation may mean a work: a name alone only one that is cited elsewhere."""
        by_name = reference.form == "short" and not (reference.title or reference.container)
        return not by_name or self._is_cited(entry.key)

    def _is_cited(self, key: str) -> bool:
        return key in self._memory.last or key in self._later

    def _weighed(self, reference: Reference, entry: Entry) -> Fit:
        """Weigh a work; one that was cited before gains."""
        one = fit(reference, entry)
        again = reference.form != "full" and not letters.of(reference.year)
        before = again and entry.key in self._memory.last
        if not before or one.score <= LIKELY:
            return one
        again = self._memory.wordings.get(wording(reference)) == {entry.key}
        return replace(one, score=round(one.score + (SAID_BEFORE if again else CITED_BEFORE), 3))

    def _is_meant(self, reference: Reference, best: Fit) -> bool:
        """Whether the work that fits best is the one that is cited.

        A full citation that differs from one before is that of another work of the same authors.
        """
        if best.score < self._needed(reference, best):
            return False
        if best.key not in self.own or reference.form != "full" or best.title is None:
            return True
        return best.title >= 0.98 or (best.title >= 0.9 and best.year is not False)

    def _needed(self, reference: Reference, best: Fit) -> float:
        """Return the score that is needed: a name alone must have been cited before."""
        if reference.title:
            return SURE
        if not (self._is_cited(best.key) or best.key in self._listed):
            return SURE_OF_NEW_NAME
        return SURE_BY_NAME_AND_YEAR if reference.form == "author-year" else SURE_BY_NAME

    def _by_letter(self, reference: Reference, tied: Sequence[Fit]) -> Citation:
        """Resolve 'Lee 1988b' by the order of the titles of Lee's works of that year."""
        entries = [entry for one in tied if (entry := self._memory.entry(one.key)) is not None]
        meant = self._letters.choose(reference, entries)
        if meant is None:
            reason = "several works of that year; not all of them have letters in the notes"
            return unresolved(reference, reason, best_of(tied))
        known = self._known(reference, next(one for one in tied if one.key == meant.key))
        reason = f"by its letter, in the order of the {len(tied)} titles of that year"
        return replace(known, reason=known.reason or reason)

    def _known(self, reference: Reference, chosen: Fit) -> Citation:
        """Return a citation with its work, which goes by this title from here on."""
        entry = self._memory.entry(chosen.key)
        assert entry is not None
        own = chosen.key in self.own and not self.alone
        if reference.title:
            self._memory.wordings.setdefault(wording(reference), set()).add(chosen.key)
            if reference.form == "full" and (chosen.title or 0.0) >= LIKELY:
                index = self.index if chosen.key in self.index else self.own
                index.alias(chosen.key, reference.title)
        reason = "not in the bibliography" if own else ""
        if chosen.differs and not own:
            reason = f"{' and '.join(chosen.differs)} not as in the record"
        return Citation(
            reference,
            None if own else chosen.key,
            pinpoint(reference, entry.work),
            score=min(chosen.score, 1.0),
            reason=reason,
            own=chosen.key if own else "",
        )

    def _new(self, reference: Reference, ranked: Sequence[Fit]) -> Citation:
        """Take a full citation as the first of its work; a short form of nothing is unresolved."""
        near = best_of(one for one in ranked if one.score >= LIKELY)
        dated = reference.form == "author-year" and self.alone
        full = reference.form == "full" and (reference.title or reference.symbol)
        if not dated and not full:
            reason = "never cited in full" if self.alone else "no work fits"
            return unresolved(reference, reason, near)
        work = self._take(reference)
        key, locator = work.key, pinpoint(reference, work)
        if self.alone:
            reason = "cited by author and year alone" if dated else ""
            return Citation(reference, key, locator, score=1.0, reason=reason)
        reason = "not in the bibliography"
        return Citation(reference, None, locator, reason=reason, candidates=near, own=key)

    def _take(self, reference: Reference) -> Work:
        """Make a work of what a full citation describes."""
        key = propose.key_of(reference, ChainMap(self.index.entries, self.own.entries))
        work = propose.work_of(reference, key)
        self.own.add(work, letters.of(reference.year))
        return work


def _is_early(citation: Citation) -> bool:
    """Whether a citation is a short form that may mean a work cited later."""
    reference = citation.reference
    short = reference.form in {"short", "author-year"} and not reference.backward
    return short and citation.status == "unresolved"
