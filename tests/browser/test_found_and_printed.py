"""Data blocks and the policy, paper, and names in any script, in a browser."""

import re

import pytest

from evidence.publish import build_site

A4_PAGES = 2


def pages_of(pdf):
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize(
    "path",
    ["index.html", "about.html", "works/harff2003.html", "claims/ban2009-r1-1.html"],
)
def test_the_policy_has_nothing_against_data_blocks(reader, shipped_site, path):
    window = reader(shipped_site)
    page = window.open(path)
    blocks = page.locator("script[type='application/ld+json']")
    assert blocks.count() == 1
    assert page.evaluate("e => JSON.parse(e.textContent)['@context']", blocks.element_handle()) == (
        "https://schema.org"
    )
    assert window.complaints == []
    assert all(url.startswith("file:") for url in window.requests)


class TestPaper:
    def test_a_factor_is_a_handout(self, reader, shipped_site):
        window = reader(shipped_site)
        for path in sorted((shipped_site / "factors").glob("*.html")):
            page = window.open(f"factors/{path.name}")
            pdf = page.pdf(format="A4", prefer_css_page_size=False)
            assert 1 <= pages_of(pdf) <= A4_PAGES, path.name

    def test_keeps_rating_lines_and_claims_and_drops_the_ways_around(self, reader, shipped_site):
        page = reader(shipped_site).open("factors/r1.html")
        page.emulate_media(media="print")
        for kept in (".card", ".lines", ".claim .said", "footer .scope"):
            assert page.locator(kept).first.is_visible(), kept
        for dropped in (".top nav", ".crumbs", ".permalink", ".counted"):
            assert not page.locator(dropped).first.is_visible(), dropped

    def test_is_dark_on_light_for_a_reader_in_the_dark(self, reader, shipped_site):
        page = reader(shipped_site, color_scheme="dark").open("factors/r1.html")
        page.emulate_media(media="print", color_scheme="dark")
        ink = page.locator("body").evaluate("e => getComputedStyle(e).color")
        assert max(map(int, re.findall(r"\d+", ink))) < 90

    def test_nothing_is_cut_off_at_the_margin(self, reader, shipped_site):
        page = reader(shipped_site, viewport={"width": 680, "height": 1000}).open("factors/r1.html")
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_names_in_any_script_run_in_their_own_direction(reader, builder, tmp_path):
    builder.work("arabic2001", author="الكاتب, علي", title="عنوان الكتاب (2001)")
    builder.work("diacritics", author="Müller-Ødegård, Åse and Nguyễn, Thị", title="Über Größe")
    builder.table("notes", "note,work", "1,arabic2001", "2,diacritics")
    build_site(builder.map(), tmp_path / "out")
    window = reader(tmp_path / "out")
    direction = "element => getComputedStyle(element).direction"
    page = window.open("works/arabic2001.html")
    assert page.locator("p.lead").evaluate(direction) == "rtl"
    assert page.locator("html").evaluate(direction) == "ltr"
    page = window.open("notes.html")
    assert page.locator("#n1 bdi").evaluate(direction) == "rtl"
    assert page.locator("#n2 bdi").evaluate(direction) == "ltr"
    page = window.open("works/diacritics.html")
    assert page.locator("h1").inner_text() == "Müller-Ødegård and Nguyễn 2001"
