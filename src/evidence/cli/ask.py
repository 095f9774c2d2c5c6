"""The questions behind `claim new` and `claim edit`: one per field, with the allowed values."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from evidence.formats.lines import Json
from evidence.model.claim import (
    ATTRIBUTIONS,
    KINDS,
    SECOND_HAND,
    SEEN_KINDS,
    STANCES,
    STATUSES,
    Locator,
)
from evidence.model.errors import did_you_mean
from evidence.model.records import NO_METHOD
from evidence.workspace import Workspace

Entry = dict[str, Json]
EMPTY = "-"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def ask_claim(workspace: Workspace, work: str, old: Entry) -> Entry:
    """Ask for every field of a claim; `old` holds the values that Enter keeps."""
    framework = workspace.framework
    entry: Entry = {}
    entry["statement"] = _text("Statement, in your own words", old.get("statement"))
    entry["kind"] = _choice("Kind", KINDS, old.get("kind", "finding"))
    entry["links"] = _links(workspace, old.get("links"))
    linked = [link["factor"] for link in _dicts(entry["links"])]
    entry["id"] = old.get("id") or _id(workspace, f"{_slug(work)}-{_slug(str(linked[0]))}")
    concepts = [
        word
        for name in linked
        if name in framework.by_id
        for word in framework.by_id[str(name)].concepts
    ]
    if concepts:
        entry["concept"] = _choice("Concept", concepts, old.get("concept"), optional=True)
    entry["method"] = _method(workspace, work, old.get("method"))
    outcomes = [outcome.id for outcome in framework.outcomes]
    default = old.get("outcome", framework.primary_outcome or None)
    entry["outcome"] = _choice("Outcome", outcomes, default)
    entry["scope"] = _text("Scope: cases, region, period", old.get("scope"), optional=True)
    entry["locator"] = _locator(old.get("locator"))
    entry["seen_in"] = _seen(workspace, old.get("seen_in"))
    claims = [claim.id for claim in workspace.claims]
    works = list(workspace.works)
    entry["supersedes"] = _several("Supersedes (claim ids)", claims, old.get("supersedes"))
    entry["also_listed"] = _several("Also listed (works)", works, old.get("also_listed"))
    for field, facets in (("question", framework.questions), ("actors", framework.actors)):
        if facets:
            entry[field] = _several(
                field.capitalize(), [facet.id for facet in facets], old.get(field), show=True
            )
    entry["coder"] = _text(
        "Coder (your name)", old.get("coder") or os.environ.get("EVIDENCE_CODER")
    )
    today = datetime.date.today().isoformat()
    entry["date"] = _text("Date", old.get("date", today), check=_is_day)
    entry["status"] = _choice("Status", STATUSES, old.get("status", "proposed"))
    entry["remark"] = _text("Remark", old.get("remark"), optional=True)
    kept = {name: value for name, value in old.items() if name not in entry}
    return {
        name: value for name, value in {**kept, **entry}.items() if value not in (None, "", [], {})
    }


def _prompt(label: str, default: Any, check: Callable[[str], str]) -> str:
    """Ask until `check` accepts the answer; it returns the value or raises UsageError."""

    def convert(answer: str) -> str:
        return check(answer.strip())

    shown = None if default in (None, "") else str(default)
    answer: str = click.prompt(
        label, default=shown if shown is not None else "", show_default=shown is not None,
        value_proc=convert, err=True,
    )  # fmt: skip
    return answer


def _text(
    label: str,
    default: Json = None,
    optional: bool = False,
    check: Callable[[str], str] | None = None,
) -> str:
    def accept(answer: str) -> str:
        if optional and answer in {"", EMPTY}:
            return ""
        if not answer:
            raise click.UsageError("this field is needed")
        return check(answer) if check else answer

    return _prompt(f"{label}{' (optional)' if optional else ''}", default, accept)


def _is_day(answer: str) -> str:
    try:
        if _DAY.fullmatch(answer):
            return datetime.date.fromisoformat(answer).isoformat()
    except ValueError:
        pass
    raise click.UsageError("write the date as YYYY-MM-DD")


def _choice(label: str, known: Sequence[str], default: Json = None, optional: bool = False) -> str:
    def accept(answer: str) -> str:
        if optional and answer in {"", EMPTY}:
            return ""
        return _one_of(answer, known)

    words = f"{label}{' (optional)' if optional else ''}: {', '.join(known)}"
    return _prompt(words, default, accept)


def _one_of(answer: str, known: Sequence[str]) -> str:
    """Accept a known value, in any case, or the beginning of just one."""
    if answer in known:
        return answer
    begun = [one for one in known if answer and one.casefold().startswith(answer.casefold())]
    exact = [one for one in begun if one.casefold() == answer.casefold()]
    if len(exact or begun) == 1:
        return (exact or begun)[0]
    raise click.UsageError(f"'{answer}' is not one of them. {did_you_mean(answer, known)}")


def _several(label: str, known: Sequence[str], default: Json, show: bool = False) -> list[Json]:
    def accept(answer: str) -> str:
        if answer in {"", EMPTY}:
            return ""
        return ", ".join(_one_of(part.strip(), known) for part in answer.split(",") if part.strip())

    kept = ", ".join(str(part) for part in _items(default))
    words = f"{label} (optional, commas between){': ' + ', '.join(known) if show else ''}"
    answer = _prompt(words, kept, accept)
    return [part.strip() for part in answer.split(",") if part.strip()]


def _links(workspace: Workspace, old: Json) -> list[Json]:
    """Ask for factors until an empty answer; at least one."""
    framework = workspace.framework
    for target in framework.targets:
        click.echo(f"  {target:4} {framework.label_of(target)}", err=True)
    kept = [dict(link) for link in _dicts(old)]
    links: list[Json] = []
    while True:
        given = kept[len(links)] if len(links) < len(kept) else {}

        def accept(answer: str) -> str:
            if answer in {"", EMPTY}:
                if not links:
                    raise click.UsageError("a claim needs at least one factor")
                return ""
            name = _one_of(answer, framework.targets)
            if any(link["factor"] == name for link in _dicts(links)):
                raise click.UsageError(f"{name} is linked already")
            return name

        label = "Factor" if not links else "Another factor (Enter for none)"
        factor = _prompt(label, given.get("factor"), accept)
        if not factor:
            return links
        stance = _choice(f"Stance on {factor}", STANCES, given.get("stance", "supports"))
        links.append({"factor": factor, "stance": stance})


def _method(workspace: Workspace, work: str, old: Json) -> str:
    known = list(workspace.rubric.method) if workspace.rubric else []
    appraisal = workspace.appraisals.get(work)
    usual = appraisal.method if appraisal and appraisal.method != NO_METHOD else None
    return _choice("Method", known, old or usual)


def _locator(old: Json) -> Entry | None:
    kept = old if isinstance(old, dict) else {}
    usual = f"{kept['label']} {kept['value']}" if kept.get("label") and kept.get("value") else None

    def accept(answer: str) -> str:
        if answer in {"", EMPTY}:
            return ""
        try:
            locator = Locator.parse(answer)
        except ValueError:
            raise click.UsageError("write it like 'p. 65', 'pp. 3-11' or 'chapter 7'") from None
        return f"{locator.label} {locator.value}"

    answer = _prompt("Locator, such as p. 65 or chapter 7 (optional)", usual, accept)
    label, _, value = answer.partition(" ")
    return {"label": label, "value": value} if answer else None


def _seen(workspace: Workspace, old: Json) -> Entry:
    kept = old if isinstance(old, dict) else {}
    kind = _choice("Seen in", SEEN_KINDS, kept.get("kind", "full-text"))
    if kind != SECOND_HAND:
        source = _text("Where: words or address", kept.get("source"), optional=True)
        return {"kind": kind, **({"source": source} if source else {})}
    works = list(workspace.works)
    default = kept.get("work") or workspace.article or None
    entry: Entry = {"kind": kind}
    entry["work"] = _prompt("Citing work", default, lambda answer: _one_of(answer, works))
    notes = ", ".join(str(note) for note in _items(kept.get("note")))
    answer = _text("Note, or notes with commas", notes)
    several: list[Json] = [part.strip() for part in answer.split(",") if part.strip()]
    entry["note"] = several[0] if len(several) == 1 else several
    entry["attribution"] = _choice("Attribution", ATTRIBUTIONS, kept.get("attribution", "specific"))
    return entry


def _id(workspace: Workspace, stem: str) -> str:
    taken = {claim.id for claim in workspace.claims}
    number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)

    def accept(answer: str) -> str:
        if not _ID.fullmatch(answer):
            raise click.UsageError("use small letters, digits and hyphens")
        if answer in taken:
            raise click.UsageError(f"'{answer}' is taken")
        return answer

    return _prompt("Id, never changed later", f"{stem}-{number}", accept)


def _slug(text: str) -> str:
    words = text.replace("*", "star").lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "claim"


def _items(value: Json) -> list[Json]:
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def _dicts(value: Json) -> list[Entry]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
