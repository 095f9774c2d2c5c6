"""What readers come for, from the first page to the last, on the shipped map.

Each journey goes by what is seen: headings, links and buttons by their names. What single pages
and scripts do in detail is in the other files of this folder.
"""

import csv
import io
import json
import re

import pytest

from .test_search import until

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def home(reader, serve, shipped_site):
    """A window on the front page, served; whatever a journey does, nothing leaves the site."""
    address = serve(shipped_site)
    window = reader(shipped_site, permissions=["clipboard-read", "clipboard-write"])
    window.page.goto(address)
    yield window.page
    assert all(url.startswith(address) for url in window.requests)
    assert window.complaints == []


def heading(page):
    return page.locator("h1").inner_text()


def card(page, factor):
    """The cell of a factor in the table."""
    return page.locator("article.cell", has=page.locator(f"h3 a[href$='factors/{factor}.html']"))


def section(page, name):
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def test_an_author_follows_a_rating_down_to_the_note_it_rests_on(home):
    card(home, "m8").get_by_role("link").first.click()
    assert heading(home) == "M8 Sustained economic growth"
    claim = section(home, "Supports").locator(".claim", has_text="reported by the article").first
    statement = claim.locator(".said").inner_text()
    claim.locator(".permalink").click()
    assert heading(home) == statement
    home.get_by_role("link", name=re.compile(r"^Note \d+$")).first.click()
    note = home.locator("tr:target")
    assert note.get_by_role("rowheader").inner_text().split()[-1] in home.url
    note.get_by_role("link").first.click()
    assert section(home, "Notes that cite it").get_by_role("table").is_visible()
    home.get_by_role("link", name=re.compile(r"^Note \d+$")).first.click()
    assert heading(home).startswith("Notes of the article")


def test_a_reviewer_compares_a_factor_with_its_mirror_by_way_of_the_row(home):
    home.get_by_role("link", name="Weak or abusive regime").click()
    assert heading(home).startswith("Weak or abusive regime")
    assert "not an average" in home.locator(".lead").inner_text()
    home.get_by_role("link", name="R6 Limited democracy").first.click()
    mirror = section(home, "On the other side")
    assert "consistent, moderate" in mirror.inner_text()
    mirror.get_by_role("link", name=re.compile("^M4")).click()
    assert heading(home) == "M4 A transparent and functioning democratic system"
    section(home, "On the other side").get_by_role("link", name=re.compile("^R6")).click()
    assert heading(home) == "R6 Limited democracy"


def test_a_newcomer_finds_what_is_contested_and_why(home):
    home.get_by_role("list", name="Factors by state").get_by_role("link", name="contested").click()
    key = home.locator("#state-contested")
    assert "disagree" in key.inner_text()
    key.get_by_role("link", name="R1").click()
    assert "contested" in home.locator(".state.big").inner_text()
    ways = home.get_by_role("navigation", name="On this page")
    ways.get_by_role("link", name="Qualifies").click()
    claims = section(home, "Qualifies").locator(".claim")
    assert claims.count() == int(ways.locator("li", has_text="Qualifies").inner_text().split()[-1])
    assert "In its favour" in section(home, "In words").inner_text()
    assert home.get_by_text("What would change this first").is_visible()


def test_a_reviewer_sends_a_filtered_map_to_a_colleague(home, reader, shipped_site):
    home.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    home.locator("summary", has_text="Filters").click()
    home.get_by_label("qualifies").check()
    home.get_by_label("Mass atrocity").check()
    counts = home.locator("#shown").inner_text()
    assert "stance: qualifies" in counts
    colleague = reader(shipped_site).page
    colleague.goto(home.url)
    assert colleague.locator("#shown").inner_text() == counts
    cell = colleague.locator("td[data-factor=R1] a:visible").first
    lines = int(cell.locator("b").inner_text())
    cell.click()
    listed = colleague.locator("#list .claim")
    assert listed.count() >= lines
    assert set(listed.locator(".source").all_inner_texts()) <= {
        text for text in listed.locator(".source").all_inner_texts() if "qualifies" in text
    }
    statement = listed.first.locator(".said").inner_text()
    listed.first.get_by_role("link").first.click()
    assert heading(colleague) == statement


def test_a_reader_searches_from_any_page_and_lands_on_the_claim(home):
    card(home, "r4").get_by_role("link").first.click()
    field = home.get_by_role("searchbox", name="Search claims, works and notes")
    field.fill("factor:M6 stance:contradicts")
    field.press("Enter")
    home.wait_for_url("**/search.html?*")
    hit = home.locator(".hit").first
    hit.wait_for()
    statement = hit.locator(".said").inner_text()
    hit.locator(".said a").click()
    assert heading(home) == statement
    assert "contradicts" in section(home, "What it bears on").inner_text()


def test_a_critic_takes_away_a_text_that_challenges_a_rating(home):
    card(home, "m4").get_by_role("link").first.click()
    ways = home.get_by_role("navigation", name="On this page")
    ways.get_by_role("link", name="Challenge this rating").click()
    home.get_by_role("button", name="Copy the text").click()
    until(home, "document.querySelector('[data-copy] + [role=status]').textContent")
    copied = home.evaluate("navigator.clipboard.readText()")
    assert home.url.split("#")[0] in copied
    assert "M4" in copied
    shown = home.locator(".claim .permalink").all_inner_texts()
    assert [name for name in shown if name in copied]


def test_a_scholar_cites_a_work_and_the_map(home):
    home.get_by_role("navigation", name="Main").get_by_role("link", name="Works").click()
    home.get_by_role("link", name="Harff 2003", exact=True).click()
    cite = section(home, "Cite this work")
    with home.expect_download() as got:
        cite.get_by_role("link", name="Fetch as RIS").click()
    record = got.value.path().read_text("utf-8")
    assert record.startswith("TY  - JOUR")
    assert "AU  - Harff, Barbara" in record
    assert "DO  - 10.1017/S0003055403000522" in record
    cite.get_by_text("BibTeX").click()
    assert "@article{harff2003," in cite.get_by_role("group", name="BibTeX").inner_text()
    home.get_by_role("navigation", name="More").get_by_role("link", name="About").click()
    assert section(home, "How to cite").locator(".reference").is_visible()


def test_a_researcher_takes_the_data(home, shipped):
    home.get_by_role("navigation", name="More").get_by_role("link", name="Downloads").click()
    said = home.get_by_role("row", name=re.compile(r"^claims\.csv")).get_by_role("cell").last
    with home.expect_download() as got:
        home.get_by_role("link", name="claims.csv").click()
    rows = list(csv.DictReader(io.StringIO(got.value.path().read_text("utf-8-sig"))))
    assert len(rows) == int(said.inner_text()) == len(shipped.evidence.claims)
    assert {"id", "work", "statement"} <= rows[0].keys()
    response = home.request.get(home.url.replace("downloads.html", "data/datapackage.json"))
    package = json.loads(response.text())
    assert "claims.csv" in {one["path"] for one in package["resources"]}


def test_a_student_reads_a_factor_on_the_phone(reader, serve, shipped_site):
    page = reader(shipped_site, viewport=PHONE, has_touch=True).page
    page.goto(serve(shipped_site))
    one = card(page, "r2")
    assert one.locator(".proposition").is_visible()
    assert "independent lines of evidence" in one.inner_text()
    strongest = one.locator("dd a").first
    statement = strongest.inner_text()
    strongest.tap()
    assert heading(page) == statement
    page.get_by_role("link", name=re.compile("^R2")).first.tap()
    assert heading(page).startswith("R2")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_keyboard_alone_leads_from_the_table_to_a_claim(home):
    def press_to(words):
        """Go on with the tabulator until the focus is on a link with these words."""
        for _ in range(200):
            home.keyboard.press("Tab")
            if re.search(words, home.locator(":focus").inner_text()):
                return
        pytest.fail(f"no way to {words}")

    home.keyboard.press("Tab")
    home.keyboard.press("Enter")  # the skip link
    press_to("R2 Social")
    home.keyboard.press("Enter")
    home.locator("h1", has_text="R2").wait_for()
    press_to("^Supports")
    home.keyboard.press("Enter")
    press_to(r"^harffgurr2013-r2-\d+$")
    assert home.locator(":focus").bounding_box()["height"] > 0
    home.keyboard.press("Enter")
    home.locator("h1.statement").wait_for()
    assert "supports" in section(home, "What it bears on").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_disk_the_map_is_whole(reader, shipped_site, script):
    window = reader(shipped_site, java_script_enabled=script)
    page = window.open("index.html")
    card(page, "m6").get_by_role("link", name="1 claim").click()
    assert page.url.endswith("factors/m6.html#count-claims")
    section(page, "Contradicts").locator(".claim a").first.click()
    assert heading(page).startswith("Harff and Gurr 2015")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    page.locator("td[data-factor=M6] a").first.click()
    listed = page.locator("#list .claim") if script else page.locator("li.claim")
    assert listed.count() == 1
    assert all(url.startswith("file://") for url in window.requests)
    assert window.complaints == []
