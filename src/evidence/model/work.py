"""A work: one bibliographic record, named by its citation key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

MAX_NAMES_IN_LABEL = 2
_DASH = re.compile(r"\s*(?:--+|[\u2010-\u2015])\s*")


@dataclass(frozen=True, slots=True)
class Name:
    """A person or, with `family` alone and `corporate` set, a corporate body.

    `sorts_by_prefix`: 'van der Berg' stands under V. `extended` is the name as a file has it in
    biblatex's extended form, which is written back as it was.
    """

    family: str
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    corporate: bool = False
    sorts_by_prefix: bool = False
    extended: str = ""

    def __str__(self) -> str:
        parts = (self.given, self.prefix, self.family)
        name = " ".join(part for part in parts if part)
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def surname(self) -> str:
        """The family name with its prefix: 'van der Berg'."""
        return f"{self.prefix} {self.family}" if self.prefix else self.family

    @property
    def sorted(self) -> str:
        """The name as a bibliography sorts it: 'Berg, Jan van der'."""
        if self.sorts_by_prefix:
            return ", ".join(part for part in (self.surname, self.given, self.suffix) if part)
        given = " ".join(part for part in (self.given, self.prefix) if part)
        return ", ".join(part for part in (self.family, given, self.suffix) if part)


@dataclass(frozen=True)
class Work:
    """One entry of `bib/`, with names split, LaTeX decoded and crossref resolved.

    `fields` holds every field of the entry as plain text, inherited ones included, under its
    biblatex name in lower case; the properties below name the common ones. A field that the entry
    does not have is the empty string: facts are never filled in. `digest` is as in `Claim`.
    """

    key: str
    type: str
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    line: int | None = None
    digest: bytes = field(default=b"", init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.key, self.type, self.path, self.line))

    def get(self, *names: str) -> str:
        """Return the first of the named fields that has a value, or the empty string."""
        for name in names:
            if value := self.fields.get(name):
                return value
        return ""

    @cached_property
    def title(self) -> str:
        """Title and subtitle; of an issue of a periodical, the title of the issue."""
        issue = self._titled("issue")
        return issue if self.type == "periodical" and issue else self._titled("")

    def _titled(self, prefix: str) -> str:
        title, subtitle = self.get(f"{prefix}title"), self.get(f"{prefix}subtitle")
        return f"{title}: {subtitle}" if subtitle and title else title or subtitle

    @cached_property
    def year(self) -> int | None:
        """The first year of `date` (ISO 8601-2 as biblatex reads it) or of `year`."""
        found = re.search(r"\d{4}", self.get("date", "year"))
        return int(found[0]) if found else None

    @property
    def container(self) -> str:
        """What the work stands in: journal, volume of chapters or series."""
        if self.type == "periodical" and self.get("issuetitle"):
            return self._titled("")
        return self.get("journaltitle", "journal", "booktitle", "maintitle", "series")

    @property
    def publisher(self) -> str:
        """Publisher, institution or organisation."""
        return self.get("publisher", "institution", "organization", "school")

    @property
    def pages(self) -> str:
        """Page range with a plain hyphen, as printed otherwise: '57-73'."""
        return _DASH.sub("-", self.get("pages"))

    @property
    def crossref(self) -> str:
        """Key of the volume that holds this work."""
        return self.get("crossref")

    @property
    def doubts(self) -> str:
        """What is doubtful about the record (biblatex `annotation`)."""
        return self.get("annotation", "annote")

    @property
    def verified_by(self) -> str:
        """Where the record was checked (biblatex `usera`)."""
        return self.get("usera")

    @property
    def creators(self) -> tuple[Name, ...]:
        """Authors or, where there is none, editors."""
        return self.authors or self.editors

    @cached_property
    def label(self) -> str:
        """Short name for people: 'Hegre et al. 2001'."""
        names = [name.surname for name in self.creators]
        if not names:
            who = self.title or self.key
        elif len(names) <= MAX_NAMES_IN_LABEL:
            who = " and ".join(names)
        else:
            who = f"{names[0]} et al."
        return f"{who} {self.year}" if self.year else who
