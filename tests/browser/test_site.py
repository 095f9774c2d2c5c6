"""The website in a browser: from the disk, without JavaScript, on a phone, in the dark."""

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from evidence.publish import build_site

KINDS = [
    "index.html",
    "factors/*.html",
    "rows/*.html",
    "works/index.html",
    "works/*.html",
    "claims/*.html",
    "method.html",
    "gaps.html",
    "lines.html",
    "notes.html",
    "about.html",
    "downloads.html",
    "map.html",
    "map/*.html",
    "pictures.html",
    "wholes.html",
    "search.html",
]
MOST_OF_A_KIND = 3
WIDTHS = (320, 390, 600, 760, 1024, 1280)

LUMINANCE = """element => {
  const [r, g, b] = getComputedStyle(element).backgroundColor.match(/\\d+/g).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""


def some(root, kind):
    """The first, the largest and some other pages of a kind."""
    found = sorted(root.glob(kind))
    assert found, f"no page of kind {kind}"
    largest = max(found, key=lambda path: path.stat().st_size)
    step = max(1, len(found) // MOST_OF_A_KIND)
    return [path.relative_to(root).as_posix() for path in dict.fromkeys([largest, *found[::step]])]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKindOfPage:
    def test_never_scrolls_sideways(self, reader, shipped_site, kind):
        window = reader(shipped_site)
        for path in some(shipped_site, kind):
            page = window.open(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                needed = page.evaluate("document.documentElement.scrollWidth")
                assert needed <= width, (path, width)

    def test_is_complete_without_javascript_from_a_file(self, reader, shipped_site, kind):
        window = reader(shipped_site, java_script_enabled=False)
        for path in some(shipped_site, kind):
            page = window.open(path)
            assert page.locator("h1").is_visible()
            assert page.locator("main").inner_text().strip()
            assert page.locator("footer").is_visible()
        assert all(address.startswith("file://") for address in window.requests)
        assert window.complaints == []

    def test_is_styled(self, reader, shipped_site, kind):
        page = reader(shipped_site).open(some(shipped_site, kind)[0])
        skip = page.locator(".skip").evaluate("e => getComputedStyle(e).position")
        assert skip == "absolute"

    def test_is_dark_where_the_reader_wants_it(self, reader, shipped_site, kind):
        for scheme, is_dark in (("light", False), ("dark", True)):
            page = reader(shipped_site, color_scheme=scheme).open(some(shipped_site, kind)[0])
            assert (page.locator("html").evaluate(LUMINANCE) < 60) == is_dark

    def test_prints_on_white(self, reader, shipped_site, kind):
        page = reader(shipped_site, color_scheme="dark").open(some(shipped_site, kind)[0])
        page.emulate_media(media="print")
        assert page.locator("html").evaluate(LUMINANCE) > 250
        assert not page.locator('nav[aria-label="Main"]').is_visible()


class TestGettingAround:
    def test_the_front_page_leads_to_every_factor(self, reader, shipped, shipped_site):
        page = reader(shipped_site).open("index.html")
        for factor in shipped.workspace.framework.factors:
            cell = page.locator("article.cell", has=page.get_by_role("link", name=factor.label))
            cell.first.get_by_role("link").first.click()
            assert page.locator("h1").inner_text().startswith(factor.id)
            page.go_back()

    def test_the_first_tab_skips_to_the_content(self, reader, shipped_site):
        page = reader(shipped_site).open("factors/" + sorted_names(shipped_site, "factors")[0])
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.inner_text() == "Skip to the content"
        assert focused.bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")

    def test_focus_is_visible(self, reader, shipped_site):
        page = reader(shipped_site).open("index.html")
        for _ in range(4):
            page.keyboard.press("Tab")
        width = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineWidth")
        assert int(width.removesuffix("px")) >= 2

    def test_the_accessible_table_names_states(self, reader, shipped_site):
        page = reader(shipped_site).open("index.html")
        shown = page.get_by_role("main").aria_snapshot()
        assert re.search(r"article:.*?heading .*?strong: \w+", shown, re.S)
        assert "supporting" in shown

    def test_tables_stay_tables_on_a_phone(self, reader, shipped_site):
        page = reader(shipped_site, viewport={"width": 390, "height": 800}).open("works/index.html")
        assert page.get_by_role("table").count() == 1
        assert page.get_by_role("columnheader").count() == 5
        assert page.get_by_role("rowheader").count() > 1

    def test_works_below_any_address(self, reader, shipped_site, tmp_path):
        (tmp_path / "deep").symlink_to(shipped_site)
        handler = functools.partial(Quiet, directory=str(tmp_path))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            home = f"http://127.0.0.1:{server.server_address[1]}/deep/"
            window = reader(shipped_site)
            window.page.goto(home)
            window.page.locator("article.cell a").first.click()
            window.page.locator(".claims a, .crumbs a").first.click()
            server.shutdown()
        assert all(address.startswith(home) for address in window.requests)
        assert window.complaints == []


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_):
        pass


def sorted_names(root, folder):
    return sorted(path.name for path in (root / folder).glob("*.html"))


HOSTILE = (
    "</title></textarea></p><script>alert('s')</script><img src=x onerror=alert('i')>"
    "<svg onload=alert('v')><a href='javascript:alert(3)'>x</a>"
)


def test_long_words_do_not_widen_the_page(reader, builder, tmp_path):
    long = "x" * 300
    builder.work("long", title=long, author=f"{{{long}}}", usera=f"https://example.org/{long}")
    builder.claim("long-1", "long", "R1 supports", statement=long, scope=long, concept=long)
    builder.table("notes", "note,work,remark", f"1,long,https://example.org/{long}")
    builder.table("checks", "note,work,verdict,reason,basis", f"1,long,partly,{long},{long}")
    builder.table("errata", "note,work,field,cited,verified", f"1,long,title,{long},{long}")
    builder.change("annotations/framework.yaml", "The first risk factor", long)
    out = tmp_path / "out"
    build_site(builder.map(), out)
    window = reader(out)
    for path in sorted(out.rglob("*.html")):
        page = window.open(path.relative_to(out).as_posix())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            assert needed <= width, (path.name, width)


class TestHostileWorkspace:
    @pytest.fixture
    def hostile(self, builder, tmp_path):
        builder.change("evidence.toml", 'title = "A small workspace"', f'title = "{HOSTILE}"')
        builder.change("annotations/framework.yaml", "The first risk factor", HOSTILE)
        builder.work("evil", title=HOSTILE, author=f"Evil, {HOSTILE}", url="javascript:alert(1)")
        builder.claim("evil-1", "evil", "R1 supports", statement=HOSTILE, remark=HOSTILE)
        out = tmp_path / "out"
        assert build_site(builder.map(), out).problems == ()
        return out

    def test_is_inert_and_visible(self, reader, hostile):
        window = reader(hostile)
        for path in sorted(hostile.rglob("*.html")):
            page = window.open(path.relative_to(hostile).as_posix())
            ours = "[type='application/ld+json'], [src*='assets/'], [src$='map/data.js']"
            bad = f"script:not({ours}), img, svg[onload], a[href^='javascript']"
            assert page.locator(bad).count() == 0
        page = window.open("claims/evil-1.html")
        assert page.locator("h1").inner_text() == HOSTILE
        assert window.dialogs == []
        assert window.complaints == []

    def test_the_policy_stops_what_a_template_lets_through(self, reader, builder, tmp_path):
        bad = (
            "<script>document.title = 'owned'</script>"
            "<img src=x onerror=\"document.title = 'owned'\">"
        )
        builder.write("site/templates/scope.html", bad)
        build_site(builder.map(), tmp_path / "out")
        window = reader(tmp_path / "out")
        page = window.open("method.html")
        assert page.title() == "Method · A small workspace"
        assert any("Content Security Policy" in text for text in window.complaints)
