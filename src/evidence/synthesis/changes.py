"""What differs between two states of a workspace, thing by thing and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeVar, get_args

from evidence.formats.lines import Json
from evidence.model import Appraisal, Check, Claim, Erratum, Factor, NoteLink
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
    before = dict(records(old)) if old else {}
    after = dict(records(new))
    found = []
    for name in {**before, **after}:
        change = _change(name, before.get(name), after.get(name))
        if change:
            found.append(change)
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.id)))


def _change(name: Name, before: Record | None, after: Record | None) -> Change | None:
    if before is None or after is None:
        return Change(*name, "added" if before is None else "removed")
    changed = tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in {**before, **after}
        if before.get(field) != after.get(field)
    )
    return Change(*name, "changed", changed) if changed else None


def records(workspace: Workspace) -> Iterator[tuple[Name, Record]]:
    """Yield everything that can change in a workspace, by kind and id."""
    settings, framework = workspace.settings, workspace.framework
    about: dict[str, Json] = {"title": settings.title, "article": settings.article}
    yield ("settings", "settings"), {**about, "licence": settings.licence}
    yield ("framework", "framework"), {
        name: _json(getattr(framework, name))
        for name in ("title", "source", "sides", "dimensions", "rows", "outcomes", "questions",
                     "actors")
    }  # fmt: skip
    if workspace.rubric:
        yield ("rubric", "rubric"), dict(_flat(_record(workspace.rubric)))
    for factor in framework.factors:
        yield ("factor", factor.id), _record(factor)
    for name, claim in first_claims(workspace).items():
        yield ("claim", name), _claim(claim)
    for key, work in workspace.works.items():
        people: dict[str, Json] = {
            "author": [str(name) for name in work.authors],
            "editor": [str(name) for name in work.editors],
        }
        yield ("work", key), {"type": work.type, **people, **work.fields}
    for key, appraisal in workspace.appraisals.items():
        yield ("appraisal", key), _record(appraisal)
    for name, link in numbered((f"{one.note} {one.work}", one) for one in workspace.notes):
        yield ("note", name), _record(link)
    for name, check in numbered((f"{one.note} {one.work}", one) for one in workspace.checks):
        yield ("check", name), _record(check)
    errata = ((f"{one.note} {one.work} {one.field}", one) for one in workspace.errata)
    for name, erratum in numbered(errata):
        yield ("erratum", name), _record(erratum)
    for name, override in workspace.overrides.items():
        yield ("judgement", name), _record(override)


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


def _claim(claim: Claim) -> Record:
    row: dict[str, Json] = {**claim_row(claim), "method": own_method(claim) or None}  # type: ignore[dict-item]
    return {name: value for name, value in row.items() if name != "id"}


def _record(thing: object) -> dict[str, Json]:
    assert is_dataclass(thing)
    position = _POSITION.get(type(thing))
    names = (field.name for field in fields(thing) if field.name != position)
    return {name: _json(getattr(thing, name)) for name in names}


def _json(value: object) -> Json:
    if is_dataclass(value):
        return dict(_record(value))
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
