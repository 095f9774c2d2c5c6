"""The page of recorded searches: axe finds nothing, and a query is asked again by its link."""

import pytest

from evidence.model.searches import Rerun
from evidence.publish import build_site

from .test_axe import SCHEMES, faults

RECORD = """\
query: trade AND open*
in: [claims]
date: '2026-11-25'
by: Ann
searched: {claims: 2}
total: 2
hits: {claims: [one-1, gone-1]}
"""


@pytest.fixture
def recorded(builder, tmp_path):
    builder.work("one2001")
    builder.claim("one-1", "one2001", "R1 supports", statement="Open trade helps.")
    builder.claim("one-2", "one2001", "R1 qualifies", statement="Trade that opens may not.")
    builder.write("annotations/searches/trade.yaml", RECORD)
    map_ = builder.map()
    (search,) = map_.workspace.searches
    again = Rerun(search, (("claim", "one-1"), ("claim", "one-2")))
    report = build_site(map_, tmp_path / "out", searches=(again,))
    assert report.problems == ()
    return tmp_path / "out"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(reader, recorded, scheme):
    page = reader(recorded, color_scheme=scheme, bypass_csp=True).open("searches.html")
    assert faults(page, scheme) == []


def test_a_reviewer_repeats_a_recorded_search(reader, recorded):
    window = reader(recorded)
    page = window.open("index.html")
    more = page.get_by_role("navigation", name="More")
    more.get_by_role("link", name="Recorded searches").click()
    assert "2 now: 1 came, 1 went." in page.locator("main").inner_text()
    page.get_by_text("Came since").click()
    assert page.get_by_role("link", name="claim one-2").is_visible()
    page.get_by_text("Went since").click()
    assert page.get_by_text("claim gone-1").last.is_visible()
    page.get_by_role("link", name="trade AND open*").click()
    page.locator(".hit").first.wait_for()
    assert page.locator("#q").input_value() == "trade AND open*"
    assert page.locator(".hit").count() == 2
    assert window.complaints == []
