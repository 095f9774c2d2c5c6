"""The map, the pictures and what a factor's page adds: as they stand without JavaScript."""

import json
import re
from html import unescape

import pytest

from evidence.publish.challenge import challenge
from evidence.publish.graph import MOST_WORKS
from evidence.publish.pages import map as map_page
from evidence.publish.site import Site
from evidence.publish.timeline import dated, timeline
from evidence.synthesis.bearings import bearings, grid


def data_of(site):
    text = site.files["map/data.js"].decode("ascii")
    head, _, value = text.partition("evidenceMap || {}).map = ")
    assert head.startswith("/* evidence-map:")
    return json.loads(value.rstrip().removesuffix(";"))


def cells_of(source):
    """Return the lines of every cell that has some, by factor and method."""
    found = re.findall(
        r'data-factor="(\w+)" data-method="([\w-]+)"[^<]*(?:<a .*?<b>(\d+)</b>)?', source
    )
    return {(factor, method): int(lines) for factor, method, lines in found if lines}


class TestMap:
    def test_every_count_is_that_of_the_core(self, site, workspace):
        counted = grid(bearings(workspace.map()))
        source = site.source("map.html")
        assert cells_of(source) == {place: one.lines for place, one in counted.cells.items()}
        totals = re.findall(r'data-total="(\w+)"><b>(\d+)', source)
        assert {factor: int(n) for factor, n in totals if n != "0"} == {
            factor: one.lines for factor, one in counted.factors.items()
        }
        total = counted.total
        assert f"{total.lines} lines of evidence, {total.claims} claims" in source

    def test_every_cell_leads_to_its_claims(self, site, workspace):
        found = bearings(workspace.map())
        for link in re.findall(r'<a href="(map/[^"]+)"><svg', site.source("map.html")) or [""]:
            path, _, anchor = link.partition("#")
            section = site.section(path, anchor)
            factor = path.removeprefix("map/").removesuffix(".html").upper()
            ids = {
                one.claim.id for one in found if (one.factor, one.claim.method) == (factor, anchor)
            }
            shown = set(re.findall(r'class="permalink" href="[^"]*">([\w-]+)<', section))
            assert shown == ids

    def test_what_the_filters_know_is_what_the_core_counts(self, site, workspace):
        data, found = data_of(site), bearings(workspace.map())
        names = [facet[0] for facet in data["facets"]]
        values = {name: [value[0] for value in facet[2]]
                  for name, facet in zip(names, data["facets"], strict=True)}  # fmt: skip
        told = [
            (data["factors"][factor][0], values["stance"][stance], data["claims"][claim][0])
            for factor, stance, claim in data["bearings"]
        ]
        assert told == [(one.factor, one.stance, one.claim.id) for one in found]
        for claim in data["claims"]:
            assert claim[1] in site.files
            assert data["works"][claim[2]][0] in site.files

    def test_data_cannot_end_a_script(self, workspace, build):
        bad = '</script><!-- \u2028 ${x} `y` \\ "'
        workspace.claim("bad-1", "gamma2003", "R1 supports", statement=bad)
        built = build(workspace)
        text = built.files["map/data.js"].decode("ascii")
        assert "</" not in text
        assert "<!--" not in text
        assert bad in [claim[9] for claim in data_of(built)["claims"]]

    def test_beyond_many_claims_the_filters_know_no_statements(self, workspace, build, monkeypatch):
        monkeypatch.setattr(map_page, "MOST_SAID", 1)
        assert {claim[9] for claim in data_of(build(workspace))["claims"]} == {""}

    def test_long_lists_go_on_elsewhere(self, workspace, build):
        for number in range(map_page.CLAIMS_SHOWN + 5):
            workspace.claim(f"more-{number}", "alpha2001", "R1 supports")
        built = build(workspace)
        assert built.report.problems == ()
        rest = built.source("map/r1/large-n-statistical-2.html")
        assert rest.count("<li><a href=") >= 5

    def test_a_workspace_without_claims_has_an_empty_map(self, builder, build):
        built = build(builder)
        assert built.report.problems == ()
        assert cells_of(built.source("map.html")) == {}
        assert data_of(built)["bearings"] == []


def test_scripts_are_small(site):
    own = [path for path in site.files if path.startswith("assets/") and path.endswith(".js")]
    assert own
    assert sum(len(site.files[f"assets/{name}.js"]) for name in ("map", "copy")) < 8192
    for source in site.pages.values():
        loaded = re.findall(r'<script defer src="(?:\.\./)*(assets/[\w-]+\.js)"', source)
        assert sum(len(site.files[path]) for path in loaded) < 40_000


class TestPictures:
    def test_every_factor_is_placed_or_named(self, site):
        source = site.source("pictures.html").partition('id="graph"')[0]
        drawn = set(re.findall(r'<a href="factors/(\w+)\.html"', source))
        assert drawn == {"r1", "r2", "r3", "m1", "m2"}

    def test_behind_the_graph_stands_every_work_with_its_factors(self, site, workspace):
        table = unescape(site.source("pictures.html").partition('id="works"')[2])
        for one in bearings(workspace.map()):
            assert re.search(rf"works/{one.claim.work}\.html", table)
            assert f"factors/{one.factor.lower()}.html" in table

    def test_of_many_works_those_with_most_to_say_are_drawn(self, workspace, build):
        for number in range(MOST_WORKS + 5):
            workspace.work(f"w{number}").claim(f"w-{number}", f"w{number}", "R1 supports")
        source = build(workspace).source("pictures.html")
        assert source.count('<g class="node">') == MOST_WORKS
        assert f"The {MOST_WORKS} works with most to say are drawn" in source

    def test_is_there_without_evidence(self, builder, build):
        assert "No work has a claim with a vote yet." in build(builder).source("pictures.html")


class TestTimeline:
    def test_counts_works_by_stance_and_years(self, workspace):
        site = Site(workspace.map())
        rating = site.map.ratings["R1"]
        works = dated(site, rating.voting, frozenset({"R1"}))
        drawn = timeline(works)
        assert sum(span.works for span in drawn.spans) + drawn.undated == len(rating.works)

    @pytest.mark.parametrize("last", [1990, 1995, 2024, 2100, 9999])
    def test_has_few_columns_whatever_the_years(self, workspace, last):
        workspace.work("old", date="1800").work("new", date=str(last))
        for key in ("old", "new"):
            workspace.claim(f"{key}-1", key, "R1 supports")
        site = Site(workspace.map())
        works = dated(site, site.map.ratings["R1"].voting, frozenset({"R1"}))
        assert len(timeline(works).spans) <= 12

    def test_many_works_share_a_square(self, workspace):
        site = Site(workspace.map())
        (one, *_) = dated(site, site.map.ratings["R1"].voting, frozenset({"R1"}))
        drawn = timeline([one] * 1000)
        assert drawn.per > 1
        assert drawn.height < 500


class TestFactorPage:
    def test_the_challenge_names_page_rating_and_claims(self, site, workspace):
        text = unescape(
            re.search(r"<textarea[^>]*>(.*?)</textarea>", site.source("factors/r1.html"), re.S)[1]
        )
        rating = workspace.map().ratings["R1"]
        assert "R1 Division" in text
        assert "Page: factors/r1.html" in text
        assert f"Rating: {rating.state}" in text
        for claim in (*rating.voting, *(one.claim for one in rating.silent)):
            assert claim.id in text

    def test_a_published_map_names_its_address(self, workspace):
        workspace.change("evidence.toml", 'url = ""', 'url = "https://example.org/map"')
        site = Site(workspace.map())
        factor = site.framework.by_id["R1"]
        found = challenge(site, factor, site.map.ratings["R1"])
        assert found.page == "https://example.org/map/factors/r1.html"

    def test_shows_its_own_gaps_with_their_place(self, site):
        section = site.source("factors/r2.html").partition('id="gaps"')[2].partition("</div>")[0]
        assert 'href="../gaps.html#without-mirror"' in section

    def test_its_mirror_stands_beside_the_rating(self, site):
        head = site.source("factors/r1.html").partition('id="in-words"')[0]
        assert 'href="../factors/m1.html"' in head


class TestPhone:
    def test_a_card_has_proposition_sentence_and_strongest_claims(self, site):
        cell = site.source("index.html").partition("factors/r1.html")[2].partition("</article>")[0]
        assert "Division raises the likelihood." in cell
        assert "Strongest for" in cell
        assert re.search(r'href="claims/(alpha-1|beta-1)\.html"', cell)
        assert "Strongest against" in cell
        assert 'href="claims/gamma-2.html"' in cell
