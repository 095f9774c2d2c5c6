"""Documentation that is generated is current, what it shows is true, and every link in it works."""

import importlib.util
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from evidence.cli import evidence
from evidence.cli.root import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

STUDIES = "Study,Factor,Says,Method\nharff2003,R1,yes,large-n-statistical\n,R1,yes,\n"
STUDY_MAP = """\
format = 1
columns = {study = "Study", factor = "Factor", direction = "Says", method = "Method"}
values = {direction = {yes = "supports"}}
defaults = {outcome = "other"}
source = {words = "a table", coder = "a peer", date = "2026-01-02"}
"""


@pytest.fixture(scope="module")
def copy_of_shipped(tmp_path_factory):
    """The shipped workspace where tests may write."""
    root = tmp_path_factory.mktemp("shipped")
    shutil.copy(ROOT / "evidence.toml", root)
    for name in ("bib", "annotations", "corpus/notes", "site/pages"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "scripts" / "make_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.documents()


def test_the_generated_documentation_is_current(generated):
    shown = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("schemas/**/*.json")}
    assert shown | {"cli.md", "tables.md"} == set(generated)
    for name, text in generated.items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"run: make docs ({name})"


def test_every_command_is_in_the_reference(generated):
    for name in COMMANDS:
        assert f"\n## evidence {name}\n" in generated["cli.md"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("agree", ["agree", "--raw"]),
        ("cells", ["cells"]),
        ("check", ["check"]),
        ("check-notes", ["check-notes"]),
        ("claim-show", ["claim", "show", "kuper1981-r1-1"]),
        ("claim-show", ["claim", "show", "mcloughlin2014-r1-1"]),
        ("diff", ["diff", "-"]),
        ("export", ["export", "--to", "{tmp}/tables"]),
        ("factor", ["factor", "M6"]),
        ("judge", ["judge"]),
        ("gaps", ["gaps"]),
        ("map", ["map", "--stance", "supports"]),
        ("overlap", ["overlap"]),
        ("import-studies", ["import", "studies", "{tmp}/rows.csv", "--map", "{tmp}/map.toml"]),
        ("rate", ["rate"]),
        ("rate", ["rate", "M6", "--rubric", "rubric", "--rubric", "equal"]),
        ("rate-list", ["rate", "M6", "--list", "silent"]),
        ("search", ["search", "trade", "openness"]),
        ("status", ["status"]),
        ("tag", ["tag"]),
        ("work", ["work", "harff2003"]),
        ("work", ["work", "politorbis2009"]),
    ],
)
def test_what_a_command_prints_fits_its_schema(schema, words, copy_of_shipped, tmp_path):
    shape = json.loads((DOCS / f"schemas/output/{schema}.schema.json").read_text(encoding="utf-8"))
    (tmp_path / "rows.csv").write_text(STUDIES, encoding="utf-8")
    (tmp_path / "map.toml").write_text(STUDY_MAP, encoding="utf-8")
    words = [word.replace("{tmp}", str(tmp_path)) for word in words]
    args = ["-w", str(copy_of_shipped), *words, "--format", "json"]
    done = CliRunner().invoke(evidence, args, catch_exceptions=False)
    data = json.loads(done.stdout)
    jsonschema.validate(data, shape)
    assert set(data) == set(shape["properties"])


def test_what_coders_and_judges_add_fits_the_schemas(builder):
    builder.work("a").claim("x", "a", "R1 supports")
    builder.table("coding/ann", "claim,factor,stance", "x,R1,none", "x,M1,supports")
    head = "claim,factor,stance,before,by,date"
    builder.table("coding/consensus", head, "x,M1,none,none,Ann and Ed,2026-01-02")
    text = (
        "overrides:\n  - {factor: R1, strength: weak, reason: r, by: b, date: 2026-01-01}\n"
        "assessments:\n  - {factor: R1, by: b, date: 2026-01-01,"
        " concerns: {relevance: {level: none, reason: r}}}\n"
    )
    builder.write("annotations/judgements.yaml", text)
    for name, words in (
        ("agree", ["agree", "--raw"]),
        ("factor", ["factor", "R1"]),
        ("judge", ["judge"]),
        ("rate", ["rate"]),
        ("status", ["status"]),
    ):
        path = DOCS / f"schemas/output/{name}.schema.json"
        args = ["-w", str(builder.root), *words, "--format", "json"]
        done = CliRunner().invoke(evidence, args, catch_exceptions=False)
        jsonschema.validate(json.loads(done.stdout), json.loads(path.read_text(encoding="utf-8")))


def test_the_shipped_files_fit_their_schemas():
    from evidence.formats import yaml

    def shape(name):
        return json.loads((DOCS / f"schemas/files/{name}.schema.json").read_text(encoding="utf-8"))

    framework = (ROOT / "annotations/framework.yaml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.load(framework).value, shape("framework"))
    claims = shape("claims")
    for path in sorted((ROOT / "annotations/claims").glob("*.yaml")):
        jsonschema.validate(yaml.load(path.read_text(encoding="utf-8")).value, claims)


def test_links_between_the_documents_work():
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"
