"""A note cut at semicolons and sentence ends, never inside a title, quotation, bracket or address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.citations.spans import Span, Spans

_ABBREVIATIONS = frozenset(
    "al art arts assn aufl bd bde bull c ca cap cf ch chap chs cir cit co col coll comm comp comps conf cong corp "
    "dept dir diss doc dr ebd ed eds engl esp est etc ex fig figs fn fns fol f ff gen gov govt hon hrsg hg ib ibid id "
    "inc inst int intl introd jnl jour jr kap lib ltd mag mass mr mrs ms msc mt n nat natl no nos nr op orig p para "
    "paras ph pp proc prof pseud pt pts pub publ r repr res rev rn s sched sec sect ser soc sr ss st suppl tab tech "
    "trans transl univ v vgl viz vol vols vs wash yr zit bzw insbes u z usw op.cit loc.cit e.g i.e u.s u.n a.k.a "
    "hist am amer acad aust brit cal can comp econ educ eur fed internat j law mem phil pol polit psychol q quart "
    "rec sci soc sociol stat stud geo jas jos wm chas thos".split()
)
_END = re.compile(r"[.?!\u2026][\"'\u2019\u201d)\]]*(?=\s)|;|\n")
_WORD_BEFORE = re.compile(r"([\w.\u2019'-]+)$")
_OPENS = re.compile(
    r"\s+[\"'(\[\u2018\u201c\u201e\u00ab]*(?:[^\W_a-z]|ibid|id\.|\d|[a-z]{2}\s[A-Z])"
)
_NO_LOWER = re.compile(r"\s+(?:ibid\b|id\.)", re.IGNORECASE)


def cut(text: str, spans: Spans, kept: Sequence[Span] = ()) -> list[Span]:
    """Return the pieces of a note, in order; `kept` are spans that are not cut."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        place = match.start()
        inside = spans.at(place)
        if inside is not None and not (match[0] != ";" and inside.end <= match.end() + 1):
            continue
        if any(span.start < place < span.end - 1 for span in kept):
            continue
        if match[0] not in ";\n" and not _ends_sentence(text, match):
            continue
        if inside is not None and text[place] in "?!" and _is_title(text, start, inside):
            continue
        end = match.end()
        if inside is not None:
            end = max(end, inside.end)
        if end > start:
            found.append(Span(start, end))
            start = end
    if text[start:].strip():
        found.append(Span(start, len(text)))
    return found


def _is_title(text: str, start: int, quote: Span) -> bool:
    """Whether a quotation is a title: it begins the piece, or follows a comma."""
    before = text[start : quote.start].rstrip()
    return not before or bool(re.search(r"[,):]$|(?:^|\s)[^\W\d_a-z][\w\u2019'-]*$", before))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and not an abbreviation or an initial."""
    after = _OPENS.match(text, match.end())
    if after is None:
        return not text[match.end() :].strip()
    if text[match.start()] != "." or match.end() - match.start() > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    if before is None:
        return True
    word = before[1].casefold()
    if _NO_LOWER.match(text, match.end()) and word not in {"see", "cf", "also"}:
        return True
    last = word.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha():
        return False
    return not (word in _ABBREVIATIONS or last in _ABBREVIATIONS)
