"""A note is cut at semicolons and sentence ends, and nowhere else."""

import pytest

from evidence.citations.pieces import cut
from evidence.citations.spans import Span, Spans


def pieces(text, kept=()):
    return [text[start:end].strip() for start, end in cut(text, Spans.of(text), kept)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Lee, Boats (1999), p. 5;", "Ek, Ships (2001), p. 6."],
        ["Lee, Boats (1999), p. 5.", "See also Ek, Ships (2001)."],
        ["Lee says so.", "Ibid., p. 5."],
        ["\u201cWhere Are They?\u201d, Boats 5 (1999).", "Ek disagrees."],
        ["Does it float?", "Lee thinks so."],
    ],
)
def test_a_note_is_cut_where_a_citation_ends(parts):
    assert pieces(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "J. R. Lee, Boats (1999), p. 5",
        "Lee et al. (eds.), Boats, vol. 2, pp. 5 ff.",
        "Lee, \u201cBoats; A. Ships. Rafts\u201d, Shipping 5 (1999)",
        "Lee (see Ek; Orr. Also Ash), p. 5",
        "At https://example.org/a;b.c, p. 5",
        "Lee, Boats, op. cit., n. 3, p. 5",
        "Office for Spare Parts (OSP). Boats and Rafts, p. 5",
        "Ann Lee. Boats of the North (Paris: Foo, 1999)",
        "Ann Lee, Boats. 3 March 1999",
        "Lee, \u201cBoats\u201d, Ann. Ship. Lett., 19 (1967), 12",
        "Lee, \u201cBoats\u201d, Ann. Ship. Sci. 45 (1998): 3-9",
    ],
)
def test_a_full_stop_that_ends_nothing_does_not_cut(text):
    assert pieces(text) == [text]


def test_a_known_title_is_kept_whole():
    text = "Lee, Where Now? Boats at Sea, p. 5"
    assert len(pieces(text)) == 2
    assert pieces(text, [Span(5, 28)]) == [text]


def test_a_long_row_of_hyphens_is_read_at_once():
    assert len(pieces("Lee said so. " + "A-" * 2000 + "x")) == 2
