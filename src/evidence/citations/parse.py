"""The citations of one note: what each says of names, title, container, year and place in the work.

A citation is found by what it cannot do without: a quoted or known title, a word that points back
('Ibid.', 'n. 12 above'), names with a year, a document symbol, a case. From there it reaches back over
the names and forward over its details; what is left is lead-in and commentary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.citations import details, locators, names, titles
from evidence.citations.details import SYMBOL, YEAR, Details
from evidence.citations.index import Index, TitleFound
from evidence.citations.pieces import cut
from evidence.citations.spans import Span, Spans
from evidence.model import Name
from evidence.model.citation import Reference
from evidence.texts.words import tokens

BACK = re.compile(
    r"\b(?P<ibid>ibid(?:em)?|ib(?=\.)|id(?=\.(?:[\s,;)]|$))|ebd|ebda|ebenda|eadem)\b\.?"
    r"|\b(?P<opcit>(?:op|loc)\.?\s?cit|a\.\s?a\.\s?O)\b\.?|\b(?P<idem>idem|ders|dies(?=\.))\b\.?",
    re.IGNORECASE,
)
CROSS = re.compile(
    r"[(\[]\s*(?:(?:above|supra|see|cited)\s+)?(?:at\s+)?(?:nn?\.?|notes?|fns?\.?|footnotes?)\s*(?P<a>\d+)(?:\s+above)?\s*(?:,\s*(?:at\s+)?(?P<pin>[\d\u2013-]+))?[)\]]"
    r"|\b(?:[Aa]bove|[Ss]upra|(?:op|loc)\.\s?cit\.,?(?:\s*\(\d{4}\),?)?)[,]?\s*(?:at\s+)?(?:nn?\.?|notes?|fns?\.?|footnotes?|Fn\.|Anm\.)\s*(?P<b>\d+)"
    r"|\b(?:nn?\.?|[Nn]otes?|[Ff]ns?\.?|[Ff]ootnotes?|Fn\.|Anm\.|FN)\s*(?P<c>\d+),?\s+(?:above|supra|oben)\b"
    r"|\b(?:[Ss]ee\s+)(?:above\s+)?(?:n\.|note|fn\.?|footnote)\s*(?P<d>\d+)(?=\s*[.,;]|$)"
)
_CASE = re.compile(
    r"(?:[A-Z][\w.'\u2019&]*\s+(?:(?:[A-Z(][\w.'\u2019&)]*|of|the|and|for|in)\s+){0,6})v\.?\s+[A-Z][\w.'\u2019&]*(?:\s+(?:[A-Z(][\w.'\u2019&)]*|of|the|and|for|in)\b){0,7}(?=\s*[\[(]?\d|[,.;]|\s+in respect|$|\s+[\[(])"
)
_STATUTE = re.compile(
    r"(?:[A-Z][\w'\u2019-]*\s+|\([A-Z][^()]{2,40}\)\s+|(?:of|the|and|for|on|in|to)\s+){1,10}(?:Act|Code|Law|Ordinance|Convention|Treaty|Statute|Charter|Protocol)(?:\s+Amendment Act)?,?\s+(?:1[6-9]|20)\d\d(?:\s*\([A-Z][\w.]*\))?"
)
_REPORT = re.compile(
    r"\s*[\[(]?(?:1[6-9]|20)\d\d[\])]?\s+(?:\d+\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}\s+\d+(?:[\u2013-]\d+)?(?:\s+\([A-Z][\w. ]*\))?|\s+\d+\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}\s+\d+(?:\s*\([^()]*\d{4}\))?"
)
_BARE_REPORT = re.compile(
    r"[\[(](?:1[89]|20)\d\d[\])]\s+(?:\d+\s+)?(?:[A-Z]\.){2,}(?:\s*\w+\.)*\s*\d+(?:[\u2013-]\d+)?(?:\s+\([A-Z][\w. ]*\))?"
)
_LEAD = re.compile(
    r"\s*(?:[(\[]\s*)?(?:(?:[Ss]ee|[Aa]lso|[Cc]f\.?|[Cc]ompare|[Ff]or (?:example|instance|(?:an?|the|further|more|critiques?|reviews?|details|detailed|discussions?|similar|other|another|recent)\b[^,.;]{0,90}?,?\s+(?=see\b))|"
    r"[Ee]\.g|[Ii]n|[Ss]o|[Bb]ut|[Aa]nd|[Aa]s (?:noted|argued|shown|discussed|cited|quoted) (?:in|by)|[Qq]uoted (?:in|by|from)|[Cc]ited (?:in|by)|[Dd]iscussed (?:in|by)|[Rr]eprinted in|[Gg]enerally|"
    r"[Vv]gl|[Ss]iehe|[Aa]uch|[Dd]azu|[Zz]um|[Uu]\.a|[Ss]imilarly|[Cc]ontra|[Aa]ccord|[Ee]specially|[Rr]especti\w+|[Ii]nter alia|[Vv]oir|[Cc]fr\.?|[Ff]irst|[Tt]hus|[Aa]mong others|[Bb]oth|[Nn]otably)\b[.,:]?\s*)+"
)
_TRAILING_LEAD = re.compile(
    r"(?:^|[\s(])(?:see|also|cf\.|compare|e\.g\.,?|in|by|from|and|with|on|to|of|vgl\.|siehe|bei|remains|is|are|at|citing|quoting|or|than|per|against|following|auch|von)[,:]?\s*$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"[A-Z][\w .,&/-]*:\s*[A-Z][^:;]*?,?\s*(?:1[5-9]|20)\d\d[a-z]?")
_POINTER = re.compile(
    r"\b(?:[Ss]ee(?:,? (?:also|e\.g\.|for example|for instance|generally|further|especially),?)?|[Cc]f\.|[Cc]ompare|remains?|[Vv]gl\.(?: auch)?|[Ss]iehe(?: auch)?|bei|von)\s+(?=[^\W\d_a-z])"
)
_CLOSED = re.compile(
    r"[\u2019\u201d'\"]?\s*(?:$|[,.;:()\[\]?!<]|in\b|ed\b|eds\b|trans\b|\d|https?:|and\s+[A-Z]|see\b|cited\b|quoted\b)"
)
_CONNECTOR = re.compile(
    r"\b(?:cited|quoted|reprinted|reported|discussed|mentioned|found|appeared|described)\s+(?:in|by)\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"^{details.MONTHS}\.?$")
LONGEST_TITLE = 40


def references(text: str, index: Index | None = None) -> list[Reference]:
    """Return the citations of a note, in order, with the works of `index` whose title stands there."""
    return list(_Parser(text, index).run())


class _Parser:
    def __init__(self, text: str, index: Index | None) -> None:
        self.text = text
        self.index = index
        self.spans = Spans.of(text)
        self.known = self._known() if index is not None else {}

    def run(self) -> Iterator[Reference]:
        kept = [Span(*span) for span in self.known if not self.spans.at(span[0])]
        pieces = cut(self.text, self.spans, kept)
        merged: list[Span] = []
        for piece in pieces:
            if merged and self._goes_on(merged[-1], piece):
                merged[-1] = Span(merged[-1].start, piece.end)
            else:
                merged.append(piece)
        for piece in merged:
            yield from self._piece(piece.start, piece.end, nested=False)

    # Known titles

    def _known(self) -> dict[tuple[int, int], list[TitleFound]]:
        """Return the known titles of the text by their span, the longest at each place."""
        assert self.index is not None
        stream = [
            (
                titles.tokens_of(token.plain)[0] if token.plain in titles._NUMBERS else token.plain,
                token.start,
                token.end,
            )
            for token in tokens(self.text)
        ]
        best: dict[int, list[TitleFound]] = {}
        for found in self.index.titles_in(stream):
            here = best.get(found.start)
            if here is None or found.end > here[0].end:
                best[found.start] = [found]
            elif found.end == here[0].end:
                here.append(found)
        spans: dict[tuple[int, int], list[TitleFound]] = {}
        reach = -1
        for start in sorted(best):
            group = best[start]
            if start < reach or not self._plausible(group):
                continue
            end = group[0].end
            spans[self._with_article(start), end] = group
            reach = end
        return spans

    def _with_article(self, start: int) -> int:
        before = re.compile(r"(?:The|A|An|Der|Die|Das|Le|La|Les)\s+$").search(
            self.text, max(0, start - 5), start
        )
        return before.start() if before else start

    def _plausible(self, group: list[TitleFound]) -> bool:
        """Whether known words stand as a title does: capitalised, closed, and not too few alone."""
        start, end = group[0].start, group[0].end
        quote = next((one for one in self.spans.quotes if one.holds(start)), None)
        if quote is not None:
            return False
        if any(one.holds(start) for one in self.spans.urls):
            return False
        said = self.text[start:end]
        if not (said[0].isupper() or said[0].isdigit()):
            return False
        words = [
            word
            for word in re.findall(r"[\w\u2019'-]+", said)
            if word.casefold() not in titles.SMALL
        ]
        capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
        whole = any(one.whole for one in group)
        if len(words) >= 2 and _CLOSED.match(self.text, end) and self._named(group, start):
            return whole or not re.match(r":\s+[A-Z]", self.text[end:])
        if words and capital / len(words) < 0.6 and not (whole and len(words) >= 4):
            return False
        if re.search(r":\s*(?:The\s+|An?\s+)?$", self.text[max(0, start - 6) : start]):
            return False
        if re.match(
            r"[^.;\u201c\u2018\"]{0,40},\s*[\u201c\u2018\"]", self.text[end:]
        ) and not self._named(group, start):
            return False
        if not _CLOSED.match(self.text, end) and not (whole and len(words) >= 4):
            return False
        if not whole and re.match(r":\s+[A-Z]", self.text[end:]):
            return False
        if self._named(group, start):
            return True
        if len(words) >= 3 and whole:
            return True
        return len(words) >= 4

    def _named(self, group: list[TitleFound], start: int) -> bool:
        """Whether an author of a work stands right before its title."""
        assert self.index is not None
        begin = names.tail(self.text, start, max(0, start - 160))
        before = {token.plain.removesuffix("'s") for token in tokens(self.text[begin:start])}
        return any(
            surname[-1] in before
            for one in group
            for surname in (
                *self.index.entries[one.work].surnames,
                *self.index.entries[one.work].helpers,
            )
        )

    # Pieces

    def _goes_on(self, before: Span, piece: Span) -> bool:
        """Whether a sentence end was none: names alone before it, or only details after it."""
        text = self.text[before.start : before.end].strip()
        if not text.endswith((".", "?", "\u201d", "\u2019")):
            return False
        start = before.start
        if lead := _LEAD.match(self.text, start, before.end):
            start = lead.end()
        stop = before.end - 1 if text.endswith(".") else before.end
        start += len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
        alone = re.fullmatch(r"[A-Z][^.;?!,]*(?:\([A-Z]{2,8}\))", self.text[start:stop].strip())
        if alone and names._is_body(alone[0]):
            return True
        rest = self.text[piece.start : piece.end].lstrip()
        if BACK.match(rest) or re.match(r"[Ss]ee\b|[Cc]f\.", rest):
            return False
        if re.match(
            r"\((?:[A-Z][\w .,&'\u2019-]*:\s*)?[A-Z][\w .,&'\u2019-]*,?\s*(?:1[5-9]|20)\d\d\)", rest
        ):
            return True
        has_year = re.search(rf"{YEAR}", text)
        if re.match(rf"(?:\d{{1,2}}\s+)?{details.MONTHS}\s+{YEAR}\b", rest) and text.endswith(
            (".",)
        ):
            return True
        if not has_year or re.search(rf"\({YEAR}\)\s", text):
            return bool(
                re.match(
                    r"(?:(?:[A-Z][\w&'\u2019-]*|of|the|on|for|and|in)\s+){1,9}\d+(?:[/(:]|\.\d|,? no)",
                    rest,
                )
                or re.match(r"(?:[A-Z][\w'\u2019-]*|of|the|on|for|and|[ ,-])+,\s+[A-Z]+/\w+", rest)
                or re.match(
                    r"(?:[A-Z][\w'\u2019-]*|of|the|on|for|and|in|to|a|[ ,:-])+\s\([A-Z][\w .,&/-]*:\s*[^():]*(?:1[5-9]|20)\d\d\)",
                    rest,
                )
            )
        return False

    def _piece(self, start: int, end: int, nested: bool) -> Iterator[Reference]:
        left = start
        found: list[Reference] = []
        while left < end:
            one = self._next(left, end, first=not found and left == start)
            if one is None:
                break
            reference, reach = one
            found.append(replace(reference, nested=nested))
            left = max(reach, left + 1)
        for reference in found:
            yield reference
        yield from self._in_brackets(start, end, found, nested)

    def _in_brackets(
        self, start: int, end: int, found: list[Reference], nested: bool
    ) -> Iterator[Reference]:
        """Read the brackets that no citation took in; inside of one they are of lesser rank."""
        for bracket in self.spans.brackets:
            if not start <= bracket.start < end or bracket.end - bracket.start < 8:
                continue
            if any(one.start <= bracket.start < one.end for one in found):
                continue
            inner = self.text[bracket.start + 1 : bracket.end - 1]
            if not re.search(rf"{YEAR}|\bp\.|[Ii]bid|[Ss]ee\b|cit\b", inner) or _IMPRINT.fullmatch(
                inner
            ):
                continue
            if self._is_imprint(bracket, inner, found):
                continue
            below = nested or any(one.end <= bracket.start for one in found)
            for part in _Parser(inner, self.index).run():
                shift = bracket.start + 1
                yield replace(part, start=part.start + shift, end=part.end + shift, nested=below)

    def _is_imprint(self, bracket: Span, inner: str, found: Sequence[Reference]) -> bool:
        """Whether a bracket right after a citation holds place, publisher and year, and no author."""
        after = any(0 <= bracket.start - one.end <= 25 for one in found)
        if not after or not re.fullmatch(
            rf"[A-Z][\w .,&'\u2019/-]*[ ,]{YEAR}[a-z]?\)?", inner.strip()
        ):
            return False
        said = re.split(rf",?\s*{YEAR}", inner)[0]
        return self.index is None or not self._is_name(said)

    def _next(self, left: int, end: int, first: bool) -> tuple[Reference, int] | None:
        """Return the next citation of a piece and where to go on, or None."""
        anchors = [
            anchor
            for anchor in (
                self._back(left, end),
                self._cross(left, end),
                self._title(left, end),
                self._symbol(left, end),
                self._legal(left, end),
                self._author_year(left, end),
            )
            if anchor is not None
        ]
        if anchors:
            best = min(anchors, key=lambda anchor: (anchor[0].start, -anchor[1]))
            ahead = (
                best[0].start if best[0].quoted or best[0].known or best[0].form != "full" else end
            )
            ahead = end if best[0].form == "author-year" else ahead
            plain = self._plain(left, max(ahead, left)) if first else None
            if plain is not None and plain[0].start <= best[0].start:
                apart = plain[1] <= best[0].start
                loose = (
                    best[0].form in {"author-year", "full"}
                    and not best[0].quoted
                    and not best[0].known
                )
                if apart or (loose and plain[0].title):
                    return plain
            return best
        return self._plain(left, end)

    # Anchors

    def _inside_quote(self, place: int) -> bool:
        return any(one.holds(place) for one in self.spans.quotes) or any(
            one.holds(place) for one in self.spans.urls
        )

    def _in_own_bracket(self, place: int, left: int) -> bool:
        return any(
            one.start >= left and one.holds(place) and one.start != place
            for one in self.spans.brackets
        )

    def _names_before(self, place: int, left: int) -> tuple[int, tuple[Name, ...], bool]:
        begin = names.tail(self.text, place, left)
        said = self.text[begin:place]
        found, others = names.read(said)
        return begin, found, others

    def _make(
        self, start: int, end: int, read: Details | None = None, **fields: object
    ) -> Reference:
        while end > start and self.text[end - 1] in " ,;:":
            end -= 1
        values: dict[str, object] = {}
        if read is not None:
            values = {
                "container": read.container,
                "editors": read.editors,
                "year": read.year,
                "volume": read.volume,
                "number": read.number,
                "pages": read.pages,
                "place": read.place,
                "publisher": read.publisher,
                "symbol": read.symbol,
                "doi": read.doi,
                "url": read.url,
                "locator": read.locator,
            }
        values.update(fields)
        return Reference(start=start, end=end, raw=self.text[start:end], **values)  # type: ignore[arg-type]

    def _back(self, left: int, end: int) -> tuple[Reference, int] | None:
        for match in BACK.finditer(self.text, left, end):
            if self._inside_quote(match.start()) or self._in_own_bracket(match.start(), left):
                continue
            word = match[0].casefold().rstrip(".")
            after = self.text[match.end() : end]
            same_author = (match["idem"] or word == "id") and re.match(
                r"[,:]?\s*(?:\(eds?\.?\)[,:]?\s*)?(?:[\u2018\u201c\"']|[A-Z\u00c0-\u00de](?!\w{0,3}\.?\s*\d)[\w'\u2019-]+\s+\w)",
                after,
            )
            if same_author:
                return self._idem(match, end)
            begin, who, others = self._names_before(match.start(), left)
            if (
                re.search(r"\b[Ii]n\s*$", self.text[left:begin])
                and self._title(left, begin) is not None
            ):
                return None
            read = details.read(self.text, match.end(), end, self.spans, quoted=False)
            note = ""
            reach = read.end
            cross = CROSS.search(self.text, match.start(), min(end, match.end() + 30))
            if cross is not None and cross.start() <= match.end() + 12:
                note = _number(cross)
                read = details.read(self.text, cross.end(), end, self.spans, quoted=False)
                reach = max(read.end, cross.end())
            reach = max(reach, match.end())
            form = (
                "cross-reference"
                if note
                else ("ibid" if match["ibid"] or match["idem"] else "short")
            )
            reference = self._make(
                begin, reach, names=who, others=others, form=form, note=note, backward=word,
                locator=read.locator, volume=read.volume, year="",
            )  # fmt: skip
            return reference, reach
        return None

    def _idem(self, match: re.Match[str], end: int) -> tuple[Reference, int] | None:
        """Read 'Idem, Another Title (2001)': the same author, another work."""
        one = self._title(match.end(), end) or self._plain_title(match.end(), end, ())
        if one is None:
            return None
        reference, reach = one
        return replace(
            reference,
            start=match.start(),
            raw=self.text[match.start() : reference.end],
            same_author=True,
        ), reach

    def _cross(self, left: int, end: int) -> tuple[Reference, int] | None:
        for match in CROSS.finditer(self.text, left, end):
            if self._inside_quote(match.start()):
                continue
            bracketed = self.text[match.start()] in "(["
            if not bracketed and self._in_own_bracket(match.start(), left):
                continue
            begin, who, others = self._names_before(match.start(), left)
            lead = self.text[left:begin]
            if re.search(r"\b[Ii]n\s*$", lead) and self._title(left, begin) is not None:
                return None
            read = details.read(self.text, match.end(), end, self.spans, quoted=False)
            pin = match["pin"]
            locator = read.locator
            if pin and locator is None:
                one = locators.bare(pin, 0)
                locator = one.locator if one else None
            reach = max(read.end, match.end())
            start = begin if who else match.start()
            reference = self._make(
                start, reach, names=who, others=others, form="cross-reference", note=_number(match), locator=locator,
            )  # fmt: skip
            return reference, reach
        return None

    def _title(self, left: int, end: int) -> tuple[Reference, int] | None:
        """Return the next citation that has a quoted or a known title."""
        places = [
            (one.start, one.end, True)
            for one in self.spans.quotes
            if left <= one.start and one.end <= end + 1
        ]
        places += [
            (start, stop, False) for start, stop in self.known if left <= start and stop <= end
        ]
        for start, stop, quoted in sorted(places):
            if self._in_own_bracket(start, left):
                continue
            made = self._titled(start, stop, quoted, left, end)
            if made is not None:
                return made
        return None

    def _titled(
        self, start: int, stop: int, quoted: bool, left: int, end: int
    ) -> tuple[Reference, int] | None:
        text = self.text
        key = start, stop
        if (
            not quoted
            and re.match(r"[:.?!]\s+[^\W\d_a-z]", text[stop:end])
            and not BACK.match(text, stop + 2)
        ):
            further = details.title_end(text, start, end, self.spans)
            stop = further if stop < further <= stop + 160 else stop
        title = text[start + 1 : stop - 1] if quoted else text[start:stop]
        title = (
            title.strip(" ,.;:") if not title.rstrip().endswith(("?", "!")) else title.strip(" ,;:")
        )
        if not title or len(title.split()) > LONGEST_TITLE:
            return None
        begin, who, others = self._names_before(start, left)
        known: tuple[str, ...] = ()
        if quoted:
            cited = titles.plain(titles.tokens_of(title))
            known = self._known_as(cited)
        else:
            known = tuple(one.work for one in self.known[key])
            who, others, begin = (who, others, begin) if who else ((), False, start)
        limit = self._limit(stop, end)
        read = details.read(text, stop, limit, self.spans, quoted)
        reach = read.end
        note = backward = ""
        if (cross := CROSS.match(text, _after(text, reach, limit), limit)) is not None:
            note = _number(cross)
            more = details.read(text, cross.end(), limit, self.spans, quoted=False)
            reach = max(cross.end(), more.end)
            read.locators = read.locators or more.locators
        elif (back := BACK.match(text, _after(text, reach, limit), limit)) is not None and back[
            "opcit"
        ]:
            backward = back[0]
            more = details.read(text, back.end(), limit, self.spans, quoted=False)
            reach = max(back.end(), more.end)
            read.locators = read.locators or more.locators
        if (
            quoted
            and not known
            and not self._is_title(title, begin, start, stop, left, end, who, read)
        ):
            return None
        inside_back = bool(
            re.match(
                r"\s*,?\s*in\s+(?:[A-Z][\w'\u2019-]*,?\s+)?(?:id\.|op\.\s?cit|ibid)",
                text[stop:limit],
            )
        )
        if inside_back:
            tail_end = BACK.search(text, stop, limit)
            assert tail_end is not None
            more = details.read(text, tail_end.end(), limit, self.spans, quoted=False)
            reach = max(reach, more.end, tail_end.end())
            cross = CROSS.search(text, stop, min(limit, tail_end.end() + 20))
            if cross is not None:
                more = details.read(text, cross.end(), limit, self.spans, quoted=False)
                reach = max(reach, cross.end(), more.end)
            read.locators = more.locators
        form = "full" if read.strong or inside_back else "short"
        if note:
            form = "cross-reference" if not read.strong else "full"
        weak = not known and not who and form == "short" and read.locator is None
        reference = self._make(
            begin if who else start, max(reach, stop), read, form=form, names=who, others=others, title=title,
            quoted=quoted, note=note if form == "cross-reference" else "", backward=backward, known=known, weak=weak,
        )  # fmt: skip
        return reference, max(reach, stop)

    def _known_as(self, cited: tuple[str, ...]) -> tuple[str, ...]:
        if self.index is None or not cited:
            return ()
        return tuple(
            dict.fromkeys(
                key
                for key in self.index.by_opening(cited)
                if titles.likeness(cited, self.index.entries[key].forms) >= 0.85
            )
        )

    def _limit(self, stop: int, end: int) -> int:
        """Return where the details of a title end at the latest: at the next title with names of its own."""
        for start, _ in sorted(
            [(one.start, one.end) for one in self.spans.quotes] + list(self.known)
        ):
            if start <= stop or start >= end:
                continue
            begin = names.tail(self.text, start, stop)
            between = self.text[stop:begin]
            edited = re.search(r"\b(?:eds?|Hrsg|hg)\b", self.text[begin:start], re.IGNORECASE)
            if edited or re.search(r"(?:^|[\s,(])[Ii]n:?\s*$", between):
                continue
            if _CONNECTOR.search(between) or re.search(
                r"(?:\b(?:and|see|also|cf\.|with)|,)\s*$", between
            ):
                return start if begin == start else max(begin - 1, stop)
        return end

    def _is_title(
        self,
        title: str,
        begin: int,
        start: int,
        stop: int,
        left: int,
        end: int,
        who: tuple[Name, ...],
        read: Details,
    ) -> bool:
        """Whether words in quotation marks are a title, and not a quotation or a term."""
        if title[0].islower():
            return False
        before = self.text[left:start].rstrip()
        strong = read.strong
        if who:
            joined = before.endswith((",", ")", ":", ".")) or strong
            return joined and (
                strong or read.locator is not None or bool(_CLOSED.match(self.text, stop))
            )
        lead = before[: begin - left] if begin > left else before
        opened = (
            not lead.strip()
            or bool(_TRAILING_LEAD.search(before + " "))
            or before.endswith((",", ":", ";", "(", "."))
        )
        if strong and opened:
            return True
        after = self.text[stop:end].strip(" .,;")
        return not before.strip() and (not after or read.locator is not None)

    def _symbol(self, left: int, end: int) -> tuple[Reference, int] | None:
        for match in SYMBOL.finditer(self.text, left, end):
            if self._inside_quote(match.start()) or self._in_own_bracket(match.start(), left):
                continue
            if "/" not in match[0] and not re.search(r"\d", match[0]):
                continue
            if not re.search(r"\d", match[0]):
                continue
            read = details.read(self.text, match.start(), end, self.spans, quoted=False)
            known = tuple(self.index.by_identifier(symbol(match[0]))) if self.index else ()
            return (
                self._make(match.start(), max(read.end, match.end()), read, form="full", symbol=match[0], known=known,
                           weak=not known and not re.match(r"[ASE]/|UNGA|.*[Rr]es", match[0])),
                max(read.end, match.end()),
            )  # fmt: skip
        return None

    def _legal(self, left: int, end: int) -> tuple[Reference, int] | None:
        best: tuple[int, int] | None = None
        for pattern in (_CASE, _STATUTE, _BARE_REPORT):
            for match in pattern.finditer(self.text, left, end):
                if self._inside_quote(match.start()) or self._in_own_bracket(match.start(), left):
                    continue
                start, stop = match.span()
                lead = _LEAD.match(self.text, start, stop)
                start = lead.end() if lead else start
                small = re.match(r"(?:[a-z]+\s+)+", self.text[start:stop])
                start += small.end() if small else 0
                if re.match(r",\s*[\u201c\u2018\"]", self.text[stop:end]):
                    continue
                if pattern is _CASE and (report := _REPORT.match(self.text, stop, end)):
                    stop = report.end()
                if best is None or start < best[0]:
                    best = start, stop
                break
        if best is None:
            return None
        start, stop = best
        read = details.read(self.text, stop, end, self.spans, quoted=False)
        said = self.text[start:stop]
        title = re.split(r"\s*[\[(]\s*\d{4}|,", said)[0].strip() or said
        year = re.search(YEAR, self.text[start : max(stop, read.end)])
        known = self._known_as(titles.plain(titles.tokens_of(title)))
        reach = max(read.end, stop)
        return (
            self._make(start, reach, form="full" if year else "short", title=title, year=year[0] if year else "",
                       locator=read.locator, known=known, weak=not known and year is None),
            reach,
        )  # fmt: skip

    def _author_year(self, left: int, end: int) -> tuple[Reference, int] | None:
        pattern = re.compile(
            rf"(?P<open>[(\[]?)(?P<year>{YEAR}[a-z]?(?:/\d\d)?)(?![\d\u2013-])(?P<rest>(?:\s*[:,]\s*|\s+)(?={locators.BARE.pattern}|S\.|pp?\.))?"
        )
        for match in pattern.finditer(self.text, left, end):
            if self._inside_quote(match.start()):
                continue
            before = self.text[left : match.start()].rstrip(" ,")
            gap = self.text[left + len(before) : match.start()]
            if not before or gap not in {" ", ", ", ""} or (gap == "" and not match["open"]):
                continue
            begin, who, others = self._names_before(match.start(), left)
            if not who or any(_MONTH.match(name.family) or len(name.family) < 2 for name in who):
                continue
            said = self.text[begin : match.start()]
            if re.search(r"\b(?:of|the|on|for)\s", said) and not names._is_body(said):
                continue
            if len(said.split()) > 12 or (
                self._in_own_bracket(match.start(), left) and not match["open"]
            ):
                continue
            if any(word in said for word in (". ", ": ")) and not re.search(
                r"\b[A-Z]\. |al\. ", said
            ):
                continue
            stop = match.end("year")
            bracket = next((one for one in self.spans.brackets if one.start == match.start()), None)
            if match["open"]:
                if bracket is None:
                    continue
                inner = self.text[stop : bracket.end - 1]
                found = locators.labelled(inner) or (
                    [one] if (one := locators.bare(inner, _after(inner, 0, len(inner)))) else []
                )
                if inner.strip() and not found:
                    continue
                locator = found[-1].locator if found else None
                reach = bracket.end
                if self._plain_title(reach, end, who) is not None and re.match(
                    r"\s*[,:]?\s*[\u2018\u201cA-Z]", self.text[reach:end]
                ):
                    continue
            else:
                locator, reach = None, stop
            if locator is None:
                colon = re.match(r"\s*:\s*", self.text[reach:end])
                one = locators.bare(self.text, reach + colon.end()) if colon else None
                if one is not None:
                    locator, reach = one.locator, one.end
                else:
                    read = details.read(self.text, reach, end, self.spans, quoted=False)
                    if read.locators and not read.year:
                        locator, reach = read.locators[0].locator, read.end
            before_names = self.text[left:begin].strip()
            lead = _LEAD.fullmatch(f" {before_names} ") if before_names else True
            after = self.text[reach:end].strip(" .,;)")
            closes = not after or after.startswith(("vgl", "see", "cf", "ebenso", "sowie", "and "))
            weak = not (closes or match["open"] or locator) or (
                not lead and not closes and not locator
            )
            return (
                self._make(begin, reach, form="author-year", names=who, others=others, year=match["year"], locator=locator, weak=weak),
                reach,
            )  # fmt: skip
        return None

    # Names and titles told by their shape alone

    def _plain(self, left: int, end: int) -> tuple[Reference, int] | None:
        """Read 'Names, Title (Place: Publisher, 2003), p. 5', 'Names, Title, p. 5' or 'Names, p. 5'."""
        start = left
        if lead := _LEAD.match(self.text, start, end):
            start = lead.end()
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip(" ,("))
        for place in (start, *(match.end() for match in _POINTER.finditer(self.text, start, end))):
            if place < end and (found := self._plain_at(place, end)) is not None:
                return found
        return None

    def _plain_at(self, start: int, end: int) -> tuple[Reference, int] | None:
        stop = names.head(self.text, start, end, self._is_name if self.index else None)
        stop = self._without_comma(start, stop, end)
        if stop <= start:
            return None
        who, others = names.read(self.text[start:stop])
        if not who:
            return None
        read = details.read(self.text, stop, end, self.spans, quoted=False)
        if read.locators and not read.strong and re.match(r"[,\s(]", self.text[stop : stop + 1]):
            return (
                self._make(
                    start,
                    read.end,
                    form="short",
                    names=who,
                    others=others,
                    locator=read.locator,
                    weak=True,
                ),
                read.end,
            )
        made = self._plain_title(stop, end, who)
        if made is not None:
            reference, reach = made
            cross = CROSS.match(self.text, _after(self.text, reach, end), end)
            if cross is not None:
                more = details.read(self.text, cross.end(), end, self.spans, quoted=False)
                reach = max(cross.end(), more.end)
                form = reference.form if reference.form == "full" else "cross-reference"
                reference = replace(
                    reference,
                    end=reach,
                    form=form,
                    note=_number(cross),
                    locator=more.locator,
                    weak=False,
                )
            return (
                replace(
                    reference,
                    start=start,
                    raw=self.text[start : reference.end],
                    names=who,
                    others=others,
                ),
                reach,
            )
        after = self.text[stop:end].strip(" .,;)")
        if not after or re.match(r"[,.]?\s*(?:which|who|where|and passim|passim)\b", after):
            return self._make(start, stop, form="short", names=who, others=others, weak=True), stop
        return None

    def _without_comma(self, start: int, stop: int, end: int) -> int:
        """Part names from a title that no comma parts: 'Ann Lee and Bo Ek Why They Fought (Paris: ...)'."""
        if not re.match(r"[?!]?\s*\([^()]*(?:1[5-9]|20)\d\d\)", self.text[stop:end]):
            return stop
        joined = re.search(r"\b(?:and|&)\s+(?=\S+(?:\s+\S+){3,})", self.text[start:stop])
        if joined is None:
            return stop
        last = re.compile(r"\S+\s+(?:[A-Z]\.?\s+)?\S+").match(self.text, start + joined.end(), stop)
        return last.end() if last else stop

    def _is_name(self, said: str) -> bool:
        """Whether the last word is the family name of somebody in the bibliography."""
        assert self.index is not None
        found = [token.plain for token in tokens(said)]
        return bool(found and self.index.by_name(found[-1]))

    def _plain_title(
        self, place: int, end: int, who: Sequence[Name]
    ) -> tuple[Reference, int] | None:
        """Read an unquoted title after names: up to its imprint, a locator or the end of the piece."""
        text = self.text
        gap = re.compile(
            r"\s*(?:(?:\((?:eds?\.?|Hrsg\.?|hg\.?)[),]*|eds?\.)[,:]?)?\s*,?\s*(?:\((?P<year>(?:1[5-9]|20)\d\d)\))?\s*[,:.]?\s*"
        ).match(text, place, end)
        assert gap is not None
        start = gap.end()
        if start >= end or not (text[start].isupper() or text[start].isdigit()):
            return None
        if not re.search(r"[,:.)]|\)\s*$", gap[0]) and not re.match(
            r"\s[^()]*[?!]?\s*\([^()]*(?:1[5-9]|20)\d\d\)", text[place:end]
        ):
            return None
        stop = details.title_end(text, start, end, self.spans)
        title = text[start:stop].strip(" ,.;:")
        words = title.split()
        if re.match(rf"{YEAR}[a-z]?\b(?!\s+[A-Za-z]{{4}})|\d+$", title):
            return None
        if not words or len(words) > LONGEST_TITLE or "\u201c" in title:
            return None
        read = details.read(text, stop, end, self.spans, quoted=False)
        long_words = [word for word in words if len(word) > 3]
        capital = sum(word[0].isupper() or word[0].isdigit() for word in long_words)
        title_case = not long_words or capital / len(long_words) >= 0.6
        reach = max(read.end, stop)
        closed = not text[reach:end].strip(" .,;)") or bool(re.match(r"\s*[,.;)]", text[reach:end]))
        strong = bool(read.strong and (read.year or read.symbol or read.url or read.publisher))
        if not strong and (not title_case or len(words) > 14 or not (closed or read.locators)):
            return None
        known = self._known_as(titles.plain(titles.tokens_of(title)))
        alone = not text[reach:end].strip(" .,;)") and len(words) > 1
        year = read.year or gap["year"] or ""
        return (
            self._make(
                start, reach, read, form="full" if strong else "short", title=title, year=year, known=known,
                names=tuple(who), weak=not strong and not read.locators and not alone,
            ),
            reach,
        )  # fmt: skip


def symbol(text: str) -> str:
    """Return a document symbol in its usual form: 'UNGA Res. 60/1' is 'A/RES/60/1'."""
    council = re.match(r"(?:Security Council|SC|UNSC)\s+[Rr]es\w*\.?\s*(\d+)", text)
    if council:
        return f"S/RES/{council[1]}"
    assembly = re.search(r"[Rr]es(?:olution)?\.?\s*(\d+/\d+)", text)
    return f"A/RES/{assembly[1]}" if assembly else text


def _number(match: re.Match[str]) -> str:
    return next(match[name] for name in "abcd" if match[name])


def _after(text: str, place: int, limit: int) -> int:
    while place < limit and text[place] in " ,.;:":
        place += 1
    return place
