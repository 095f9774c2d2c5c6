"""A small workspace that has one of everything the website shows, and a way to build it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from evidence.publish import SiteReport, build_site

FRAMEWORK = """\
title: A small framework
sides:
  - {id: risk, label: Risk, whole: "R*", whole_label: Risk as a whole}
  - {id: resilience, label: Resilience, whole: "M*", whole_label: Resilience as a whole}
dimensions:
  - {id: social, label: Social}
  - {id: economic, label: Economic}
rows:
  - {dimension: social, side: risk, label: Social divisions}
  - {dimension: social, side: resilience, label: Social cohesion}
  - {dimension: economic, side: risk, label: Economic weakness}
  - {dimension: economic, side: resilience, label: Economic strength}
factors:
  - {id: R1, dimension: social, side: risk, label: Division, mirror: M1,
     proposition: Division raises the likelihood., definition: A lasting cleavage.,
     concepts: {depth: how deep the cleavage is}}
  - {id: R2, dimension: social, side: risk, label: History, proposition: History repeats itself.}
  - {id: M1, dimension: social, side: resilience, label: Cohesion, mirror: R1,
     proposition: Cohesion lowers the likelihood.}
  - {id: R3, dimension: economic, side: risk, label: Poverty, proposition: Poverty raises it.}
  - {id: M2, dimension: economic, side: resilience, label: Growth, proposition: Growth lowers it.}
outcomes:
  - {id: outcome, label: The outcome, primary: true}
  - {id: other, label: Other}
questions:
  - {id: coping, label: Coping, question: How is it coped with?}
actors: []
"""

SPECIFIC = {"kind": "citing-work", "work": "article", "note": ["7"], "attribution": "specific"}


class Built:
    """A website on the disk, and what its build reported."""

    def __init__(self, out: Path, report: SiteReport) -> None:
        self.out = out
        self.report = report

    def source(self, path: str) -> str:
        """Return the HTML of a page."""
        return (self.out / path).read_text(encoding="utf-8")

    def text(self, path: str) -> str:
        """Return the words of a page, without tags, spaces made single."""
        bare = re.sub(r"<[^<>]*>", " ", self.source(path))
        return re.sub(r"\s+", " ", unescape(bare)).replace(" ,", ",").replace(" .", ".")

    def section(self, path: str, anchor: str) -> str:
        """Return the HTML between the heading with this id and the end of its section."""
        return self.source(path).split(f'id="{anchor}"', 1)[1].split("</section>", 1)[0]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by path."""
        found = (path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}

    @property
    def pages(self) -> dict[str, str]:
        """Every page of the site by path."""
        return {path: data.decode() for path, data in self.files.items() if path.endswith(".html")}


def fill(builder: Any) -> Any:
    """Put one of everything into a workspace."""
    builder.write("annotations/framework.yaml", FRAMEWORK)
    builder.change("evidence.toml", 'article = ""', 'article = "article"\nlicence = "CC BY 4.0"')
    builder.work("article", author="Doe, Jane", title="The article", date="2014")
    builder.work("alpha2001", author="Alpha, Ann", title="On division", doi="10.1000/182")
    builder.work("beta2002", author="Beta, Ben", title="More on division", date="2002")
    builder.work("gamma2003", author="Gamma, Gus", date="2003", annotation="The year is doubtful.")
    builder.work(
        "volume2004", author="", editor="Vole, Vera", title="The volume", type="collection"
    )
    builder.work("part2004", title="The part", crossref="volume2004", type="incollection")
    builder.appraise(
        "alpha2001,large-n-statistical,yes,ab,Alpha and Beta: the same data",
        "beta2002,large-n-statistical,yes,ab,Alpha and Beta: the same data",
        "gamma2003,single-case-study,no,,",
    )
    builder.claim("alpha-1", "alpha2001", "R1 supports", concept="depth", supersedes=["beta-1"])
    builder.claim("beta-1", "beta2002", "R1 supports")
    builder.claim("gamma-1", "gamma2003", "R1 qualifies", method="single-case-study")
    builder.claim("gamma-2", "gamma2003", "R1 contradicts", "R2 supports", seen_in=SPECIFIC)
    builder.claim("gamma-3", "gamma2003", "R1 supports", kind="recommendation")
    builder.claim(
        "gamma-4", "gamma2003", "R1 supports", status="proposed", remark="Seen in a blog."
    )
    builder.claim("gamma-5", "gamma2003", "R* supports")
    builder.claim(
        "part-1",
        "part2004",
        "R3 supports",
        method="policy-report",
        seen_in={**SPECIFIC, "note": ["9"]},
    )
    builder.claim(
        "article-1",
        "article",
        "R1 supports",
        seen_in={**SPECIFIC, "attribution": "own"},
        also_listed=["alpha2001", "nowhere1999"],
    )
    builder.table(
        "notes",
        "note,work,label,value,form,status,remark",
        "7,gamma2003,page,12,full,resolved,",
        "8,alpha2001,,,short,ambiguous,",
        "8,beta2002,,,short,ambiguous,",
        "9,part2004,page,3-5,full,resolved,",
        "9,volume2004,,,full,resolved,",
    )
    builder.table(
        "checks",
        "note,work,verdict,reason,basis,checked_by",
        "7,gamma2003,borne out,It says so.,https://example.org/review,editor",
        "9,part2004,not borne out,It says something else.,the part,editor",
        "99,alpha2001,partly,Context: another note.,,editor",
    )
    builder.table(
        "errata",
        "note,work,field,cited,verified,basis,status,remark",
        "7,gamma2003,year,2004,2003,the title page,error,",
    )
    return builder


@pytest.fixture
def workspace(builder: Any) -> Any:
    """A workspace with one of everything."""
    return fill(builder)


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Built]:
    """Build the website of a workspace."""

    def run(builder: Any, folder: str = "public") -> Built:
        out = tmp_path / folder
        return Built(out, build_site(builder.map(), out))

    return run


@pytest.fixture
def filled() -> Callable[[Any], Any]:
    """Put one of everything into a workspace."""
    return fill


@pytest.fixture
def site(workspace: Any, build: Callable[..., Built]) -> Built:
    """The website of that workspace."""
    return build(workspace)


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that go over further pages soon."""
    for kind in ("factors", "works", "gaps", "wholes", "searches"):
        module = import_module(f"evidence.publish.pages.{kind}")
        shown = [name for name in vars(module) if name.endswith("SHOWN")]
        assert shown
        for name in shown:
            monkeypatch.setattr(module, name, 3)
