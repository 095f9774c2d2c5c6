"""Names of authors and editors as notes print them."""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.model import Name

_PARTICLES = "al|ap|bin|da|dal|de|del|della|den|der|des|di|dos|du|el|ibn|la|le|ten|ter|van|von|vom|zu|zum|zur|y"
_CAPITAL = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_WORD = rf"(?:(?:{_PARTICLES})\b|[dlDL]['\u2019])?(?:{_CAPITAL}[\w'\u2019-]*\.?(?:-?{_CAPITAL}\.)*)"
_JOINED = r"of|the|for|and|&|und|et|der|des|f\u00fcr|de|pour|vs?\."
OTHERS = re.compile(
    r",?\s*(?:\b(?:et\s+al|u\.\s?a|and\s+others|and\s+collaborators|und\s+andere)\b\.?)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"[,\s]*[(\[]?\b(?:eds?|editors?|hrsg|hg|comps?|trans|transl|org|dir)\b\.?,?[)\]]?[,:]?|"
    r"[,\s]*\((?:eds?|Hrsg|Hg)[.,]*\)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:;|/|,?\s+(?:and|und|et|y)\s+|,?\s*&\s*|,)\s*")
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")
_INITIALS = re.compile(rf"^(?:{_CAPITAL}\.?[\s-]?){{1,4}}$")
_BODY = re.compile(
    r"\b(?:Academy|Administration|Agency|Army|Assembly|Association|Authority|Bank|Board|Bureau|Cent(?:er|re)|"
    r"Church|City|Club|Coalition|Collective|College|Commission|Committee|Company|Conference|Congress|Corporation|"
    r"Council|Court|Department|Directorate|Federation|Forum|Foundation|Fund|Government|Group|House|Institut\w*|"
    r"International|Laboratory|League|Library|Ministry|Museum|Nations|Network|Office|Organi[sz]ation|Parliament|"
    r"Party|Press|Program(?:me)?|Project|Republic|School|Secretariat|Senate|Service|Society|Staff|State|States|"
    r"Survey|Team|Trust|UN|Union|Universit\w*|Watch|Working)\b"
)


def _is_body(text: str) -> bool:
    return bool(_BODY.search(text)) or (text.isupper() and len(text) > 1 and "." not in text)


def tail(text: str, end: int, low: int = 0) -> int:
    """Return where the names that end at a place begin, from `low` on; the place where there are none.

    Names are capitalised words, initials, particles and what joins them; a lower-case word, a
    sentence end or a semicolon stops them.
    """
    begin = end
    place = end
    for match in reversed(list(_PIECE.finditer(text, max(low, end - 400), end))):
        if match.end() != place:
            break
        kind = match.lastgroup
        if kind == "stop":
            break
        place = match.start()
        if kind == "name":
            begin = place
    while begin < end and (skip := _NOT_A_NAME.match(text, begin, end)):
        begin = skip.end()
    titles = list(_TITLE_AMONG.finditer(text, begin, end))
    return titles[-1].end() if titles else begin


_TITLE_AMONG = re.compile(r",\s+(?:The|An?)\s[^,]{3,80},\s+(?=[^\W\d_a-z])")
"""A title in a run of names: 'Stanton, The Eight Stages, Harff,'."""


def head(text: str, start: int, limit: int, is_name: Callable[[str], bool] | None = None) -> int:
    """Return where the names that begin at a place end: before the comma, colon or bracket after them.

    A comma goes on to further names where 'and' joins the last one: 'Ann Lee, Bo Ek, and Cy Orr, A
    Title'. 'Kuper, Genocide and Politics' is a name and a title: what follows the first name must
    be names too, by `is_name` or by what stands after them.
    """
    body = _BODY_WITH_ACRONYM.match(text, start, limit)
    if body and _is_body(body[0]):
        return body.end()
    ends: list[tuple[int, bool]] = []
    place = start
    while place < limit and (match := _WORDS.match(text, place, limit)):
        joined = bool(match["joint"]) and bool(ends)
        if ends and not joined and not match["comma"]:
            break
        end = match.end("name")
        if match["others"]:
            return match.end("others")
        ends.append((end, joined))
        place = end
        if joined and len(ends) > 1:
            break
    if not ends:
        return start
    given = re.compile(rf",\s*(?:{_CAPITAL}[\w.-]*\s*){{1,2}}(?=\((?:1[5-9]|20)\d\d\))").match(
        text, ends[0][0], limit
    )
    if given and len(ends[0:1]) and " " not in text[start : ends[0][0]]:
        return start + len(text[start : given.end()].rstrip())
    joints = [position for position, (_, joined) in enumerate(ends) if joined]
    if not joints:
        return ends[0][0]
    stop = ends[joints[0]][0]
    parts = [part for part in _SPLIT.split(text[start:stop]) if part]
    if joints[0] == 1 and ", " not in text[start : ends[0][0] + 2]:
        return stop
    if (
        not all(_person(part) for part in parts)
        or len({len(part.split()) > 1 for part in parts}) > 1
    ):
        return ends[0][0]
    if is_name is not None and all(is_name(part) for part in parts[1:]):
        return stop
    if re.match(r"[,:]\s*(?:[\u201c\u2018\"']|[A-Z])|,?\s*\(?[Ee]ds?\b", text[stop:limit]):
        return stop
    oxford = re.search(r",\s+(?:and|&)\s", text[start:stop])
    return stop if oxford or len(parts[0].split()) > 1 else ends[0][0]


def _person(text: str) -> bool:
    """Whether words look like the name of one person, or of a body."""
    if re.match(r"(?:The|A|An|Die|Der|Das|Le|La|Les)\s", text):
        return False
    return (len(text.split()) <= 5 and not re.search(r"\b(?:of|the|for)\b", text)) or _is_body(text)


_BODY_WITH_ACRONYM = re.compile(r"[A-Z][^.;?!,()\u201c\u2018]{3,90}\([A-Z]{2,10}\)")
_ONE_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|(?:of|for|{_PARTICLES})(?:\s+the)?(?=\s+{_CAPITAL})|the(?=\s+{_CAPITAL})))*(?:\s*\([A-Z]{{2,8}}\))?"
_WORDS = re.compile(
    rf"(?P<joint>,?\s*(?:&|and|und|et|y)\s+|/)?(?P<comma>,\s*)?(?P<name>{_ONE_NAME})(?P<others>,?\s*(?:et\s+al|and\s+others|and\s+collaborators|u\.\s?a)\b\.?)?"
)
_PIECE = re.compile(
    rf"(?P<others>(?:et\s+al|and\s+others|u\.\s?a)\.?,?\s*)"
    rf"|(?P<role>[(\[]?\b(?:eds?|editors?|Hrsg|Hg)\b\.?,?[)\]]?[,:]?\s*)"
    rf"|(?P<name>{_WORD}[,:/]?\s*)"
    rf"|(?P<joint>(?:{_JOINED}|{_PARTICLES})\s+|[,&/]\s*|\((?:1[5-9]|20)\d\d[a-z]?\),?:?\s*)"
    rf"|(?P<stop>.)",
    re.DOTALL,
)
_NOT_A_NAME = re.compile(
    r"(?:[Ss]ee(?:,|\b)|[Aa]lso,?\b|[Cc]ompare\b|C\.?f\.|Cf\b|But\b|For\b|[Ii]n\b:?|On\b|As\b|At\b|The\b(?=\s+(?:best|same|argument))|Quoted\b|Cited\b|"
    r"From\b|To\b|Such\b|This\b|That\b|These\b|Those\b|It\b|He\b|She\b|They\b|We\b|I\b|And\b|and\b|Or\b|by\b|of\b|on\b|for\b|to\b|the\b(?=\s+[a-z])|"
    r"Contra\b|Accord\b|[Ee]\.g\.,?|[Ii]\.e\.,?|Vgl\.|Siehe\b|Dazu\b|Explizit\b|Klassisch\b|Auch\b|Again\b|However\b|Similarly\b|"
    r"Indeed\b|Moreover\b|Here\b|Note\b|After\b|Although\b|When\b|While\b|If\b|Since\b|According\b|Images?\b|"
    r"Quoting\b|Citing\b|Discussed\b|Reviewed\b|Reprinted\b|Both\b|Other\b|Another\b|Voir\b|Cfr\.?|Zie\b|Ver\b|,|&|/|\s)\s*"
)


def read(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names in a text and whether 'et al.' or the like stands after them.

    'Jack A. Goldstone and Jay Ulfelder', 'Annan, Kofi', 'Blankenburg/Sessar' and corporate bodies are
    read. Family names come last unless a comma sets them first.
    """
    bare = OTHERS.sub("", text)
    others = bare != text
    bare = ROLE.sub("", re.sub(r"\s*\((?:1[5-9]|20)\d\d[a-z]?\)\s*", " ", bare)).strip(" ,;:")
    if not bare:
        return (), others
    if _is_body(bare) and not re.search(r",\s|\b[A-Z]\.\s", bare):
        return (Name(bare, corporate=True),), others
    parts = [part.strip() for part in _SPLIT.split(bare) if part and part.strip()]
    names: list[Name] = []
    for part in parts:
        if names and _SUFFIX.match(part):
            names[-1] = Name(names[-1].family, names[-1].given, names[-1].prefix, part)
        elif names and _is_given(part, names):
            names[-1] = Name(names[-1].family, part)
        else:
            names.append(one(part))
    return tuple(dict.fromkeys(names)), others


_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=[^\W\d_]{3})\.(?=,)")


def _is_given(part: str, names: list[Name]) -> bool:
    """Whether a part is the given name of the family name before it: 'Annan, Kofi', 'Smith, J.'."""
    before = names[-1]
    if before.given or before.corporate:
        return False
    return bool(_INITIALS.match(part))


def one(text: str) -> Name:
    """Read a single name: 'Ursula van den Berg', 'M. Albertson Fineman', 'World Bank'."""
    words = _FULL_STOP.sub("", text).split()
    if not words:
        return Name("")
    if len(words) > 1 and _is_body(text):
        return Name(text, corporate=True)
    family = [words.pop()]
    if _SUFFIX.match(family[0]) and words:
        suffix, family = family[0], [words.pop()]
    else:
        suffix = ""
    prefix: list[str] = []
    while words and re.fullmatch(_PARTICLES, words[-1]):
        prefix.insert(0, words.pop())
    return Name(" ".join(family), " ".join(words), " ".join(prefix), suffix)
