"""`evidence cite`: an article's notes on the command line, from good input and bad."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from evidence.cli import evidence
from evidence.formats import bibtex

ROOT = Path(__file__).resolve().parents[2]
BIB = """@book{ashby1998, author={Ashby, Maud}, title={The Quiet Market}, date={1998},
  publisher={Northgate Press}, location={Leeds}}
@book{tell1987, author={Tell, Ruth}, title={A Theory of Hunger}, date={1987},
  publisher={Cobden and Rye}, location={London}}
"""
ASHBY = "Maud Ashby, *The Quiet Market* (Leeds: Northgate Press, 1998)"
TELL = "Ruth Tell, *A Theory of Hunger* (London: Cobden and Rye, 1987)"
PRATT = "Zeno Pratt, *Cattle and Kings* (Bonn: Kuhweide, 2019)"


def markdown(*notes):
    """Return an article with these notes, in Markdown."""
    marks = " ".join(f"Sentence.[^{place}]" for place in range(1, len(notes) + 1))
    return marks + "\n\n" + "\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1)) + "\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder that is no workspace, as the current one."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "works.bib").write_text(BIB, encoding="utf-8")
    return folder


@pytest.fixture
def cite(here):
    """Write an article and run `evidence cite` on it, without a workspace."""

    class Cite:
        def __call__(self, *words, typed=None):
            done = CliRunner().invoke(
                evidence, ["cite", *words], input=typed, catch_exceptions=False
            )
            self.out, self.err, self.code = done.stdout, done.stderr, done.exit_code
            return self

        def notes(self, *notes, options=("--bib", "works.bib"), form="json"):
            (here / "article.md").write_text(markdown(*notes), encoding="utf-8")
            self("article.md", *options, "--format", form)
            return json.loads(self.out) if form == "json" else self.out

    return Cite()


def test_json_has_every_note_with_its_citations(cite):
    data = cite.notes(f"See {ASHBY}, p. 12.", "Ibid.", "No citation here.", f"{ASHBY}; {TELL}.",
                      "Ibid., p. 3.")  # fmt: skip
    assert cite.code == 0
    assert [(note["note"], note["kind"], note["section"]) for note in data["notes"]] == [
        (str(number), "footnote", "") for number in range(1, 6)
    ]
    first, second, third, _, fifth = (note["citations"] for note in data["notes"])
    assert first == [
        {
            "raw": "Maud Ashby, The Quiet Market (Leeds: Northgate Press, 1998), p. 12",
            "key": "ashby1998",
            "form": "full",
            "locator": {"label": "page", "value": "12"},
            "inherited": False,
            "score": first[0]["score"],
            "reason": None,
            "candidates": [],
        }
    ]
    assert (second[0]["form"], second[0]["inherited"]) == ("ibid", True)
    assert second[0]["locator"] == first[0]["locator"]
    assert third == []
    assert fifth[0]["key"] is None
    assert "several works" in fifth[0]["reason"]
    assert {one["key"] for one in fifth[0]["candidates"]} == {"ashby1998", "tell1987"}
    assert data["proposed"] == data["audit"] == []


def test_json_fits_its_schema_with_everything_asked_for(cite):
    data = cite.notes(f"{ASHBY}; {PRATT}.", "Ibid.",
                      options=("--bib", "works.bib", "--propose", "--audit"))  # fmt: skip
    path = ROOT / "docs/schemas/output/cite.schema.json"
    shape = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, shape)
    assert set(data) == set(shape["properties"])
    assert data["proposed"]
    assert data["audit"]


def test_the_table_shows_what_is_not_certain_and_why(cite):
    out = cite.notes(f"{ASHBY}, p. 12; {TELL}.", "Ibid., p. 3.", "None.", form="table")
    text = " ".join(out.split())
    assert "Note 1 ashby1998, p. 12 full tell1987 full" in text
    assert "Note 2 ambiguous, p. 3 ibid the note before cites several works: Ibid., p. 3" in text
    assert "may be ashby1998 (0.50), tell1987 (0.50)" in text
    assert "Note 3 no citation" in text
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "3 notes with 3 citations: 2 resolved, 1 ambiguous, 0 unresolved." in cite.err
    assert "Next: evidence cite article.md --bib works.bib --audit" in cite.err


def test_csv_is_a_table_of_notes_that_the_workspace_reads(cite, builder):
    out = cite.notes(f"{ASHBY}, p. 12; {TELL}.", "Ibid., p. 3.", f"{PRATT}.", form="csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["note"], row["work"], row["status"]) for row in rows] == [
        ("1", "ashby1998", "resolved"),
        ("1", "tell1987", "resolved"),
        ("2", "ashby1998", "ambiguous"),
        ("2", "tell1987", "ambiguous"),
        ("3", "", "unresolved"),
    ]
    assert "Zeno Pratt" in rows[-1]["remark"]
    builder.write("bib/references.bib", BIB)
    builder.write("annotations/notes.csv", out)
    workspace = builder.open()
    assert [problem for problem in workspace.problems if "notes.csv" in problem.path] == []
    assert [(link.note, link.work, str(link.locator or "")) for link in workspace.notes] == [
        ("1", "ashby1998", "p. 12"),
        ("1", "tell1987", ""),
        ("2", "ashby1998", "p. 3"),
        ("2", "tell1987", "p. 3"),
        ("3", "", ""),
    ]


def test_a_formula_in_a_note_is_quoted_in_csv(cite):
    out = cite.notes(f"{PRATT}.", options=("--propose",), form="csv")
    assert next(csv.DictReader(io.StringIO(out)))["entry"].startswith("'@book")


def test_without_a_bibliography_the_articles_own_full_citations_stand_in(cite):
    data = cite.notes(f"{PRATT}, p. 4.", "Pratt, *Cattle*, p. 9.", options=())
    first, second = (note["citations"][0] for note in data["notes"])
    assert first["key"] == second["key"]
    assert "No bibliography" in cite.err
    assert cite.notes(f"{PRATT}, p. 4.", options=())["notes"][0]["citations"][0] == first


def test_the_workspace_gives_the_bibliography(run, builder, tmp_path):
    builder.write("bib/references.bib", BIB)
    article = tmp_path / "article.md"
    article.write_text(markdown(f"{ASHBY}, p. 12."), encoding="utf-8")
    done = run("cite", str(article), "--format", "json")
    assert done.json["notes"][0]["citations"][0]["key"] == "ashby1998"
    assert f"evidence cite {article} --audit" in done.err


def test_a_bibliography_named_goes_before_that_of_the_workspace(run, builder, tmp_path):
    builder.write("bib/references.bib", BIB)
    other = tmp_path / "other.bib"
    other.write_text(BIB.replace("ashby1998", "quiet"), encoding="utf-8")
    article = tmp_path / "article.md"
    article.write_text(markdown(f"{ASHBY}."), encoding="utf-8")
    done = run("cite", str(article), "--bib", str(other), "--format", "json")
    assert done.json["notes"][0]["citations"][0]["key"] == "quiet"


def test_a_folder_named_that_is_no_workspace_is_wrong_usage(run, here):
    (here / "article.md").write_text(markdown(f"{ASHBY}."), encoding="utf-8")
    run.root = here
    done = run("cite", "article.md")
    assert done.code == 2
    assert "is no workspace" in done.err


def test_notes_corrected_by_a_person_play_no_part(run, builder, tmp_path):
    builder.write("bib/references.bib", BIB)
    builder.table("notes", "note,work,label,value,form,status,remark", "1,tell1987,,,,,")
    article = tmp_path / "article.md"
    article.write_text(markdown(f"{ASHBY}."), encoding="utf-8")
    done = run("cite", str(article), "--format", "json")
    assert done.json["notes"][0]["citations"][0]["key"] == "ashby1998"


def test_standard_input_is_an_article_too(cite):
    cite("-", "--bib", "works.bib", "--format", "json", typed=markdown(f"{ASHBY}, p. 12."))
    assert json.loads(cite.out)["notes"][0]["citations"][0]["key"] == "ashby1998"


# Proposals


def test_proposals_are_printed_and_nothing_is_written(cite, here):
    data = cite.notes(f"{PRATT}, p. 4.", options=("--bib", "works.bib", "--propose"))
    (proposal,) = data["proposed"]
    (work,) = bibtex.load(proposal["entry"]).works
    assert (work.key, work.title, work.year) == (proposal["key"], "Cattle and Kings", 2019)
    assert (here / "works.bib").read_text(encoding="utf-8") == BIB
    assert "--propose --write" in cite.err


def test_written_proposals_are_appended_and_resolve_from_then_on(cite, here):
    options = ("--bib", "works.bib", "--propose", "--write")
    key = cite.notes(f"{PRATT}, p. 4.", options=options)["proposed"][0]["key"]
    written = (here / "works.bib").read_text(encoding="utf-8")
    assert written.startswith(BIB)
    assert "1 entry appended to works.bib" in cite.err
    again = cite.notes(f"{PRATT}, p. 4.", options=options)
    assert again["proposed"] == []
    assert again["notes"][0]["citations"][0]["key"] == key
    assert "Nothing to propose" in cite.err
    assert (here / "works.bib").read_text(encoding="utf-8") == written


def test_written_proposals_make_a_file_that_is_not_there(cite, here):
    cite.notes(f"{PRATT}.", options=("--bib", "new.bib", "--propose", "--write"))
    assert len(bibtex.load((here / "new.bib").read_text(encoding="utf-8")).works) == 1


def test_in_a_workspace_proposals_go_to_its_bibliography(run, builder, tmp_path):
    builder.write("bib/references.bib", BIB)
    article = tmp_path / "article.md"
    article.write_text(markdown(f"{PRATT}."), encoding="utf-8")
    assert run("cite", str(article), "--propose", "--write").code == 0
    text = (builder.root / "bib/references.bib").read_text(encoding="utf-8")
    assert text.startswith(BIB)
    assert len(builder.open().works) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--write",), "--write goes with --propose"),
        (("--strict",), "--strict goes with --audit"),
        (("--propose", "--audit", "--format", "csv"), "CSV is one table"),
        (("--propose", "--write"), "no bibliography to write to"),
        (("--bib", "nowhere.bib"), "nowhere.bib does not exist"),
    ],
)
def test_what_makes_no_sense_exits_with_2(cite, here, options, message):
    (here / "article.md").write_text(markdown(f"{PRATT}."), encoding="utf-8")
    assert cite("article.md", *options).code == 2
    assert message in cite.err
    assert cite.out == ""


# The audit


def test_an_error_found_makes_the_exit_code_1(cite):
    data = cite.notes(
        "Ruth Tell, *A Theory of Hunger* (London: Cobden and Rye, 1978).",
        options=("--bib", "works.bib", "--audit"),
    )
    assert cite.code == 1
    (finding,) = data["audit"]
    assert (finding["note"], finding["severity"]) == ("1", "error")
    assert "1978" in finding["cited"]
    assert "1987" in finding["expected"]
    assert "The audit found 1 error." in cite.err


def test_sound_notes_exit_with_0(cite):
    assert cite.notes(f"{TELL}.", options=("--bib", "works.bib", "--audit"))["audit"] == []
    assert cite.code == 0


def test_findings_in_csv_and_in_the_table(cite):
    wrong = "Ruth Tell, *A Theory of Hunger* (London: Cobden and Rye, 1978)."
    out = cite.notes(wrong, options=("--bib", "works.bib", "--audit"), form="csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["note"] == "1"
    table = cite.notes(wrong, options=("--bib", "works.bib", "--audit"), form="table")
    assert row["message"].split(";")[0] in " ".join(table.split())


# Bad input


def test_an_article_that_is_not_there(cite):
    assert cite("nothing.docx").code == 2
    assert "nothing.docx" in cite.err


def test_a_suffix_that_no_reader_knows(cite, here):
    (here / "article.odt").write_bytes(b"words")
    assert cite("article.odt").code == 2
    assert "'.odt'" in cite.err
    assert ".docx" in cite.err


def test_a_word_file_that_is_cut_short(cite, here):
    (here / "article.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    assert cite("article.docx", "--format", "json").code == 1
    assert json.loads(cite.out)["notes"] == []
    assert cite.err.startswith("article.docx: ")


def test_a_mark_without_note_is_told_with_its_line_and_the_rest_is_read(cite, here):
    text = f"One.[^1]\n\nTwo.[^2]\n\n[^1]: {ASHBY}, p. 12.\n"
    (here / "article.md").write_text(text, encoding="utf-8")
    assert cite("article.md", "--bib", "works.bib", "--format", "json").code == 0
    assert "article.md:3: mark 2 leads to no footnote." in cite.err
    assert json.loads(cite.out)["notes"][0]["citations"][0]["key"] == "ashby1998"
    assert cite("article.md", "--bib", "works.bib", "--audit").code == 1


def test_a_note_without_mark_is_a_warning_and_is_read(cite, here):
    text = f"One.[^1]\n\n[^1]: {TELL}.\n[^2]: {ASHBY}, p. 12.\n"
    (here / "article.md").write_text(text, encoding="utf-8")
    cite("article.md", "--bib", "works.bib", "--format", "json")
    assert "warning: article.md:4: footnote 2 has no mark in the text" in cite.err
    assert len(json.loads(cite.out)["notes"]) == 2


def test_a_broken_bibliography_is_told_with_its_line_and_the_rest_is_used(cite, here):
    (here / "works.bib").write_text(BIB + "\n@book{broken, title={Open\n", encoding="utf-8")
    data = cite.notes(f"{ASHBY}.")
    assert "works.bib:6: entry 'broken' cannot be read" in cite.err
    assert data["notes"][0]["citations"][0]["key"] == "ashby1998"


def test_nothing_is_appended_to_a_bibliography_in_which_the_key_is_taken_unseen(cite, here):
    broken = BIB + "\n@book{pratt2019cattle, title={Open\n"
    (here / "works.bib").write_text(broken, encoding="utf-8")
    (here / "article.md").write_text(markdown(f"{PRATT}."), encoding="utf-8")
    assert cite("article.md", "--bib", "works.bib", "--propose", "--write").code != 0
    assert (here / "works.bib").read_text(encoding="utf-8") == broken


def test_an_article_without_notes(cite, here):
    (here / "article.txt").write_text("Only words.\n", encoding="utf-8")
    assert cite("article.txt", "--format", "json").code == 0
    assert json.loads(cite.out)["notes"] == []
    assert "no notes were found" in cite.err


def test_control_characters_do_not_reach_the_terminal(cite):
    note = "Zeno Pratt, *Cattle \x1b[31m and Kings* (Bonn: Kuhweide, 2019)."
    out = cite.notes(note, form="table", options=("--propose",))
    assert "\x1b" not in out


def test_footnotes_and_endnotes_of_one_number_keep_names_of_their_own():
    from evidence.cli.cite import note_names
    from evidence.model import Article, Note

    notes = (Note("1", "footnote", "", "a"), Note("1", "endnote", "", "b"))
    names = note_names(Article("x", notes=notes))
    assert len({names[note.id] for note in notes}) == 2


def test_help_has_examples(cite):
    assert "evidence cite article.docx" in cite("--help").out
