import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model import UsageError
from evidence.search import QueryError, parse
from evidence.search.grammar import MOST_CHARACTERS, MOST_DEPTH
from evidence.search.query import (
    LINK,
    And,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    any_of,
    fields,
    shown,
    texts,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Trade", Word("trade")),
        ("H\u00e5vard", Word("havard")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("((a))", A),
        ("a (b c)", And((A, B, C))),
        ("a and or not", And((A, Word("and"), Word("or"), Word("not")))),
        ("NOT a", Not(A)),
        ("-a", Not(A)),
        ("a -b", And((A, Not(B)))),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT b", And((A, Not(B)))),
        ("NOT NOT a", Not(Not(A))),
        ("-(a b)", Not(And((A, B)))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ('"of the"', Phrase(("of", "the"))),
        ('"Trade"', Phrase(("trade",))),
        ("\u201cof the\u201d", Phrase(("of", "the"))),
        ("\u201eof the\u201c", Phrase(("of", "the"))),
        ("\u00abof the\u00bb", Phrase(("of", "the"))),
        ('"a AND (b"', Phrase(("a", "and", "b"))),
        ('a"b"', And((A, Phrase(("b",))))),
        ("large-n", Phrase(("large", "n"))),
        ("A/RES/60", Phrase(("a", "res", "60"))),
        ("12:30", Phrase(("12", "30"))),
        ("tr\u00e4d*", Prefix("trad")),
        ("a*", Prefix("a")),
        ("a & b", And((A, B))),
        ("a , b", And((A, B))),
        ("work:doe2001", Field("work", "doe2001")),
        ("FACTOR:M6", Field("factor", "M6")),
        ('work:"doe 2001"', Field("work", "doe 2001")),
        ("year:2003 a", And((Field("year", "2003"), A))),
        ("-kind:claim", Not(Field("kind", "claim"))),
        ("factor:R*", Field("factor", "R*")),
        ("(a)(b)", And((A, B))),
    ],
)
def test_what_is_typed_becomes_a_tree(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "nothing to look for"),
        ("   ", 0, "nothing to look for"),
        ("& .", 0, "no word to look for"),
        ('a "b c', 2, "never closed"),
        ("a \u201cb", 2, "never closed"),
        ("a \u00bb b", 2, "not begun"),
        ('a ""', 2, "a phrase without a word"),
        ('"..."', 0, "a phrase without a word"),
        ("(a", 0, "'(' is never closed"),
        ("a ((b) c", 2, "'(' is never closed"),
        ("a (", 2, "'(' is never closed"),
        ("a )", 2, "')' without '('"),
        (")", 0, "')' without '('"),
        ("a ()", 3, "nothing between"),
        ("AND a", 0, "before AND"),
        ("a OR", 2, "after OR"),
        ("a AND", 2, "after AND"),
        ("a OR OR b", 5, "before OR"),
        ("a (OR b)", 3, "before OR"),
        ("a NOT", 2, "after NOT"),
        ("(a NOT) b", 3, "after NOT"),
        ("a - b", 2, "excludes nothing"),
        ("a -", 2, "excludes nothing"),
        ("*", 0, "only at the end"),
        ("a *ism", 2, "only at the end"),
        ("el*ion", 2, "only at the end"),
        ("a**", 1, "only at the end"),
        ("large-n*", 0, "goes with one word"),
        ("-*", 1, "only at the end"),
        ("a color:red", 2, "no field 'color:'"),
        ("http://example.org", 0, "no field 'http:'"),
        ("work:", 5, "'work:' has no value"),
        ("work: doe", 5, "'work:' has no value"),
        ('work:""', 5, "'work:' has no value"),
        ("year:recent", 5, "is no year"),
        ("a year:20031", 7, "is no year"),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_character(text, position, message):
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert message in caught.value.message
    assert f"character {position + 1}:" in caught.value.message
    assert caught.value.hint
    assert isinstance(caught.value, UsageError)


def test_a_misspelt_field_is_suggested():
    with pytest.raises(QueryError, match="Did you mean 'factor:'"):
        parse("faktor:M6")


@pytest.mark.parametrize("text", ["(" * 10_000 + "a", "NOT " * 3_000 + "a", "-" * 10_000 + "a"])
def test_a_query_nested_without_end_is_refused(text):
    with pytest.raises(QueryError, match=f"deeper than {MOST_DEPTH}"):
        parse(text)


def test_a_query_longer_than_any_is_refused():
    with pytest.raises(QueryError, match="longer than"):
        parse("a " * MOST_CHARACTERS)


def test_a_factor_and_a_stance_belong_to_one_link():
    factor, stance = Field("factor", "M6"), Field("stance", "supports")
    tree = parse("factor:M6 stance:supports")
    assert tree == And((factor, stance, Field(LINK, "M6 supports")))


@pytest.mark.parametrize(
    "text", ["factor:M6 OR stance:supports", "factor:M6 -stance:supports", "stance:supports a"]
)
def test_only_where_both_must_hold(text):
    assert not [one for one in fields(parse(text)) if one.name == LINK]


def test_a_link_cannot_be_typed():
    with pytest.raises(QueryError):
        parse("link:x")


def test_texts_are_what_a_hit_can_be_about():
    tree = parse('a "b c" -no (d* OR a) work:x NOT "e f"')
    assert [shown(leaf) for leaf in texts(tree)] == ["a", '"b c"', "d*"]


def test_any_of_the_words_of_a_text():
    assert any_of("To be, or") == Or((Word("to"), Word("be"), Word("or")))
    assert any_of("Trade!") == Word("trade")
    assert any_of("?!") is None


@given(st.text(alphabet='ab "()-*:\u201c\u201d\u00abANDORNTwork\ud800\u0000\u202e', max_size=30))
def test_every_text_is_read_or_refused_at_a_character_of_it(text):
    try:
        assert parse(text) is not None
    except QueryError as error:
        assert 0 <= error.position <= len(text)
