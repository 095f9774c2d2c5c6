"""Queries on the embedded engine, from what is typed to what is answered."""

import json
import random

import pytest
from tests.search.one_batch import update

from evidence.model import UsageError
from evidence.search import Document, IndexUnusableError, QueryError, run

WORDS = "one two three four five six seven eight nine ten".split()


def ids(result):
    return [hit.id for hit in result.hits]


@pytest.fixture
def library(engine, passage):
    """Three passages, two claims and a work."""
    update(engine,
        [
            passage("p1", "The rule of the law. Elections in H\u00e5vard's state.",
                    factors=("M6",), locator={"label": "page", "value": "12"},
                    facts={"kind": ("passage", "notes"), "year": ("2001",)}),
            passage("p2", "The state of trade, an election.", factors=("R7",),
                    fields={"heading": "Openness"},
                    facts={"kind": ("passage", "text"), "year": ("1999",)}),
            passage("p3", "Rule law the of."),
            Document("claim", "c1", "p1", "Trade lowers risk.", {"remark": "state"},
                     {"kind": ("claim", "finding"), "stance": ("supports", "contradicts"),
                      "link": ("M6 supports", "R7 contradicts"),
                      "method": ("large-n-statistical",)}, ("M6", "R7")),
            Document("claim", "c2", "p2", "Openness qualifies.", {},
                     {"kind": ("claim", "argument"), "stance": ("qualifies",),
                      "link": ("M6 qualifies",)}, ("M6",)),
            Document("work", "p1", "p1", "On the Rule of Law", {"creators": "Jane Doe"},
                     {"kind": ("work", "book"), "year": ("2001",)}, ("M6", "R7")),
        ]
    )  # fmt: skip
    return engine


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("election", {"p1/notes#1", "p2/notes#1"}),
        ("ELECTIONS", {"p1/notes#1", "p2/notes#1"}),
        ('"election"', {"p2/notes#1"}),
        ("havard", {"p1/notes#1"}),
        ('"havard"', set()),
        ("havard*", {"p1/notes#1"}),
        ("havard's", {"p1/notes#1"}),
        ("state trade", {"p2/notes#1", "c1"}),
        ("state OR openness", {"p1/notes#1", "p2/notes#1", "c1", "c2"}),
        ("state -trade", {"p1/notes#1"}),
        ("NOT state NOT rule", {"c2"}),
        ('"of the"', {"p1/notes#1"}),
        ('"rule of law"', {"p1"}),
        ('"law elections"', {"p1/notes#1"}),
        ('"trade lowers risk state"', set()),
        ('state "the rule" tr*', set()),
        ('(trade "an election") OR doe', {"p2/notes#1", "p1"}),
        ("o*", {"p1/notes#1", "p2/notes#1", "p3/notes#1", "c2", "p1"}),
        ("openn*", {"p2/notes#1", "c2"}),
        ("z*", set()),
        ('"zzz of"', set()),
        ("doe", {"p1"}),
        ("work:p1", {"p1/notes#1", "c1", "p1"}),
        ("work:P1 trade", {"c1"}),
        ("factor:m6", {"p1/notes#1", "c1", "c2", "p1"}),
        ("factor:M6 factor:R7", {"c1", "p1"}),
        ("kind:claim", {"c1", "c2"}),
        ("kind:finding", {"c1"}),
        ("kind:notes", {"p1/notes#1", "p3/notes#1"}),
        ("stance:supports", {"c1"}),
        ("factor:M6 stance:supports", {"c1"}),
        ("factor:R7 stance:supports", set()),
        ("kind:claim -stance:supports", {"c2"}),
        ("method:large-n-statistical", {"c1"}),
        ("year:2001", {"p1/notes#1", "p1"}),
        ("year:2001 -kind:work", {"p1/notes#1"}),
    ],
)
def test_what_is_found(library, query, found):
    result = run(query, library)
    assert set(ids(result)) == found
    assert result.total == len(found)


def test_an_answer(library):
    result = run('h\u00e5vard* "of the"', library)
    assert result.as_json() == {
        "query": 'h\u00e5vard* "of the"',
        "total": 1,
        "hits": [
            {
                "kind": "passage",
                "id": "p1/notes#1",
                "work": "p1",
                "factors": ["M6"],
                "score": result.hits[0].score,
                "snippet": "The rule of the law. Elections in H\u00e5vard's state.",
                "locator": {"label": "page", "value": "12"},
            }
        ],
        "facets": {"kind": {"passage": 1}, "factor": {"M6": 1}},
        "terms": ["havard*", '"of the"'],
    }
    assert result.hits[0].score > 0
    json.dumps(result.as_json())


def test_facets_count_everything_found_and_the_limit_only_cuts_the_hits(library):
    result = run("state OR openness", library, limit=1)
    assert (result.total, len(result.hits)) == (4, 1)
    assert result.facets == {
        "kind": {"claim": 2, "passage": 2},
        "factor": {"M6": 3, "R7": 2},
    }
    assert run("state", library, limit=0).hits == ()


def test_only_some_kinds(library):
    result = run("state OR openness", library, kinds=("claim",))
    assert set(ids(result)) == {"c1", "c2"}
    assert result.facets["kind"] == {"claim": 2}
    assert ids(run("state NOT trade", library, kinds=("claim",))) == []


def test_words_that_no_document_has_are_named(library):
    assert run("state unheard", library).absent == ("unheard",)
    assert run("state -unheard", library).absent == ()


@pytest.mark.parametrize(
    ("query", "position", "message", "hint"),
    [
        ("factor:M66", 7, "unknown factor 'M66'", "Did you mean 'M6'?"),
        ("state work:p9", 11, "unknown work 'p9'", "Did you mean"),
        ("-stance:suports", 8, "unknown stance 'suports'", "Did you mean 'supports'?"),
        ("year:1066", 5, "unknown year '1066'", ""),
    ],
)
def test_a_value_that_nothing_has_is_an_error_and_no_empty_answer(
    library, query, position, message, hint
):
    with pytest.raises(QueryError) as caught:
        run(query, library)
    assert caught.value.position == position
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_value_that_is_known_elsewhere_finds_nothing_without_an_error(library):
    assert run("factor:r16", library, known={"factor": ["R16"]}).total == 0


@pytest.mark.parametrize("wrong", [{"limit": -1}, {"kinds": ("passages",)}])
def test_wrong_usage(library, wrong):
    with pytest.raises(UsageError):
        run("state", library, **wrong)


def test_a_word_in_the_statement_weighs_more_than_in_the_remark(engine):
    facts = {"kind": ("claim",)}
    update(
        engine,
        [
            Document("claim", "a", "w", "One word.", {"remark": "Trade here."}, facts),
            Document("claim", "b", "w", "Trade here.", {"remark": "One word."}, facts),
        ],
    )
    assert ids(run("trade", engine)) == ["b", "a"]


def test_rare_words_decide(engine, passage):
    update(engine, [passage(f"p{n}", "common text") for n in range(9)]
                  + [passage("q", "rare text")])  # fmt: skip
    assert ids(run("rare OR common", engine, limit=1)) == ["q/notes#1"]


def test_a_short_claim_is_not_put_before_a_passage_for_being_short(engine, passage):
    words = "trade " + "word " * 99
    update(engine,
        [passage("p", words), passage("q", words), passage("r", words.replace("trade", "other")),
         Document("claim", "c", "w", "trade word", {}, {"kind": ("claim",)}),
         Document("claim", "d", "w", "other word", {}, {"kind": ("claim",)})]
    )  # fmt: skip
    claim, passages = run("trade", engine).hits[0], run("trade", engine).hits[1:]
    assert claim.kind == "claim"
    assert all(hit.score > claim.score / 2 for hit in passages)


def test_equal_scores_are_in_the_order_of_kind_and_id(engine, passage):
    documents = [passage(name, "same words") for name in "cab"]
    documents += [Document("work", "z", "z", "other", {}, {"kind": ("work",)})]
    documents += [Document("claim", "x", "z", "other", {}, {"kind": ("claim",)})]
    update(engine, documents)
    assert ids(run("same", engine)) == ["a/notes#1", "b/notes#1", "c/notes#1"]
    assert ids(run("NOT nothing", engine)) == ["x", "a/notes#1", "b/notes#1", "c/notes#1", "z"]
    assert ids(run("same", engine, limit=2)) == ["a/notes#1", "b/notes#1"]


def test_the_answer_does_not_depend_on_how_the_index_came_about(tmp_path, passage):
    from evidence.search.whoosh_engine import WhooshEngine

    chance = random.Random(1)
    documents = [
        passage(f"p{n}", " ".join(chance.choices(WORDS, k=8)), factors=(f"R{n % 3}",))
        for n in range(60)
    ]
    answers = []
    for order in range(3):
        shuffled = random.Random(order).sample(documents, len(documents))
        with WhooshEngine(tmp_path / str(order)) as engine:
            if order:
                update(engine, [passage("old", "one two three"), *shuffled[:20]])
                for end in range(25, 60, 5):
                    update(engine, [passage("p3", "changed one"), *shuffled[:end]])
            update(engine, shuffled)
            queries = ["one two", "one OR ten", '"two three"', "t* -one", "factor:R1 f*"]
            answers.append([run(query, engine, limit=50).as_json() for query in queries])
    assert answers[0] == answers[1] == answers[2]
    assert all(answer["total"] for answer in answers[0])


@pytest.mark.parametrize(
    "text",
    [
        "trade \x00\x01\x1b[0m\x85 end",
        "trade \ud800 lone \udfff",
        "trade " + "x" * 200_000,
        "trade \u202eeedart\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "trade " + "e\u0301" * 50_000,
        "trade " + "\u0301" * 50_000,
        "trade \ufdfa \u00bd \U0001f600 \U00020000",
        "trade\n" * 1000,
        "trade ' '' ''' \u2019 -- \" ( ) AND *",
        "\ufefftrade",
    ],
)
def test_hostile_text_is_indexed_and_found(engine, passage, text):
    update(engine, [passage("p\ud800\x00", text, fields={"heading": text}), passage("q", "other")])
    for query in ("trade", '"trade"', "tr*"):
        result = run(query, engine)
        assert result.total == 1
        assert result.hits[0].snippet.text.encode()
        assert result.hits[0].id == "p\ud800\x00/notes#1"


def test_a_very_long_word_is_found_by_itself_and_by_its_beginning(engine, passage):
    update(engine, [passage("p", "x" * 10_000), passage("q", "other")])
    assert run("x" * 10_000, engine).total == 1
    assert run("xxx*", engine).total == 1


def test_empty_texts_and_an_empty_index(engine, passage):
    update(engine, [])
    assert run("trade", engine).as_json()["total"] == 0
    update(engine, [passage("p", ""), passage("q", " ... ")])
    assert run("trade OR t*", engine).total == 0
    assert run("kind:passage", engine).total == 2


def test_without_an_index_the_message_says_what_to_type(engine, folder):
    with pytest.raises(IndexUnusableError, match=r"no search index yet\. Type 'evidence build'"):
        run("trade", engine)
    assert not folder.exists()
