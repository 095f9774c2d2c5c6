"""Names of authors and editors as notes print them."""

from __future__ import annotations

import re

from evidence.citations.patterns import PRINT_YEAR, either
from evidence.model import Name

PARTICLES = (
    "al|ap|bin|da|dal|de|del|della|den|der|des|di|dos|du|el|ibn|la|le|ten|ter|van|von|vom|zu|zum|"
    "zur|y"
)
"""Small words inside a name."""
CAPITAL = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
"""A capital; no small letter with an accent, as a name does not begin with one."""
OTHERS = re.compile(
    r",?\s*\b(?:et\s+al|u\.\s?a|and\s+(?:others|collaborators)|und\s+andere)\b\.?", re.IGNORECASE
)
ROLE = re.compile(
    r"""
    [,\s]* [(\[]? \b (?: eds? | editors? | hrsg | hg | comps? | trans | transl | org | dir ) \b
        \.? ,? [)\]]? [,:]?
  | [,\s]* \( (?: eds? | hrsg | hg ) [.,]* \)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What says that the names before it are those of editors or translators."""
ROLE_AT_END = re.compile(rf"(?:{ROLE.pattern})[\s,:]*$", re.VERBOSE | re.IGNORECASE)
SPLIT = re.compile(r"\s*(?:;|/|,?\s+(?:and|und|et|y)\s+|,?\s*&\s*|,)\s*")
"""What parts two names."""
_FAMILY = (
    rf"(?:(?:{PARTICLES})\s)*{CAPITAL}[\w'\u2019-]{{1,40}}(?:\s{CAPITAL}[\w'\u2019-]{{1,40}})?"
)
_GIVEN = rf"(?!(?:The|An?|D[eia][rse]|On|In)\s){CAPITAL}[\w.'\u2019-]*(?:\s{CAPITAL}\w*\.?){{0,2}}"
_EDS = r"(?:Hg|Hrsg|eds?)\b"
LAST_FIRST = rf"{_FAMILY},\s{_GIVEN}"
INVERTED = re.compile(
    rf"(?<![\w-]){LAST_FIRST}(?:(?:;\s{LAST_FIRST})+(?:\su\.\s?a\.)?(?=:\s|\s?\({_EDS})|(?=\s?\({_EDS}))"
)
"""Names with the family name first, in the German way: 'Lee, Ann; Ek, Bo (Hg.): A Title'."""
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")
_INITIALS = re.compile(rf"^(?:{CAPITAL}\.?[\s-]?){{1,4}}$")
_BODY_WORDS = either(
    "Academy Administration Agency Army Assembly Association Authority Bank Board Bureau "
    r"Cent(?:er|re) Church City Club Coalition Collective College Commission Committee Company "
    "Conference Congress Corporation Council Court Department Directorate Federation Forum "
    r"Foundation Fund Government Group House Institut\w* International Laboratory League Library "
    "Ministry Museum Nations Network Office Organi[sz]ation Parliament Party Press Program(?:me)? "
    "Project Republic School Secretariat Senate Service Society Staff State States Survey Team "
    r"Trust UN Union Universit\w* Watch Working"
)
_BODY = re.compile(rf"\b{_BODY_WORDS}\b")
_PARTICLE = re.compile(PARTICLES)
_CAPITAL_PARTICLE = re.compile(r"D(?:e[lnr]?|ella|i|[aou]s?)|L[ae]|V[ao]n|Te[nr]")
"""A particle that belongs to the family name: 'De La Torre'."""
_YEAR = re.compile(rf"\s*\({PRINT_YEAR}[a-z]?\)\s*")
_PERSONS = re.compile(r",\s|\b[A-Z]\.\s")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s$")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?=,|$)")
"""A full stop after a word, which is no initial's."""


def is_body(text: str) -> bool:
    """Whether words name a corporate body: one of its usual words is there, or all are capitals."""
    return bool(_BODY.search(text)) or (text.isupper() and len(text) > 1 and "." not in text)


def read(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names in a text and whether 'et al.' or the like stands after them.

    'Jack A. Goldstone and Jay Ulfelder', 'Annan, Kofi', 'Blankenburg/Sessar' and corporate bodies
    are read. Family names come last unless a comma sets them first.
    """
    bare = OTHERS.sub("", text)
    others = bare != text
    bare = ROLE.sub("", _YEAR.sub(" ", bare)).strip(" ,;:")
    if not bare:
        return (), others
    if is_body(bare) and not _PERSONS.search(bare):
        return (Name(bare, corporate=True),), others
    if ";" in bare:
        return tuple(map(_last_first, filter(None, map(str.strip, bare.split(";"))))), others
    names: list[Name] = []
    for part in filter(None, map(str.strip, SPLIT.split(bare))):
        if names and _SUFFIX.match(part):
            names[-1] = Name(names[-1].family, names[-1].given, names[-1].prefix, part)
        elif names and _is_given(part, names[-1], bare):
            names[-1] = Name(names[-1].family, part)
        else:
            names.append(one(part))
    return tuple(names), others


def _last_first(text: str) -> Name:
    """Read 'Lee, Ann'."""
    family, _, given = text.partition(",")
    name = one(family)
    return Name(name.family, given.strip(), name.prefix) if given else one(text)


def _is_given(part: str, before: Name, text: str) -> bool:
    """Whether a part holds the given name of the family name before it: 'Smith, J.', 'LEE, Ann'."""
    if before.given or before.corporate:
        return False
    capitals = before.family.isupper() and len(before.family) > 1 and not is_body(part)
    inverted = capitals and not part.isupper() and f"{before.family}, {part}" in text
    return inverted or bool(_INITIALS.match(part))


def one(text: str) -> Name:
    """Read a single name: 'Ursula van den Berg', 'M. Albertson Fineman', 'World Bank'."""
    words = _POSSESSIVE.sub("", _FULL_STOP.sub("", text)).split()
    if not words:
        return Name("")
    if len(words) > 1 and is_body(text):
        return Name(text, corporate=True)
    suffix = words.pop() if len(words) > 1 and _SUFFIX.match(words[-1]) else ""
    family = words.pop()
    while words and _CAPITAL_PARTICLE.fullmatch(words[-1]):
        family = f"{words.pop()} {family}"
    prefix: list[str] = []
    while words and _PARTICLE.fullmatch(words[-1]):
        prefix.insert(0, words.pop())
    return Name(family, " ".join(words), " ".join(prefix), suffix)
