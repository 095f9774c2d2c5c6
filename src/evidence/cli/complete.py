"""Shell completion of factors, citation keys and claim ids, without opening the whole workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from evidence.cli.session import Session
from evidence.model.errors import EvidenceError
from evidence.model.rubric import MAIN_RUBRIC

_ENTRY = re.compile(r"(?m)^[ \t]*@(?!comment|string|preamble)\w+[ \t]*\{[ \t]*([^,\s{}]+)", re.I)
LOOKED_AT = 20
"""How many factors are looked at for the names of lists."""

_CLAIM = re.compile(r"(?m)^[ ]*- id:[ ]*[\"']?([a-z0-9-]+)")


def factors(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the id of a factor, its label as help."""
    root = _root(ctx)
    if root is None:
        return []
    from evidence.workspace.load import Loader

    found = Loader(root).framework().factors
    return [
        CompletionItem(factor.id, help=factor.label)
        for factor in found
        if factor.id.casefold().startswith(start.casefold())
    ]


def keys(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete a citation key."""
    return _items(_found(_root(ctx), "bib/**/*.bib", _ENTRY), start)


def claims(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the id of a claim."""
    return _items(_found(_root(ctx), "annotations/claims/*.yaml", _CLAIM), start)


def rubrics(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the name of a rubric: 'rubric', and NAME of every rubric-NAME.toml."""
    root = _root(ctx)
    files = sorted((root / "annotations").glob(f"{MAIN_RUBRIC}*.toml")) if root else []
    return _items((path.stem.removeprefix(f"{MAIN_RUBRIC}-") for path in files), start)


def searches(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the name of a recorded search."""
    root = _root(ctx)
    files = (root / "annotations/searches").glob("*.yaml") if root else ()
    return _items((path.stem for path in files), start)


def lists(ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the name of a list behind a number in the explanation of a rating.

    The lists of the named rating where it is known, else those of the factors with most lines.
    """
    root, name = _root(ctx), ctx.params.get("name")
    if root is None:
        return []
    from evidence.synthesis.explain import explain

    try:
        map_ = Session(root).map
        most = sorted(map_.ratings.factors, key=lambda rating: -rating.counts.total)[:LOOKED_AT]
        chosen = [map_.rating(name)] if name else most
    except EvidenceError:
        return []
    found = {
        one.name: one.title for rating in chosen for one in explain(map_, rating).lists.values()
    }
    return [CompletionItem(one, help=found[one]) for one in found if one.startswith(start)]


def tables(_ctx: click.Context, _param: click.Parameter, start: str) -> list[CompletionItem]:
    """Complete the last of several names of tables, with commas between."""
    from evidence.synthesis.dictionary import TABLES

    before, comma, last = start.rpartition(",")
    names = (name for name in TABLES if name.startswith(last))
    return [CompletionItem(f"{before}{comma}{name}") for name in names]


def _root(ctx: click.Context) -> Path | None:
    given = (ctx.find_root().params or {}).get("workspace")
    try:
        return Session(given).root
    except EvidenceError:
        return None


def _found(root: Path | None, pattern: str, name: re.Pattern[str]) -> Iterator[str]:
    for path in sorted(root.glob(pattern)) if root else ():
        yield from name.findall(path.read_text(encoding="utf-8", errors="replace"))


def _items(names: Iterable[str], start: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(start)]
