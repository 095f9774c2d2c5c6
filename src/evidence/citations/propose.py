"""A work from a full citation: what the article's own mention says of it, as a biblatex entry."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from evidence.citations import printed, titles
from evidence.formats import bibtex_write
from evidence.model import Work
from evidence.model.citation import Reference
from evidence.texts.words import words

if TYPE_CHECKING:
    from evidence.citations.resolve import Cited

_BODY_REPORT = re.compile(r"\b(?:[Rr]eport|[Bb]rief|[Pp]aper|[Ss]urvey)\b")
_THESIS = re.compile(
    r"\b(?P<kind>ph\.?\s?d\.?|doctoral|master(?:['\u2019]s)?|m\.?a\.?|m\.?phil\.?|d\.?phil\.?)?\s*"
    r"(?:thesis|dissertation|diss\.)(?:[,\s]+(?P<school>[^\W\d_a-z][^,;()]*))?",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:[Pp]roceedings|[Cc]onference|[Ss]ymposium|[Ww]orkshop)\b")
_UN_SYMBOL = re.compile(r"(?:A|S|E|ST|T|DP|CCPR|CERD|CEDAW|HRI)/[\w./()-]+")
PARTS = frozenset({"incollection", "inproceedings"})
NO_YEAR = "No year is given."
SAME_VOLUME = 92
"""Likeness from which on two titles name one volume, of 100."""
SHORTEST_TITLE = 2
"""Words that the title of a volume has at least, to be known without its subtitle."""
_SHARED = ("booktitle", "date", "publisher", "location")
"""Fields of a chapter that are those of its volume."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A work that the bibliography lacks: its key, and its entry as it would be added."""

    key: str
    entry: str
    work: Work


def key_of(reference: Reference, taken: Container[str]) -> str:
    """Return a key for a work: first family name, year, first word of the title; then a letter."""
    name = "".join(words(reference.names[0].surname)) if reference.names else ""
    heads = [word for word in titles.tokens_of(reference.title) if word not in titles.SMALL]
    word = re.sub(r"\W", "", heads[0]) if heads else ""
    mark = re.sub(r"[^a-z0-9]", "", reference.symbol.casefold()) if not (name or word) else ""
    key = re.sub(r"[^a-z0-9]", "", f"{name[:40]}{reference.year[:4]}{word or mark}") or "work"
    return _free(key, taken)


def _free(key: str, taken: Container[str]) -> str:
    found, letter = key, "a"
    while found in taken:
        found, letter = f"{key}-{letter}", chr(ord(letter) + 1)
    return found


def work_of(reference: Reference, key: str) -> Work:
    """Return the work that a full citation describes; what it does not say stays empty."""
    kind = type_of(reference)
    whole = kind in {"collection", "proceedings"} and not reference.editors
    series, number = printed.series(reference)
    fields = {
        "title": reference.title,
        "date": printed.date(reference),
        "volume": reference.volume,
        "number": reference.symbol or reference.number or number,
        "series": series,
        "volumes": printed.volumes(reference),
        "edition": printed.edition(reference),
        "pages": printed.pages(reference).replace("-", "--"),
        "location": reference.place,
        "doi": reference.doi,
        "url": reference.url,
        "urldate": printed.urldate(reference),
        "translator": bibtex_write.names(printed.translators(reference)),
        **_of_kind(reference, kind),
    }
    return Work(
        key=key,
        type=kind,
        authors=() if whole else reference.names,
        editors=reference.names if whole else reference.editors,
        fields={name: value for name, value in fields.items() if value},
    )


def _of_kind(reference: Reference, kind: str) -> dict[str, str]:
    """Return the fields whose names depend on the type of a work."""
    fields: dict[str, str] = {}
    if reference.container:
        fields["journaltitle" if kind == "article" else "booktitle"] = reference.container
    if reference.publisher:
        house = "institution" if kind in {"report", "thesis"} else "publisher"
        fields["organization" if kind in {"online", "misc"} else house] = reference.publisher
    if kind == "thesis" and (said := _THESIS.search(printed.after_title(reference))):
        degree = (said["kind"] or "").casefold()
        fields["type"] = "mathesis" if degree.startswith("m") else "phdthesis"
        fields["institution"] = (said["school"] or reference.publisher).strip()
        fields.pop("booktitle", None)
    if kind == "report":
        fields["type"] = _type_of_report(reference)
        if not reference.publisher and _UN_SYMBOL.match(reference.symbol):
            fields["institution"] = "United Nations"
            fields["annotation"] = "The institution is that of the document symbol."
    return fields


def _type_of_report(reference: Reference) -> str:
    said = f"{reference.title} {reference.symbol}".casefold()
    kinds = {"/res": "resolution", "resolution ": "resolution", "letter": "letter"}
    return next((kind for sign, kind in kinds.items() if sign in said[:30] + said[-30:]), "report")


def type_of(reference: Reference) -> str:
    """Return the biblatex type that fits what a citation says."""
    if _THESIS.search(printed.after_title(reference)):
        return "thesis"
    if reference.symbol:
        return "report" if reference.names else "misc"
    rest = printed.after_title(reference)
    chapter = bool(reference.container) and bool(
        re.match(r"\W*[Ii]n:?\s", rest) or (reference.publisher and reference.place)
    )
    if (reference.editors and reference.container) or (chapter and not reference.volume):
        meeting = reference.quoted and _MEETING.search(reference.container)
        if meeting:
            return "inproceedings"
        return "incollection" if reference.editors else "inbook"
    if reference.quoted and reference.container:
        return "article"
    if reference.url and not reference.publisher:
        return "online"
    if reference.names and reference.names[0].corporate and _BODY_REPORT.search(reference.title):
        return "report"
    if reference.volume and reference.container:
        return "article"
    if reference.quoted:
        return "misc"
    return "collection" if reference.names and printed.edited(reference) else "book"


def proposals(
    cited: Iterable[Cited], own: Mapping[str, Work], taken: Container[str] = frozenset()
) -> list[Proposal]:
    """Return an entry for every work that the bibliography lacks and the article has in full.

    That is in a note, or in its list of references. `own` are those works as first described, by
    key (`Resolver.own`), `taken` the keys of the bibliography. Later full citations fill what the
    first leaves out; where they differ the entry says so in `annotation`. A volume of which several
    chapters are cited gets an entry of its own.
    """
    said: dict[str, list[tuple[str, Reference]]] = {}
    for one in cited:
        for citation in one.citations:
            key = citation.key or citation.own
            if key not in own:
                continue
            full = said.setdefault(key, [])
            if citation.reference.form == "full":
                full.append((one.note.note, citation.reference))
    works = [
        _merged(own[key], said[key])
        for key in own
        if key in said and key not in taken and (own[key].title or own[key].get("number"))
    ]
    works = [_as_entry(work) for work in _with_volumes(works, {*own}, taken)]
    return [Proposal(work.key, bibtex_write.dump(work), work) for work in works]


def _merged(work: Work, said: list[tuple[str, Reference]]) -> Work:
    """Fill a work from its later citations, and note where they differ and what is not known."""
    fields = dict(work.fields)
    doubts = [fields.pop("annotation")] if "annotation" in fields else []
    editors = work.editors
    for note, reference in said[1:]:
        other = work_of(reference, work.key)
        editors = editors or other.editors
        for name, value in other.fields.items():
            if name not in fields and other.type == work.type and name != "annotation":
                fields[name] = value
            elif name in {"date", "volume"} and value[:4] != fields.get(name, value)[:4]:
                doubts.append(f"Note {note} has {name} {value}.")
    if said and said[0][1].others:
        doubts.append("Further authors are not named.")
    if not fields.get("date"):
        doubts.append(NO_YEAR)
    where = f"note {said[0][0]}" if said else "its list of references"
    fields["usera"] = f"article only ({where})"
    if doubts:
        fields["annotation"] = " ".join(dict.fromkeys(doubts))
    return replace(work, editors=editors, fields=fields)


def _as_entry(work: Work) -> Work:
    """Return a work as biblatex takes it: a document without authors goes by its symbol."""
    number = work.get("number")
    if work.type != "misc" or not number:
        return work
    fields = {name: value for name, value in work.fields.items() if name != "number"}
    if work.title:
        fields["howpublished"] = number
    else:
        fields["title"] = number
        doubts = [work.get("annotation"), "Cited by its symbol alone."]
        fields["annotation"] = " ".join(filter(None, doubts))
    return replace(work, fields=fields)


def _with_volumes(works: list[Work], own: set[str], taken: Container[str]) -> Iterator[Work]:
    """Yield the works, each volume of several chapters before the first of them."""
    volumes = [work for work in works if work.type in {"collection", "proceedings"}]
    chapters = [work for work in works if work.type in PARTS and work.editors]
    for work in works:
        if work not in chapters:
            yield work
            continue
        volume = next((one for one in volumes if _same_volume(work, one)), None)
        if volume is None:
            parent = _parent(work, own, taken)
            if sum(_same_volume(one, parent) for one in chapters) > 1:
                volume = parent
                own.add(volume.key)
                volumes.append(volume)
                yield volume
        yield _in_volume(work, volume) if volume else work


def _in_volume(chapter: Work, volume: Work) -> Work:
    """Return a chapter with the key of its volume, and what other notes say of that."""
    given = {name: value for name in _SHARED if (value := volume.get(name))}
    fields = {**given, **chapter.fields, "crossref": volume.key}
    if not chapter.get("date") and given.get("date"):
        doubts = chapter.get("annotation").replace(NO_YEAR, "The year is that of the volume.")
        fields["annotation"] = doubts
    return replace(chapter, fields=fields)


def _same_volume(chapter: Work, volume: Work) -> bool:
    """Whether a chapter stands in a volume: an editor and the title, perhaps without subtitle."""
    one, other = words(chapter.get("booktitle")), words(volume.title)
    if not one or {n.family for n in chapter.editors}.isdisjoint(n.family for n in volume.editors):
        return False
    head = len(one) > SHORTEST_TITLE and one == other[: len(one)]
    return head or fuzz.ratio(" ".join(one), " ".join(other)) >= SAME_VOLUME


def _parent(chapter: Work, own: set[str], taken: Container[str]) -> Work:
    name = "".join(words(chapter.editors[0].surname))
    year = chapter.year or ""
    said = words(chapter.get("booktitle"))
    heads = [word for word in said if word not in titles.SMALL]
    base = re.sub(r"[^a-z0-9]", "", f"{name}{year}{heads[0] if heads else ''}") or "volume"
    key = base
    while key in own or key in taken:
        key = _free(base, own) if key in own else _free(base, {*own, key})
    fields = {name: value for name in _SHARED if (value := chapter.get(name))}
    fields["title"] = fields.pop("booktitle")
    fields["usera"] = chapter.get("usera")
    kind = "proceedings" if chapter.type == "inproceedings" else "collection"
    return Work(key, kind, editors=chapter.editors, fields=fields)
