"""What stands after a title: container, editors, publisher, year, volume, pages, addresses, locators.

A reader walks through the text piece by piece and stops at the first that is none of these: what
follows is commentary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.citations import locators, names
from evidence.citations.spans import Span, Spans
from evidence.model import Name
from evidence.model.claim import Locator

MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter|Januar|Februar|M\u00e4rz|Mai|Juni|Juli|Oktober|Dezember)"
)
YEAR = r"(?:1[4-9]|20)\d\d"
SYMBOL = re.compile(
    r"\b(?:[A-Z]{1,6}(?:/[A-Za-z0-9.()-]*\w)+)(?:-[A-Z]/\d+)?|\bUNGA Res(?:olution)?\.?\s*\d+/\d+|"
    r"\b(?:General Assembly|GA|UNGA)\s+[Rr]es(?:olution)?\.?\s*\d+/\d+|"
    r"\b(?:Security Council|SC|UNSC)\s+[Rr]es(?:olution)?\.?\s*\d+(?:\s*\(\d{4}\))?"
)
_GAP = re.compile(r"[\s,.;:?!\u201d\u2019\"']*")
_DATE = re.compile(
    rf"(?:\(?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}\.?,?\s+|{MONTHS}\.?\s+(?:\d{{1,2}},?\s+)?|{MONTHS}[/\u2013-]{MONTHS}\s+)?"
    rf"(?P<year>{YEAR})[a-z]?(?:[/\u2013-]\d{{2,4}})?\)?)(?![\w/-]*\d)"
)
_ACCESS = re.compile(
    rf"(?:\(?(?:last\s+)?(?:accessed|modified|retrieved|visited|viewed|updated|consulted|abgerufen|zuletzt)\b(?:\s+(?:on|am))?:?\s*[^;()]*?{YEAR}\)?)",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"(?:(?:vols?\.?|Volume|Bd\.|Jg\.)\s*)?(?P<volume>\d{1,4}|[IVXLC]+(?=\s*[,(:/]))"
    r"(?:\s*(?:/|[.:](?=\d)|\(|,?\s*(?:no|nos|nr|issue|H)\.?\s*)\s*(?P<number>(?!(?:1[5-9]|20)\d\d\))\d+(?:[-\u2013/]\d+)?)\)?)?(?=[\s,.:;(\u2013-]|$)",
    re.IGNORECASE,
)
_PAGES = re.compile(rf":\s*(?:pp?\.\s*)?(?P<value>{locators.VALUE})")
_EDITED = re.compile(
    r"\(?(?:eds?\.?|edited(?:\s+and\s+\w+)?(?:\s+by)?|ed\.\s+by|trans\.?(?:lated\s+by)?|hrsg\.\s*(?:v\.|von)|herausgegeben von|with an introduction by|comp\.)\s+(?=[A-Z\u00c0-\u00de])"
)
_EDITION = re.compile(
    r"\(?(?:\d+(?:st|nd|rd|th)|rev(?:ised)?\.?|second|third|2d|3d|new)\s+(?:edn?\.?|edition|ed\.)[,)]?|\b\d+\.\s?Aufl(?:age|\.)|\[?\d+(?:st|nd|rd|th)? ed(?:n|ition)?\.?\]?",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"\(?(?:(?:unpublished\s+)?(?:Ph\.?D\.?|Master(?:['\u2019]s)?|M\.?A\.?|doctoral|D\.?Phil\.?)\s+(?:thesis|dissertation|diss\.?)|thesis|dissertation|diss\.|report(?:\s+no\.?\s*\S+)?|working paper(?:\s+(?:no\.?\s*)?\S+)?|policy brief|mimeo|manuscript|unpublished|Manuskript|video|Part|paper presented at|newspaper)\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:\(?[Ii]n:?|[Ii]n\s+[Ii]d\.,?|[Ii]n\s+(?:her|his|their))\s+(?=[\"'\u2018\u201cA-Z\u00c0-\u00de]|id\.|van |von |de |ed)"
)
_TITLE_RUN = re.compile(
    r"(?:[^\W\d_a-z][\w'\u2019.&/-]*|\d+(?:st|nd|rd|th)\b|\d{4}[-/\u2013]?\d*(?=\s+[A-Z(])|(?:of|the|and|for|in|on|to|a|an|und|der|des|die|de|du|la|le|et|&|f\u00fcr|zur|zum|from|with|or|at|by|as|v)\b|[\u2013&]|[:,](?=\s[^\W\d_a-z])|,(?=\s(?:and|und)\s))"
)
_SHORT_TITLE = re.compile(
    r"\(\s*[\u2018\u201c'\"][^()]*[\u2019\u201d'\"]\s*\)|\[?hereafter[^\])]*[\])]?|\((?:hereafter|hereinafter)[^)]*\)",
    re.IGNORECASE,
)
_VOLUMES = re.compile(
    r"\d+\s+vols?\b\.?|(?:available|verf\u00fcgbar|online|retrieved)\s+(?:online\s+)?(?:at|from|unter)\b:?"
    r"|at(?=\s+<?https?:)",
    re.IGNORECASE,
)
_SMALL_JOURNAL = re.compile(r"[a-z][\w .&'\u2019-]{1,60}(?=,\s+(?:[Vv]ol\.?|vol)\s*\d)")
_SECTION_PAGE = re.compile(r"[A-Z]{1,2}\d{1,3}\b(?=[\s,.;]|$)")
"""A page of a newspaper, with its section: 'B2'."""
_CITING = re.compile(
    r"\b(?:see|cf|quoting|quoted|citing|cited|discussing|reviewing|reprinted|compare|arguing|noting)\b",
    re.IGNORECASE,
)


@dataclass
class Details:
    """What was read after a title, `end` being where it stopped."""

    end: int
    container: str = ""
    editors: tuple[Name, ...] = ()
    year: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    symbol: str = ""
    doi: str = ""
    url: str = ""
    inside: int = 0
    """Where the container begins; 0 without one."""
    locators: list[locators.Found] = field(default_factory=list)
    strong: bool = False
    """Whether something stands here that only a full citation has."""

    @property
    def locator(self) -> Locator | None:
        """The likeliest pinpoint: the last page, else the last of another kind."""
        if not self.locators:
            return None
        pages = [one for one in self.locators if one.locator.label == "page"]
        return (pages or self.locators)[-1].locator


def read(text: str, start: int, end: int, spans: Spans, quoted: bool) -> Details:
    """Read what stands from a place on, to `end` at most; `quoted` titles have a journal next."""
    return _Reader(text, start, end, spans, quoted).read()


class _Reader:
    def __init__(self, text: str, start: int, end: int, spans: Spans, quoted: bool) -> None:
        self.text = text
        self.place = start
        self.limit = end
        self.spans = spans
        self.quoted = quoted
        self.found = Details(start)

    def read(self) -> Details:
        steps = (
            self._address,
            self._accessed,
            self._volumes,
            self._bracket,
            self._inside,
            self._edited,
            self._edition,
            self._symbol,
            self._labelled,
            self._pages,
            self._date,
            self._numbers,
            self._genre,
            self._journal,
            self._publisher,
            self._other,
        )
        while self.place < self.limit:
            gap = _GAP.match(self.text, self.place, self.limit)
            assert gap is not None
            self.gap = gap[0]
            here = gap.end()
            if here >= self.limit or not any(step(here) for step in steps):
                break
            self.place = self.found.end
        return self.found

    def _take(self, end: int, strong: bool = True) -> bool:
        self.found.end = min(end, self.limit)
        self.found.strong |= strong
        return True

    def _address(self, here: int) -> bool:
        for url in self.spans.urls:
            if url.start == here:
                value = self.text[url.start : url.end].strip("<>")
                if "doi" in value.casefold():
                    self.found.doi = self.found.doi or re.sub(r"^.*?(?=10\.)", "", value)
                else:
                    self.found.url = self.found.url or value
                return self._take(url.end)
        return False

    def _accessed(self, here: int) -> bool:
        match = _ACCESS.match(self.text, here, self.limit)
        return bool(match) and self._take(match.end())

    def _volumes(self, here: int) -> bool:
        """Read '2 vols' and 'available at', before an address."""
        match = _VOLUMES.match(self.text, here, self.limit)
        return bool(match) and self._take(match.end(), strong=False)

    def _bracket(self, here: int) -> bool:
        bracket = next((one for one in self.spans.brackets if one.start == here), None)
        if bracket is None:
            return False
        inner = self.text[bracket.start + 1 : bracket.end - 1]
        if _SHORT_TITLE.fullmatch(self.text, bracket.start, bracket.end):
            return self._take(bracket.end)
        if _CITING.search(inner) and not re.fullmatch(rf"\s*{YEAR}\s*", inner):
            return False
        if re.match(r"nn?\.?\s?\d", inner):
            return False
        if url := next((one for one in self.spans.urls if bracket.holds(one.start)), None):
            self.found.url = self.found.url or self.text[url.start : url.end].strip("<>")
            return self._take(bracket.end)
        return self._imprint(bracket, inner)

    def _imprint(self, bracket: Span, inner: str) -> bool:
        """Read '(Boulder: Lynne Rienner, 2003)', '(1979)', '(2nd ed., 1993)', '(eds.)', '(pp. 3-11)'."""
        if names.ROLE.fullmatch(inner.strip()) or re.fullmatch(r"\s*(?:edn?|eds?)[.,]*\s*", inner):
            return self._take(bracket.end)
        if re.fullmatch(rf"\s*{YEAR}\s*[-\u2013]\s*(?:{YEAR})?\s*", inner):
            return self._take(bracket.end, strong=False)
        years = list(re.finditer(rf"(?<!\d){YEAR}(?!\d)", inner))
        pinpoint = locators.labelled(inner)
        if not years:
            if pinpoint and pinpoint[0].start <= 1:
                self.found.locators.append(pinpoint[-1])
                return self._take(bracket.end, strong=False)
            if re.fullmatch(r"[A-Z][\w.&' ]{0,30}|passim|emphasis[^()]*|my [^()]*|report", inner):
                return self._take(bracket.end, strong=False)
            return False
        if len(inner) > 240 or re.search(r"\b(?:was|were|is|are|has|had|that|which)\b", inner):
            return False
        self.found.year = self.found.year or years[-1][0]
        imprint = re.sub(r"\d+\w*\s+edn?\.?,?", "", inner[: years[-1].start()]).strip(" ,;")
        place, colon, publisher = imprint.partition(":")
        if colon and publisher.strip():
            self.found.place, self.found.publisher = place.strip(" ,"), publisher.strip(" ,")
        elif re.search(r"[A-Za-z]{3}", imprint) and not re.search(MONTHS, imprint):
            self.found.publisher = self.found.publisher or imprint
        rest = inner[years[-1].end() :]
        more = locators.labelled(rest) or (
            [one] if (one := locators.bare(rest, _skip(rest))) else []
        )
        if more and re.match(r"[\s,:]+\S", rest):
            self.found.locators.append(more[-1])
        return self._take(bracket.end)

    def _inside(self, here: int) -> bool:
        """Read the container of a chapter: 'in Jane Doe (ed.), The Volume'."""
        match = _IN.match(self.text, here, self.limit)
        if match is None or self.found.inside or (self.found.strong and not self.quoted):
            return False
        begin = match.end()
        quote = next((one for one in self.spans.quotes if one.start == begin), None)
        if quote is not None:
            self.found.inside, self.found.container = begin, self.text[begin + 1 : quote.end - 1]
            return self._take(quote.end)
        run = _run(self.text, begin, self.limit, self.spans)
        editors = ""
        role = names.ROLE.match(self.text, run, self.limit)
        gap = _GAP.match(self.text, run, self.limit)
        if role is not None and not _EDITED.match(self.text, gap.end() if gap else run, self.limit):
            editors, begin = self.text[begin:run], role.end()
            while begin < self.limit and self.text[begin] in " ,:":
                begin += 1
            quote = next((one for one in self.spans.quotes if one.start == begin), None)
            run = quote.end if quote else _run(self.text, begin, self.limit, self.spans)
        imprint = next((one for one in self.spans.brackets if one.start >= run), None)
        if (
            quote is None
            and imprint is not None
            and re.search(YEAR, self.text[imprint.start : imprint.end])
        ):
            stop = title_end(self.text, begin, self.limit, self.spans)
            run = stop if run < stop <= begin + 240 else run
        if run <= begin:
            return False
        self.found.editors = names.read(editors)[0]
        self.found.inside = begin
        self.found.container = self.text[begin:run].strip(" ,.:;\u2018\u2019\u201c\u201d'\"")
        return self._take(run)

    def _edited(self, here: int) -> bool:
        match = _EDITED.match(self.text, here, self.limit)
        if match is None:
            return False
        run = _run(self.text, match.end(), self.limit, self.spans)
        if not self.found.editors and not match[0].startswith("tr"):
            self.found.editors = names.read(self.text[match.end() : run])[0]
        return self._take(run)

    def _edition(self, here: int) -> bool:
        match = _EDITION.match(self.text, here, self.limit)
        return bool(match) and self._take(match.end())

    def _symbol(self, here: int) -> bool:
        match = SYMBOL.match(self.text, here, self.limit)
        if match is None:
            return False
        self.found.symbol = self.found.symbol or match[0]
        return self._take(match.end())

    def _labelled(self, here: int) -> bool:
        lead = re.compile(
            r"(?:(?:at|on|esp\.|especially|insbesondere|hier|PDF|and|und)\s+)*"
        ).match(self.text, here, self.limit)
        match = locators.labelled(self.text, lead.end() if lead else here, self.limit)
        if not match or match[0].start != (lead.end() if lead else here):
            return False
        one = match[0]
        if one.locator.label in {"volume", "issue"}:
            if one.locator.label == "volume":
                self.found.volume = self.found.volume or one.locator.value
            else:
                self.found.number = self.found.number or one.locator.value
            return self._take(one.end)
        if one.locator.label == "note" and not self.found.locators:
            return False
        if (
            self.found.locators
            and one.locator.label == "page" == self.found.locators[-1].locator.label
        ):
            self.found.pages = self.found.pages or self.found.locators[-1].locator.value
        self.found.locators.append(one)
        return self._take(one.end, strong=False)

    def _pages(self, here: int) -> bool:
        """Read ': 488-509', the pages of an article or a place in a book."""
        if ":" not in self.gap:
            return False
        return self._bare(here)

    def _bare(self, here: int) -> bool:
        one = locators.bare(self.text, here)
        if one is None or one.end > self.limit:
            return False
        if re.match(
            r"\s*(?:[%\u00b0\u00a3$]|per cent|percent|years?|days|times|\(\w+\.?\)?\s*Cal)",
            self.text[one.end : one.end + 12],
        ):
            return False
        if re.fullmatch(YEAR, one.locator.value) and not self.found.year and ":" not in self.gap:
            return False
        if re.fullmatch(r"[IVXLC]+", one.locator.value) and re.match(
            r"[,.:]?\s*\d", self.text[one.end : self.limit]
        ):
            self.found.volume = self.found.volume or one.locator.value
            return self._take(one.end)
        article = (
            self.quoted and self.found.container and self.found.volume and not self.found.inside
        )
        if article and ":" not in self.gap and not self.found.pages and not self.found.locators:
            first = re.match(r"\d+(?:\s?[-\u2010-\u2015]\s?\d+)?", self.text[here : self.limit])
            if first:
                self.found.pages = locators.tidy(first[0])
                return self._take(here + first.end())
        if self.found.locators and self.found.locators[-1].locator.label == "page":
            self.found.pages = self.found.pages or self.found.locators[-1].locator.value
        self.found.locators.append(one)
        return self._take(one.end, strong=False)

    def _date(self, here: int) -> bool:
        match = _DATE.match(self.text, here, self.limit)
        if match is None:
            return False
        self.found.year = self.found.year or match["year"]
        return self._take(match.end())

    def _numbers(self, here: int) -> bool:
        """Read volume and issue after a journal, or a page without a label after anything else."""
        section = _SECTION_PAGE.match(self.text, here, self.limit)
        if section is not None:
            self.found.pages = self.found.pages or section[0]
            return self._take(section.end(), strong=False)
        if not self.text[here].isdigit() and self.text[here] not in "ivxlcdmIVXLCDM":
            lead = re.compile(
                r"(?:at|esp\.|especially|particularly|insbesondere|bes\.)\s+\d"
            ).match(self.text, here)
            return bool(lead) and self._bare(here)
        match = _VOLUME.match(self.text, here, self.limit)
        if match and not self.found.volume and self._is_volume(match):
            self.found.volume, self.found.number = match["volume"], match["number"] or ""
            return self._take(match.end())
        return self._bare(here)

    def _is_volume(self, match: re.Match[str]) -> bool:
        """Whether a number is that of a volume: with an issue, after a journal, or before one."""
        if self.found.container and not self.found.inside:
            return not self.found.year or bool(match["number"])
        if not self.quoted:
            return False
        before_journal = re.match(r"\s+[A-Z]", self.text[match.end() : self.limit])
        return bool(match["number"] or (before_journal and not self.found.container))

    def _genre(self, here: int) -> bool:
        match = _GENRE.match(self.text, here, self.limit)
        return bool(match) and self._take(match.end())

    def _journal(self, here: int) -> bool:
        """Read the journal after a quoted title: capitalised words before figures or a bracket."""
        if not self.quoted or self.found.container or self.found.locators:
            return False
        small = _SMALL_JOURNAL.match(self.text, here, self.limit)
        if small is not None:
            self.found.container = small[0].strip()
            return self._take(small.end())
        run = _run(self.text, here, self.limit, self.spans)
        if run <= here:
            return False
        after = self.text[run : run + 3].lstrip()
        closed = not after or after[0] in "(,;.:<[" or after[0].isdigit()
        if not closed:
            return False
        name = self.text[here:run].strip(" ,.:")
        if not name or name.casefold() in {"the", "a", "in"}:
            return False
        self.found.container = name
        return self._take(run)

    def _publisher(self, here: int) -> bool:
        """Read 'Cambridge University Press, 2003' without brackets."""
        if self.found.publisher or self.found.place:
            return False
        match = re.compile(
            rf"(?:[^\W\d_a-z][\w.&'\u2019-]*|of|and|&|,|:)(?:[ ,:]+(?:[^\W\d_a-z][\w.&'\u2019-]*|of|and|&)){{0,7}}[ ,]+(?={YEAR}\b)"
        ).match(self.text, here, self.limit)
        if match is None:
            return False
        place, colon, publisher = match[0].partition(":")
        self.found.place = place.strip(" ,") if colon else ""
        self.found.publisher = (publisher if colon else place).strip(" ,")
        return self._take(match.end())

    def _other(self, here: int) -> bool:
        """Pass over capitalised words that stand between details: a section, a place, a series."""
        if (
            not (self.found.strong or self.found.container)
            or self.gap.strip()[-1:] not in {",", ":", "."}
            or self.gap.strip()[-1:] == "."
        ):
            return False
        run = _run(self.text, here, self.limit, self.spans)
        after = self.text[run : self.limit].lstrip()[:1]
        if run <= here or run - here > 80 or after not in set(",:;(.<[") | {""}:
            return False
        return self._take(run, strong=False)


def _skip(text: str) -> int:
    gap = re.match(r"[\s,:.]*", text)
    return gap.end() if gap else 0


def _run(text: str, start: int, limit: int, spans: Spans) -> int:
    """Return where a run of capitalised words ends, small words between them included."""
    place, end = start, start
    while place < limit:
        match = _TITLE_RUN.match(text, place, limit)
        if match is None or any(one.start == place for one in (*spans.urls, *spans.quotes)):
            break
        word = match[0]
        if SYMBOL.match(text, place) and "/" in word:
            break
        if re.match(rf"{MONTHS}\.?\s+(?:\d|{YEAR})", text[place : place + 24]):
            break
        if names.ROLE.match(text, place) and re.match(r"eds?\b|trans\b", text[place:]):
            break
        if locators.LABELLED.match(text, place) and word[0].islower():
            break
        place = match.end()
        if word[0].isupper() or word[0].isdigit() or word == "&":
            end = place
        while place < limit and text[place] in " ":
            place += 1
        if word.endswith((".", ",")) and re.match(r"(?:pp?|vol|no|eds?|ch|para)\b", text[place:]):
            break
    return end


_TITLE_STOPS = tuple(
    re.compile(pattern)
    for pattern in (
        r",?\s+(?=at\s+(?:pp?\.?\s*)?\d)",
        r",\s+(?=(?:at\s+)?(?:pp?\.|para|ch\.|chap|\u00a7|vol\.|S\.|no\.))",
        r"[,.]?\s+(?=pp?\.\s*[\divxlc])",
        rf",\s+(?=(?:\d{{1,2}}\s+)?{MONTHS}\s+{YEAR})",
        rf",\s+(?={YEAR}\b(?!\s*[-\u2013]\s*\d))",
        r",\s+(?=\d+(?:[-\u2013]\d+)?\s*(?:[.,;)]|$))",
        r",\s+(?=[A-Z]{1,6}/\w+/)|,\s+(?=[A-Z]+/\d)",
        r",?\s+(?=(?:edited|ed\.|eds\.|trans\.)\s+(?:by\s+)?[A-Z])",
        r",\s+(?=(?:which|who|where|in|and|but|esp|see)\b)",
    )
)


def title_end(text: str, start: int, end: int, spans: Spans) -> int:
    """Return where an unquoted title ends: before its imprint, a locator, a symbol or a date."""
    stops = [end]
    for bracket in spans.brackets:
        inside = text[bracket.start : bracket.end]
        if bracket.start <= start or not re.search(rf"{YEAR}|\beds?\b|forthcoming|n\.d\.", inside):
            continue
        after = text[bracket.end : end]
        plain_year = re.fullmatch(rf"\({YEAR}\)", inside)
        if (
            plain_year
            and re.match(r"\s+[A-Za-z]+|,\s+[oO]n\b", after)
            and not re.match(r"\s+[ivxlc]+\b", after)
        ):
            continue
        stops.append(bracket.start)
        break
    stops += [one.start for one in (*spans.urls, *spans.quotes) if one.start > start]
    patterns = _TITLE_STOPS if len(stops) == 1 else _TITLE_STOPS[:-1]
    for pattern in patterns:
        match = pattern.search(text, start, end)
        if match:
            stops.append(match.start())
    return max(start, min(stops))
