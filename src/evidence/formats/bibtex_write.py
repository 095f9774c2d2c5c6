"""Works to biblatex: entries as text, and entries added to the end of a file's text.

What `bibtex.load` reads back is the work that was written. One field stands in a line, in the order
of `ORDER`, which is that of a bibliography made by hand; other fields follow by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from evidence.formats.bibtex import load
from evidence.formats.bibtex_values import VERBATIM
from evidence.formats.lines import FormatError
from evidence.model import Name, Work

ORDER = tuple(
    "author editor translator title subtitle titleaddon booktitle booksubtitle maintitle "
    "journaltitle issuetitle series type volume number volumes edition pages date howpublished "
    "publisher institution organization location isbn issn doi url urldate eprint crossref note "
    "annotation usera".split()
)
"""Fields in the order in which they are written."""
_PLACES = {name: place for place, name in enumerate(ORDER)}

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_LIGATURE = re.compile(r"-{2,}|`{2,}|'{2,}|[!?]`")
"""Signs that LaTeX runs together, where a value goes through its reader."""
_ACRONYM = re.compile(r"(?<![\w\\{/])[A-Z]{2,}s?(?![\w}/])")
_TITLES = frozenset({"title", "booktitle", "maintitle", "issuetitle", "subtitle", "booksubtitle"})
_KEY = re.compile(r"[^\s{}(),\"'#%=\\~]+")


def dump(work: Work) -> str:
    """Return a work as one entry, with a line feed at its end.

    Raises FormatError for a key or type that no file can hold.
    """
    if not _KEY.fullmatch(work.key):
        raise FormatError(f"'{work.key}' is no citation key", hint="Use letters, figures and :._-")
    if not re.fullmatch(r"[a-z]+", work.type):
        raise FormatError(f"'{work.type}' is no type of entry", hint="Try 'book' or 'misc'")
    values = {name: _field(name, value) for name, value in work.fields.items() if value}
    if work.authors:
        values["author"] = names(work.authors)
    if work.editors:
        values["editor"] = names(work.editors)
    lines = [f"  {name} = {{{values[name]}}},\n" for name in sorted(values, key=_place)]
    return f"@{work.type}{{{work.key},\n{''.join(lines)}}}\n"


def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(ORDER)), name


def _field(name: str, value: str) -> str:
    plain = " ".join(_clean(value).split())
    if name in VERBATIM:
        return _verbatim(plain)
    if name == "translator":
        return plain
    if name == "pages":
        return re.sub(r"(?<=\w)-(?=\w)", "--", escape(plain))
    return _protected(plain) if name in _TITLES else escape(plain)


def _clean(value: str) -> str:
    """Return text without control characters."""
    if value.isprintable():
        return value
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in value)


def _verbatim(value: str) -> str:
    """Return an address as it may stand in braces: what would break them is percent-encoded."""
    return re.sub(r"[{}]|\\$", lambda sign: f"%{ord(sign[0]):02X}", value)


def escape(value: str) -> str:
    """Return text with LaTeX's special characters escaped."""
    escaped = value.translate(_SPECIAL)
    if "\\textbackslash" in escaped or "\\textascii" in escaped:
        return _LIGATURE.sub(lambda signs: "{}".join(signs[0]), escaped)
    return escaped


def _protected(title: str) -> str:
    """Escape a title and keep its acronyms from being lowered by a style."""
    return _ACRONYM.sub(lambda found: f"{{{found[0]}}}", escape(title))


def names(people: Iterable[Name]) -> str:
    """Return names in BibTeX's form: 'van der Berg, Jan and {United Nations}'.

    One that was read in biblatex's extended form comes back as it was.
    """
    return " and ".join(person.extended or _name(person) for person in people)


def _name(name: Name) -> str:
    family = escape(_clean(name.family))
    if name.corporate:
        return f"{{{family}}}"
    whole = name.given or name.suffix
    if name.prefix:
        family = f"{escape(name.prefix)} {_kept(family)}"
    elif _loose(name.family) or not whole:
        family = f"{{{family}}}" if " " in family or "," in family else family
    parts = [family, escape(name.suffix), _kept(escape(name.given))]
    return ", ".join(part for part in parts if part)


def _loose(family: str) -> bool:
    """Whether BibTeX would take a family name apart: it has a particle, a comma or an 'and'."""
    words = family.split()
    return "," in family or "and" in words or any(word[:1].islower() for word in words)


def _kept(part: str) -> str:
    """Return a part of a name, in braces where a comma or 'and' would split it."""
    return f"{{{part}}}" if "," in part or " and " in f" {part} " else part


def appended(text: str, entries: Iterable[Work]) -> str:
    """Return the text of a file with entries at its end; all that stands there is kept.

    Its line ends are kept too. Raises FormatError for a key that the file has, or that stands
    twice among the entries, without regard to case.
    """
    taken = {work.key.casefold() for work in load(text).works}
    taken |= {key.casefold() for key in re.findall(r"(?m)^\s*@\w+\s*[{(]\s*([^\s,]+)", text)}
    blocks = []
    for work in entries:
        if work.key.casefold() in taken:
            raise FormatError(f"key '{work.key}' is taken", hint="Give the new entry another key")
        taken.add(work.key.casefold())
        blocks.append(dump(work))
    if not blocks:
        return text
    end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    glue = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return text + (glue + "\n".join(blocks)).replace("\n", end)
