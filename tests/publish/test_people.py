"""The website says by how many people a map was coded, and shows what people judge."""

import pytest

from evidence.publish import build_site

CODES = "claim,factor,stance,date,comment"
ASSESSMENT = """\
assessments:
  - factor: R1
    concerns:
      coherence: {level: serious, reason: "It <b>does</b> not fit."}
      relevance: {level: none, reason: Enough.}
    by: Jane
    date: 2026-01-02
"""


@pytest.fixture
def coded(workspace):
    """A second coder on two claims, who differs once."""
    rows = [f"alpha-1,{target},none,," for target in ("M1", "R2", "R3", "M2", "R*", "M*")]
    rows += ["alpha-1,R1,contradicts,,", "gamma-1,R1,qualifies,,", "gamma-1,M1,none,,"]
    return workspace.table("coding/ann", CODES, *rows)


def test_single_coded_stands_on_every_page(site):
    for path in site.pages:
        assert "· single-coded ·" in site.text(path), path
        assert 'method.html#coding">single-coded</a>' in site.source(path)


def test_single_coded_is_said_wherever_a_rating_is_explained(site):
    front = site.text("index.html")
    assert "The map is single-coded" in front
    assert "one person linked each claim to its factors" in front
    for path in ("factors/r1.html", "rows/social-risk.html"):
        assert "Single-coded: one person linked its claims" in site.text(path)
    section = site.section("method.html", "coding")
    assert "nobody has coded them independently" in section
    assert "<table" not in section


def test_with_a_second_coder_the_agreement_stands_on_the_method_page(coded, build):
    site = build(coded)
    section = " ".join(site.section("method.html", "coding").split())
    assert "Agreement of ann and editor" in section
    assert "All decisions" in section
    assert "Cohen&#39;s kappa" in section
    assert "all codes are &#39;none&#39;" in section
    assert "partly double-coded" in site.text("index.html")
    text = site.text("factors/r1.html")
    assert "Partly double-coded: 2 of" in text
    assert "alpha" in text
    assert "Single-coded" in site.text("factors/r3.html")


def test_concerns_stand_beside_the_computed_rating_and_change_nothing(workspace, build):
    before = workspace.map().ratings["R1"].judgement
    workspace.write("annotations/judgements.yaml", ASSESSMENT)
    site = build(workspace)
    assert workspace.map().ratings["R1"].judgement == before
    text = site.text("factors/r1.html")
    assert "components of GRADE-CERQual: Jane, 2026-01-02" in text
    assert "Coherence serious It <b>does</b> not fit." in text
    assert "Relevance none Enough." in text
    assert "<b>does</b>" not in site.source("factors/r1.html")
    assert "GRADE-CERQual" not in site.text("factors/r2.html")


def test_coding_rebuilds_only_the_pages_that_show_it(coded, build, tmp_path):
    build(coded)
    coded.table("coding/ann", CODES, "alpha-1,R1,contradicts,,", "gamma-1,R1,contradicts,,")
    report = build_site(coded.map(), tmp_path / "public")
    assert "method.html" in report.written
    assert "factors/r1.html" in report.written
    assert not [path for path in report.written if path.startswith(("works/", "claims/"))]
