"""Each citation to its work: from the bibliography, and from what the article cited before.

Notes are read in order, since short forms and 'Ibid.' mean what stands before them. Nothing is
guessed: where two works fit equally well a citation stays without a key, with a reason and the
candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from evidence.citations import locators, propose, titles
from evidence.citations.fit import Fit, fit, names_fit
from evidence.citations.index import Entry, Index
from evidence.citations.parse import references, symbol
from evidence.model import Name, Note, Work
from evidence.model.citation import Candidate, Citation, Reference
from evidence.model.claim import Locator
from evidence.texts.words import words

SURE = 0.78
"""Score from which on a citation is resolved."""
MARGIN = 0.02
"""Scores nearer than this are a tie."""
MOST_CANDIDATES = 5
MOST_BETWEEN = 2
"""Notes without a citation that 'Ibid.' reaches over."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A note with its citations resolved, in the order of the text."""

    note: Note
    citations: tuple[Citation, ...]


@dataclass
class _Said:
    """What an article cited so far."""

    notes: list[tuple[Note, list[Citation]]] = field(default_factory=list)
    here: list[Citation] = field(default_factory=list)
    last: dict[str, tuple[int, Citation]] = field(default_factory=dict)
    """Every work cited, by its key: when, and how, the last time."""
    words: dict[tuple[object, ...], str] = field(default_factory=dict)
    """The work that names and a short title meant before."""

    def add(self, citation: Citation) -> None:
        self.here.append(citation)
        target = citation.key or citation.own
        if target:
            self.last.pop(target, None)
            self.last[target] = (len(self.notes), citation)


def resolve(notes: Iterable[Note], works: Iterable[Work] = ()) -> list[Cited]:
    """Resolve the citations of an article's notes.

    `works` is the bibliography; without one, keys are made for the works that the article cites in
    full. The result depends on notes and works alone.
    """
    return Resolver(works).run(notes)


class Resolver:
    """Resolves the notes of one article; `own` holds the works that only its citations describe."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self.index = Index(works)
        self.alone = not self.index.entries
        self.own = Index()
        self._said = _Said()
        self._later: frozenset[str] = frozenset()

    def run(self, notes: Iterable[Note]) -> list[Cited]:
        """Return the notes with their citations, in order.

        Where a short form stands before the full citation that it means, the notes are read again
        with the works that come later in mind.
        """
        notes = list(notes)
        read: dict[tuple[str, str, str], list[Reference]] = {}
        cited = [self._note(note, read) for note in notes]
        early = any(
            one.key is None
            and one.reference.form in {"short", "author-year"}
            and not one.reference.backward
            for each in cited
            for one in each.citations
        )
        if not early:
            return cited
        self._later = frozenset(self._said.last)
        self._said = _Said()
        return [self._note(note, read) for note in notes]

    def _note(self, note: Note, read: dict[tuple[str, str, str], list[Reference]]) -> Cited:
        said = self._said
        said.here = []
        found: list[Citation] = []
        if note.id not in read:
            read[note.id] = references(note.text, self.index if not self.alone else self.own)
        for reference in read[note.id]:
            citation = self._one(reference, note)
            if citation is None:
                continue
            found.append(citation)
            if reference.nested:
                self._remember(citation)
            else:
                said.add(citation)
        said.notes.append((note, said.here))
        found.sort(key=lambda one: (one.reference.start, one.reference.end))
        return Cited(note, tuple(found))

    def _remember(self, citation: Citation) -> None:
        target = citation.key or citation.own
        if target and target not in self._said.last:
            self._said.last[target] = (len(self._said.notes), citation)

    def _entry(self, key: str) -> Entry | None:
        return self.index.entries.get(key) or self.own.entries.get(key)

    # One citation

    def _one(self, reference: Reference, note: Note) -> Citation | None:
        if reference.note:
            return self._cross(reference, note)
        if reference.form == "ibid":
            return self._ibid(reference, note)
        if reference.backward and not reference.title:
            return self._op_cit(reference, note)
        if reference.same_author and (before := self._before(note)):
            entry = self._entry(before[-1].key or before[-1].own or "")
            if entry is not None:
                reference = replace(reference, names=entry.work.creators, same_author=True)
        return self._named(reference)

    def _named(self, reference: Reference) -> Citation | None:
        """Resolve a citation by what it says of the work itself."""
        ranked = self._ranked(reference)
        best = ranked[0] if ranked else None
        if best is not None and best.score >= self._needed(reference, best):
            tied = [one for one in ranked if best.score - one.score < MARGIN]
            chosen = best if len(tied) == 1 else self._break_tie(reference, tied)
            if chosen is None:
                return self._unsure(reference, "several works fit equally well", tied)
            return self._known(reference, chosen)
        if reference.weak:
            return None
        return self._new(reference, ranked)

    def _needed(self, reference: Reference, best: Fit) -> float:
        """Return the score that is needed: a name alone must have been cited before."""
        if reference.title:
            return SURE
        if best.key not in self._said.last and best.key not in self._later:
            return 0.9
        return 0.55 if reference.form == "author-year" else 0.74

    def _ranked(self, reference: Reference) -> list[Fit]:
        keys = self._candidates(reference)
        fits = []
        for key in keys:
            entry = self._entry(key)
            if entry is None:
                continue
            known = key in self._said.last
            if (
                not reference.title
                and reference.form == "short"
                and not known
                and key not in self._later
            ):
                continue
            one = fit(reference, entry)
            if known and reference.form != "full" and one.score > 0.5:
                again = self._said.words.get(_wording(reference)) == key
                one = replace(one, score=round(one.score + (0.08 if again else 0.03), 3))
            fits.append(one)
        return sorted(fits, key=lambda one: (-one.score, one.key))

    def _candidates(self, reference: Reference) -> list[str]:
        found: dict[str, None] = dict.fromkeys(reference.known)
        for index in (self.index, self.own):
            if not index.entries:
                continue
            for value in (symbol(reference.symbol), reference.doi, reference.url):
                if value:
                    found.update(dict.fromkeys(index.by_identifier(value)))
            cited = titles.plain(titles.tokens_of(reference.title)) if reference.title else ()
            if cited:
                opening = index.by_opening(cited)
                found.update(dict.fromkeys(opening))
                if any(titles.likeness(cited, index.entries[key].forms) >= 0.95 for key in opening):
                    continue
                found.update(dict.fromkeys(index.by_words(cited)))
            for name in reference.names:
                said = words(name.surname)
                if not said:
                    continue
                named = index.by_name(said[-1]) or index.like_name(said[-1])
                if len(said) > 1:
                    named = [*named, *index.by_name("".join(word[0] for word in said))]
                found.update(dict.fromkeys(named))
        return list(found)

    def _break_tie(self, reference: Reference, tied: Sequence[Fit]) -> Fit | None:
        """Choose among works that fit equally well: the one cited before, or of the kind cited."""
        before = [one for one in tied if one.key in self._said.last]
        if len(before) == 1:
            return before[0]
        years = [one for one in tied if one.year]
        if len(years) == 1:
            return years[0]
        exact = [one for one in tied if one.score == tied[0].score]
        if len(exact) == 1 and tied[0].score - tied[1].score >= 0.015:
            return exact[0]
        return None

    # Outcomes

    def _known(self, reference: Reference, chosen: Fit, reason: str = "") -> Citation:
        entry = self._entry(chosen.key)
        assert entry is not None
        own = chosen.key in self.own and not self.alone
        if reference.title:
            self._said.words[_wording(reference)] = chosen.key
            if reference.form == "full":
                index = self.index if chosen.key in self.index else self.own
                index.alias(chosen.key, reference.title)
        if chosen.differs and not reason:
            reason = f"{' and '.join(chosen.differs)} not as in the record"
        if own:
            reason = "not in the bibliography"
        return Citation(
            reference,
            None if own else chosen.key,
            pinpoint(reference, entry.work),
            score=min(chosen.score, 1.0),
            reason=reason,
            own=chosen.key if own else "",
        )

    def _new(self, reference: Reference, ranked: Sequence[Fit]) -> Citation:
        """Take a full citation as the first of its work; a short form of nothing stays unresolved."""
        near = [one for one in ranked if one.score >= 0.5]
        dated = reference.form == "author-year" and self.alone
        if dated or (reference.form == "full" and (reference.title or reference.symbol)):
            key = propose.key_of(reference, {*self.index.entries, *self.own.entries})
            work = propose.work_of(reference, key)
            self.own.add(work)
            if self.alone:
                reason = "cited by author and year alone" if dated else ""
                return Citation(reference, key, pinpoint(reference, work), score=1.0, reason=reason)
            return Citation(
                reference, None, pinpoint(reference, work), reason="not in the bibliography",
                candidates=_candidates(near), own=key,
            )  # fmt: skip
        reason = "no work fits" if not self.alone else "never cited in full"
        return self._unsure(reference, reason, near)

    def _unsure(
        self, reference: Reference, reason: str, fits: Sequence[Fit], locator: Locator | None = None
    ) -> Citation:
        return Citation(
            reference,
            None,
            locator or reference.locator,
            reason=reason,
            candidates=_candidates(fits),
        )

    # Back references

    def _before(self, note: Note) -> list[Citation]:
        """Return the citations that 'Ibid.' may mean: the last of this note, or those of the one before."""
        said = self._said
        if said.here:
            return said.here[-1:]
        for count, (other, citations) in enumerate(reversed(said.notes)):
            if count > MOST_BETWEEN or other.section != note.section or other.kind != note.kind:
                break
            if citations:
                return citations
        return []

    def _ibid(self, reference: Reference, note: Note) -> Citation:
        before = self._before(note)
        if not before:
            return self._unsure(reference, "no citation stands before it", ())
        if reference.names:
            named = [one for one in before if self._is_by(one, reference.names)]
            if any(
                not (one.key or one.own) and _shared(one.reference, reference) for one in before
            ):
                return self._unsure(reference, "the citation before it is unresolved", ())
            if not named:
                return self._by_name_before(reference)
            before = named
        targets = list(dict.fromkeys(one.key or one.own for one in before))
        if len(targets) > 1 or not targets[0]:
            if len(targets) > 1:
                reason = "the note before cites several works"
                return Citation(reference, None, reference.locator, reason=reason,
                                candidates=tuple(Candidate(key, 1 / len(targets)) for key in targets if key))  # fmt: skip
            reason = "the citation before it is unresolved"
            return Citation(
                reference, None, reference.locator, reason=reason, candidates=before[-1].candidates
            )
        return self._again(reference, before[-1], inherit=True)

    def _again(
        self, reference: Reference, before: Citation, inherit: bool, reason: str = ""
    ) -> Citation:
        entry = self._entry(before.key or before.own)
        locator = reference.locator
        inherited = inherit and locator is None and before.locator is not None
        return Citation(
            reference,
            before.key,
            before.locator if inherited else locator,
            inherited=inherited,
            score=min(0.98, before.score) if entry is not None else 0.0,
            reason=reason or ("" if before.key else before.reason),
            own=before.own,
        )

    def _is_by(self, citation: Citation, names: tuple[Name, ...]) -> bool:
        entry = self._entry(citation.key or citation.own)
        return entry is not None and names_fit(names, entry) >= 0.6

    def _cited_by(self, names: tuple[Name, ...]) -> list[Citation]:
        """Return the works of these names cited so far, as last cited, the latest last."""
        found = [
            citation for _, citation in self._said.last.values() if self._is_by(citation, names)
        ]
        scores = {id(one): self._name_score(one, names) for one in found}
        best = max(scores.values(), default=0)
        return [one for one in found if scores[id(one)] >= best - 0.1]

    def _name_score(self, citation: Citation, names: tuple[Name, ...]) -> float:
        entry = self._entry(citation.key or citation.own)
        return names_fit(names, entry) if entry is not None else 0.0

    def _by_name_before(self, reference: Reference, reason: str = "") -> Citation:
        found = self._cited_by(reference.names)
        if len(found) == 1:
            loc = reference.backward.casefold().startswith("loc")
            return self._again(reference, found[0], inherit=loc, reason=reason)
        if found:
            fits = [Fit(one.key or one.own, 1 / len(found), None, 1.0, None) for one in found]
            return self._unsure(reference, "several works of this author were cited before", fits)
        return self._unsure(reference, reason or "no work of this author was cited before", ())

    def _op_cit(self, reference: Reference, note: Note) -> Citation:
        if reference.names:
            return self._by_name_before(reference)
        return self._ibid(reference, note)

    def _cross(self, reference: Reference, note: Note) -> Citation:
        """Resolve a citation that names the note where its work was cited first."""
        there = self._in_note(reference.note, note)
        if there is None:
            if reference.names:
                return self._by_name_before(
                    reference, f"there is no note {reference.note} before this one"
                )
            return self._unsure(reference, f"there is no note {reference.note} before this one", ())
        fitting = there
        if reference.names:
            fitting = [one for one in there if self._is_by(one, reference.names)]
            best = max((self._name_score(one, reference.names) for one in fitting), default=0)
            fitting = [
                one for one in fitting if self._name_score(one, reference.names) >= best - 0.1
            ]
        if reference.title and len({one.key or one.own for one in fitting}) != 1:
            named = [
                one
                for one in fitting or there
                if (entry := self._entry(one.key or one.own))
                and fit(reference, entry, ()).score >= 0.7
            ]
            fitting = named or fitting
        targets = list(dict.fromkeys(one.key or one.own for one in fitting))
        targets = [target for target in targets if target]
        if len(targets) == 1:
            last = next(one for one in reversed(fitting) if (one.key or one.own) == targets[0])
            return self._again(reference, last, inherit=False)
        if targets:
            fits = [Fit(target, 1 / len(targets), None, None, None) for target in targets]
            return self._unsure(
                reference, f"note {reference.note} cites several works that fit", fits
            )
        if reference.names:
            return self._by_name_before(reference, f"note {reference.note} does not cite it")
        return self._unsure(reference, f"note {reference.note} cites no work that fits", ())

    def _in_note(self, number: str, note: Note) -> list[Citation] | None:
        if number == note.note:
            return self._said.here
        for other, citations in reversed(self._said.notes):
            if other.note == number and other.section == note.section and other.kind == note.kind:
                return citations
        return None


def _wording(reference: Reference) -> tuple[object, ...]:
    """Return names and title of a citation, as they are compared."""
    return (tuple(name.family for name in reference.names), titles.tokens_of(reference.title))


def _shared(one: Reference, other: Reference) -> bool:
    """Whether two citations name one person."""
    return bool({name.family for name in one.names} & {name.family for name in other.names})


def pinpoint(reference: Reference, work: Work) -> Locator | None:
    """Return where in a work a citation points: not the range of pages that the work covers."""
    locator = reference.locator
    if locator is None:
        if (
            reference.pages
            and work.pages
            and reference.form == "full"
            and not _begins(reference.pages, work.pages)
        ):
            return Locator("page", reference.pages)
        return None
    if locator.label == "page" and "-" in locator.value and work.pages:
        if locators.same(locator.value, work.pages):
            return None
    if locator.label != "page" or reference.form != "full":
        return locator
    if work.pages and locators.same(locator.value, work.pages):
        return None
    own = work.pages == "" or work.pages == reference.pages
    whole = locators.pages(locator.value)
    if (
        own
        and reference.volume
        and reference.container
        and not reference.pages
        and whole
        and whole[1] - whole[0] > 3
    ):
        return None
    return locator


def _begins(value: str, pages: str) -> bool:
    one, other = locators.pages(value), locators.pages(pages)
    if one is None or other is None:
        return value.casefold() in pages.casefold()
    return one[0] == other[0]


def _candidates(fits: Sequence[Fit]) -> tuple[Candidate, ...]:
    return tuple(Candidate(one.key, round(one.score, 3)) for one in fits[:MOST_CANDIDATES])
