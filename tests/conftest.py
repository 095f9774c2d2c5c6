"""Builders of small workspaces, so that each test states only what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.model.page import POINTS
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import Workspace, open_workspace
from evidence.workspace.init import init_workspace

ROOT = Path(__file__).resolve().parent.parent


ANSWERS = {point.id: f"The answer on {point.id}." for point in POINTS}


class Builder:
    """A workspace in the making: the starter of `evidence init`, plus what a test adds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        init_workspace(root, "A small workspace", ANSWERS, "2026-01-02")
        self.bib = ""
        self.claims: dict[str, list[dict[str, Any]]] = {}
        self.tables: dict[str, list[str]] = {}

    def write(self, name: str, text: str | bytes) -> Builder:
        """Write a file of the workspace as it is."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def change(self, name: str, old: str, new: str) -> Builder:
        """Replace text in a file; the text must be there."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        return self.write(name, text.replace(old, new))

    def work(self, key: str, **fields: str) -> Builder:
        """Add a work to the bibliography."""
        values = {"author": "Doe, Jane", "title": f"On {key}", "date": "2001", **fields}
        kind = values.pop("type", "book")
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
        self.bib += f"@{kind}{{{key},\n{lines}}}\n\n"
        return self.write("bib/references.bib", self.bib)

    def claim(self, name: str, work: str, *links: str, **fields: Any) -> Builder:
        """Add a claim; a link is written 'R1 supports'."""
        entry = {
            "id": name,
            "statement": f"What {name} says.",
            "kind": "finding",
            "method": "large-n-statistical",
            "outcome": "outcome",
            "links": [dict(zip(("factor", "stance"), link.split(), strict=True)) for link in links],
            "seen_in": {"kind": "full-text", "source": "the book"},
            "coder": "editor",
            "date": "2026-01-02",
            "status": "confirmed",
            **fields,
        }
        self.claims.setdefault(work, []).append(
            {field: value for field, value in entry.items() if value is not None}
        )
        lines = [f"work: {work}", "claims:"]
        for one in self.claims[work]:
            lines += [
                f"  {'- ' if place == 0 else '  '}{field}: {json.dumps(value)}"
                for place, (field, value) in enumerate(one.items())
            ]
        return self.write(f"annotations/claims/{work}.yaml", "\n".join(lines) + "\n")

    def table(self, name: str, header: str, *rows: str) -> Builder:
        """Write a table of annotations/."""
        return self.write(f"annotations/{name}.csv", "\n".join([header, *rows]) + "\n")

    def appraise(self, *rows: str) -> Builder:
        """Appraise works; a row is 'work,method,negative_cases,line,line_reason'."""
        return self.table("appraisals", "work,method,negative_cases,line,line_reason", *rows)

    def open(self) -> Workspace:
        """Open the workspace."""
        return open_workspace(self.root)

    def map(self) -> EvidenceMap:
        """Open and rate the workspace."""
        return EvidenceMap.of(self.open())


@pytest.fixture(autouse=True, scope="session")
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the secret of the tests out of the user's folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOCALAPPDATA", raising=False)
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    """A builder of one workspace."""
    return Builder(tmp_path / "workspace")


@pytest.fixture
def make_builder(tmp_path: Path) -> Callable[[str], Builder]:
    """Make builders of several workspaces, by folder name."""
    return lambda name: Builder(tmp_path / name)


@pytest.fixture(scope="session")
def shipped() -> EvidenceMap:
    """The workspace that the repository ships, rated."""
    return EvidenceMap.of(open_workspace(ROOT))
