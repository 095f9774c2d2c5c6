"""What differs between two states of a workspace, thing by thing and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Literal, TypeVar, get_args

from evidence.formats.lines import Json
from evidence.model import (
    Appraisal,
    Check,
    Claim,
    Erratum,
    Factor,
    NoteLink,
    Rubric,
    Work,
)
from evidence.synthesis.contract import claim_row
from evidence.workspace import Workspace

Kind = Literal[
    "rubric",
    "settings",
    "framework",
    "factor",
    "claim",
    "work",
    "appraisal",
    "note",
    "check",
    "erratum",
    "judgement",
]
What = Literal["added", "removed", "changed"]
KINDS: tuple[Kind, ...] = get_args(Kind)

T = TypeVar("T")
Name = tuple[Kind, str]
Record = Mapping[str, Json]

_POSITION: Mapping[type, str] = {
    Appraisal: "at",
    Check: "at",
    Erratum: "at",
    Factor: "line",
    NoteLink: "at",
}
"""The field that says where in its file a thing stands."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed, with both values as JSON; None where there was or is none."""

    field: str
    old: Json
    new: Json


@dataclass(frozen=True)
class Change:
    """A thing that came, went or changed; only a changed one has fields."""

    kind: Kind
    id: str
    what: What
    fields: tuple[FieldChange, ...] = ()

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    def __str__(self) -> str:
        name = self.kind if self.id == self.kind else f"{self.kind} {self.id}"
        return f"{name} {self.what}"


def compare(old: Workspace | None, new: Workspace) -> tuple[Change, ...]:
    """Return every change from one state to the other, by kind and then by id.

    Where a thing stands in its file is no part of it. Without an old state all is added.
    """
    before = dict(_things(old)) if old else {}
    after = dict(_things(new))
    found = []
    for name in {**before, **after}:
        change = _change(name, before.get(name), after.get(name))
        if change:
            found.append(change)
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.id)))


def _change(name: Name, old: object, new: object) -> Change | None:
    if old is None or new is None:
        return Change(*name, "added" if old is None else "removed")
    if old == new and not isinstance(old, Claim):
        return None
    if isinstance(old, Claim) and isinstance(new, Claim) and _are_same(old, new):
        return None
    before, after = _record(old), _record(new)
    changed = tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in {**before, **after}
        if before.get(field) != after.get(field)
    )
    return Change(*name, "changed", changed) if changed else None


def _are_same(old: Claim, new: Claim) -> bool:
    return old == new and own_method(old) == own_method(new)


def _things(workspace: Workspace) -> Iterator[tuple[Name, object]]:
    """Yield everything that can change in a workspace, by kind and id."""
    settings = workspace.settings
    yield ("settings", "settings"), _Settings(settings.title, settings.article, settings.licence)
    yield ("framework", "framework"), replace(workspace.framework, factors=())
    if workspace.rubric:
        yield ("rubric", "rubric"), workspace.rubric
    for factor in workspace.framework.factors:
        yield ("factor", factor.id), factor
    for name, claim in first_claims(workspace).items():
        yield ("claim", name), claim
    for key, work in workspace.works.items():
        yield ("work", key), work
    for key, appraisal in workspace.appraisals.items():
        yield ("appraisal", key), appraisal
    for name, link in numbered((f"{one.note} {one.work}", one) for one in workspace.notes):
        yield ("note", name), link
    for name, check in numbered((f"{one.note} {one.work}", one) for one in workspace.checks):
        yield ("check", name), check
    errata = ((f"{one.note} {one.work} {one.field}", one) for one in workspace.errata)
    for name, erratum in numbered(errata):
        yield ("erratum", name), erratum
    judged = workspace.judgements
    for name, override in numbered((one.factor, one) for one in judged.overrides):
        yield ("judgement", name), override
    for name, assessment in numbered((one.factor, one) for one in judged.assessments):
        yield ("judgement", f"{name} {assessment.by}"), assessment


@dataclass(frozen=True, slots=True)
class _Settings:
    title: str
    article: str
    licence: str


def first_claims(workspace: Workspace) -> dict[str, Claim]:
    """Return the claims by id; of equal ids the first."""
    return {claim.id: claim for claim in reversed(workspace.claims)}


def numbered(named: Iterator[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """Tell things of one name apart by their number: '7 harff2003', '7 harff2003 (2)'."""
    seen: Counter[str] = Counter()
    for name, thing in named:
        seen[name] += 1
        yield (f"{name} ({seen[name]})" if seen[name] > 1 else name), thing


def own_method(claim: Claim) -> str:
    """Return the method that a claim states itself, not that of its work's appraisal."""
    return claim.method if "method" in claim.lines or not claim.lines else ""


def _record(thing: object) -> dict[str, Json]:
    """Return the fields of a thing as JSON, without where it stands in its file."""
    if isinstance(thing, Claim):
        row: dict[str, Json] = {**claim_row(thing), "method": own_method(thing) or None}  # type: ignore[dict-item]
        return {name: value for name, value in row.items() if name != "id"}
    if isinstance(thing, Work):
        authors: list[Json] = [str(name) for name in thing.authors]
        editors: list[Json] = [str(name) for name in thing.editors]
        return {"type": thing.type, "author": authors, "editor": editors, **thing.fields}
    if isinstance(thing, Rubric):
        return dict(_flat(_fields(thing)))
    return _fields(thing)


def _fields(thing: object) -> dict[str, Json]:
    assert is_dataclass(thing)
    position = _POSITION.get(type(thing))
    names = (field.name for field in fields(thing) if field.name != position)
    return {name: _json(getattr(thing, name)) for name in names}


def _json(value: object) -> Json:
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_json(part) for part in value]
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def _flat(record: Record, prefix: str = "") -> Iterator[tuple[str, Json]]:
    """Yield the leaves of nested records as dotted fields: 'robust.lines'.

    Items of a list that have an id are named by it: 'methods.policy-report.weight'.
    """
    for name, value in record.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            items = {str(one.get("id", place)): one for place, one in enumerate(value)
                     if isinstance(one, dict)}  # fmt: skip
            yield from _flat({key: dict(one) for key, one in items.items()}, f"{prefix}{name}.")
        elif isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
