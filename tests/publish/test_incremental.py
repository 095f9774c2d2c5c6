"""A build after any change gives, byte for byte, what a build from nothing gives.

The changes are drawn at random. `EVIDENCE_SEEDS=200 pytest tests/publish/test_incremental.py` draws
more of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.publish import build_site, write
from evidence.publish.write import MANIFEST
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import open_workspace
from evidence.workspace.cache import Shelf
from evidence.workspace.settled import Settled, ground_of
from evidence.workspace.sources import Sources

SEEDS = range(int(os.environ.get("EVIDENCE_SEEDS", "4")))
STEPS = 20

METHODS = ["large-n-statistical", "comparative-case-study", "single-case-study", "policy-report"]
STANCES = ["supports", "contradicts", "qualifies"]
TARGETS = ["R1", "R1", "R1", "M1", "M1", "R2", "R3", "M2", "R*", "M*"]
SPECIFIC = {"kind": "citing-work", "work": "article", "attribution": "specific"}
SEEN = [
    {"kind": "full-text", "source": "see https://example.org/a"},
    {"kind": "abstract", "source": "the abstract"},
    {**SPECIFIC, "note": ["1"]},
    {**SPECIFIC, "note": ["1", "2"]},
    {**SPECIFIC, "note": ["3"], "attribution": "collective"},
]
TEMPLATES = {
    "scope.html": [
        "Our words for {{ site.brand }}.",
        '<a href="{{ root }}imprint.txt">Imprint</a> <a href="{{ root }}claims/c1.html">One</a>',
        '<a href="{{ root }}wholes.html#risk">Risk</a> <a href="{{ root }}nowhere.html">x</a>',
        "{{ site.map.evidence.claims|length }} claims and {{ site.gaps.waiting|length }} waiting.",
        "{% for name, one in site.nav %}{{ one.text }}{% endfor %}{{ page.title }}",
    ],
    "gaps.html": ["{% if %}", "{% extends 'base.html' %}{% block main %}Gaps{% endblock %}"],
    "claim.html": [
        "{% extends 'base.html' %}{% block main %}{{ claim.claim.line }}{{ claim }}{% endblock %}"
    ],
    "work.html": ["{{ work }} {{ appraisal }} {{ claims }} {{ errata }} {{ context_checks }}"],
    "macros.html": [],
}


class Killed(BaseException):
    """Stands for the end of the process."""


class Editor:
    """A workspace, the folder that it is built into, and ways to change both at random."""

    def __init__(self, builder: Any, out: Path, seed: int) -> None:
        self.builder, self.root, self.out = builder, builder.root, out
        self.random = random.Random(seed)
        self.numbers = iter(range(1, 1000))
        self.works: dict[str, dict[str, str]] = {"article": {"title": "The article"}}
        self.claims: dict[str, list[dict[str, Any]]] = {}
        self.tables: dict[str, list[list[str]]] = {
            name: [] for name in ("appraisals", "notes", "checks", "errata")
        }
        self.overrides: dict[str, str | None] = {}
        self.concerns: dict[str, str] = {}
        self.codes: dict[tuple[str, str], str] = {}
        self.mine: set[str] = set()
        for _ in range(4):
            self.add_work()
        for _ in range(16):
            self.add_claim()
        for name, work in [(name, work) for name in self.tables for work in self.works]:
            self.tables[name].append(self.row(name, work))
        self.save()

    def pick(self, values: Any) -> Any:
        return self.random.choice(list(values))

    def word(self) -> str:
        return self.pick(["Alpha", "Beta", "Gamma", "Delta", "a & b", "<i>"]) + f" {next(self)}"

    def __next__(self) -> int:
        return next(self.numbers)

    # Works

    def add_work(self) -> None:
        key = f"work{next(self)}"
        author = self.pick(["Doe, Jo", "Roe, Jo", "Poe, Jo", "Poe, J. and Low, Ann"])
        self.works[key] = {"author": author, "title": self.word(), "date": "2001"}

    def remove_work(self) -> None:
        self.works.pop(self.pick(self.works))
        self.works.setdefault("article", {"title": "The article"})

    def change_work(self) -> None:
        fields = self.works[self.pick(self.works)]
        name = self.pick(["author", "title", "date", "annotation", "crossref", "doi", "usera"])
        fields[name] = {
            "date": str(self.random.randint(1990, 2020)),
            "crossref": self.pick(self.works),
            "author": f"{self.word()}, Jo{self.pick(['', ' and Low, Ann'])}",
        }.get(name, self.word())

    # Claims

    def claim(self) -> dict[str, Any] | None:
        entries = [entry for entries in self.claims.values() for entry in entries]
        return self.pick(entries) if entries else None

    def add_claim(self) -> None:
        links = {self.pick(TARGETS) for _ in range(self.random.randint(1, 2))}
        self.claims.setdefault(self.pick(self.works), []).append(
            {
                "id": f"c{next(self)}",
                "statement": self.word(),
                "kind": "finding",
                "outcome": "outcome",
                "links": [{"factor": one, "stance": self.pick(STANCES)} for one in sorted(links)],
                "seen_in": self.pick(SEEN),
                "status": "confirmed",
                "coder": "editor",
                "date": "2026-01-02",
                "method": self.pick(METHODS),
            }
        )

    def remove_claim(self) -> None:
        work = self.pick(self.claims)
        if self.claims[work]:
            self.claims[work].remove(self.pick(self.claims[work]))

    def move_claim(self) -> None:
        claims = self.claims[self.pick(self.claims)]
        self.random.shuffle(claims)

    def change_claim(self) -> None:
        claim = self.claim()
        if claim is None:
            return
        name, value = self.pick(
            [
                ("statement", self.word()),
                ("remark", f"{self.word()} https://example.org/{next(self)}"),
                ("status", self.pick(["proposed", "confirmed", "rejected"])),
                ("kind", self.pick(["finding", "argument", "illustration", "recommendation"])),
                ("method", self.pick([*METHODS, "", "unheard-of"])),
                ("outcome", self.pick(["outcome", "other"])),
                ("scope", self.word()),
                ("concept", self.pick(["depth", "level"])),
                ("seen_in", self.pick(SEEN)),
                ("locator", {"label": "page", "value": str(next(self))}),
                ("question", ["coping"]),
                ("links", [{"factor": self.pick(TARGETS), "stance": self.pick(STANCES)}]),
                ("id", f"c{next(self)}"),
            ]
        )
        claim[name] = value

    def tie_claim(self) -> None:
        """Make a claim speak of another one, or of another work."""
        claim, other = self.claim(), self.claim()
        if claim and other:
            claim["supersedes"] = self.pick([[], [other["id"]]])
            claim["also_listed"] = self.pick([[], [self.pick([*self.works, "nowhere"])]])

    # Tables

    def row(self, name: str, work: str) -> list[str]:
        note = str(self.random.randint(1, 4))
        return {
            "appraisals": [
                work,
                self.pick([*METHODS, "none"]),
                self.pick(["yes", "no", "unknown"]),
                self.pick(["", "team", "team", "group"]),
                self.pick(["", "Team: one data set", self.word()]),
                self.pick(["", f"{self.pick(self.works)}: cases ({self.word()})"]),
                self.pick(["", "Peru", "world"]),
                self.pick(["", "1991-1994", "since 1990"]),
                self.pick(["yes", "no", "unknown"]),
            ],
            "notes": [note, work, "page", "3", "full", self.pick(["resolved", "ambiguous"]), ""],
            "checks": [note, work, self.pick(["borne out", "not borne out", "unread"]), "So.", ""],
            "errata": [note, work, "year", "1", self.word(), "", "error", ""],
        }[name]

    def add_row(self) -> None:
        name = self.pick(self.tables)
        self.tables[name].append(self.row(name, self.pick(self.works)))

    def change_row(self) -> None:
        """Draw one cell of a row anew."""
        name = self.pick(self.tables)
        if self.tables[name]:
            row = self.pick(self.tables[name])
            work = row[0 if name == "appraisals" else 1]
            place = self.random.randrange(len(row))
            row[place] = self.row(name, work)[place]

    def remove_row(self) -> None:
        rows = self.tables[self.pick(self.tables)]
        if rows:
            rows.remove(self.pick(rows))

    # Framework, rule, settings, templates

    def change_framework(self) -> None:
        path = self.root / "annotations/framework.yaml"
        text = path.read_text()
        old, new = self.pick(
            [
                ("label: Division", f"label: Division{next(self)}"),
                (", mirror: M1", ""),
                ("label: Growth", "label: Growth, mirror: R3"),
                ("proposition: Poverty raises", f"proposition: Poverty{next(self)} raises"),
                ("label: Other", f"label: Other{next(self)}"),
                ("label: Social cohesion", f"label: Cohesion{next(self)}"),
                (', whole: "M*"', ""),
                ("how deep the", f"how{next(self)} deep the"),
            ]
        )
        path.write_text(text.replace(old, new))

    def change_rubric(self) -> None:
        path = self.root / "annotations/rubric.toml"
        old, new = self.pick(
            [
                ("weight = 0.5", f"weight = 0.{self.random.randint(1, 9)}"),
                ("weight = 0.8", f"weight = 0.{self.random.randint(1, 9)}"),
                ("lines = 3", "lines = 2"),
                ("other = 0.5", "other = 0.25"),
                ('kinds = ["finding", "argument"]', 'kinds = ["finding"]'),
                ('label = "policy report"', 'label = "report"'),
                ("high = 0.75", "high = 0.7"),
            ]
        )
        path.write_text(path.read_text().replace(old, new))

    def change_override(self) -> None:
        self.overrides[self.pick(["R1", "R2", "M1"])] = self.pick(["weak", "strong"])

    def change_concern(self) -> None:
        self.concerns[self.pick(["R1", "R2", "M1"])] = self.pick(["none", "serious"])

    def change_coding(self) -> None:
        if self.codes and self.random.random() < 0.2:
            self.codes.clear()
        claims = [claim["id"] for claims in self.claims.values() for claim in claims]
        for claim in self.random.sample(claims, min(len(claims), 3)):
            target = self.pick(["R1", "R2", "M1", "R*"])
            self.codes[claim, target] = self.pick(["supports", "none", "contradicts"])

    def change_search(self) -> None:
        path = self.root / f"annotations/searches/{self.pick(['one', 'two'])}.yaml"
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
            return
        claims = [claim["id"] for claims in self.claims.values() for claim in claims]
        hits = {
            "claims": self.random.sample(claims, min(len(claims), 4)),
            "works": self.random.sample(list(self.works), min(len(self.works), 2)),
        }
        record = {"query": f"a{next(self)}", "in": ["claims", "works"], "date": "2026-01-02"}
        record |= {"total": sum(map(len, hits.values())), "hits": hits}
        self.builder.write(f"annotations/searches/{path.name}", json.dumps(record))

    def change_settings(self) -> None:
        path = self.root / "evidence.toml"
        old, new = self.pick(
            [
                ('title = "A', 'title = "Another'),
                ('url = ""', 'url = "https://example.org/map"'),
                ('language = "en"', 'language = "de"'),
                ('article = "article"', 'article = "" '),
                ('article = ""', 'article = "article"'),
            ]
        )
        path.write_text(path.read_text().replace(old, new, 1))

    def change_template(self) -> None:
        name = self.pick(TEMPLATES)
        path = self.root / "site/templates" / name
        if path.exists() or not TEMPLATES[name]:
            shutil.rmtree(path.parent, ignore_errors=True)
        else:
            self.builder.write(f"site/templates/{name}", self.pick(TEMPLATES[name]))

    def change_style(self) -> None:
        path = self.root / "site/style.css"
        if path.exists():
            path.unlink()
        else:
            self.builder.write("site/style.css", f"p {{ margin: {next(self)}px }}")

    # The output folder

    def page(self) -> Path | None:
        found = sorted(self.out.rglob("*.html"))
        return self.pick(found) if found else None

    def delete_page(self) -> None:
        page = self.page()
        if page:
            page.unlink()

    def damage_page(self) -> None:
        page = self.page()
        if page:
            data = page.read_bytes()
            changed = [data[:50], data + b"x", data.replace(b"e", b"o"), b""]
            page.write_bytes(self.pick(changed))

    def swap_pages(self) -> None:
        one, other = self.page(), self.page()
        if one and other:
            first = one.read_bytes()
            one.write_bytes(other.read_bytes())
            other.write_bytes(first)

    def touch_pages(self) -> None:
        for path in self.out.rglob("*.html"):
            os.utime(path)

    def delete_manifest(self) -> None:
        (self.out / MANIFEST).unlink(missing_ok=True)

    def damage_record(self) -> None:
        for path in (self.root / ".evidence").glob("site-*.cache"):
            path.write_bytes(self.pick([b"", b"garbage", path.read_bytes()[:100]]))

    def change_my_file(self) -> None:
        self.mine ^= {"imprint.txt"}
        (self.out / "imprint.txt").unlink(missing_ok=True)

    def save(self) -> None:
        """Write the workspace."""
        bib = []
        for key, fields in self.works.items():
            lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
            bib.append(f"@book{{{key},\n{lines}}}\n")
        self.builder.write("bib/references.bib", "\n".join(bib))
        shutil.rmtree(self.root / "annotations/claims", ignore_errors=True)
        for work, claims in self.claims.items():
            lines = [f"work: {work}", "claims:"] + [f"  - {json.dumps(claim)}" for claim in claims]
            self.builder.write(f"annotations/claims/{work}.yaml", "\n".join(lines) + "\n")
        heads = {
            "appraisals": "work,method,negative_cases,line,line_reason,overlap,region,period,"
            "peer_reviewed",
            "notes": "note,work,label,value,form,status,remark",
            "checks": "note,work,verdict,reason,basis",
            "errata": "note,work,field,cited,verified,basis,status,remark",
        }
        for name, rows in self.tables.items():
            self.builder.table(name, heads[name], *(",".join(row) for row in rows))
        overrides = [
            {
                "factor": factor,
                "strength": strength,
                "reason": "So.",
                "by": "me",
                "date": "2026-01-02",
            }
            for factor, strength in self.overrides.items()
        ]
        assessments = [
            {
                "factor": factor,
                "concerns": {"relevance": {"level": level, "reason": "So."}},
                "by": "me",
                "date": "2026-01-02",
            }
            for factor, level in self.concerns.items()
        ]
        if overrides or assessments:
            text = json.dumps({"overrides": overrides, "assessments": assessments})
            self.builder.write("annotations/judgements.yaml", text)
        rows = [f"{claim},{target},{stance}" for (claim, target), stance in self.codes.items()]
        self.builder.table("coding/ann", "claim,factor,stance", *rows)
        for folder in (self.out, self.out.with_name("fresh")):
            for name in self.mine:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text("mine")

    @property
    def edits(self) -> list[Callable[[], None]]:
        """Every way to change something; what is done often stands here often."""
        return [
            *3 * [self.add_claim, self.change_claim, self.change_claim, self.change_work],
            *2 * [self.remove_claim, self.add_row, self.remove_row, self.tie_claim],
            *6 * [self.change_row],
            *(self.add_work, self.remove_work, self.move_claim, self.change_framework),
            *(self.change_rubric, self.change_override, self.change_settings, self.change_template),
            *(self.change_style, self.delete_page, self.damage_page),
            *(self.change_concern, self.change_coding, self.change_search),
            *(self.swap_pages, self.touch_pages, self.delete_manifest, self.damage_record),
            self.change_my_file,
        ]


def files_of(out: Path) -> dict[str, bytes]:
    found = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


@contextlib.contextmanager
def put_aside(folder: Path) -> Iterator[None]:
    """Do without what earlier runs have kept, and leave it as it was."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    yield
    shutil.rmtree(folder)
    aside.rename(folder)


def built(root: Path, out: Path, fresh: bool = False) -> list[tuple[object, ...]]:
    """Build a site with what is kept, or without; return its problems without the folder."""
    if fresh:
        with put_aside(root / ".evidence"):
            map_ = EvidenceMap.of(open_workspace(root))
    else:
        sources = Sources(root)
        ground = ground_of(workspace := open_workspace(root, sources), sources.hashes)
        shelf = Shelf(root, "ratings", workspace.sound_claims)
        settled = Settled(shelf, ground)
        map_ = EvidenceMap.of(workspace, shelf, settled)
        settled.save()
        settled = Settled(Shelf(root, "keys"), ground)
        with put_aside(root / ".evidence"):
            assert workspace == open_workspace(root)
        assert map_.ratings == EvidenceMap.of(workspace).ratings
    report = build_site(map_, out, fresh, settled=None if fresh else settled)
    if not fresh:
        settled.save()
    return [(p.path.split(f"{out.name}/")[-1], p.line, p.message) for p in report.problems]


def killed_build(editor: Editor) -> None:
    """Build, and die before one of the files is written."""
    after = editor.random.randint(0, 12)
    calls = iter(range(10_000))
    real = write.put_in_place

    def dying(path: str, data: bytes, **how: bool) -> os.stat_result:
        if next(calls) >= after:
            raise Killed
        return real(path, data, **how)

    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(write, "put_in_place", dying)
        built(editor.root, editor.out)


@pytest.mark.usefixtures("short_lists")
@pytest.mark.parametrize("seed", SEEDS)
def test_any_change(workspace, tmp_path, seed):
    editor = Editor(workspace, tmp_path / "out", seed)
    fresh = tmp_path / "fresh"
    for _ in range(STEPS):
        if editor.random.random() < 0.5:
            shutil.rmtree(editor.root / "site/templates", ignore_errors=True)
        done = [editor.pick(editor.edits) for _ in range(editor.pick([0, 1, 1, 1, 2]))]
        for edit in done:
            edit()
        editor.save()
        if editor.random.random() < 0.05:
            killed_build(editor)
        told = built(editor.root, editor.out)
        expected = built(editor.root, fresh, fresh=True)
        assert files_of(editor.out) == files_of(fresh), [edit.__name__ for edit in done]
        assert told == expected
        shutil.rmtree(fresh)
