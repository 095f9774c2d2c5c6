"""The questions behind `claim new` and `claim edit`: one per field, with the allowed values."""

from __future__ import annotations

import datetime
import os
import re

import click

from evidence.cli.prompts import EMPTY, choice, is_day, items, one_of, prompt, several, text
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
from evidence.model.records import NO_METHOD
from evidence.workspace import Workspace

Entry = dict[str, Json]
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def ask_claim(workspace: Workspace, work: str, old: Entry) -> Entry:
    """Ask for every field of a claim; `old` holds the values that Enter keeps."""
    framework = workspace.framework
    entry: Entry = {}
    entry["statement"] = text("Statement, in your own words", old.get("statement"))
    entry["kind"] = choice("Kind", KINDS, old.get("kind", "finding"))
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
        entry["concept"] = choice("Concept", concepts, old.get("concept"), optional=True)
    entry["method"] = _method(workspace, work, old.get("method"))
    outcomes = [outcome.id for outcome in framework.outcomes]
    default = old.get("outcome", framework.primary_outcome or None)
    entry["outcome"] = choice("Outcome", outcomes, default)
    entry["scope"] = text("Scope: cases, region, period", old.get("scope"), optional=True)
    entry["locator"] = _locator(old.get("locator"))
    entry["seen_in"] = _seen(workspace, old.get("seen_in"))
    claims = [claim.id for claim in workspace.claims]
    works = list(workspace.works)
    entry["supersedes"] = several("Supersedes (claim ids)", claims, old.get("supersedes"))
    entry["also_listed"] = several("Also listed (works)", works, old.get("also_listed"))
    for field, facets in (("question", framework.questions), ("actors", framework.actors)):
        if facets:
            entry[field] = several(
                field.capitalize(), [facet.id for facet in facets], old.get(field), show=True
            )
    entry["coder"] = text("Coder (your name)", old.get("coder") or os.environ.get("EVIDENCE_CODER"))
    today = datetime.date.today().isoformat()
    entry["date"] = text("Date", old.get("date", today), check=is_day)
    entry["status"] = choice("Status", STATUSES, old.get("status", "proposed"))
    entry["remark"] = text("Remark", old.get("remark"), optional=True)
    kept = {name: value for name, value in old.items() if name not in entry}
    return {
        name: value for name, value in {**kept, **entry}.items() if value not in (None, "", [], {})
    }


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
            name = one_of(answer, framework.targets)
            if any(link["factor"] == name for link in _dicts(links)):
                raise click.UsageError(f"{name} is linked already")
            return name

        label = "Factor" if not links else "Another factor (Enter for none)"
        factor = prompt(label, given.get("factor"), accept)
        if not factor:
            return links
        stance = choice(f"Stance on {factor}", STANCES, given.get("stance", "supports"))
        links.append({"factor": factor, "stance": stance})


def _method(workspace: Workspace, work: str, old: Json) -> str:
    known = list(workspace.rubric.method) if workspace.rubric else []
    appraisal = workspace.appraisals.get(work)
    usual = appraisal.method if appraisal and appraisal.method != NO_METHOD else None
    return choice("Method", known, old or usual)


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

    answer = prompt("Locator, such as p. 65 or chapter 7 (optional)", usual, accept)
    label, _, value = answer.partition(" ")
    return {"label": label, "value": value} if answer else None


def _seen(workspace: Workspace, old: Json) -> Entry:
    kept = old if isinstance(old, dict) else {}
    kind = choice("Seen in", SEEN_KINDS, kept.get("kind", "full-text"))
    if kind != SECOND_HAND:
        source = text("Where: words or address", kept.get("source"), optional=True)
        return {"kind": kind, **({"source": source} if source else {})}
    works = list(workspace.works)
    default = kept.get("work") or workspace.article or None
    entry: Entry = {"kind": kind}
    entry["work"] = prompt("Citing work", default, lambda answer: one_of(answer, works))
    notes = ", ".join(str(note) for note in items(kept.get("note")))
    answer = text("Note, or notes with commas", notes)
    several: list[Json] = [part.strip() for part in answer.split(",") if part.strip()]
    entry["note"] = several[0] if len(several) == 1 else several
    entry["attribution"] = choice("Attribution", ATTRIBUTIONS, kept.get("attribution", "specific"))
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

    return prompt("Id, never changed later", f"{stem}-{number}", accept)


def _slug(text: str) -> str:
    words = text.replace("*", "star").lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "claim"


def _dicts(value: Json) -> list[Entry]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
