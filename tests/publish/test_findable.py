"""Findable and quotable: ways to cite works and the map, and what pages say of themselves."""

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import parse_qs

import pytest

from evidence.formats import bibtex
from evidence.publish.edition import licence_ref
from evidence.publish.sitemap import sitemaps

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def data(site, path):
    """What a page says of itself."""
    return json.loads(re.search(r'ld\+json">(.*?)</script>', site.source(path))[1])


def form(site, path, title):
    """A text to copy."""
    found = re.search(rf'aria-label="{title}"><code[^>]*>(.*?)</code>', site.source(path), re.S)
    return unescape(found[1])


class TestCiteAWork:
    PATH = "works/alpha2001.html"

    def test_in_each_form(self, site):
        (entry,) = bibtex.load(form(site, self.PATH, "BibTeX")).works
        assert (entry.key, entry.title, entry.get("doi")) == (
            "alpha2001", "On division", "10.1000/182",
        )  # fmt: skip
        assert json.loads(form(site, self.PATH, "CSL-JSON"))[0]["DOI"] == "10.1000/182"
        assert form(site, self.PATH, "RIS").startswith("TY  - BOOK\nID  - alpha2001\n")

    def test_the_file_is_what_is_shown(self, site):
        assert 'href="../data/works/alpha2001.ris" download' in site.source(self.PATH)
        file = site.files["data/works/alpha2001.ris"].decode()
        assert file.replace("\r\n", "\n") == form(site, self.PATH, "RIS")

    def test_the_reference_ends_with_the_doi(self, site):
        assert "Ann Alpha (2001). On division. https://doi.org/10.1000/182" in site.text(self.PATH)

    def test_what_is_said_about_the_record_is_no_part_of_it(self, site):
        assert "doubtful" not in form(site, "works/gamma2003.html", "BibTeX")

    def test_reference_managers_read_it_from_the_page(self, site):
        title = re.search(r'<span class="Z3988" title="([^"]*)">', site.source(self.PATH))[1]
        found = parse_qs(unescape(title))
        assert found["rft.btitle"] == ["On division"]
        assert found["rft_id"] == ["info:doi/10.1000/182"]

    def test_a_key_that_no_bib_file_can_hold_leaves_the_other_forms(self, workspace, build):
        workspace.write("bib/more.bib", "@book{a~b, title = {Odd}}\n")
        site = build(workspace)
        path = next(path for path in site.pages if path.startswith("works/a%"))
        assert 'aria-label="BibTeX"' not in site.source(path)
        assert 'aria-label="RIS"' in site.source(path)


class TestCiteTheMap:
    def test_with_the_date_that_the_protocol_states(self, site):
        assert "A small workspace (2026-01-02). Evidence map, rule version 1." in site.text(
            "about.html"
        )
        assert json.loads(form(site, "about.html", "CSL-JSON"))[0]["type"] == "dataset"

    def test_without_a_protocol_with_that_of_the_newest_claim(self, workspace, build):
        (workspace.root / "site/pages/protocol.md").unlink()
        workspace.claim("beta-2", "beta2002", "R1 supports", date="2026-03-04")
        assert "Last changed 2026-03-04" in build(workspace).text("about.html")

    def test_with_its_makers_address_and_contact(self, workspace, build):
        workspace.change(
            "evidence.toml",
            "[site]",
            '[site]\nauthors = ["Moor, Ada", "Office of Salt"]\ncontact = "ada@example.org"',
        )
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map"')
        site = build(workspace)
        said = site.text("about.html")
        assert "Moor, Ada; Office of Salt (2026-01-02). A small workspace." in said
        assert "https://example.org/map" in said
        assert "Contact: ada@example.org" in said

    def test_says_what_it_is_not(self, site):
        assert "No review of a field" in site.text("about.html")


class TestData:
    def test_a_work(self, site):
        entity = data(site, "works/alpha2001.html")["mainEntity"]
        assert (entity["@type"], entity["name"]) == ("Book", "On division")
        assert entity["author"][0]["familyName"] == "Alpha"
        assert entity["sameAs"] == ["https://doi.org/10.1000/182"]

    def test_an_article_is_scholarly(self, workspace, build):
        workspace.work("extra2005", type="article", journaltitle="A Journal")
        entity = data(build(workspace), "works/extra2005.html")["mainEntity"]
        assert entity["@type"] == "ScholarlyArticle"
        assert entity["isPartOf"]["name"] == "A Journal"

    def test_a_claim(self, site):
        entity = data(site, "claims/alpha-1.html")["mainEntity"]
        assert (entity["@type"], entity["text"]) == ("Claim", "What alpha-1 says.")
        assert entity["appearance"]["name"] == "On division"

    @pytest.mark.parametrize("path", ["index.html", "about.html", "downloads.html"])
    def test_the_map_is_a_dataset(self, site, path):
        found = data(site, path)
        assert (found["@type"], found["dateModified"]) == ("Dataset", "2026-01-02")
        assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert found["isBasedOn"]["name"] == "The article"

    def test_every_file_that_is_named_is_there(self, site):
        files = data(site, "downloads.html")["distribution"]
        assert len(files) > 12
        for one in files:
            assert one["contentUrl"] in site.files

    def test_no_text_ends_the_block(self, workspace, build):
        evil = "</script><script>alert(1)</script>&amp;<!--"
        workspace.work("evil1999", title=evil.replace("&", "\\&"))
        site = build(workspace)
        assert data(site, "works/evil1999.html")["mainEntity"]["name"] == evil


class TestHead:
    def test_every_page_has_title_and_description_for_previews(self, site):
        for path, source in site.pages.items():
            assert re.search(r'<meta property="og:title" content="[^"]+">', source), path
            assert re.search(r'<meta property="og:description" content="[^"]+">', source), path

    def test_addresses_only_where_the_site_has_one(self, site, workspace, build):
        assert not re.search(r'rel="canonical"|og:url', "".join(site.pages.values()))
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map/"')
        source = build(workspace).source("works/alpha2001.html")
        address = "https://example.org/map/works/alpha2001.html"
        assert f'<link rel="canonical" href="{address}">' in source
        assert f'<meta property="og:url" content="{address}">' in source


class TestSitemap:
    def test_there_is_none_without_an_address(self, site):
        assert not {"sitemap.xml", "robots.txt"} & site.files.keys()

    def test_lists_every_page_once(self, workspace, build):
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map"')
        site = build(workspace)
        found = [one.text for one in ET.fromstring(site.files["sitemap.xml"]).iter(f"{SPACE}loc")]
        assert len(found) == len(set(found)) == len(site.pages)
        assert "https://example.org/map/" in found
        assert "robots.txt" not in site.files  # nobody reads it below a path

    def test_a_host_of_its_own_gets_a_hint_for_robots(self, workspace, build):
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org"')
        assert b"Sitemap: https://example.org/sitemap.xml" in build(workspace).files["robots.txt"]

    def test_many_pages_are_split(self):
        found = sitemaps("https://a.org/x/", [f"{n}.html" for n in range(5)], most=2)
        parts = [one.text for one in ET.fromstring(found["sitemap.xml"]).iter(f"{SPACE}loc")]
        assert parts == [f"https://a.org/x/sitemap-{n}.xml" for n in (1, 2, 3)]
        assert sum(found[f"sitemap-{n}.xml"].count(b"<loc>") for n in (1, 2, 3)) == 5


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", None),
    ],
)
def test_known_licences_lead_to_their_deed(licence, address):
    assert licence_ref(licence).href == address
