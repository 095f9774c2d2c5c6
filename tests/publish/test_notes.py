"""The page of all notes: what each cites, how sure that is, and whether the work bears it out."""

import re

import pytest

from evidence.publish.lookups import NOTES_SHOWN


def row(site, anchor):
    """The words of the row with an anchor."""
    html = site.source("notes.html").split(f'id="{anchor}"', 1)[1].split("</tr>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", html))


class TestPage:
    def test_every_note_has_a_row_with_its_work_locator_form_and_verdict(self, site):
        said = row(site, "n7")
        for words in ("Gamma 2003", "p. 12", "full form", "borne out", "It says so.", "Basis"):
            assert words in said

    def test_a_pair_that_nobody_looked_at_is_unread(self, site):
        assert "unread" in row(site, "n8")
        assert "ambiguous" in row(site, "n8")

    def test_a_further_work_of_a_note_has_no_second_anchor(self, site):
        source = site.source("notes.html")
        assert source.count('id="n9"') == 1
        assert source.count('class="again"') == 2

    def test_counts_by_verdict_lead_to_the_notes(self, site):
        chosen = site.source("notes.html").split('id="as-not-borne-out"')[1].split("</details>")[0]
        assert "<b>1</b> not borne out" in chosen
        assert '<a href="notes.html#n9">9: Doe 2001</a>' in chosen
        unsettled = site.source("notes.html").split('id="as-unsettled"')[1].split("</details>")[0]
        assert "<b>2</b> not settled" in unsettled

    def test_a_note_without_a_work_is_shown_and_has_no_verdict(self, workspace, build):
        rows = (workspace.root / "annotations/notes.csv").read_text().splitlines()
        workspace.table("notes", *rows, "10,,,,,unresolved,A poster.")
        site = build(workspace)
        assert site.report.problems == ()
        said = row(site, "n10")
        assert "no work of the bibliography" in said
        assert "unresolved" in said
        assert "A poster." in said
        assert "unread" not in said

    def test_a_note_that_cites_nothing_and_the_volume_of_a_chapter_say_so(self, workspace, build):
        rows = (workspace.root / "annotations/notes.csv").read_text().splitlines()
        rows = [row.replace("9,volume2004,,,full", "9,volume2004,,,volume") for row in rows]
        site = build(workspace.table("notes", *rows, "10,,,,none,resolved,"))
        assert site.report.problems == ()
        assert row(site, "n10").split(">")[-1].split() == "Note 10 cites no work".split()
        page = site.text("notes.html")
        assert "4 notes, 5 pairs of note and work" in page
        assert "as the volume of a chapter" in page
        assert "volume form" not in page
        assert "as the volume of a chapter" in site.text("works/volume2004.html")

    def test_there_is_none_without_notes(self, builder, build):
        site = build(builder)
        assert "notes.html" not in site.files
        assert "notes.html" not in site.source("index.html")

    def test_a_long_list_is_paged_and_each_note_keeps_its_address(self, builder, build):
        builder.change("evidence.toml", 'article = ""', 'article = "article"')
        builder.work("article").work("cited")
        last = NOTES_SHOWN + 5
        builder.table("notes", "note,work", *[f"{n},cited" for n in range(1, last + 1)])
        site = build(builder)
        assert site.report.problems == ()
        assert f'id="n{last}"' in site.source("notes/list-2.html")
        assert f'href="../notes/list-2.html#n{last}"' in site.source("works/cited.html")


class TestWaysToAndFrom:
    def test_a_work_leads_to_its_notes(self, site):
        assert '<a href="../notes.html#n7">Note 7</a>' in site.section(
            "works/gamma2003.html", "notes"
        )

    def test_a_note_leads_to_its_work(self, site):
        assert '<a href="works/gamma2003.html">' in site.source("notes.html")

    def test_a_claim_leads_to_the_note_that_reports_it(self, site):
        assert '<a href="../notes.html#n7">Note 7</a>' in site.source("claims/gamma-2.html")


@pytest.mark.parametrize("note", ["12a", "Ä 1", 'x"y', "1/2", "A", "a"])
def test_any_name_of_a_note_makes_an_anchor(builder, build, note):
    builder.work("cited")
    quoted = note.replace('"', '""')
    builder.table("notes", "note,work", f'"{quoted}",cited', "7,cited")
    assert build(builder).report.problems == ()
