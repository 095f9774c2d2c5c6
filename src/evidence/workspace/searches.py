"""annotations/searches/: read the recorded searches, and add one. None is overwritten."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml as pyyaml

from evidence.formats import yaml
from evidence.formats.lines import FormatError
from evidence.model import Problem, UsageError
from evidence.model.searches import RecordedSearch
from evidence.workspace.files import locked, read_source, write_atomically
from evidence.workspace.searches_shape import SearchFile
from evidence.workspace.validate import validate

FOLDER = "annotations/searches"
PLURALS = {"passage": "passages", "claim": "claims", "work": "works"}
"""What a kind is called in a file, and on the command line."""

WIDTH = 100
LONGEST_NAME = 80
_KINDS = {name: kind for kind, name in PLURALS.items()}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_HEAD = """\
# A recorded search, written by `evidence search --save`; `evidence search --rerun {name}` asks it
# again and says what came and went. The remark may be edited.
"""


def load_searches(root: Path) -> tuple[tuple[RecordedSearch, ...], list[Problem]]:
    """Read the recorded searches by name; a file that cannot be used is a problem."""
    found: list[RecordedSearch] = []
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        shown = f"{FOLDER}/{path.name}"
        source = read_source(path, shown)
        if source is None:
            continue
        problems += source.problems
        try:
            document = yaml.load(source.text)
        except FormatError as fault:
            problems.append(Problem(shown, fault.line, "yaml", fault.message, fault.hint))
            continue
        entry, faults = validate(SearchFile, document.value, shown, document.line)
        problems += faults
        if entry:
            one = _search(path.stem, entry, shown, document.line("query"))
            found.append(one)
            if len(one.hits) != entry.total:
                message = f"the total is {entry.total}, but {len(one.hits)} hits are listed"
                hint = "Take the file as it was written back from version control"
                problems.append(Problem(shown, document.line("total"), "total", message, hint))
    return tuple(found), problems


def _search(name: str, entry: SearchFile, shown: str, line: int | None) -> RecordedSearch:
    ids = {_KINDS[where]: found for where, found in entry.hits.items()}
    return RecordedSearch(
        name=name,
        query=entry.query,
        kinds=tuple(kind for kind, where in PLURALS.items() if where in entry.where),
        date=entry.date,
        by=entry.by,
        remark=entry.remark,
        searched={_KINDS[where]: number for where, number in entry.searched.items()},
        hits=tuple(dict.fromkeys((kind, one) for kind in PLURALS for one in ids.get(kind, ()))),
        path=shown,
        line=line,
    )


def check_name(root: Path, name: str) -> None:
    """Make sure that a search can be recorded under a name; UsageError where it cannot."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UsageError(
            f"'{name}' cannot name a search",
            "Use small letters, digits and hyphens, as in trade-openness",
        )
    if (root / FOLDER / f"{name}.yaml").exists():
        raise UsageError(
            f"a search '{name}' is recorded already, and none is overwritten",
            f"Choose another name, or see what has changed: evidence search --rerun {name}",
        )


def save_search(root: Path, search: RecordedSearch) -> str:
    """Write a search to a file of its own and return the path; UsageError where its name cannot be.

    The hits stand in order of kind and id, so that two searches can be compared line by line.
    """
    path = f"{FOLDER}/{search.name}.yaml"
    with locked(root):
        check_name(root, search.name)
        text = pyyaml.safe_dump(_entry(search), allow_unicode=True, sort_keys=False, width=WIDTH)
        write_atomically(root / path, _HEAD.format(name=search.name) + text)
    return path


def _entry(search: RecordedSearch) -> Mapping[str, Any]:
    return {
        "query": search.query,
        "in": [PLURALS[kind] for kind in search.kinds],
        "date": search.date,
        **({"by": search.by} if search.by else {}),
        **({"remark": search.remark} if search.remark else {}),
        "searched": {PLURALS[kind]: search.searched.get(kind, 0) for kind in search.kinds},
        "total": len(search.hits),
        "hits": {
            PLURALS[kind]: sorted(one for other, one in search.hits if other == kind)
            for kind in search.kinds
        },
    }
