"""The workspace's own words as pages: in the footer, and harmless whatever they hold."""

import re

import pytest

from evidence.publish.markdown import to_html

PROTOCOL = "pages/protocol.html"


def test_the_protocol_is_a_page_named_on_the_front_page_and_in_the_footer(site):
    assert "The answer on scope." in site.text(PROTOCOL)
    assert "Last changed: 2026-01-02" in site.text(PROTOCOL)
    lead = re.search(r'<p class="lead">.*?</p>', site.source("index.html"), re.S)[0]
    assert 'href="pages/protocol.html">how it was made</a>' in lead
    footer = site.source("works/alpha2001.html").split("<footer>")[1]
    assert 'href="../pages/protocol.html">Protocol</a>' in footer
    assert 'aria-current="page">Protocol</a>' in site.source(PROTOCOL)
    assert site.report.problems == ()


def test_any_other_page_stands_in_the_footer(workspace, build):
    workspace.write("site/pages/About us.md", "# About <us>\n\nWho *we* are.\n")
    site = build(workspace)
    path = "pages/about%20us.html"
    assert "<h1>About &lt;us&gt;</h1>" in site.source(path)
    assert "<em>we</em>" in site.source(path)
    footer = site.source("index.html").split("<footer>")[1]
    assert 'href="pages/about%2520us.html">About &lt;us&gt;</a>' in footer
    assert "About" not in site.source("index.html").split("<footer>")[0]
    assert site.report.problems == ()


def test_a_page_that_is_gone_is_deleted(workspace, build):
    workspace.write("site/pages/about.md", "Words.")
    build(workspace)
    (workspace.root / "site/pages/about.md").unlink()
    site = build(workspace)
    assert site.report.deleted == ("pages/about.html",)
    assert "pages/about.html" not in site.source("index.html")


def test_a_change_of_a_page_is_all_that_is_written(workspace, build):
    build(workspace)
    workspace.change("site/pages/protocol.md", "The answer on scope.", "Another answer.")
    assert build(workspace).report.written == (PROTOCOL,)


def test_a_change_of_a_title_reaches_every_footer(workspace, build):
    build(workspace)
    workspace.change("site/pages/protocol.md", "title: Protocol", "title: How it was made")
    assert ">How it was made</a>" in build(workspace).source("works/alpha2001.html")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x](//example.org)",
        "[x](../index.html)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "![x](https://example.org/x.png)",
        "![x](javascript:alert(1))",
        '[x](https://example.org/"onmouseover="alert(1))',
        "[x][1]\n\n[1]: javascript:alert(1)",
        '```"><script>alert(1)</script>\nx\n```',
        "| a |\n|---|\n| <b onclick=x>y</b> |",
        '## x {#a" onclick="x}',
    ],
)
def test_nothing_that_is_written_runs_or_loads(text):
    html = to_html(text)
    for tag in re.findall(r"<[a-zA-Z/][^<>]*>", html):
        assert re.match(r"</?(p|a|h2|pre|code|table|thead|tbody|tr|td|th|em|strong)\b", tag), html
        assert not re.search(r"\bon\w+\s*=\s*[\"']?\w", re.sub(r'"[^"]*"', '""', tag)), html
        assert "src=" not in tag
    for href in re.findall(r'href="([^"]*)"', html):
        assert href.startswith("https://")


def test_links_lead_to_http_https_and_doi_only():
    assert 'href="https://example.org/a"' in to_html("[x](https://example.org/a)")
    assert 'href="https://doi.org/10.1000/182"' in to_html("[x](doi:10.1000/182)")
    assert 'href="http://example.org"' in to_html("<http://example.org>")
    assert "<a" not in to_html("[x](mailto:a@example.org)")


def test_headings_stand_below_the_title_and_keep_their_names():
    assert to_html("# One\n\n## Two {#two}") == '<h2>One</h2>\n<h3 id="s-two">Two</h3>\n'
    assert to_html("## One") == "<h2>One</h2>\n"
