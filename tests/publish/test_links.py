"""The link checker finds what leads nowhere, and only that."""

import pytest

from evidence.publish.links import broken_links, read_links, read_our_links

TARGET = b'<h1 id="top">Top</h1><a name="old"></a><p id="c&d"></p>'


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("other.html", None),
        ("other.html#top", None),
        ("other.html#old", None),
        ("other.html?x=1#top", None),
        ("#here", None),
        ("#he%72e", None),
        ("#a&amp;b", None),
        ("#a&#38;b", None),
        ("other.html#c&amp;d", None),
        ("other.html#c%26d", None),
        ("#", None),
        ("", None),
        ("sub/page.html", None),
        ("sub/../other.html", None),
        ("mine.txt", None),
        ("a%2520b.html", None),
        ("https://example.org/nowhere", None),
        ("mailto:x@example.org", None),
        ("missing.html", "to no file"),
        ("a%20b.html", "to no file"),
        ("other.html#nowhere", "to no place of this name in other.html"),
        ("#nowhere", "to no place of this name in page.html"),
        ("../outside.html", "out of the site"),
        ("/other.html", "out of the site"),
    ],
)
def test_a_link(tmp_path, link, fault):
    (tmp_path / "mine.txt").write_text("mine")
    page = f'<p id="here"><b id="a&amp;b">\n<a class="x" href="{link}">words</a>'
    files = {
        "page.html": page.encode(),
        "other.html": TARGET,
        "sub/page.html": b"",
        "a%20b.html": b"",
    }
    problems = broken_links(files, tmp_path, "site/public/")
    if fault is None:
        assert problems == []
    else:
        (problem,) = problems
        assert (problem.path, problem.line) == ("site/public/page.html", 2)
        assert problem.code == "broken-link"
        assert problem.message == f"the link '{link}' leads {fault}"


def test_sources_are_checked_and_text_is_not(tmp_path):
    page = b"""<img src='gone.png'> href="nothing.html" <p title=' href=x ' lang=en>"""
    (problem,) = broken_links({"page.html": page}, tmp_path)
    assert "gone.png" in problem.message


SAID = '<a href=\'x.html\'> href="x.html" id="x" & src="x.html" <p id=x title=" id=\'x\'">'


def test_what_our_templates_made_is_read_as_any_page_is(workspace, build, short_lists):
    workspace.work("odd1999", title=SAID, author=f"Odd, {SAID}", usera=SAID, annotation=SAID)
    workspace.claim("odd-1", "odd1999", "R1 supports", statement=SAID, scope=SAID, remark=SAID)
    workspace.change("evidence.toml", "A small workspace", "A small ' href=x.html workspace")
    workspace.write("site/pages/own.md", f"# Own {SAID}\n\n{SAID} [a](https://example.org 'b')\n")
    pages = build(workspace).pages
    for path, source in pages.items():
        ours, any_ = read_our_links(source.encode()), read_links(source.encode())
        assert (set(ours.links), ours.anchors) == (set(any_.links), any_.anchors), path
    assert "pages/own.html" in pages


@pytest.mark.parametrize("end", [" href=", " src=", " id="])
def test_a_title_that_ends_like_an_attribute_is_none(workspace, build, end):
    """In the data of a page, a quote follows it."""
    workspace.work("odd2006", title=f"What follows{end}")
    built = build(workspace)
    assert built.report.problems == ()
    source = built.pages["works/odd2006.html"].encode()
    assert (set(read_our_links(source).links), read_our_links(source).anchors) == (
        set(read_links(source).links),
        read_links(source).anchors,
    )


@pytest.mark.parametrize("line", ["<a href='nowhere.html'>x</a>", "<A HREF=nowhere.html>x</A>"])
def test_templates_of_a_workspace_are_not_expected_to_write_as_ours_do(workspace, build, line):
    workspace.write("site/templates/scope.html", f"{line}\n")
    assert {one.code for one in build(workspace).report.problems} == {"broken-link"}


def test_a_build_reports_a_broken_link_of_a_template(workspace, build):
    workspace.write("site/templates/scope.html", '<a href="{{ root }}nowhere.html">x</a>')
    problems = build(workspace).report.problems
    assert {problem.code for problem in problems} == {"broken-link"}
    assert any(problem.path.endswith("public/works/index.html") for problem in problems)
