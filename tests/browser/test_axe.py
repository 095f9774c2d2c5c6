"""axe finds nothing on any kind of page, light and dark, wide and narrow: WCAG 2.2 AA and more."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from evidence.publish import build_single

from .kinds import KINDS, some

STATES = {
    "search.html?q=trade": ".hit",
    "search.html?q=colour:red": "[aria-invalid]",
    "map.html?stance=contradicts": "#shown",
    "map.html?cell=M6+large-n-statistical": "#list .claim",
}
"""What pages become when they are used, and what to wait for."""
SCHEMES = ["light", "dark"]


def faults(page, scheme="light"):
    """What axe has against a page with everything on it opened; in the dark, against its colours.

    What a page says and how it is built is the same in light and dark.
    """
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    if scheme == "dark":
        options = {"runOnly": ["color-contrast", "link-in-text-block"]}
    found = Axe().run(page, options=options).response
    assert found["passes"]
    return [
        (one["id"], [re.sub(r"\s+", " ", node["html"])[:200] for node in one["nodes"][:3]])
        for one in found["violations"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_finds_nothing_on_a_page(reader, shipped_site, kind, scheme):
    window = reader(shipped_site, color_scheme=scheme, bypass_csp=True)
    path = some(shipped_site, kind)[0]
    assert faults(window.open(path), scheme) == [], path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", STATES)
def test_finds_nothing_on_a_page_in_use(reader, shipped_site, address, scheme):
    window = reader(shipped_site, color_scheme=scheme, bypass_csp=True)
    path, _, query = address.partition("?")
    page = window.open(path)
    page.goto(f"{page.url}?{query}")
    page.locator(STATES[address]).first.wait_for()
    assert faults(page, scheme) == []


@pytest.mark.parametrize("kind", ["index.html", "factors/*.html", "map.html", "notes.html"])
def test_finds_nothing_on_a_phone(reader, shipped_site, kind):
    phone = {"width": 390, "height": 800}
    window = reader(shipped_site, viewport=phone, bypass_csp=True)
    path = some(shipped_site, kind)[0]
    assert faults(window.open(path)) == [], path


def test_finds_a_fault_where_there_is_one(reader, tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><img src=x>")
    assert "image-alt" in dict(faults(reader(tmp_path, bypass_csp=True).open("bad.html")))


@pytest.fixture(scope="module")
def single(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("single")
    (folder / "map.html").write_bytes(build_single(shipped, "map.html").data)
    return folder


@pytest.mark.parametrize("scheme", SCHEMES)
def test_finds_nothing_in_the_map_in_one_file(reader, single, scheme):
    window = reader(single, color_scheme=scheme, bypass_csp=True)
    page = window.open("map.html")
    for name in ("", "factors/r1"):
        page.evaluate("name => { location.hash = name }", name)
        page.locator("section.page.here h1").wait_for()
        assert faults(page, scheme) == [], name
