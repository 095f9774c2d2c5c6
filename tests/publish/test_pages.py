"""What each kind of page says."""

import re

import pytest

from evidence.publish.render import POLICY
from evidence.synthesis.explain.prose import NUMBERS

KINDS = [
    "index.html",
    "factors/r1.html",
    "rows/social-risk.html",
    "works/index.html",
    "works/alpha2001.html",
    "claims/alpha-1.html",
    "method.html",
    "gaps.html",
    "wholes.html",
]


class TestEveryPage:
    def test_there_is_one_for_each_thing(self, site):
        kinds = 5 + 4 + 6 + 9  # factors, rows, works, claims
        single = 11  # front, wholes, works, method, ...
        on_map, pictures = 1 + 5, 1
        assert site.report.pages == len(site.pages) == kinds + single + on_map + pictures

    def test_links_are_sound(self, site):
        assert site.report.problems == ()

    def test_carries_the_policy_before_anything_it_governs(self, site):
        for source in site.pages.values():
            head = source.split("<link", 1)[0]
            meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            assert head.count(meta) == 1

    def test_has_scripts_of_ours_alone_and_no_inline_style(self, site):
        block = '<script type="application/ld+json">'
        for page in site.pages.values():
            source = page.replace(block, "")
            bare = re.sub(
                r'<script defer src="(?:\.\./)*(?:assets/[\w-]+|map/data)\.js"></script>',
                "",
                source,
            )
            assert not re.search(r"<script|\sstyle=|<style|\son\w+=|javascript:", bare, re.I)

    def test_loads_nothing_from_another_host(self, site):
        for source in site.pages.values():
            loaded = re.findall(r'\ssrc="([^"]*)"', source)
            loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|icon)"[^>]*href="([^"]*)"', source)
            assert loaded
            assert not [address for address in loaded if "//" in address]

    def test_style_sheets_load_nothing(self, site):
        for path, data in site.files.items():
            if path.endswith(".css"):
                assert b"url(" not in data
                assert b"@import" not in data

    def test_outgoing_links_are_marked(self, site):
        for source in site.pages.values():
            for tag in re.findall(r"<a [^>]*https?:[^>]*>", source):
                assert 'rel="noopener noreferrer"' in tag

    @pytest.mark.parametrize("path", KINDS)
    def test_has_the_parts_that_readers_steer_by(self, site, path):
        source = site.source(path)
        assert source.startswith('<!doctype html>\n<html lang="en">')
        assert len(re.findall(r"<h1[ >]", source)) == 1
        assert len(re.findall(r"<main[ >]", source)) == 1
        assert '<a class="skip" href="#content">' in source
        assert '<nav aria-label="Main">' in source
        assert 'aria-current="' in source
        assert re.search(r'<meta name="description" content="[^"]{20,180}">', source)
        assert (path == "index.html") == ('aria-label="You are here"' not in source)

    @pytest.mark.parametrize("path", KINDS)
    def test_says_what_it_maps(self, site, path):
        footer = site.text(path).rpartition("Skip to the content")[2]
        assert "citations hold, not the whole field" in footer
        assert "Jane Doe (2014). The article." in footer
        assert "rule version 1 · CC BY 4.0" in footer

    def test_titles_are_different(self, site):
        titles = [re.search(r"<title>(.*?)</title>", source)[1] for source in site.pages.values()]
        assert len(set(titles)) == len(titles)

    def test_ids_are_unique_on_each_page(self, site):
        for path, source in site.pages.items():
            ids = re.findall(r'\sid="([^"]*)"', source)
            assert len(ids) == len(set(ids)), path

    def test_tables_have_captions_and_scopes(self, site):
        for source in site.pages.values():
            for table in re.findall(r"<table.*?</table>", source, re.S):
                assert "<caption" in table
                assert not re.findall(r"<th(?![^>]*scope=)[ >]", table)


class TestFrontPage:
    def test_lists_every_factor_with_state_and_link(self, site):
        cells = re.findall(
            r'<article class="cell">(.*?)</article>', site.source("index.html"), re.S
        )
        found = {}
        for cell in cells:
            href, name = re.search(r'href="(.*?)"><span class="id">(.*?)</span>', cell).groups()
            found[name] = (href, re.search(r"<strong>(.*?)</strong>", cell)[1])
        assert found == {
            "R1": ("factors/r1.html", "thin"),
            "M1": ("factors/m1.html", "none"),
            "R2": ("factors/r2.html", "thin"),
            "R3": ("factors/r3.html", "none"),
            "M2": ("factors/m2.html", "none"),
        }

    def test_puts_mirrors_on_one_line_and_shows_what_has_none(self, site):
        lines = re.findall(
            r'<div class="grid sides-2 (tied|alone)">(.*?)(?=<div class="grid|</section>)',
            _body(site),
            re.S,
        )
        shown = [
            (kind, re.findall(r'class="id">(\w+)', line), line.count("No counterpart"))
            for kind, line in lines
        ]
        assert shown == [
            ("tied", ["R1", "M1"], 0),
            ("alone", ["R2"], 1),
            ("alone", ["R3"], 1),
            ("alone", ["M2"], 1),
        ]

    def test_draws_a_square_for_each_line_hollow_where_unchecked(self, site):
        cell = _body(site).split("R1</span>")[1].split("</article>")[0]
        assert 'aria-label="1 supporting, 0 qualifying, 1 contradicting lines"' in cell
        cell = _body(site).split("R2</span>")[1].split("</article>")[0]
        assert 'class="supports line"' in cell
        assert "as reported" in cell

    def test_counts_the_factors_by_state(self, site):
        summary = site.source("index.html").split('class="summary"')[1].split("</ul>")[0]
        words = re.sub(r"<[^>]*>|\s+", " ", summary)
        assert re.search(r"2\s+thin", words)
        assert re.search(r"3\s+without evidence", words)

    def test_leads_to_rows_with_their_range(self, site):
        assert 'href="rows/social-risk.html">Social divisions</a>' in site.source("index.html")
        assert "pooled: thin" in site.text("index.html")

    def test_leads_to_the_wholes(self, site):
        assert 'href="wholes.html#risk">Risk as a whole</a> (1 claim)' in site.source("index.html")

    def test_explains_every_mark(self, site):
        key = site.section("index.html", "key")
        for word in ("consistent", "mixed", "contested", "contradicted", "thin", "none"):
            assert f"<b>{word}</b>" in key

    def test_is_small(self, site):
        assert len(site.files["index.html"]) < 120_000


class TestFactorPage:
    def test_shows_what_is_rated(self, site):
        text = site.text("factors/r1.html")
        assert "R1 Division" in text
        assert "Division raises the likelihood." in text
        assert "A lasting cleavage." in text
        assert "how deep the cleavage is" in text

    def test_rates_it_in_words(self, site):
        text = site.text("factors/r1.html")
        assert "Two independent lines of evidence bear on it" in text
        assert "What would change this" in text

    def test_shows_voting_claims_by_stance(self, site):
        for stance, claims in {
            "supports": ["alpha-1"],
            "qualifies": ["gamma-1"],
            "contradicts": ["gamma-2"],
        }.items():
            section = site.section("factors/r1.html", stance)
            assert re.findall(r'claims/([a-z0-9-]+)\.html">\1', section) == claims

    def test_shows_silent_claims_under_their_reasons(self, site):
        section = site.section("factors/r1.html", "set-aside")
        groups = re.split(r"<h3 ", section)[1:]
        shown = {
            re.search(r">(.*?)<span", group)[1].strip(): re.findall(r'claims/(.*?)\.html"', group)
            for group in groups
        }
        assert shown == {
            "Replaced by a later estimate of the same line": ["beta-1"],
            "Proposed: no vote until seen in a better source": ["gamma-4"],
            "A recommendation: it says what should be done, not what was found": ["gamma-3"],
            "The article itself: no evidence for its own framework": ["article-1"],
        }
        assert "replaced by a later estimate of the same line, alpha-1" in section

    def test_lists_the_lines_with_their_works_and_heaviest_claims(self, site):
        section = site.section("factors/r1.html", "lines")
        assert "Alpha and Beta" in section
        assert "What alpha-1 says." in section
        assert "large-N statistical study" in section
        assert "at the source" in section

    def test_names_mirror_row_and_neighbours(self, site):
        text = site.text("factors/r2.html")
        assert "It has no counterpart in the table." in text
        assert "Row: Social divisions" in text
        assert "Before: R1 Division" in text
        assert "Next: M1 Cohesion" in text
        assert "M1 Cohesion none" in site.text("factors/r1.html")

    def test_says_what_the_rating_hangs_on(self, site):
        section = site.section("factors/r1.html", "sensitivity")
        assert "Without each line" in section
        assert "note 7" in section

    def test_shows_an_override_beside_the_computed_strength(self, workspace, build):
        workspace.write(
            "annotations/judgements.yaml",
            "overrides:\n  - {factor: R1, strength: strong, reason: I know more., by: Jane,"
            " date: 2026-01-01}\n",
        )
        text = build(workspace).text("factors/r1.html")
        assert "strong, where the rule computes no strength. I know more. Jane, 2026-01-01" in text

    def test_leaves_no_strength_to_silence(self, site):
        assert "No claim in these sources is linked to it." in site.text("factors/m2.html")


class TestRowPage:
    def test_pools_the_lines_of_its_factors(self, site):
        text = site.text("rows/social-risk.html")
        assert "Social divisions" in text
        assert "R1 Division thin" in text
        assert "R2 History thin" in text
        assert "not an average" in text


class TestWorkPage:
    def test_shows_the_record_with_safe_links(self, site):
        source = site.source("works/alpha2001.html")
        assert 'href="https://doi.org/10.1000/182">10.1000/182</a>' in source
        assert "Ann Alpha" in source

    def test_shows_doubts_and_errata(self, site):
        text = site.text("works/gamma2003.html")
        assert "The year is doubtful." in text
        assert "Note 7: year 2004 2003 error" in text

    def test_shows_the_line_and_who_shares_it(self, site):
        text = site.text("works/alpha2001.html")
        assert "Alpha and Beta: the same data" in text
        assert "Also on this line Beta 2002" in text

    def test_shows_each_note_with_its_verdict(self, site):
        assert "Note 7 p. 12 full form borne out It says so." in site.text("works/gamma2003.html")
        assert "not borne out It says something else." in site.text("works/part2004.html")
        text = site.text("works/alpha2001.html")
        assert "Note 8 no page or section short form unread" in text
        assert "Ambiguous: the note may mean this work or Beta 2002." in text

    def test_shows_checks_of_other_notes_apart(self, site):
        source = site.source("works/alpha2001.html")
        context = source.split("Context: checks on notes that do not cite it")[1]
        assert "Note 99" in context
        assert "partly" in context

    def test_links_volume_and_parts(self, site):
        assert 'href="../works/volume2004.html"' in site.source("works/part2004.html")
        assert 'href="../works/part2004.html"' in site.source("works/volume2004.html")

    def test_lists_collective_citations(self, site):
        assert "claims/article-1.html" in site.section("works/alpha2001.html", "listed")

    def test_says_that_the_article_never_votes(self, site):
        assert "It never votes on its own table." in site.text("works/article.html")

    def test_index_is_sorted_by_author(self, site):
        found = re.findall(r'<th scope="row".*?>([A-Z]\w+ \d+|[A-Z]\w+)</a>', _works(site))
        assert [name.split()[0] for name in found] == sorted(name.split()[0] for name in found)

    def test_index_says_how_many_claims_vote(self, site):
        row = _works(site).split(">Gamma 2003</a>")[1].split("</tr>")[0]
        assert '2 <span class="faint">of 5</span>' in row


class TestClaimPage:
    def test_computes_the_weight(self, site):
        text = site.text("claims/gamma-1.html")
        assert "Method single case study 0.5" in text
        assert "Outcome The outcome 1" in text
        assert "Design a case study without cases that lack the outcome 0.6" in text
        assert "Product 0.5 \u00d7 1 \u00d7 0.6 0.3" in text

    def test_says_where_it_votes_and_where_not(self, site):
        assert "contradicts R1 Division votes" in site.text("claims/gamma-2.html")
        assert "no vote: proposed" in site.text("claims/gamma-4.html")
        assert "shown, never rated" in site.text("claims/gamma-5.html")

    def test_has_no_weight_without_a_vote(self, site):
        for name in ("gamma-4", "gamma-5"):
            assert "Product" not in site.text(f"claims/{name}.html")

    def test_links_what_it_replaces(self, site):
        assert 'href="../claims/beta-1.html"' in site.source("claims/alpha-1.html")
        assert 'href="../claims/alpha-1.html"' in site.source("claims/beta-1.html")

    def test_shows_an_unknown_work_as_text(self, site):
        source = site.source("claims/article-1.html")
        assert 'href="../works/alpha2001.html"' in source
        assert "; nowhere1999" in source

    def test_has_a_stable_address(self, workspace, build):
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map"')
        built = build(workspace)
        source = built.source("claims/alpha-1.html")
        assert "<code>https://example.org/map/claims/alpha-1.html</code>" in source
        assert '<link rel="canonical" href="https://example.org/map/claims/alpha-1.html">' in source


class TestMethodPage:
    def test_follows_the_rubric(self, workspace, build):
        workspace.change("annotations/rubric.toml", "weight = 0.8", "weight = 0.77")
        workspace.change("annotations/rubric.toml", "high = 0.75", "high = 0.81")
        text = build(workspace).text("method.html")
        assert "comparative case study yes 0.77" in text
        assert "high from 0.81" in text

    def test_holds_every_weight_threshold_and_word(self, site, workspace):
        rubric = workspace.map().evidence.rubric
        text = site.text("method.html")
        for method in rubric.methods:
            assert f"{method.label} {'yes' if method.empirical else 'no'} {method.weight:g}" in text
        for support in rubric.strength.values():
            assert " ".join(support[level] for level in ("low", "medium", "high")) in text
        for least in (rubric.medium, rubric.robust):
            assert f"{least.lines} {least.empirical} {least.methods or 'any'}" in text


class TestWords:
    @pytest.mark.parametrize("name", ["factors/r1", "factors/r2", "rows/social-risk"])
    def test_every_number_leads_to_a_list_of_that_length(self, site, name):
        source = site.source(f"{name}.html")
        links = re.findall(r'href="[^"]*#(count-[\w-]+|lines|set-aside)">([\w,]+)</a>', source)
        assert {anchor.startswith("count-") for anchor, _ in links} >= {True}
        words = {"both": 2, **{word: number for number, word in enumerate(NUMBERS)}}
        for anchor, text in links:
            section = source.split(f'id="{anchor}"', 1)[1]
            if anchor.startswith("count-"):
                heading, items = section.split("</h3>", 1)
                assert int(re.findall(r"(\d+)</span>", heading)[0]) == words[text.lower()]
                number = items.split("</ul>", 1)[0].count("<li>")
            else:
                whole = section.split("</section>", 1)[0]
                number = len(re.findall(r'<th scope="row"|<li class="claim">', whole))
            assert words[text.lower()] == number, (anchor, text)

    def test_names_and_claims_lead_to_their_pages(self, site):
        section = site.section("factors/r1.html", "in-words")
        assert 'href="../works/' in section
        assert 'href="../claims/' in section

    def test_plain_counts_stand_apart(self, site):
        section = site.section("factors/r1.html", "comparison")
        assert "no second score" in section
        assert "Counted by publications" in section
        assert "Quality:" in section


class TestLinesPage:
    def test_says_who_votes_on_what_and_what_lines_share(self, workspace, build):
        workspace.work("other").claim("other-1", "other", "R1 supports")
        workspace.table(
            "appraisals", "work,method,negative_cases,overlap",
            "other,conceptual,yes,gamma2003: cases (Peru &amp; Chile <b>)",
        )  # fmt: skip
        built = build(workspace)
        lines = built.section("lines.html", "lines")
        assert "R1 " in lines
        shared = built.section("lines.html", "overlap")
        assert "Peru &amp;amp; Chile &lt;b&gt;" in shared
        assert "declared" in shared
        assert "Peru" in built.section("factors/r1.html", "overlap")


class TestGapsPage:
    @pytest.mark.parametrize(
        ("anchor", "factors"),
        [
            ("without-evidence", ["M1", "R3", "M2"]),
            ("one-line", ["R2"]),
            ("not-empirical", []),
            ("only-reported", ["R2"]),
            ("one-method", []),
            ("one-sided", []),
            ("without-mirror", ["R2", "R3", "M2"]),
        ],
    )
    def test_lists_factors(self, site, anchor, factors):
        section = site.section("gaps.html", anchor)
        assert re.findall(r'class="id">(\w+)<', section) == factors

    def test_lists_works_notes_and_claims(self, site):
        assert re.findall(r">([^<]+)</a>", site.section("gaps.html", "works")) == ["Vole 2001"]
        unread = re.findall(r"<li>(Note \d+)", site.section("gaps.html", "unread"))
        assert unread == ["Note 8", "Note 8", "Note 9"]
        waiting = site.section("gaps.html", "waiting")
        assert "Seen in a blog." in waiting
        assert "claims/gamma-4.html" in waiting


class TestWholes:
    def test_shows_claims_without_a_rating(self, site):
        section = site.section("wholes.html", "risk")
        assert "What gamma-5 says." in section
        assert "mark" not in section

    def test_are_left_out_where_the_framework_has_none(self, workspace, build):
        workspace.change("annotations/framework.yaml", ', whole: "R*"', "")
        workspace.change("annotations/framework.yaml", ', whole: "M*"', "")
        built = build(workspace)
        assert "wholes.html" not in built.files
        assert built.report.problems == ()


def _body(site):
    return site.source("index.html")


def _works(site):
    return site.source("works/index.html")
