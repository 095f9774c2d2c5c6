"""The whole map in one file: every page, every link, one policy."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from evidence.model import UsageError
from evidence.publish import build_single, single
from evidence.publish.links import read_links, value_of
from evidence.publish.sections import Sections, name_of, safe


@pytest.fixture
def one(workspace):
    return build_single(workspace.map(), "map.html")


@pytest.fixture
def text(one):
    return one.data.decode()


def hash_of(content):
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def test_holds_every_page_of_the_website_once(one, text, site):
    sections = re.findall(r'<section class="page" id="([^"]+)"', text)
    assert sorted(sections) == sorted(name_of(path) for path in site.pages)
    assert sections[0] == "index"
    assert one.pages == len(site.pages)
    assert one.problems == ()
    for path in ("factors/r1.html", "claims/gamma-2.html", "works/alpha2001.html"):
        heading = re.search(r"<h1.*?</h1>", site.source(path), re.S)[0]
        words = re.sub(r"<[^>]+>|\s+", " ", heading).split()
        assert (
            words
            == re.sub(
                r"<[^>]+>|\s+",
                " ",
                re.search(r"<h1.*?</h1>", text.split(f'id="{name_of(path)}"')[1], re.S)[0],
            ).split()
        )


def test_names_are_unique_and_every_link_leads_somewhere(text):
    names = re.findall(r'\sid="([^"]+)"', text)
    assert len(names) == len(set(names))
    found = read_links(text.encode())
    links = [value_of(link) for link in found.links]
    inside = [link for link in links if link.startswith("#")]
    assert len(inside) > 30
    anchors = set(map(value_of, found.anchors))
    assert {link[1:].partition("?")[0] for link in inside} <= anchors
    others = [link for link in links if not link.startswith(("#", "https://", "data:"))]
    assert others == []


def test_references_follow_their_names(text):
    names = set(re.findall(r'\sid="([^"]+)"', text))
    for value in re.findall(r'\s(?:aria-labelledby|aria-describedby|for)="([^"]+)"', text):
        assert set(value.split()) <= names


def test_the_policy_allows_its_own_style_and_scripts_alone(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    styles = re.findall(r"<style>(.*?)</style>", text, re.S)
    assert rules["script-src"].split() == [hash_of(one) for one in scripts]
    assert rules["style-src"].split() == [hash_of(one) for one in styles]
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert text.count("<script") == len(scripts) == 2
    assert not re.search(r'<(?:script|img|link)[^>]*\s(?:src|href)="(?!data:)', text)


def test_same_map_same_bytes(workspace, one):
    assert build_single(workspace.map(), "map.html").data == one.data


def test_the_style_of_the_workspace_comes_along_and_cannot_end_the_element(workspace):
    workspace.write(
        "site/style.css", "p::after { content: '</style><script>alert(1)</script>' }\r\n"
    )
    text = build_single(workspace.map(), "map.html").data.decode()
    assert "content: '<\\/style><script>alert(1)</script>'" in text
    assert text.count("</style>") == 1
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    assert hash_of(style) in text


def test_markup_stays_text(workspace):
    bad = "</title></section></main><script>alert(1)</script><img src=x onerror=alert(2)><!--"
    workspace.work("evil1999", title=bad)
    workspace.claim("evil-1", "evil1999", "R1 supports", statement=bad)
    text = build_single(workspace.map(), "map.html").data.decode()
    assert "<img" not in text
    assert text.count("<script") == text.count("</script>") == 2
    assert text.count("<!--") == 0
    assert "&lt;script&gt;alert(1)" in text


def test_a_link_to_a_file_beside_the_site_leads_to_the_published_one(workspace):
    workspace.write("site/templates/scope.html", '<a href="{{ root }}imprint.txt">Imprint</a>')
    found = build_single(workspace.map(), "map.html")
    assert [problem.code for problem in found.problems] == ["broken-link"]
    assert "'imprint.txt' of index.html" in found.problems[0].message
    assert "<a>Imprint</a>" in found.data.decode()
    workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map"')
    found = build_single(workspace.map(), "map.html")
    assert found.problems == ()
    assert '<a href="https://example.org/map/imprint.txt">Imprint</a>' in found.data.decode()


def test_pictures_are_taken_in():
    sections = Sections({"a.html"}, {"assets/x.png": b"\x89PNG"}, "", "map.html")
    made = sections.section("a.html", b'<main><img src="assets/x.png" alt="x"></main>')
    assert 'src="data:image/png;base64,iVBORw=="' in made


def test_a_map_that_is_too_large_is_refused_with_the_limit(workspace, monkeypatch):
    monkeypatch.setattr(single, "MOST_BYTES", 100_000)
    with pytest.raises(UsageError, match=r"does not fit into one file of 0\.1 MB") as raised:
        build_single(workspace.map(), "map.html")
    assert "evidence site" in str(raised.value)
    assert "ZIP" in str(raised.value)


@pytest.mark.parametrize("text", ["R*", "a:b", "a_b", "a b", "é", "%41", "𐐀", "a/b.c~2-d"])
def test_names_are_safe_and_differ(text):
    assert re.fullmatch(r"[A-Za-z0-9.~/_-]+", safe(text))
    assert safe(text) not in {safe(other) for other in ("R_2a_", "a_3a_b", "ab", "e", "A")}
