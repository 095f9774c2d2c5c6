"""Whatever a workspace holds, a page shows it as text."""

import re
import unicodedata
from dataclasses import replace

import pytest

from evidence.publish import build_site
from evidence.publish.addresses import names
from evidence.publish.text import doi_address, encode, pieces, short, web_address
from evidence.synthesis.evidence_map import EvidenceMap

DATA_BLOCK = '<script type="application/ld+json">'
SCRIPT = "</title></p><script>alert(1)</script><img src=x onerror=alert(2)>"


def test_markup_everywhere_is_escaped(workspace, build):
    workspace.work(
        "evil1999", title=SCRIPT, author=f"Evil, {SCRIPT}", usera=SCRIPT, annotation=SCRIPT
    )
    workspace.claim(
        "evil-1",
        "evil1999",
        "R1 supports",
        statement=SCRIPT,
        scope=SCRIPT,
        remark=SCRIPT,
        concept=SCRIPT,
        coder=SCRIPT,
        seen_in={"kind": "abstract", "source": SCRIPT},
    )
    workspace.change("annotations/framework.yaml", "label: Division", f'label: "{SCRIPT}"')
    workspace.change("evidence.toml", 'title = "A small workspace"', f'title = "{SCRIPT}"')
    workspace.write(
        "annotations/errata.csv", f'note,work,field,cited\n7,evil1999,title,"{SCRIPT}"\n'
    )
    built = build(workspace)
    assert built.report.problems == ()
    for path, source in built.pages.items():
        bare = source.replace(DATA_BLOCK, "")
        assert bare.count("<script") == bare.count("<script defer src="), path
        assert "<img" not in source, path
        assert source.count("</title>") == 1, path
    assert "&lt;script&gt;alert(1)" in built.source("claims/evil-1.html")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "https://",
        "https://exa mple.org",
        "https://example.org/\x01",
        "http://[broken",
        'https://example.org/"onclick=alert(1)',
    ],
)
def test_no_other_address_becomes_a_link(workspace, build, address):
    assert web_address(address) is None
    workspace.bib += f"@online{{odd, title = {{Odd}}, url = {{{address}}}}}\n"
    workspace.write("bib/references.bib", workspace.bib)
    source = build(workspace).source("works/odd.html")
    record = source.split('id="record"')[1].split('id="appraisal"')[0]
    assert set(re.findall(r'<a href="([^"]*)"', record)) == {"../data/works/odd.ris"}
    assert record.count("<a ") == 1


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("10.1017/S0003055403000522", "https://doi.org/10.1017/S0003055403000522"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("10.1002/(SICI)1<1::AID>3.0", "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0"),
        ("javascript:10.1000/182", None),
        ("10.1000", None),
        ('10.1000/"onclick', "https://doi.org/10.1000/%22onclick"),
    ],
)
def test_a_doi_is_linked_when_it_is_one(value, address):
    assert doi_address(value) == address


def test_addresses_in_text_become_links_without_the_punctuation_around_them():
    found = pieces("See https://a.org/x_(y) (or http://b.org), not javascript:alert(1).")
    assert [(one.text, one.href) for one in found] == [
        ("See ", None),
        ("https://a.org/x_(y)", "https://a.org/x_(y)"),
        (" (or ", None),
        ("http://b.org", "http://b.org"),
        ("), not javascript:alert(1).", None),
    ]
    assert "".join(one.text for one in pieces("a\nhttps://x.org b")) == "a\nhttps://x.org b"


def test_what_no_page_can_hold_is_replaced():
    assert encode("a\ud800b\x00c\x1bd\ue000") == "a\ufffdb\ufffdc\ufffdd\ue000".encode()


def test_no_other_character_is_replaced():
    for char in map(chr, (*range(0x3000), *range(0xD000, 0x10400), 0x10FFFF)):
        unfit = 0xD800 <= ord(char) < 0xE000 or unicodedata.category(char) == "Cc"
        unfit = unfit and char not in "\t\n\r"
        unfit = unfit or 0xFDD0 <= ord(char) < 0xFDF0 or char in "\ufffe\uffff"
        assert encode(char) == ("\ufffd" if unfit else char).encode(), ascii(char)


def test_lone_surrogates_reach_the_page_as_replacement(workspace, tmp_path):
    map_ = workspace.map()
    opened = map_.workspace
    claims = tuple(replace(claim, statement="Broken \ud800 half.") for claim in opened.claims)
    works = {
        key: replace(w, fields={**w.fields, "title": "\udfff"}) for key, w in opened.works.items()
    }
    broken = EvidenceMap.of(replace(opened, claims=claims, works=works))
    assert build_site(broken, tmp_path / "out").problems == ()
    text = (tmp_path / "out/claims/alpha-1.html").read_text(encoding="utf-8")
    assert "Broken \ufffd half." in text


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Harff:2003", "%48arff%3A2003"),
        ("index", "%69ndex"),
        ("con", "%63on"),
        (".hidden", "%2Ehidden"),
        ("a/../b", "a%2F..%2Fb"),
        ("müller", "m%C3%BCller"),
    ],
)
def test_a_key_becomes_a_file_name_and_the_link_to_it_works(workspace, build, key, name):
    workspace.work(key, title="Odd key")
    built = build(workspace)
    assert built.report.problems == ()
    assert f"works/{name}.html" in built.files
    assert f'href="../works/{name.replace("%", "%25")}.html"' in built.source("works/index.html")


def test_names_never_collide_and_are_never_too_long():
    ids = ["R1", "r1", "a" * 500, "a" * 501, "ü" * 300]
    found = names(ids, lower=True)
    assert len(set(found.values())) == len(ids)
    assert all(len(name) < 250 for name in found.values())
    assert all(re.fullmatch(r"[a-z0-9._~A-F%-]+", name) for name in found.values())


@pytest.mark.parametrize("odd", ["index", "con", "aux1", "a\nb", "A", "", "ü", "-a", "a" * 181])
def test_plain_names_stay_beside_an_odd_one(odd):
    plain = ["harff2003", "a-1", "a_b.c", "9"]
    assert names(plain) == dict(zip(plain, plain, strict=True))
    found = names([*plain, odd, *plain])
    assert [*found] == [*plain, odd]
    assert found == {**names(plain), **names([odd])}


def test_descriptions_end_at_a_word():
    assert short("one two three", 9) == "one two…"
    assert short("  spaces \n go ") == "spaces go"
    assert len(short("x" * 500)) == 180
