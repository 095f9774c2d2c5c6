"""The shipped workspace holds what its sources hold: these totals are stated in the README."""

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from evidence import check
from evidence.formats import bibtex
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.workspace import find_root

ROOT = find_root(Path(__file__).parent)
TOTALS = {
    "works": 87,
    "claims": 158,
    "links": 164,
    "factors": 16,
    "appraisals": 87,
    "notes": 151,
    "checks": 41,
    "errata": 169,
}
RATINGS = {
    "R1": ("contested", None, 7, 3, 4, 0),
    "R2": ("consistent", "strong", 4, 4, 0, 0),
    "R3": ("thin", None, 1, 1, 0, 0),
    "R4": ("none", None, 0, 0, 0, 0),
    "R5": ("thin", None, 2, 2, 0, 0),
    "R6": ("mixed", "moderate", 5, 3, 2, 0),
    "R7": ("thin", None, 1, 0, 0, 1),
    "R8": ("consistent", None, 4, 3, 1, 0),
    "M1": ("thin", None, 1, 1, 0, 0),
    "M2": ("thin", None, 1, 1, 0, 0),
    "M3": ("thin", None, 2, 2, 0, 0),
    "M4": ("consistent", "moderate", 5, 5, 0, 0),
    "M5": ("thin", None, 2, 2, 0, 0),
    "M6": ("thin", None, 1, 0, 0, 1),
    "M7": ("thin", None, 2, 1, 1, 0),
    "M8": ("mixed", "moderate", 4, 3, 1, 0),
}


def test_totals(shipped):
    workspace = shipped.workspace
    assert {
        "works": len(workspace.works),
        "claims": len(workspace.sound_claims),
        "links": sum(len(claim.links) for claim in workspace.sound_claims.values()),
        "factors": len(workspace.framework.factors),
        "appraisals": len(workspace.appraisals),
        "notes": len(workspace.notes),
        "checks": len(workspace.checks),
        "errata": len(workspace.errata),
    } == TOTALS


def test_nothing_is_wrong_with_it(shipped):
    assert check.run(shipped.workspace) == []


def test_nothing_was_promoted(shipped):
    claims = shipped.workspace.sound_claims.values()
    assert Counter(claim.status for claim in claims) == {
        "confirmed": 123,
        "proposed": 30,
        "rejected": 5,
    }
    assert Counter(claim.seen_in.kind for claim in claims) == {
        "citing-work": 73,
        "abstract": 55,
        "review": 25,
        "replication": 5,
    }
    attributions = Counter(claim.seen_in.attribution for claim in claims)
    del attributions[None]
    assert attributions == {"specific": 50, "general": 12, "collective": 9, "own": 2}


def test_the_ratings_are_those_of_the_rule(shipped):
    found = {
        one.factor: (
            one.state,
            one.strength,
            one.counts.total,
            one.counts.supports,
            one.counts.qualifies,
            one.counts.contradicts,
        )
        for one in shipped.ratings.factors
    }
    assert found == RATINGS


def test_by_equal_weights_two_ratings_differ(shipped):
    """What decision 17 says of the second rubric."""
    equal = EvidenceMap.of(
        shipped.workspace, rubric=shipped.workspace.named_rubric("equal")
    ).ratings
    first = shipped.ratings
    found = {
        (one.id, one.state, two.state)
        for one, two in zip(
            (*first.factors, *first.rows), (*equal.factors, *equal.rows), strict=True
        )
        if (one.state, one.strength) != (two.state, two.strength)
    }
    assert found == {
        ("R1", "contested", "mixed"),
        ("economic-resilience", "contested", "mixed"),
    }


def test_overlaps_are_those_that_the_appraisals_declare(shipped):
    assert Counter(one.kind for one in shipped.overlaps) == {"cases": 12, "authors": 2}
    assert all(one.declared and one.reasons for one in shipped.overlaps)
    assert [one.id for one in shipped.overlaps if one.factors] == [
        "genocide-watch + semelin2007: cases"
    ]


def test_mirrors_and_the_four_factors_without_one(shipped):
    mirrors = {one.id: one.mirror for one in shipped.workspace.framework.factors if one.mirror}
    pairs = {"M1": "R1", "M2": "R2", "M3": "R5", "M4": "R6", "M6": "R7", "M7": "R8"}
    assert mirrors == {**pairs, **{risk: mitigating for mitigating, risk in pairs.items()}}


def test_note_36_is_ambiguous_between_two_works(shipped):
    found = {link.work: link.status for link in shipped.works_of_note["36"]}
    assert found == {
        "draman2003": "ambiguous",
        "dressrosenblumkumar2002": "ambiguous",
        "cahill1996": "resolved",
        "eliasson1996": "resolved",
    }


def test_every_note_has_a_work_but_29_which_cites_none(shipped):
    assert list(map(int, shipped.works_of_note)) == list(range(1, 83))
    assert [link.note for link in shipped.workspace.notes if not link.work] == ["29"]


def test_notes_are_those_that_cite_found_and_what_docs_list_as_corrected(shipped):
    """127 citations, one of them of two works; 22 volumes; a note without a citation."""
    forms = Counter(link.form for link in shipped.workspace.notes)
    assert forms == {
        "full": 73,
        "short": 42,
        "ibid": 8,
        "author-year": 5,
        "volume": 22,
        "none": 1,
    }
    located = [link for link in shipped.workspace.notes if link.locator]
    assert len(located) == 72


def test_a_volume_in_the_notes_is_that_of_a_chapter_cited_there(shipped):
    works = shipped.workspace.works
    for link in shipped.workspace.notes:
        if link.form == "volume":
            cited = [works[other.work] for other in shipped.works_of_note[link.note]]
            assert link.work in [work.crossref for work in cited], link.note
            assert link.locator is None


def test_every_verdict_is_of_a_pair_in_the_notes_or_says_that_it_is_context(shipped):
    pairs = {(link.note, link.work) for link in shipped.workspace.notes}
    assert len(pairs) == 151
    strange = [one for one in shipped.workspace.checks if (one.note, one.work) not in pairs]
    assert all(one.reason.startswith("Context:") for one in strange)


def test_pybtex_reads_the_bibliography_without_complaint(shipped):
    from pybtex.database import parse_file

    parsed = parse_file(str(ROOT / "bib/references.bib"))
    assert set(parsed.entries) == set(shipped.workspace.works)


@pytest.mark.biber
def test_biber_finds_the_bibliography_valid(tmp_path):
    biber = shutil.which("biber")
    if biber is None:
        if os.environ.get("CI") == "true":
            pytest.fail("biber is not installed: apt-get install biber")
        pytest.skip("biber is not installed: apt-get install biber")
    shutil.copy(ROOT / "bib/references.bib", tmp_path)
    done = subprocess.run(
        [biber, "--tool", "--validate-datamodel", "references.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stdout.splitlines() if re.match("WARN|ERROR", line)]
    assert complaints == []
    assert done.returncode == 0


def test_corporate_names_are_bodies_and_chapters_stand_in_their_volumes(shipped):
    works = shipped.workspace.works
    assert works["un2005summit"].authors[0].corporate
    assert works["un2005summit"].get("number") == "A/RES/60/1"
    assert works["un2005summit"].get("titleaddon") == "Resolution 60/1"
    chapters = [work for work in works.values() if work.type == "incollection"]
    assert len(chapters) == 21
    assert all(work.crossref in works and work.container and work.year for work in chapters)


def test_no_address_of_a_copy_host_is_linked(shipped):
    hosts = "docslib scribd slideshare studylib fdocuments pdfslide paperzz ebin vdocuments docgo"
    for work in shipped.workspace.works.values():
        assert not re.search("|".join(hosts.split()), work.get("url") + work.verified_by)


def test_every_entry_survives_reading_without_a_fault():
    text = (ROOT / "bib/references.bib").read_text(encoding="utf-8")
    assert bibtex.load(text).faults == []
