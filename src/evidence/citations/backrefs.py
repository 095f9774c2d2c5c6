"""Citations that name no work but point back: 'Ibid.', 'Lee, op. cit.', 'Lee, n. 12 above'."""

from __future__ import annotations

from evidence.citations import titles
from evidence.citations.fit import fit
from evidence.citations.memory import Memory
from evidence.citations.unresolved import equally, unresolved
from evidence.model import Note
from evidence.model.citation import Citation, Reference

_SAME_TITLE = 0.7
"""Fit of a title from which on it is that of a work cited in the note that is pointed at."""
_MOST_SURE = 0.98


def ibid(reference: Reference, note: Note, memory: Memory) -> Citation:
    """Resolve 'Ibid.' to the one work cited right before; with names, to their work there."""
    before = memory.before(note)
    if not before:
        return unresolved(reference, "no citation stands before it")
    if reference.names:
        if any(not one.target and _share_a_name(one.reference, reference) for one in before):
            return unresolved(reference, "the citation before it is unresolved")
        before = [one for one in before if memory.is_by(one, reference.names)]
        if not before:
            return _by_names(reference, memory)
    targets = list(dict.fromkeys(one.target for one in before))
    if len(targets) > 1:
        candidates = equally(targets)
        return unresolved(reference, "the note before cites several works", candidates)
    if not targets[0]:
        candidates = before[-1].candidates
        return unresolved(reference, "the citation before it is unresolved", candidates)
    return _again(reference, before[-1], inherit=True, memory=memory)


def op_cit(reference: Reference, note: Note, memory: Memory) -> Citation:
    """Resolve 'Lee, op. cit.' to the work of Lee cited before; without a name as 'Ibid.'."""
    if reference.names:
        return _by_names(reference, memory)
    return ibid(reference, note, memory)


def cross_reference(reference: Reference, note: Note, memory: Memory) -> Citation:
    """Resolve a citation that names the note where its work was cited first."""
    number = reference.note
    there = memory.in_note(number, note)
    if there is None:
        return _by_names(reference, memory, f"there is no note {number} before this one")
    left = [one for one in there if not one.target and _may_mean(reference, one.reference)]
    named = reference.title and any(_has_title(one, reference, memory) for one in there)
    if left and not named:
        reason = f"its citation in note {number} is unresolved"
        return unresolved(reference, reason, left[0].candidates)
    fitting = _fitting(reference, there, memory)
    targets = list(dict.fromkeys(one.target for one in fitting if one.target))
    if len(targets) == 1:
        last = next(one for one in reversed(fitting) if one.target)
        return _again(reference, last, inherit=False, memory=memory)
    if targets:
        reason = f"note {number} cites several works that fit"
        return unresolved(reference, reason, equally(targets))
    said = "does not cite it" if reference.names else "cites no work that fits"
    return _by_names(reference, memory, f"note {number} {said}")


def _fitting(reference: Reference, there: list[Citation], memory: Memory) -> list[Citation]:
    """Return the citations of a note that names and title of a citation fit."""
    fitting = memory.by(there, reference.names) if reference.names else there
    if not reference.title or len({one.target for one in fitting}) == 1:
        return fitting
    titled = [one for one in fitting or there if _has_title(one, reference, memory)]
    return titled or fitting


def _has_title(citation: Citation, reference: Reference, memory: Memory) -> bool:
    entry = memory.entry(citation.target)
    return entry is not None and fit(reference, entry, names=()).score >= _SAME_TITLE


def _by_names(reference: Reference, memory: Memory, reason: str = "") -> Citation:
    """Resolve a citation to the one work of its authors that was cited before.

    `reason` says why it was not resolved by what it points at.
    """
    found = memory.by(memory.last.values(), reference.names)
    if len(found) == 1:
        inherit = reference.backward.casefold().startswith("loc")
        return _again(reference, found[0], inherit=inherit, memory=memory, reason=reason)
    if found:
        candidates = equally([one.target for one in found])
        return unresolved(reference, "several works of this author were cited before", candidates)
    return unresolved(reference, reason or "no work of this author was cited before")


def _again(
    reference: Reference, before: Citation, inherit: bool, memory: Memory, reason: str = ""
) -> Citation:
    """Cite an earlier work again; `inherit` takes the locator of then where none is said."""
    inherited = inherit and reference.locator is None and before.locator is not None
    known = memory.entry(before.target) is not None
    return Citation(
        reference,
        before.key,
        before.locator if inherited else reference.locator,
        inherited=inherited,
        score=min(_MOST_SURE, before.score) if known else 0.0,
        reason=reason or ("" if before.key else before.reason),
        own=before.own,
    )


def _may_mean(reference: Reference, one: Reference) -> bool:
    """Whether a citation may point at another one: no other names, and no other title."""
    if reference.names and not _share_a_name(one, reference):
        return False
    said = titles.plain(titles.tokens_of(reference.title))
    forms = titles.forms_of(one.title) if one.title else ()
    return not said or not forms or titles.likeness(said, forms) >= _SAME_TITLE


def _share_a_name(one: Reference, other: Reference) -> bool:
    return bool({name.family for name in one.names} & {name.family for name in other.names})
