"""The whole map in one file, opened from the disk as a mail program leaves it there."""

import pytest

from evidence.publish import build_single

from .test_search import until


@pytest.fixture(scope="module")
def one(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail") / "an attachment"
    folder.mkdir()
    found = build_single(shipped, "the map.html")
    assert found.problems == ()
    (folder / "the map.html").write_bytes(found.data)
    return folder


@pytest.fixture
def window(reader, one):
    found = reader(one)
    yield found
    assert found.complaints == []
    assert {url.split("#")[0].rpartition("/")[2] for url in found.requests} == {"the%20map.html"}


def shown(page):
    return page.evaluate(
        "[...document.querySelectorAll('section.page')].filter(s => s.offsetParent).map(s => s.id)"
    )


class TestWithJavaScript:
    def test_shows_one_page_at_a_time(self, window):
        page = window.open("the map.html")
        assert shown(page) == ["index"]
        page.locator("article.cell a").first.click()
        until(page, "location.hash.startsWith('#factors/')")
        assert shown(page) == [page.evaluate("location.hash.slice(1)")]
        assert page.evaluate("document.activeElement.tagName") == "H1"
        assert page.evaluate("document.title").startswith("R1 ")
        page.go_back()
        until(page, "location.hash === ''")
        assert shown(page) == ["index"]

    def test_marks_where_one_is(self, window):
        page = window.open("the map.html")
        main = page.get_by_role("navigation", name="Main")
        main.get_by_role("link", name="Gaps").click()
        until(page, "location.hash === '#gaps'")
        assert main.locator("[aria-current]").all_inner_texts() == ["Gaps"]

    def test_leads_to_a_place_on_a_page(self, window):
        page = window.open("the map.html")
        page.locator("footer a", has_text="single-coded").click()
        until(page, "location.hash === '#method:coding'")
        assert shown(page) == ["method"]
        top = page.locator("[id='method:coding']").bounding_box()["y"]
        assert 0 <= top < 200

    def test_an_address_can_be_opened_and_a_wrong_one_leads_to_the_front(self, window):
        page = window.open("the map.html")
        page.evaluate("location.hash = '#works/harff2003'")
        page.reload()
        assert shown(page) == ["works/harff2003"]
        page.evaluate("location.hash = '#no/such/page'")
        page.reload()
        assert shown(page) == ["index"]

    def test_skips_to_the_content_without_leaving_the_page(self, window):
        page = window.open("the map.html")
        page.evaluate("location.hash = '#gaps'")
        until(page, "document.querySelector('#gaps').offsetParent")
        page.evaluate("document.querySelector('.skip').click()")
        until(page, "location.hash === '#content'")
        assert shown(page) == ["gaps"]

    def test_searches(self, window):
        page = window.open("the map.html")
        page.locator(".find input").fill("trade openness")
        page.locator(".find input").press("Enter")
        page.wait_for_selector(".hit")
        assert shown(page) == ["search"]
        assert page.locator("[data-part=status]").inner_text() == "Found 3 claims."
        page.locator(".hit .bears a", has_text="M6").first.click()
        until(page, "location.hash === '#factors/m6'")
        page.go_back()
        page.wait_for_selector(".hit")
        page.locator(".hit .said a").first.click()
        until(page, "location.hash.startsWith('#claims/')")
        assert shown(page) == [page.evaluate("location.hash.slice(1)")]

    def test_every_link_shows_a_page(self, window):
        page = window.open("the map.html")
        links = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        )
        missing = page.evaluate(
            "links => [...new Set(links)].filter(l => !document.getElementById(l.slice(1)))", links
        )
        assert missing == []
        assert len(set(links)) > 280


class TestWithoutJavaScript:
    def test_is_read_from_top_to_bottom(self, reader, one, shipped):
        page = reader(one, java_script_enabled=False).open("the map.html")
        sections = page.locator("section.page")
        assert sections.count() > 280
        assert sections.first.is_visible()
        assert sections.last.is_visible()
        assert page.locator("h1").count() == sections.count()
        assert page.get_by_text("Searching needs JavaScript").is_visible()

    def test_links_lead_to_sections(self, reader, one):
        page = reader(one, java_script_enabled=False).open("the map.html")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Method").click()
        assert 0 <= page.locator("#method h1").bounding_box()["y"] < 400


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_phone(window, scheme):
    page = window.open("the map.html")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    for name in ("", "factors/r1", "works/index", "search", "method"):
        page.evaluate("name => { location.hash = name }", name)
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_the_policy_stops_what_a_template_lets_through(reader, builder, tmp_path):
    bad = "<script>document.title = 'owned'</script><b onclick=\"document.title = 'owned'\">x</b>"
    builder.write("site/templates/scope.html", bad)
    data = build_single(builder.map(), "map.html").data
    (tmp_path / "map.html").write_bytes(data)
    window = reader(tmp_path)
    page = window.open("map.html")
    page.locator("footer b").click()
    assert page.title() == "A small workspace"
    assert any("Content Security Policy" in text for text in window.complaints)
