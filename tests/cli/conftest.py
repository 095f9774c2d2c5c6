"""Run the command line in the test's own process, without swallowing a single exception."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evidence.cli import evidence


@dataclass
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, parsed."""
        return json.loads(self.out)


class Terminal:
    """A command line in one workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *words: str, typed: str | None = None) -> Outcome:
        runner = CliRunner()
        args = ["--workspace", str(self.root), *words]
        done = runner.invoke(evidence, args, input=typed, catch_exceptions=False)
        return Outcome(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def run(builder) -> Terminal:
    """A command line in the builder's workspace."""
    return Terminal(builder.root)


@pytest.fixture
def filled(builder):
    """A workspace with something to show: for, against, set aside."""
    builder.change("evidence.toml", 'article = ""', 'article = "art"')
    builder.work("art", author="Author, Ann", date="2014")
    builder.work("harff2003", author="Harff, Barbara", date="2003", pages="57--73")
    builder.work("kuper1981", author="Kuper, Leo", date="1981")
    builder.appraise(
        "art,conceptual,unknown,,",
        "harff2003,large-n-statistical,yes,team,The team: one data set",
        "kuper1981,comparative-case-study,no,,",
    )
    builder.claim("for", "harff2003", "R1 supports", locator={"label": "page", "value": "65"})
    builder.claim("against", "kuper1981", "R1 contradicts", method="comparative-case-study")
    builder.claim("aside", "kuper1981", "R1 supports", kind="recommendation")
    builder.table("notes", "note,work,label,value,form,status,remark", "7,harff2003,,,,,")
    builder.table("checks", "note,work,verdict,reason", "7,harff2003,partly,the page was not seen")
    builder.table(
        "errata", "note,work,field,cited,verified,status", "7,harff2003,year,2002,2003,error"
    )
    return builder
