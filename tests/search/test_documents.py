from evidence.model import (
    Appraisal,
    Claim,
    Factor,
    Framework,
    Link,
    Locator,
    Name,
    Passage,
    SeenIn,
    Tags,
    TermHit,
    Text,
    Work,
)
from evidence.search import Document, claim_documents, passage_documents, work_documents
from evidence.search.documents import Ready

WORK = Work(
    "doe2001",
    "book",
    authors=(Name("Doe", "Jane"), Name("M\u00fcller", "Ada")),
    fields={"title": "On Trade", "date": "2001-05", "journaltitle": "The Journal"},
)
WORKS = {"doe2001": WORK}
CONTENT = "Trade is open. Growth.\n\nTrade again."
TEXT = Text(
    "doe2001",
    "notes",
    "corpus/notes/doe2001.md",
    "0",
    CONTENT,
    (
        Passage("doe2001", "notes", 1, 0, 22, 1, heading="What it finds", page="xii"),
        Passage("doe2001", "notes", 2, 24, 36, 2),
    ),
)
CLAIM = Claim(
    id="doe2001-trade",
    work="doe2001",
    statement="Trade lowers risk.",
    kind="finding",
    method="large-n-statistical",
    outcome="outcome",
    links=(Link("M6", "supports"), Link("R7", "qualifies")),
    seen_in=SeenIn("full-text"),
    status="confirmed",
    concept="trade",
    scope="world",
    remark="robust",
    locator=Locator("page", "65"),
)
FRAMEWORK = Framework(
    factors=(Factor("M6", "d", "s", "Openness", "It lowers.", concepts={"trade": "Free trade"}),)
)


def test_a_passage_is_about_the_factors_whose_terms_stand_in_it():
    tags = Tags(terms=(TermHit(15, 21, "R7", "growth"), TermHit(0, 5, "M6", "trade"),
                       TermHit(24, 29, "M6", "trade")))  # fmt: skip
    first, second = passage_documents([(TEXT, tags)], WORKS)
    assert (first.kind, first.id, first.work) == ("passage", "doe2001/notes#1", "doe2001")
    assert first.text == "Trade is open. Growth."
    assert first.factors == ("M6", "R7")
    assert second.factors == ("M6",)
    assert first.fields == {"heading": "What it finds"}
    assert first.facts == {"kind": ("passage", "notes"), "year": ("2001",)}


def test_a_passage_is_at_its_printed_page_or_else_its_paragraph():
    first, second = passage_documents([(TEXT, Tags())], WORKS)
    assert first.locator == {"label": "page", "value": "xii"}
    assert second.locator == {"label": "paragraph", "value": "2"}


def test_a_passage_of_an_unknown_work_has_no_year():
    first, _ = passage_documents([(TEXT, Tags())], {})
    assert first.facts["year"] == ()


def test_a_claim():
    (found,) = claim_documents([CLAIM], WORKS, FRAMEWORK)
    assert (found.kind, found.id, found.work) == ("claim", "doe2001-trade", "doe2001")
    assert found.text == "Trade lowers risk."
    assert found.fields == {"concept": "Free trade", "remark": "robust", "scope": "world"}
    assert found.factors == ("M6", "R7")
    assert found.locator == {"label": "page", "value": "65"}
    assert found.facts == {
        "kind": ("claim", "finding"),
        "method": ("large-n-statistical",),
        "stance": ("supports", "qualifies"),
        "link": ("M6 supports", "R7 qualifies"),
        "year": ("2001",),
    }


def test_a_work_is_about_the_factors_of_its_claims():
    appraisals = {"doe2001": Appraisal("doe2001", "policy-report", "no", "doe2001")}
    (found,) = work_documents([WORK], [CLAIM], appraisals)
    assert (found.kind, found.id, found.work, found.text) == (
        "work",
        "doe2001",
        "doe2001",
        "On Trade",
    )
    assert found.fields == {
        "container": "The Journal",
        "creators": "Jane Doe; Ada M\u00fcller",
        "key": "doe2001",
        "year": "2001",
    }
    assert found.factors == ("M6", "R7")
    assert found.facts == {
        "kind": ("work", "book"),
        "method": ("policy-report",),
        "year": ("2001",),
    }
    assert found.locator is None


def test_a_work_without_title_is_found_by_its_key():
    (found,) = work_documents([Work("x", "misc")])
    assert found.text == "x"


def test_words_of_a_statement_count_twice_and_those_of_a_remark_once():
    claim = Document("claim", "c", "w", "trade trades", {"remark": "trade open"})
    ready = Ready.of(claim)
    assert ready.stems == {"trade": 5, "open": 1}
    assert ready.length == 6
    assert ready.forward == " trade trades \n trade open "


def test_the_digest_follows_every_part():
    base = Document("claim", "c", "w", "t", {"a": "b"}, {"year": ("2001",)}, ("M6",), None)
    others = [
        Document("work", "c", "w", "t", {"a": "b"}, {"year": ("2001",)}, ("M6",), None),
        Document("claim", "d", "w", "t", {"a": "b"}, {"year": ("2001",)}, ("M6",), None),
        Document("claim", "c", "x", "t", {"a": "b"}, {"year": ("2001",)}, ("M6",), None),
        Document("claim", "c", "w", "u", {"a": "b"}, {"year": ("2001",)}, ("M6",), None),
        Document("claim", "c", "w", "t", {"a": "c"}, {"year": ("2001",)}, ("M6",), None),
        Document("claim", "c", "w", "t", {"a": "b"}, {"year": ("2002",)}, ("M6",), None),
        Document("claim", "c", "w", "t", {"a": "b"}, {"year": ("2001",)}, (), None),
        Document("claim", "c", "w", "t", {"a": "b"}, {"year": ("2001",)}, ("M6",), {"label": "p"}),
    ]
    digests = {one.digest for one in (base, *others)}
    assert len(digests) == len(others) + 1


def test_a_document_is_stored_but_for_its_facts():
    base = Document(
        "claim", "c", "w", "t", {"a": "b"}, {}, ("M6",), {"label": "page", "value": "1"}
    )
    assert Document.from_json(base.as_json()) == base
