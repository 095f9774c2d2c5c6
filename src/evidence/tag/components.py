"""Two components for any spaCy pipeline: where no sentence begins, and symbols of documents.

Both run before the model decides: what they set, the sentence recogniser (or parser) and the
entity recogniser leave as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

SYMBOL = "DOC_SYMBOL"
"""Label of a document symbol: S/RES/1366, A/RES/60/1, A/47/277-S/24111, E/CN.4/2004/48/Add.1."""

_STARTS = "evidence_sentence_starts"
_SYMBOLS = "evidence_document_symbols"

# What follows these is the same sentence, unless a capitalised function word leaves it open.
_WITHIN = r"""
    eds? | et\ al | al | cf | vs | viz | e\.g | i\.e | esp | incl | approx | ca | trans | transl
    | repr | orig | u\.n | u\.s | u\.k | e\.u | d\.c | ph\.d | dr | mr | mrs | ms | messrs | prof
    | gen | lt | sgt | rev | hon | st | jr | sr | univ | dept | res | doc | inc | ltd | corp
    | jan | feb | mar | apr | aug | sept? | oct | nov | dec | ibid | op\.?\ ?cit | loc\.?\ ?cit
"""
# These announce a number; before anything else they may be words of their own ('the answer is no').
_BEFORE_NUMBERS = r"""
    pp? | vols? | nos? | chs? | chaps? | paras? | secs? | arts? | figs? | tabs? | nn? | fn | ll?
    | vv? | ff? | fols? | cols? | pts? | bk | apps? | sess | ser
"""
_ABBREVIATION = re.compile(
    rf"(?<![\w.])(?:(?P<within>{_WITHIN})|{_BEFORE_NUMBERS})\.[)\]\u2019\u201d'\"]?\s+(?=\S)",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL_OR_NUMBER = re.compile(r"\W?(?:\d|[IVXLCDM]{2,}\b|[VX]\b|[a-z])")
_OPENERS = frozenset(
    "A All Also An And As At But By For From He Her His However I If In It Its Many Most No Not Of "
    "On Our She Since So Some Such That The Their Then There These They This Those Thus To We What "
    "When Where Which While Who With Yet".split()
)
_WORD = re.compile(r"\w+")
_NEVER_FIRST = frozenset(")]}.,;:!?%\u2026\u2019\u201d\u00bb-\u2010\u2011\u2013\u2014/")
_NEVER_BEFORE = frozenset([",", "(", "[", "{", "\u201c", "\u2018", "\u00ab"])

_SEGMENT = r"[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*(?:\([A-Za-z0-9]+\))?"
_ONE = rf"[A-Z]{{1,6}}(?:\.[A-Z0-9]+)?(?:/{_SEGMENT}){{1,8}}"
_DOCUMENT = re.compile(rf"(?<![\w/.:@-]){_ONE}(?:[-\u2013]{_ONE})*(?![\w/])")
_TELLING = re.compile(r"/(?:\d|[A-Z]+\.\d)")


def add_to(nlp: Language) -> None:
    """Put the components where they belong: both before what they guide."""
    nlp.add_pipe(_STARTS, first=True)
    nlp.add_pipe(_SYMBOLS, after=_STARTS)


@Language.component(_STARTS, assigns=["token.is_sent_start"])
def sentence_starts(doc: Doc) -> Doc:
    """Mark the tokens that begin no sentence.

    Those after 'eds.', 'et al.', 'U.N.' and the like; numbers after 'pp.', 'vol.' and the like;
    closing marks; and whatever follows a comma or an opening bracket.
    """
    inside = set(_continuations(doc.text))
    before = ""
    for token in doc:
        text = token.text
        if text.isspace():
            continue
        if before and (text[0] in _NEVER_FIRST or before in _NEVER_BEFORE or token.idx in inside):
            token.is_sent_start = False
            # White space is a token too, and may not begin the sentence in its stead.
            if doc[token.i - 1].is_space:
                doc[token.i - 1].is_sent_start = False
        before = text
    return doc


def _continuations(text: str) -> Iterator[int]:
    """Yield where a sentence goes on after an abbreviation."""
    for found in _ABBREVIATION.finditer(text):
        place = found.end()
        goes_on = _SMALL_OR_NUMBER.match(text, place) is not None
        if not goes_on and found["within"]:
            word = _WORD.search(text, place)
            goes_on = word is None or word[0] not in _OPENERS
        if goes_on:
            yield place


def document_symbols(text: str) -> list[tuple[int, int]]:
    """Return where symbols of documents stand, the end exclusive.

    An organ's capitals and segments after slashes. At least one segment is a number or ends in one
    ('PV.4174'); a symbol of two segments in all ('S/24111') has an organ of at most two letters and
    a number of at least three digits, so that 'km/h' or 'UK/US' are none.
    """
    return [found.span() for found in _DOCUMENT.finditer(text) if _is_symbol(found[0])]


def _is_symbol(words: str) -> bool:
    if not _TELLING.search(words):
        return False
    organ, _, rest = words.partition("/")
    if "/" in rest or "." in rest:
        return True
    return len(organ) <= 2 and len(rest) >= 3 and rest.isdecimal()


@Language.component(_SYMBOLS, assigns=["doc.ents"])
def mark_symbols(doc: Doc) -> Doc:
    """Set the symbols of documents as entities, on whole tokens."""
    spans = []
    taken = 0
    for start, end in document_symbols(doc.text):
        span = doc.char_span(start, end, label=SYMBOL, alignment_mode="expand")
        if span is not None and span.start >= taken:
            spans.append(span)
            taken = span.end
    if spans:
        doc.set_ents(spans, default="unmodified")
    return doc
