"""The filters of the map: in the address, in the counts, in the lists; and pages without faults."""

import json
import re

import pytest
from click.testing import CliRunner

from evidence.cli import evidence
from evidence.publish import build_site
from evidence.synthesis.bearings import bearings, chosen, grid

CHOICES = [
    {},
    {"stance": ["contradicts"]},
    {"method": ["policy-report", "conceptual"], "seen": ["reported"]},
    {"outcome": ["mass-atrocity"], "checked": ["checked"]},
    {"region": ["world", "unknown"], "period": ["1990s"]},
    {"work": ["harff2003"]},
]


def address(choice, **more):
    pairs = [(facet, value) for facet, values in choice.items() for value in values]
    return "&".join(f"{name}={value}" for name, value in [*pairs, *more.items()])


def shown(page):
    """The numbers on the map: cells by factor and method, and the line of words above it."""
    cells = page.locator("td[data-method]:not(.none)").evaluate_all(
        "all => all.map(e => [e.dataset.factor, e.dataset.method, +e.querySelector('b').innerText])"
    )
    return {(factor, method): lines for factor, method, lines in cells}, page.locator(
        "#shown strong"
    ).inner_text()


def open_map(window, query=""):
    window.page.goto(f"file://{str(window.root).replace(' ', '%20')}/map.html{query}")
    return window.page


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_an_address_gives_the_counts_of_the_core(reader, shipped, shipped_site, choice):
    page = open_map(reader(shipped_site), f"?{address(choice)}")
    wanted = {facet: frozenset(values) for facet, values in choice.items()}
    counted = grid(chosen(bearings(shipped), wanted))
    cells, words = shown(page)
    assert cells == {place: one.lines for place, one in counted.cells.items()}
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    assert numbers == [counted.total.lines, counted.total.claims, counted.total.works]


def test_an_address_gives_the_counts_of_the_command_line(reader, shipped, shipped_site):
    choice = CHOICES[2]
    options = [
        word
        for facet, values in choice.items()
        for value in values
        for word in (f"--{facet}", value)
    ]
    args = ["-w", str(shipped.workspace.root), "map", *options, "--format", "json"]
    data = json.loads(CliRunner().invoke(evidence, args, catch_exceptions=False).stdout)
    cells, _ = shown(open_map(reader(shipped_site), f"?{address(choice)}"))
    assert cells == {(one["factor"], one["method"]): one["lines"] for one in data["cells"]}


def test_choosing_changes_address_and_counts_and_back_undoes_it(reader, shipped_site):
    window = reader(shipped_site)
    page = open_map(window)
    before = shown(page)
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("contradicts").check()
    assert page.url.endswith("?stance=contradicts")
    after = shown(page)
    assert after != before
    page.get_by_label("qualifies").check()
    both = shown(page)
    page.go_back()
    assert shown(page) == after
    assert page.get_by_label("contradicts").is_checked()
    assert not page.get_by_label("qualifies").is_checked()
    page.go_forward()
    assert shown(page) == both
    page.get_by_role("button", name="Clear all filters").click()
    assert shown(page) == before
    assert "?" not in page.url
    assert window.complaints == []


def test_a_reader_hears_the_counts(reader, shipped_site):
    page = open_map(reader(shipped_site), "?stance=contradicts")
    status = page.get_by_role("status").first
    assert "stance: contradicts" in status.inner_text()


def test_a_work_is_chosen_from_a_list(reader, shipped_site):
    page = open_map(reader(shipped_site))
    page.locator("summary", has_text="Filters").click()
    page.locator("select[name=work]").select_option(value="harff2003")
    assert "from 1 work" in page.locator("#shown").inner_text()
    page.locator("select[name=work]").select_option(value="")
    assert "?" not in page.url


def test_a_cell_opens_the_list_of_what_is_chosen(reader, shipped, shipped_site):
    window = reader(shipped_site)
    page = open_map(window, "?stance=qualifies")
    cell = page.locator("td[data-method]:not(.none)").first
    factor, method = cell.get_attribute("data-factor"), cell.get_attribute("data-method")
    cell.get_by_role("link").click()
    wanted = {
        one.claim.id
        for one in chosen(bearings(shipped), {"stance": frozenset({"qualifies"})})
        if (one.factor, one.claim.method) == (factor, method)
    }
    listed = page.locator("#list .permalink").all_inner_texts()
    assert set(listed) == wanted
    assert page.locator(":focus").get_attribute("id") == "list-title"
    assert f"cell={factor}+{method}" in page.url
    page.reload()
    assert set(page.locator("#list .permalink").all_inner_texts()) == wanted
    page.get_by_role("button", name="Close the list").click()
    assert not page.locator("#list").is_visible()
    assert page.locator(":focus").evaluate("e => e.closest('td').dataset.factor") == factor
    assert window.complaints == []


def test_the_keyboard_is_enough(reader, shipped_site):
    page = open_map(reader(shipped_site))
    page.locator("summary", has_text="Filters").focus()
    page.keyboard.press("Enter")
    page.locator("fieldset").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(":focus").get_attribute("type") == "checkbox"
    assert page.locator(":focus").is_checked()
    assert "?method=" in page.url
    page.locator("td[data-method]:not(.none) a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#list").is_visible()


def test_what_an_address_asks_in_vain_is_said(reader, shipped_site):
    page = open_map(reader(shipped_site), "?stance=perhaps&cell=R1+nothing&method=%3Cscript%3E")
    assert "2 choices unknown here" in page.locator("#shown").inner_text()
    assert not page.locator("#list").is_visible()


def test_an_address_behind_the_number_sign_is_read_too(reader, shipped_site):
    asked = shown(open_map(reader(shipped_site), "?stance=qualifies"))
    assert shown(open_map(reader(shipped_site), "#stance=qualifies")) == asked


def test_skipping_to_the_content_keeps_what_is_chosen(reader, shipped_site):
    page = open_map(reader(shipped_site), "?stance=qualifies")
    before = shown(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    assert shown(page) == before


def test_without_javascript_the_whole_map_stands_there(reader, shipped, shipped_site):
    page = open_map(reader(shipped_site, java_script_enabled=False))
    cells, _ = shown_without_script(page)
    assert cells == {place: one.lines for place, one in grid(bearings(shipped)).cells.items()}
    assert not page.locator("#filters").is_visible()
    page.locator("td[data-method] a").first.click()
    assert page.locator("h1").inner_text().endswith("by type of evidence")
    assert page.locator("li.claim").count() > 0


def shown_without_script(page):
    """As `shown`, read from the source."""
    source = page.content()
    found = re.findall(
        r'data-factor="([^"]+)" data-method="([^"]+)">\s*<a .*?<b>(\d+)</b>', source, re.S
    )
    return {(factor, method): int(lines) for factor, method, lines in found}, source


def test_hostile_words_stay_words_in_lists(reader, builder, tmp_path):
    bad = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    builder.work("evil", title=bad, author=f"{{{bad}}}")
    builder.claim("evil-1", "evil", "R1 supports", statement=bad)
    build_site(builder.map(), tmp_path / "out")
    window = reader(tmp_path / "out")
    page = window.open("map.html")
    page.locator("td[data-method] a").first.click()
    assert page.locator("#list .said").inner_text() == bad
    assert page.locator("img").count() == 0
    assert window.dialogs == []
    assert window.complaints == []


def test_targets_are_large_enough(reader, shipped_site):
    page = open_map(reader(shipped_site))
    page.locator("summary", has_text="Filters").click()
    small = """all => all.filter(e => e.offsetParent)
        .map(e => e.getBoundingClientRect()).filter(b => b.width < 24 || b.height < 24).length"""
    for kind in ("td[data-method]:not(.none) a", "fieldset label", "button", "select", "summary"):
        assert page.locator(kind).evaluate_all(small) == 0, kind


def test_the_text_of_a_challenge_is_copied(reader, shipped_site):
    page = reader(shipped_site).open("factors/m4.html")
    page.get_by_role("button", name="Copy the text").click()
    assert page.locator("[data-copy] + [role=status]").inner_text()
    assert page.evaluate("getSelection().toString().length || document.activeElement.selectionEnd")


def test_a_phone_shows_what_each_factor_says(reader, shipped, shipped_site):
    page = reader(shipped_site, viewport={"width": 390, "height": 800}).open("index.html")
    assert page.locator(".phone").first.is_visible()
    said = page.locator(".phone .proposition").all_inner_texts()
    assert set(said) == {one.proposition for one in shipped.workspace.framework.factors}
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.locator(".phone").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["map.html", "pictures.html", "index.html", "factors/m4.html"])
def test_axe_finds_no_fault(reader, shipped_site, path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = reader(shipped_site, color_scheme=scheme, bypass_csp=True).open(path)
    for details in page.locator("details").all():
        details.evaluate("e => e.open = true")
    found = axe.run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"][:3]]) for one in found] == []
